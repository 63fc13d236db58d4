//! A large portfolio: 60 artifacts, 1.9 GB.

use std::fmt::Write;
use std::fs;
use std::io;
use std::path::Path;

use fastrand::Rng;

use super::film::Filling;
use super::portfolio::{self, Cited};
use super::{film, office, once, pdf, photo, words};

/// A megabyte.
const MB: u64 = 1_000_000;

/// Makes the portfolio, at this scale.
pub fn make(folder: &Path, film: &Path, smaller: u64) -> io::Result<()> {
    let mut random = Rng::with_seed(60);
    once(folder, |folder| {
        let film = fs::read(film)?;
        let artifacts = folder.join("artifacts");
        fs::create_dir_all(&artifacts)?;
        let mut cited = Vec::new();
        // 1,500 MB of film, 70 to 180 MB each.
        for number in 1..=12 {
            let name = format!("artifacts/meeting-{number:02}.mp4");
            let more = (60 + 10 * number) * MB / smaller;
            film::inflated(&film, more, Filling::Noise(number), &folder.join(&name))?;
            cited.push(Cited::at(name, "0:07-0:21"));
        }
        // 150 MB and 3,000 pages of PDF, 2 to 15 MB each; half of them quoted.
        for number in 1..=18 {
            let name = format!("artifacts/report-{number:02}.pdf");
            let pages = u32::try_from((72 + 10 * number) / smaller.min(20)).unwrap_or(1).max(2);
            let scans = (500 * number + 2_900) * MB / 1_000 / smaller;
            let (page, quote) = pdf::write(&folder.join(&name), &mut random, pages, scans)?;
            let quote = (number % 2 == 0).then_some(quote);
            cited.push(Cited { artifact: name, at: format!("page {page}"), quote });
        }
        // 100 MB of office files.
        for (example, extension, count, at, quote) in [
            (
                "anti-bullying-policy.docx",
                "docx",
                6,
                "section \"Bullying\"",
                "where one side has more power than the other",
            ),
            ("staff-training.pptx", "pptx", 6, "slide 4", "Choose one student who seems alone."),
            (
                "survey-results.xlsx",
                "xlsx",
                5,
                "sheet \"Results\" B4:D5",
                "If I report something, an adult does something about it",
            ),
        ] {
            for number in 1..=count {
                let name = format!("artifacts/{extension}-{number}.{extension}");
                let picture = (3 + number) * MB / smaller;
                office::write(example, &folder.join(&name), &mut random, picture)?;
                let quote = (number % 2 == 0).then(|| quote.to_owned());
                cited.push(Cited { artifact: name, at: at.to_owned(), quote });
            }
        }
        // 40 MB of photos.
        for number in 1..=10 {
            let name = format!("artifacts/photo-{number:02}.jpg");
            photo::write(
                &folder.join(&name),
                &mut random,
                (2_900 + 200 * number) * 1_000 / smaller,
            )?;
            cited.push(Cited::at(name, "whole"));
        }
        for number in 1..=3 {
            let name = format!("artifacts/log-{number}.csv");
            fs::write(folder.join(&name), table(&mut random, 1_500 * number))?;
            cited.push(Cited::at(name, "rows 2-9"));
        }
        portfolio::write(folder, &mut random, &cited)
    })
}

/// A table with this many rows.
fn table(random: &mut Rng, rows: usize) -> String {
    let mut text = String::from("week,place,what\n");
    for row in 1..rows {
        let _ = writeln!(text, "{row},{},\"{}\"", words::line(random, 1), words::line(random, 8));
    }
    text
}
