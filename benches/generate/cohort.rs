//! A cohort: a folder of small portfolios, one for each person.

use std::fs;
use std::io;
use std::path::Path;

use fastrand::Rng;

use super::portfolio::{self, Cited};
use super::{office, once, pdf, photo, words};

/// Makes this many portfolios.
pub fn make(folder: &Path, portfolios: u64) -> io::Result<()> {
    once(folder, |folder| {
        (1..=portfolios)
            .try_for_each(|number| one(&folder.join(format!("person-{number:03}")), number))
    })
}

fn one(folder: &Path, seed: u64) -> io::Result<()> {
    let mut random = Rng::with_seed(seed);
    fs::create_dir_all(folder.join("artifacts"))?;
    let (page, quote) = pdf::write(&folder.join("artifacts/plan.pdf"), &mut random, 4, 20_000)?;
    let at = format!("page {page}");
    let mut cited = vec![Cited { artifact: "artifacts/plan.pdf".into(), at, quote: Some(quote) }];
    let policy = folder.join("artifacts/policy.docx");
    office::write("anti-bullying-policy.docx", &policy, &mut random, 1_000)?;
    cited.push(Cited::at("artifacts/policy.docx".into(), "section \"Bullying\""));
    photo::write(&folder.join("artifacts/poster.jpg"), &mut random, 1_000)?;
    cited.push(Cited::at("artifacts/poster.jpg".into(), "whole"));
    fs::write(folder.join("artifacts/minutes.txt"), words::prose(&mut random, 300))?;
    cited.push(Cited::at("artifacts/minutes.txt".into(), "lines 2-4"));
    portfolio::write(folder, &mut random, &cited)
}
