//! Floor 6: details x evidence, computed once and read by every rule and output.

mod meant;
mod place_status;

use std::collections::{HashMap, HashSet};

use crate::model::{Citation, DetailId, Entry, Location, Portfolio};
use crate::narrative::{find_placeholders, strict_words};
pub use meant::{Because, Meant};
use meant::{Search, leaves_portfolio};
pub use place_status::{LocationStatus, QuoteStatus, place_digest};
use place_status::{location_status, quote_status};

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
    /// No file of the portfolio; the one that was probably meant.
    Missing(Option<Meant>),
    /// A path that leads out of `artifacts/`.
    Outside,
    /// The address of a web page.
    Address,
}

impl CitationStatus {
    /// What outputs say of it.
    pub fn status(&self, portfolio: &Portfolio) -> Status {
        let ArtifactStatus::Found(index) = self.artifact else { return Status::Failed };
        let artifact = &portfolio.artifacts[index];
        if !artifact.has_content() {
            return Status::Failed;
        }
        if artifact.seen().is_none() {
            return Status::Failed;
        }
        match (&self.place, &self.quote) {
            (_, QuoteStatus::Elsewhere(_) | QuoteStatus::Nowhere) => Status::Failed,
            (LocationStatus::There(_), QuoteStatus::None | QuoteStatus::There) => Status::Verified,
            // The words of a chart or text box.
            (LocationStatus::Unchecked(Location::Sheet { .. }), QuoteStatus::There) => {
                Status::Verified
            }
            (LocationStatus::There(_), QuoteStatus::Unchecked)
            | (LocationStatus::Unchecked(_), _) => Status::Unverified,
            _ => Status::Failed,
        }
    }
}

impl Coverage {
    /// Computes how a portfolio covers its credential.
    pub fn of(portfolio: &Portfolio) -> Coverage {
        let citations = || portfolio.evidence.entries.iter().flat_map(|entry| &entry.evidence);
        let paths = citations().filter_map(|citation| citation.artifact.as_ref());
        let mut cited: HashSet<usize> =
            paths.filter_map(|path| index_of(portfolio, &path.value)).collect();
        let meant = meant_files(portfolio, &cited);
        let entries: Vec<Vec<CitationStatus>> = portfolio
            .evidence
            .entries
            .iter()
            .map(|entry| entry.evidence.iter().map(|c| status(portfolio, c, &meant)).collect())
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

fn status(
    portfolio: &Portfolio,
    citation: &Citation,
    meant: &HashMap<&str, Meant>,
) -> CitationStatus {
    let artifact = match &citation.artifact {
        Some(artifact) => artifact_status(portfolio, &artifact.value, meant),
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
        (Some(quote), Some(artifact)) => {
            quote_status(&portfolio.texts(citation, artifact), &place, &quote.value)
        }
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

fn artifact_status(
    portfolio: &Portfolio,
    cited: &str,
    meant: &HashMap<&str, Meant>,
) -> ArtifactStatus {
    if let Some(index) = index_of(portfolio, cited) {
        return ArtifactStatus::Found(index);
    }
    if is_address(cited) {
        return ArtifactStatus::Address;
    }
    if let Some(meant) = meant.get(cited) {
        return ArtifactStatus::Missing(Some(meant.clone()));
    }
    let drive = cited.as_bytes().get(1) == Some(&b':');
    let other = portfolio.other_files.iter().chain(&portfolio.stray_files).any(|p| p == cited);
    match drive || on_disk(cited) || leaves_portfolio(cited) || other {
        true => ArtifactStatus::Outside,
        false => ArtifactStatus::Missing(None),
    }
}

fn index_of(portfolio: &Portfolio, cited: &str) -> Option<usize> {
    portfolio.artifact_index(cited).or_else(|| portfolio.stub_of(cited))
}

fn on_disk(cited: &str) -> bool {
    cited.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("file:"))
}

fn is_address(cited: &str) -> bool {
    let lower = cited.to_ascii_lowercase();
    !on_disk(cited) && (lower.contains("://") || lower.starts_with("www."))
}

/// The files that were probably meant by the paths of citations at which there is none.
fn meant_files<'p>(portfolio: &'p Portfolio, cited: &HashSet<usize>) -> HashMap<&'p str, Meant> {
    let mut lost: Vec<(&str, Vec<&Citation>)> = Vec::new();
    let mut number_of: HashMap<&str, usize> = HashMap::new();
    for citation in portfolio.evidence.entries.iter().flat_map(|entry| &entry.evidence) {
        let Some(path) = citation.artifact.as_ref().map(|path| path.value.as_str()) else {
            continue;
        };
        if is_address(path) || index_of(portfolio, path).is_some() {
            continue;
        }
        let number = *number_of.entry(path).or_insert(lost.len());
        if number == lost.len() {
            lost.push((path, Vec::new()));
        }
        lost[number].1.push(citation);
    }
    // The search measures every text; mostly nothing is lost.
    if lost.is_empty() {
        return HashMap::new();
    }
    let mut search = Search::new(portfolio, cited);
    lost.iter().filter_map(|(path, all)| Some((*path, search.meant(path, all)?))).collect()
}
