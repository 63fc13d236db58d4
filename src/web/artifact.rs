//! An artifact as the page shows it for citing: its text with the place of every passage.

use anyhow::Context;
use serde::Serialize;

use crate::load::{Folder, load, load_uninspected, with_text};
use crate::model::Unit;

/// The most text that the page shows of one artifact, in bytes.
const MOST: usize = 8 << 20;

#[derive(Serialize)]
struct Artifact<'a> {
    path: &'a str,
    kind: &'static str,
    /// Names of the sheets of a workbook.
    sheets: Vec<String>,
    slides: Option<usize>,
    pages: Option<u32>,
    seconds: Option<f64>,
    width: Option<u32>,
    height: Option<u32>,
    /// Why there is no text, or not all of it, as a clause.
    unread: Option<&'a str>,
    passages: Vec<Passage<'a>>,
}

#[derive(Serialize)]
struct Passage<'a> {
    at: String,
    text: &'a str,
    /// The rank of a heading, from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    heading: Option<u8>,
    /// The sheet of a cell, and the column and row where it begins, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    cell: Option<(u32, u32, u32)>,
}

pub(super) fn json(folder: &Folder, path: &str) -> anyhow::Result<String> {
    let mut portfolio = load_uninspected(folder);
    let missing = || format!("there is no `{path}`");
    let is_recording = portfolio.artifact(path).with_context(missing)?.is_recording();
    if is_recording {
        // Its words may stand in a transcript beside it.
        portfolio = load(folder);
    }
    let artifact = portfolio.artifact(path).with_context(missing)?;
    let artifact = with_text(folder, artifact);
    let facts = artifact.facts().cloned().unwrap_or_default();
    let mut shown = 0;
    let passages = artifact.passages().into_iter().flat_map(|passages| {
        let place = move |at| passages.location(at).to_string();
        passages.iter().map(move |one| Passage {
            at: place(one.at),
            text: one.text,
            heading: one.heading,
            cell: cell(one.at),
        })
    });
    let passages: Vec<Passage<'_>> = passages
        .take_while(|one| {
            shown += one.text.len();
            shown <= MOST
        })
        .collect();
    let answer = Artifact {
        path: &artifact.path,
        kind: artifact.kind.name(),
        sheets: facts.sheets.iter().flatten().map(|sheet| sheet.name.clone()).collect(),
        slides: facts.slides.as_ref().map(Vec::len),
        pages: facts.pages,
        seconds: facts.millis.map(|millis| millis as f64 / 1_000.0),
        width: facts.width,
        height: facts.height,
        unread: artifact.seen().and_then(|seen| seen.unread.as_deref()),
        passages,
    };
    Ok(serde_json::to_string(&answer)?)
}

fn cell(at: Unit) -> Option<(u32, u32, u32)> {
    match at {
        Unit::Cells { sheet, cells: Some(cells) } => {
            Some((sheet, cells.first_column, cells.first_row))
        }
        _ => None,
    }
}
