//! Floor 6: details x evidence, computed once and read by every rule and output.

use std::collections::HashSet;

use sha2::{Digest, Sha256};

use crate::locate::{PlaceNotFound, passages_at, quote, resolve, text_at};
use crate::model::{
    Artifact, Citation, DetailId, Entry, Facts, Kind, Location, ParseLocationError, Portfolio,
    nearest,
};
use crate::narrative::{find_placeholders, strict_words};
use data_encoding::HEXLOWER;

/// How every detail of the credential is covered.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Coverage {
    /// The outcomes of the credential, in its order.
    pub outcomes: Vec<OutcomeCoverage>,
    /// The status of each piece of evidence: per entry of evidence.toml, in its order.
    pub entries: Vec<Vec<CitationStatus>>,
    /// The indexes of the artifacts that something cites.
    cited: HashSet<usize>,
}

/// How the details of an outcome are covered.
#[derive(Debug, Clone, PartialEq)]
pub struct OutcomeCoverage {
    /// The number of the outcome.
    pub number: u32,
    /// Its details, in the credential's order.
    pub details: Vec<DetailCoverage>,
}

/// How a detail is covered.
#[derive(Debug, Clone, PartialEq)]
pub struct DetailCoverage {
    /// Which detail.
    pub id: DetailId,
    /// The index of its entry in evidence.toml.
    pub entry: Option<usize>,
    /// Strict words of the explanation, placeholders left out.
    pub explanation_words: usize,
    /// What is cited for it.
    pub evidence: Vec<EvidenceCoverage>,
    /// There is an explanation, and evidence that did not fail.
    pub supported: bool,
}

/// A piece of evidence, as outputs show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceCoverage {
    /// The path of the artifact as cited.
    pub artifact: String,
    /// The location in its canonical form, or as typed where it is none.
    pub at: String,
    /// What came of looking it up.
    pub status: Status,
}

/// What came of looking up a piece of evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Looked up inside the artifact, and there.
    Verified,
    /// The artifact is there, and can't be looked into.
    Unverified,
    /// Not there.
    Failed,
}

impl Status {
    /// The word for it in every output.
    pub fn name(self) -> &'static str {
        match self {
            Status::Verified => "verified",
            Status::Unverified => "unverified",
            Status::Failed => "failed",
        }
    }
}

/// What is known of one citation.
#[derive(Debug, Clone, PartialEq)]
pub struct CitationStatus {
    /// The artifact that it names.
    pub artifact: ArtifactStatus,
    /// The place in it.
    pub place: LocationStatus,
    /// The words that must stand there.
    pub quote: QuoteStatus,
    /// The text there is another than when it was last confirmed.
    pub stale: bool,
}

/// What the path of a citation leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ArtifactStatus {
    /// It names none; reading the file said so already.
    Unnamed,
    /// The artifact of this index.
    Found(usize),
    /// No file of the portfolio; the path that was probably meant.
    Missing(Option<String>),
    /// A path that leads out of `artifacts/`.
    Outside,
    /// The address of a web page.
    Address,
}

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

impl CitationStatus {
    /// What outputs say of it.
    pub fn status(&self, portfolio: &Portfolio) -> Status {
        let ArtifactStatus::Found(index) = self.artifact else { return Status::Failed };
        let artifact = &portfolio.artifacts[index];
        if !artifact.is_readable() || artifact.bytes == 0 || artifact.stand_in.is_some() {
            return Status::Failed;
        }
        if artifact.seen().is_none() {
            return Status::Failed;
        }
        match (&self.place, &self.quote) {
            (_, QuoteStatus::Elsewhere(_) | QuoteStatus::Nowhere) => Status::Failed,
            (LocationStatus::There(_), QuoteStatus::None | QuoteStatus::There) => Status::Verified,
            (LocationStatus::There(_), QuoteStatus::Unchecked)
            | (LocationStatus::Unchecked(_), _) => Status::Unverified,
            _ => Status::Failed,
        }
    }
}

impl Coverage {
    /// Computes how a portfolio covers its credential.
    pub fn of(portfolio: &Portfolio) -> Coverage {
        let entries: Vec<Vec<CitationStatus>> = portfolio
            .evidence
            .entries
            .iter()
            .map(|entry| entry.evidence.iter().map(|c| status(portfolio, c)).collect())
            .collect();
        let outcomes = portfolio.credential.iter().flat_map(|credential| &credential.outcomes);
        let outcomes = outcomes.map(|outcome| OutcomeCoverage {
            number: outcome.number,
            details: outcome
                .details
                .iter()
                .map(|detail| detail_coverage(portfolio, &entries, &detail.id))
                .collect(),
        });
        let cited = entries.iter().flatten().filter_map(|status| match status.artifact {
            ArtifactStatus::Found(index) => Some(index),
            _ => None,
        });
        let mut cited: HashSet<usize> = cited.collect();
        // Who cites a recording relies on its transcript, too.
        let pairs = portfolio.transcripts.iter().filter(|pair| cited.contains(&pair.recording));
        let transcripts: Vec<usize> = pairs.flat_map(|pair| pair.transcripts.clone()).collect();
        cited.extend(transcripts);
        Coverage { outcomes: outcomes.collect(), entries, cited }
    }

    /// Every detail of every outcome, in order.
    pub fn details(&self) -> impl Iterator<Item = &DetailCoverage> {
        self.outcomes.iter().flat_map(|outcome| &outcome.details)
    }

    /// Whether something cites the artifact of this index.
    pub fn cites(&self, index: usize) -> bool {
        self.cited.contains(&index)
    }
}

/// Words of an explanation, whatever still waits to be replaced left out.
pub fn explanation_words(entry: &Entry) -> usize {
    let Some(explanation) = &entry.explanation else { return 0 };
    let mut text = explanation.value.clone();
    for span in find_placeholders(&explanation.value).into_iter().rev() {
        if text.get(span.clone()).is_some() {
            text.replace_range(span, " ");
        }
    }
    strict_words(&text)
}

fn detail_coverage(
    portfolio: &Portfolio,
    statuses: &[Vec<CitationStatus>],
    id: &DetailId,
) -> DetailCoverage {
    let entry = portfolio.evidence.entries.iter().position(|entry| entry.id == *id);
    let mut coverage = DetailCoverage {
        id: id.clone(),
        entry,
        explanation_words: 0,
        evidence: Vec::new(),
        supported: false,
    };
    let Some(index) = entry else { return coverage };
    let entry = &portfolio.evidence.entries[index];
    coverage.explanation_words = explanation_words(entry);
    coverage.evidence = entry
        .evidence
        .iter()
        .zip(&statuses[index])
        .map(|(citation, status)| EvidenceCoverage {
            artifact: citation.artifact.as_ref().map_or_else(String::new, |a| a.value.clone()),
            at: match citation.location() {
                Ok(location) => location.to_string(),
                Err(_) => citation.at.as_ref().map_or_else(String::new, |at| at.value.clone()),
            },
            status: status.status(portfolio),
        })
        .collect();
    coverage.supported = coverage.explanation_words > 0
        && coverage.evidence.iter().any(|evidence| evidence.status != Status::Failed);
    coverage
}

fn status(portfolio: &Portfolio, citation: &Citation) -> CitationStatus {
    let artifact = match &citation.artifact {
        Some(artifact) => artifact_status(portfolio, &artifact.value),
        None => ArtifactStatus::Unnamed,
    };
    let found = match &artifact {
        ArtifactStatus::Found(index) => portfolio.artifacts.get(*index),
        _ => None,
    };
    let place = match citation.location() {
        // Which places a file has that is not there yet, nothing can say.
        location if found.is_some_and(|artifact| artifact.stand_in.is_some()) => {
            LocationStatus::Unchecked(location.unwrap_or(Location::Whole))
        }
        Err(error) => LocationStatus::Invalid(error),
        Ok(location) => location_status(found, location),
    };
    let quote = match (&citation.quote, found) {
        (Some(quote), Some(artifact)) => quote_status(artifact, &place, &quote.value),
        (Some(_), None) => QuoteStatus::Unchecked,
        (None, _) => QuoteStatus::None,
    };
    let stale = match (&citation.digest, found, &place) {
        (Some(digest), Some(artifact), LocationStatus::There(location)) => {
            place_digest(artifact, location).is_some_and(|now| {
                let then = digest.value.trim();
                !then.is_empty() && now != then
            })
        }
        _ => false,
    };
    CitationStatus { artifact, place, quote, stale }
}

fn location_status(artifact: Option<&Artifact>, location: Location) -> LocationStatus {
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
        Location::Sheet { .. } => facts.sheets.is_some(),
        Location::Rows(_) => facts.sheets.is_some() || facts.rows.is_some(),
        Location::Section(_) => facts.headings.is_some(),
        Location::Paragraphs(_) => facts.paragraphs.is_some(),
        Location::Lines(_) => facts.lines.is_some(),
        Location::Region { .. } => facts.width.is_some() && facts.height.is_some(),
    }
}

fn quote_status(artifact: &Artifact, place: &LocationStatus, words: &str) -> QuoteStatus {
    let Some(passages) = artifact.passages() else { return QuoteStatus::Unchecked };
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

fn artifact_status(portfolio: &Portfolio, cited: &str) -> ArtifactStatus {
    if let Some(index) = portfolio.artifact_index(cited).or_else(|| portfolio.stub_of(cited)) {
        return ArtifactStatus::Found(index);
    }
    let lower = cited.to_ascii_lowercase();
    let on_disk = lower.starts_with("file:");
    if !on_disk && (lower.contains("://") || lower.starts_with("www.")) {
        return ArtifactStatus::Address;
    }
    if let Some(near) = near_path(portfolio, cited) {
        return ArtifactStatus::Missing(Some(near));
    }
    let drive = cited.as_bytes().get(1) == Some(&b':');
    let leaves = cited.starts_with(['/', '\\', '~']) || cited.split(['/', '\\']).any(|p| p == "..");
    let other = portfolio.other_files.iter().chain(&portfolio.stray_files).any(|p| p == cited);
    match drive || on_disk || leaves || other {
        true => ArtifactStatus::Outside,
        false => ArtifactStatus::Missing(None),
    }
}

/// The artifact that was probably meant: the same name in another folder, or
/// written with `\`, or nearly the same path.
fn near_path(portfolio: &Portfolio, cited: &str) -> Option<String> {
    let slashed = cited.replace('\\', "/");
    let name = slashed.rsplit('/').next().filter(|name| !name.is_empty())?;
    // What only stands in for a file is not what was meant.
    let files = || portfolio.artifacts.iter().filter(|artifact| artifact.stand_in.is_none());
    let paths = || files().map(|artifact| artifact.path.as_str());
    let leaves = cited.starts_with(['/', '~']) || slashed.split('/').any(|part| part == "..");
    paths()
        .find(|path| path.rsplit('/').next().is_some_and(|own| own.eq_ignore_ascii_case(name)))
        .or_else(|| if leaves { None } else { nearest(&slashed, paths()) })
        .map(str::to_owned)
}
