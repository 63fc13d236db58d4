//! Floor 3: details x evidence, computed once and read by every rule and output.

use std::collections::HashSet;

use crate::model::{Citation, DetailId, Entry, Location, NotALocation, Portfolio, nearest};
use crate::prose::{find_placeholders, strict_words};

/// How every detail of the credential is covered.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Coverage {
    /// The outcomes of the credential, in its order.
    pub outcomes: Vec<OutcomeCoverage>,
    /// The standing of each piece of evidence: per entry of evidence.toml, in its order.
    pub entries: Vec<Vec<Standing>>,
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
pub struct Standing {
    /// The artifact that it names.
    pub artifact: ArtifactStanding,
    /// The place in it.
    pub place: PlaceStanding,
}

/// What the path of a citation leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ArtifactStanding {
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
pub enum PlaceStanding {
    /// It is no location.
    Invalid(NotALocation),
    /// It is a location of another sort of artifact.
    Unsuitable(Location),
    /// It may be there: nothing looked.
    Unchecked(Location),
}

impl Standing {
    /// What outputs say of it.
    pub fn status(&self, portfolio: &Portfolio) -> Status {
        let ArtifactStanding::Found(index) = self.artifact else { return Status::Failed };
        let artifact = &portfolio.artifacts[index];
        if !artifact.is_readable() || artifact.bytes == 0 || artifact.shortcut.is_some() {
            return Status::Failed;
        }
        match &self.place {
            PlaceStanding::Invalid(_) | PlaceStanding::Unsuitable(_) => Status::Failed,
            PlaceStanding::Unchecked(_) => Status::Unverified,
        }
    }
}

impl Coverage {
    /// Computes how a portfolio covers its credential.
    pub fn of(portfolio: &Portfolio) -> Coverage {
        let entries: Vec<Vec<Standing>> = portfolio
            .evidence
            .entries
            .iter()
            .map(|entry| entry.evidence.iter().map(|c| standing(portfolio, c)).collect())
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
        let cited = entries.iter().flatten().filter_map(|standing| match standing.artifact {
            ArtifactStanding::Found(index) => Some(index),
            _ => None,
        });
        let cited = cited.collect();
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
    standings: &[Vec<Standing>],
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
        .zip(&standings[index])
        .map(|(citation, standing)| EvidenceCoverage {
            artifact: citation.artifact.as_ref().map_or_else(String::new, |a| a.value.clone()),
            at: match citation.location() {
                Ok(location) => location.to_string(),
                Err(_) => citation.at.as_ref().map_or_else(String::new, |at| at.value.clone()),
            },
            status: standing.status(portfolio),
        })
        .collect();
    coverage.supported = coverage.explanation_words > 0
        && coverage.evidence.iter().any(|evidence| evidence.status != Status::Failed);
    coverage
}

fn standing(portfolio: &Portfolio, citation: &Citation) -> Standing {
    let artifact = match &citation.artifact {
        Some(artifact) => artifact_standing(portfolio, &artifact.value),
        None => ArtifactStanding::Unnamed,
    };
    let place = match (citation.location(), &artifact) {
        (Err(error), _) => PlaceStanding::Invalid(error),
        (Ok(location), ArtifactStanding::Found(index))
            if !location.suits(portfolio.artifacts[*index].kind) =>
        {
            PlaceStanding::Unsuitable(location)
        }
        (Ok(location), _) => PlaceStanding::Unchecked(location),
    };
    Standing { artifact, place }
}

fn artifact_standing(portfolio: &Portfolio, cited: &str) -> ArtifactStanding {
    if let Some(index) = portfolio.artifact_index(cited) {
        return ArtifactStanding::Found(index);
    }
    let lower = cited.to_ascii_lowercase();
    if lower.contains("://") || lower.starts_with("www.") {
        return ArtifactStanding::Address;
    }
    if let Some(near) = near_path(portfolio, cited) {
        return ArtifactStanding::Missing(Some(near));
    }
    let drive = cited.as_bytes().get(1) == Some(&b':');
    let leaves = cited.starts_with(['/', '\\', '~']) || cited.split(['/', '\\']).any(|p| p == "..");
    let other = portfolio.other_files.iter().any(|path| path == cited);
    match drive || leaves || other {
        true => ArtifactStanding::Outside,
        false => ArtifactStanding::Missing(None),
    }
}

/// The artifact that was probably meant: the same name in another folder, or
/// written with `\`, or nearly the same path.
fn near_path(portfolio: &Portfolio, cited: &str) -> Option<String> {
    let slashed = cited.replace('\\', "/");
    let name = slashed.rsplit('/').next().filter(|name| !name.is_empty())?;
    let paths = || portfolio.artifacts.iter().map(|artifact| artifact.path.as_str());
    let leaves = cited.starts_with(['/', '~']) || slashed.split('/').any(|part| part == "..");
    paths()
        .find(|path| path.rsplit('/').next().is_some_and(|own| own.eq_ignore_ascii_case(name)))
        .or_else(|| if leaves { None } else { nearest(&slashed, paths()) })
        .map(str::to_owned)
}
