//! What stands at a place of an artifact.

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use crate::locate::cells::shows_cells;
use crate::locate::{PlaceNotFound, passages_at, quote, resolve, text_at};
use crate::model::{Artifact, Facts, Kind, Location, ParseLocationError, Passages};

/// What the location of a citation leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LocationStatus {
    /// It is no location.
    Invalid(ParseLocationError),
    /// It is a location of another kind of artifact.
    Unsuitable(Location),
    /// It was looked up, and it is there.
    There(Location),
    /// It was looked up, and it is not there; what is.
    Missing(Location, PlaceNotFound),
    /// It may be there: nothing could look.
    Unchecked(Location),
}

/// What came of looking for a quote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QuoteStatus {
    /// Nothing is quoted.
    None,
    /// It stands at the cited place.
    There,
    /// It stands at these places instead, the narrowest that hold it.
    Elsewhere(Vec<Location>),
    /// It stands nowhere in the artifact.
    Nowhere,
    /// The artifact has no text that could be searched.
    Unchecked,
}

impl LocationStatus {
    /// The location, where it is one that its artifact can have.
    pub fn location(&self) -> Option<&Location> {
        match self {
            LocationStatus::Invalid(_) | LocationStatus::Unsuitable(_) => None,
            LocationStatus::There(location)
            | LocationStatus::Missing(location, _)
            | LocationStatus::Unchecked(location) => Some(location),
        }
    }
}

pub(super) fn location_status(artifact: Option<&Artifact>, location: Location) -> LocationStatus {
    let Some(artifact) = artifact else { return LocationStatus::Unchecked(location) };
    if !location.suits(artifact.kind) {
        // In a file that could not be looked into, the kind is only what its name promises.
        return LocationStatus::Unsuitable(location);
    }
    let Some(facts) = artifact.facts() else { return LocationStatus::Unchecked(location) };
    match resolve(facts, artifact.kind, &location) {
        Err(miss) => LocationStatus::Missing(location, miss),
        Ok(()) if is_known(artifact, &location) => LocationStatus::There(location),
        Ok(()) => LocationStatus::Unchecked(location),
    }
}

/// Whether the facts of an artifact say anything of such a location.
fn is_known(artifact: &Artifact, location: &Location) -> bool {
    let Some(facts) = artifact.facts() else { return false };
    match location {
        // Of a format that nothing reads, only its name is known.
        Location::Whole => artifact.kind != Kind::Other && *facts != Facts::default(),
        Location::Pages(_) => facts.pages.is_some(),
        Location::Slides(_) => facts.slides.is_some(),
        Location::Time(_) => facts.millis.is_some() && !facts.approximate,
        Location::Sheet { name, cells } => shows_cells(facts, name, cells.as_ref()),
        Location::Rows(_) => facts.sheets.is_some() || facts.rows.is_some(),
        Location::Section(_) => facts.headings.is_some(),
        Location::Paragraphs(_) => facts.paragraphs.is_some(),
        Location::Lines(_) => facts.lines.is_some(),
        Location::Region { .. } => facts.width.is_some() && facts.height.is_some(),
    }
}

/// Looks for a quote in texts of which one should have it: a recording may have its transcript in
/// several languages.
pub(super) fn quote_status(
    texts: &[&Passages],
    place: &LocationStatus,
    words: &str,
) -> QuoteStatus {
    let mut best = QuoteStatus::Unchecked;
    for passages in texts {
        match (in_text(passages, place, words), &best) {
            (QuoteStatus::There, _) => return QuoteStatus::There,
            (found @ QuoteStatus::Elsewhere(_), QuoteStatus::Nowhere | QuoteStatus::Unchecked)
            | (found, QuoteStatus::Unchecked) => best = found,
            _ => {}
        }
    }
    best
}

fn in_text(passages: &Passages, place: &LocationStatus, words: &str) -> QuoteStatus {
    let at = match place {
        // Which page of a word processor's document it is on, no machine can tell for another.
        LocationStatus::Unchecked(Location::Pages(_)) => Some(&Location::Whole),
        LocationStatus::There(location) | LocationStatus::Unchecked(location) => Some(location),
        // Where the place itself is wrong, the quote can still say which one is right.
        _ => None,
    };
    match quote::find(passages, at, words) {
        quote::Found::Here => QuoteStatus::There,
        quote::Found::Elsewhere(places) => QuoteStatus::Elsewhere(places),
        quote::Found::Nowhere if text_at::has_unknown_text(passages, at) => QuoteStatus::Unchecked,
        quote::Found::Nowhere => QuoteStatus::Nowhere,
    }
}

/// A digest of the text that stands at a place: the first 16 hexadecimal digits
/// of the SHA-256 of its words. None where the place has no text.
///
/// Only words count, so that saving a document anew without changing it leaves
/// its evidence as it is.
pub fn place_digest(artifact: &Artifact, location: &Location) -> Option<String> {
    let mut hash = Sha256::new();
    let mut is_first = true;
    let passages = passages_at(artifact.passages()?, location);
    for word in passages.flat_map(|passage| passage.text.split_whitespace()) {
        if !std::mem::take(&mut is_first) {
            hash.update(b" ");
        }
        hash.update(word);
    }
    if is_first {
        return None;
    }
    let hash = hash.finalize();
    Some(HEXLOWER.encode(&hash[..8]))
}
