//! Everything in a portfolio that a reviewer reads, with the place of each text.

use std::ops::Range;

use super::case::Case;
use crate::model::{Artifact, Aside, Location, Numbers, Passage, SourceText};

/// More places than this say little.
const SHOWN: usize = 5;

/// The texts of the portfolio's own files: evidence.toml and the narratives.
pub(super) fn own<'a>(case: &Case<'a>) -> impl Iterator<Item = &'a SourceText> {
    let portfolio = case.portfolio;
    let narratives = [&portfolio.overview, &portfolio.reflection];
    let narratives = narratives.into_iter().filter_map(|it| it.read().map(|(source, _)| source));
    std::iter::once(&portfolio.evidence.source).chain(narratives)
}

/// Whether a stretch of a text is the path of a file in evidence.toml: it stands there because the
/// file has that name, and the name is judged by itself.
pub(super) fn is_path(case: &Case<'_>, source: &SourceText, span: &Range<usize>) -> bool {
    let evidence = &case.portfolio.evidence;
    let cited = evidence.entries.iter().flat_map(|entry| &entry.evidence);
    let cited = cited.filter_map(|citation| citation.artifact.as_ref());
    let waived = evidence.waivers.iter().filter_map(|waiver| waiver.path.as_ref());
    source.path == evidence.source.path
        && cited
            .chain(waived)
            .any(|path| path.span.start <= span.start && span.end <= path.span.end)
}

/// A piece of an artifact's text: what its reader sees, and what stands beside it.
#[derive(Clone, Copy)]
pub(super) enum Piece<'a> {
    Passage(&'a Passage),
    Aside(&'a Aside),
}

impl<'a> Piece<'a> {
    pub fn text(self) -> &'a str {
        match self {
            Piece::Passage(passage) => &passage.text,
            Piece::Aside(aside) => &aside.text,
        }
    }

    /// The place of a byte of it, for the end of a sentence.
    pub fn place(self, byte: usize) -> String {
        match self {
            Piece::Passage(passage) => place(passage, byte).to_string(),
            Piece::Aside(aside) => aside.place.clone(),
        }
    }
}

/// All text of an artifact, as far as it could be looked into.
pub(super) fn pieces<'a>(artifact: &'a Artifact) -> impl Iterator<Item = Piece<'a>> {
    let passages = artifact.passages().unwrap_or_default().iter().map(Piece::Passage);
    let asides = artifact.traces().into_iter().flat_map(|traces| &traces.asides);
    passages.chain(asides.map(Piece::Aside))
}

/// The place of a byte of a passage: its line where the artifact is a text.
fn place(passage: &Passage, byte: usize) -> Location {
    let (first, last) = match (&passage.at, passage.lines) {
        // A table is cited by its rows, as a spreadsheet numbers them.
        (Location::Rows(_), _) | (_, None) => return passage.at.clone(),
        (_, Some(lines)) => lines,
    };
    let before = passage.text.get(..byte).unwrap_or_default();
    let breaks = u32::try_from(before.matches('\n').count()).unwrap_or(u32::MAX);
    Location::Lines(Numbers::one(first.saturating_add(breaks).min(last)))
}

/// A few of these, and how many more there are.
pub(super) fn some_of(items: &[String]) -> String {
    let mut shown: Vec<&str> = Vec::new();
    for item in items {
        if !shown.contains(&item.as_str()) {
            shown.push(item);
        }
    }
    let more = shown.len().saturating_sub(SHOWN);
    shown.truncate(SHOWN);
    match more {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}
