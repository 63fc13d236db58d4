//! Everything in a portfolio that a reviewer reads, with the place of each text.

use std::collections::HashSet;
use std::fmt;
use std::ops::Range;

use super::case::Case;
use crate::model::{
    Artifact, HiddenText, Location, Numbers, Passage, Passages, SourceText, Transcript, Unit,
};

/// More places than this say little.
const NAMED: usize = 5;
/// So many are counted; a table may have a person in each of a million rows.
const COUNTED: usize = 10_000;

/// The texts of the portfolio's own files: evidence.toml and the narratives.
pub(super) fn own<'a>(case: &Case<'a>) -> impl Iterator<Item = &'a SourceText> {
    let portfolio = case.portfolio;
    let narratives = portfolio.narratives();
    let narratives = narratives.into_iter().filter_map(|it| it.read().map(|(source, _)| source));
    std::iter::once(&portfolio.evidence.source).chain(narratives)
}

/// The paths of files in evidence.toml: each stands there because the file has that name, and the name
/// has a rule of its own.
pub(super) struct Paths<'a> {
    file: &'a str,
    spans: Vec<&'a Range<usize>>,
}

impl<'a> Paths<'a> {
    pub fn of(case: &Case<'a>) -> Paths<'a> {
        let evidence = &case.portfolio.evidence;
        let cited = evidence.entries.iter().flat_map(|entry| &entry.evidence);
        let cited = cited.filter_map(|citation| citation.artifact.as_ref());
        let waived = evidence.waivers.iter().filter_map(|waiver| waiver.path.as_ref());
        let mut spans: Vec<&Range<usize>> = cited.chain(waived).map(|path| &path.span).collect();
        spans.sort_unstable_by_key(|span| span.start);
        Paths { file: &evidence.source.path, spans }
    }

    /// Whether a stretch of a text is such a path, or a part of one.
    pub fn contain(&self, source: &SourceText, span: &Range<usize>) -> bool {
        let behind = self.spans.partition_point(|path| path.start <= span.start);
        let path = behind.checked_sub(1).and_then(|index| self.spans.get(index));
        source.path == self.file && path.is_some_and(|path| span.end <= path.end)
    }
}

/// A piece of an artifact's text: what its reader sees, and what stands beside it.
#[derive(Clone, Copy)]
pub(super) enum Piece<'a> {
    Passage(&'a Passages, Passage<'a>),
    HiddenText(&'a HiddenText),
}

impl<'a> Piece<'a> {
    pub fn text(&self) -> &'a str {
        match self {
            Piece::Passage(_, passage) => passage.text,
            Piece::HiddenText(hidden) => &hidden.text,
        }
    }

    /// The places of bytes of it.
    pub fn places(&self) -> PiecePlaces<'a> {
        PiecePlaces { piece: *self, byte: 0, breaks: 0 }
    }
}

/// The places of bytes of a piece. Each byte is looked at once, however many places are asked for.
pub(super) struct PiecePlaces<'a> {
    piece: Piece<'a>,
    byte: usize,
    /// How many lines end before it.
    breaks: usize,
}

impl PiecePlaces<'_> {
    /// The place of a byte behind those that were asked for before, for the end of a sentence.
    pub fn at(&mut self, byte: usize) -> String {
        let (passages, passage) = match self.piece {
            Piece::HiddenText(hidden) => return hidden.place.clone(),
            Piece::Passage(passages, passage) => (passages, passage),
        };
        let (first, last) = match (passage.at, passage.lines) {
            // A table is cited by its rows, as a spreadsheet numbers them; a transcript by its times.
            (Unit::Row(_) | Unit::Cue { .. }, _) | (_, None) => {
                return passages.location(passage.at).to_string();
            }
            (_, Some(lines)) => lines,
        };
        let between = passage.text.get(self.byte..byte).unwrap_or_default();
        self.breaks += between.matches('\n').count();
        self.byte = self.byte.max(byte);
        let breaks = u32::try_from(self.breaks).unwrap_or(u32::MAX);
        Location::Lines(Numbers::one(first.saturating_add(breaks).min(last))).to_string()
    }
}

/// A file that is searched as far as it could be looked into: an artifact, or what stands beside the
/// text of a narrative.
pub(super) struct SearchedFile<'a> {
    pub path: &'a str,
    pub passages: Option<&'a Passages>,
    hidden_texts: &'a [HiddenText],
}

impl SearchedFile<'_> {
    /// Shows all text of the file.
    pub fn each_piece(&self, mut visit: impl FnMut(Piece<'_>)) {
        if let Some(passages) = self.passages {
            passages.iter().for_each(|passage| visit(Piece::Passage(passages, passage)));
        }
        self.hidden_texts.iter().for_each(|hidden| visit(Piece::HiddenText(hidden)));
    }
}

/// The files that are searched, beside the texts of the portfolio itself.
pub(super) fn files<'a>(case: &Case<'a>) -> Vec<SearchedFile<'a>> {
    let of_artifact = |artifact: &'a Artifact| {
        // The transcript beside a recording is searched itself.
        let is_elsewhere = matches!(artifact.transcript(), Some(Transcript::File(_)));
        SearchedFile {
            path: &artifact.path,
            passages: artifact.passages().filter(|_| !is_elsewhere),
            hidden_texts: artifact.metadata().map_or(&[], |it| &it.hidden_texts),
        }
    };
    let narratives = case.portfolio.narratives().into_iter();
    let narratives = narratives.map(|narrative| SearchedFile {
        path: &narrative.path,
        passages: None,
        hidden_texts: &narrative.metadata.hidden_texts,
    });
    narratives.chain(case.readable_artifacts().map(of_artifact)).collect()
}

/// Places where something was found, each named once.
#[derive(Default)]
pub(super) struct Places {
    named: Vec<String>,
    known: HashSet<String>,
    over: bool,
}

impl Places {
    /// Adds one, which may be known.
    pub fn add(&mut self, place: String) {
        if self.known.len() >= COUNTED {
            self.over |= !self.known.contains(&place);
        } else if self.known.insert(place.clone()) && self.named.len() < NAMED {
            self.named.push(place);
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.named.is_empty()
    }
}

impl fmt::Display for Places {
    /// A few of them, and how many more there are.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.named.join(", "))?;
        let over = if self.over { "over " } else { "" };
        match self.known.len() - self.named.len() {
            0 => Ok(()),
            more => write!(f, " and {over}{more} more"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_places_are_named_and_the_others_counted() {
        let of = |numbers: &[u32]| {
            let mut places = Places::default();
            numbers.iter().for_each(|number| places.add(format!("row {number}")));
            places.to_string()
        };
        assert_eq!(of(&[4]), "row 4");
        assert_eq!(of(&[4, 5, 4, 6, 7, 8]), "row 4, row 5, row 6, row 7, row 8");
        assert_eq!(of(&[4, 5, 6, 7, 8, 9, 9]), "row 4, row 5, row 6, row 7, row 8 and 1 more");
        let many: Vec<u32> = (1..=20_000).collect();
        assert!(of(&many[..10_000]).ends_with("row 5 and 9995 more"));
        assert!(of(&many).ends_with("row 5 and over 9995 more"));
    }
}
