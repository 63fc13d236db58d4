//! The memory of `check` with one very long artifact of each kind.

use std::fs;
use std::io;

use fastrand::Rng;

use super::home::Home;
use super::in_turn;
use super::job::Job;
use super::table::{Table, ratio, shown};
use crate::generate::{film, pdf, text};

/// Bytes of each text with its markup, of the drawing in a map, and of other files.
const TEXT: u64 = 50_000_000;
const DRAWN: u64 = 200_000_000;
const PICTURES: u64 = 1_000_000_000;

const TEXTS: [&str; 6] =
    ["text.txt", "page.html", "notes.md", "table.csv", "paper.docx", "cells.xlsx"];

pub fn rows(home: &Home, table: &mut Table) -> io::Result<()> {
    for name in ["film.mp4", "scans.pdf", "map.pdf"].into_iter().chain(TEXTS) {
        let what = format!("memory: check, {name}");
        if home.wants(&what) {
            row(home, table, &what, name)?;
        }
    }
    Ok(())
}

fn row(home: &Home, table: &mut Table, what: &str, name: &str) -> io::Result<()> {
    let folder = home.folder.join("long").join(name);
    let artifact = folder.join("artifacts").join(name);
    let sentence = "and in the end they were heard";
    let mut random = Rng::with_seed(6);
    fs::create_dir_all(folder.join("artifacts"))?;
    let (at, quote) = match name {
        "film.mp4" => {
            let film = fs::read(film::base(&home.folder)?)?;
            film::inflated(&film, home.scaled(PICTURES), film::Filling::Hole, &artifact)?;
            ("0:01".to_owned(), None)
        }
        "scans.pdf" => {
            let (page, quote) = pdf::write(&artifact, &mut random, 100, home.scaled(PICTURES))?;
            (format!("page {page}"), Some(quote))
        }
        "map.pdf" => {
            let quote = pdf::drawing(&artifact, &mut random, home.scaled(DRAWN))?;
            ("page 1".to_owned(), Some(quote))
        }
        _ => {
            let at = text::write(&artifact, &mut random, home.scaled(TEXT), sentence)?;
            (at, Some(sentence.to_owned()))
        }
    };
    let quote = quote.map_or(String::new(), |quote| format!(", quote = \"{quote}\""));
    let evidence = format!(
        "credential = \"leading-a-culture-of-safety\"\n[eo.1.a]\n\
         evidence = [{{ artifact = \"artifacts/{name}\", at = '{at}'{quote} }}]\n"
    );
    fs::write(folder.join("evidence.toml"), evidence)?;
    // The portfolio is incomplete; its findings are expected.
    let usages = in_turn(home, 3, &[Job::mcred(&folder, &["check"]).with_findings()])?;
    let length = fs::metadata(&artifact)?.len() as f64;
    if let [usage] = usages[..] {
        let own = format!("{:.0} MB", length / 1e6);
        table.row(what, shown(usage), "its own length", own, ratio(usage.peak as f64, length));
        // A text is held whole.
        table.aim(if TEXTS.contains(&name) { "256 MiB" } else { "64 MiB" });
    }
    fs::remove_file(artifact)
}
