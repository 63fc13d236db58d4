//! A portfolio with very many small artifacts, as if a shared drive was copied.

use std::fs;
use std::io;
use std::path::Path;

use fastrand::Rng;

use super::portfolio::{self, Cited};
use super::{once, pdf, words};

/// Makes a portfolio with this many artifacts, each of them cited.
pub fn make(folder: &Path, artifacts: usize) -> io::Result<()> {
    once(folder, |folder| {
        let mut random = Rng::with_seed(artifacts as u64);
        let mut cited = Vec::with_capacity(artifacts);
        for number in 0..artifacts {
            let home = format!("artifacts/week-{:03}", number / 200);
            fs::create_dir_all(folder.join(&home))?;
            let (extension, at) = match number % 10 {
                0..4 => ("txt", "lines 2-4"),
                4..7 => ("csv", "rows 1-2"),
                7..9 => ("md", "paragraph 1"),
                _ => ("pdf", "page 1"),
            };
            let name = format!("{home}/note-{number:05}.{extension}");
            let path = folder.join(&name);
            if extension == "pdf" {
                pdf::write(&path, &mut random, 1, 0)?;
            } else {
                let words = random.usize(80..400);
                fs::write(path, words::prose(&mut random, words))?;
            }
            cited.push(Cited::at(name, at));
        }
        portfolio::write(folder, &mut random, &cited)
    })
}
