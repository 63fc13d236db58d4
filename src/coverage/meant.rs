//! Which file a path meant at which there is none: the file was renamed or moved, or the path has a
//! slip.

use std::collections::HashSet;

use super::place_status::{
    LocationStatus, QuoteStatus, location_status, place_digest, quote_status,
};
use crate::formats::kind_of_name;
use crate::locate::{quote, read_place};
use crate::model::{Artifact, Citation, Kind, Location, Portfolio, file_name, nearest};

/// The file that a path probably meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meant {
    /// The path of the file.
    pub path: String,
    /// Why it was probably meant.
    pub because: Because,
    /// Whether nothing else can be meant, and everything that is cited is there.
    pub is_sure: bool,
}

/// Why a file was probably meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Because {
    /// The text at the cited place is the one that was confirmed.
    Text,
    /// The quoted words are in it.
    Quote,
    /// It has the same name, or nearly the same.
    Name,
}

/// The most text that is searched for what was cited, in bytes.
const MOST_TEXT: usize = 200 << 20;

/// A quote of fewer words may stand anywhere.
const FEWEST_WORDS: usize = 3;

/// The search for the files that were meant.
pub(super) struct Search<'p> {
    portfolio: &'p Portfolio,
    /// Files that nothing cites, and the length of their texts.
    uncited: Vec<(&'p Artifact, usize)>,
    /// How much text may still be searched.
    budget: usize,
}

impl<'p> Search<'p> {
    pub(super) fn new(portfolio: &'p Portfolio, cited: &HashSet<usize>) -> Search<'p> {
        let all = portfolio.artifacts.iter().enumerate();
        let uncited = all.filter(|(index, artifact)| {
            // What only stands in for a file is not what was meant.
            !cited.contains(index) && artifact.has_content()
        });
        let length = |artifact: &Artifact| {
            let passages = artifact.passages();
            passages.map_or(0, |all| all.iter().map(|passage| passage.text.len()).sum())
        };
        let uncited = uncited.map(|(_, artifact)| (artifact, length(artifact))).collect();
        Search { portfolio, uncited, budget: MOST_TEXT }
    }

    /// The file that these citations of a path probably mean.
    pub(super) fn meant(&mut self, path: &str, citations: &[&Citation]) -> Option<Meant> {
        // A file of that very name outside of artifacts/ was meant sooner than one with another name.
        let is_misplaced = self.portfolio.misplaced(path).is_some();
        let by_content = self.by_content(path, citations);
        by_content.or_else(|| if is_misplaced { None } else { self.by_name(path, citations) })
    }

    /// The file that holds what is cited.
    fn by_content(&mut self, path: &str, citations: &[&Citation]) -> Option<Meant> {
        let confirmed: Vec<(&&Citation, &str)> = citations
            .iter()
            .filter_map(|it| Some((it, it.digest.as_ref()?.value.trim())))
            .filter(|(_, digest)| !digest.is_empty())
            .collect();
        let quotes: Vec<&str> = citations
            .iter()
            .filter_map(|it| Some(it.quote.as_ref()?.value.as_str()))
            .filter(|quote| quote.split_whitespace().count() >= FEWEST_WORDS)
            .collect();
        let texts = self.uncited.iter().map(|(_, length)| length).sum::<usize>();
        let effort = texts.saturating_mul(confirmed.len() + quotes.len());
        self.budget = self.budget.checked_sub(effort)?;
        let holds_text = |artifact: &Artifact| {
            let is_same = |(citation, digest): &&(&&Citation, &str)| {
                let at = place_in(citation, artifact);
                at.and_then(|at| place_digest(artifact, &at)).is_some_and(|now| now == *digest)
            };
            confirmed.iter().filter(is_same).count()
        };
        let holds_quotes = |artifact: &Artifact| {
            let Some(passages) = artifact.passages() else { return false };
            let holds = |words: &&str| quote::find(passages, None, words) != quote::Found::Nowhere;
            !quotes.is_empty() && quotes.iter().all(holds)
        };
        let artifacts = || self.uncited.iter().map(|(artifact, _)| *artifact);
        let by_text: Vec<(usize, &Artifact)> =
            artifacts().map(|it| (holds_text(it), it)).filter(|(count, _)| *count > 0).collect();
        let most = by_text.iter().map(|(count, _)| *count).max();
        if let Some(most) = most {
            let best = by_text.into_iter().filter(|(count, _)| *count == most).map(|(_, it)| it);
            return chosen(path, best.collect(), Because::Text);
        }
        let by_quote = artifacts().filter(|it| has_kind(it, path));
        chosen(path, by_quote.filter(|it| holds_quotes(it)).collect(), Because::Quote)
    }

    /// The file of the same name in another folder, or with nearly the same name or path.
    fn by_name(&self, path: &str, citations: &[&Citation]) -> Option<Meant> {
        let slashed = path.replace('\\', "/");
        let name = file_name(&slashed);
        if name.is_empty() {
            return None;
        }
        let wanted = stem(name);
        let is_transcript = kind_of_name(path) == Kind::Transcript;
        let files = self.portfolio.artifacts.iter().filter(|it| {
            // A transcript has the name of its recording, and is not meant by it.
            it.stand_in.is_none() && (is_transcript || it.kind != Kind::Transcript)
        });
        let files: Vec<&Artifact> = files.collect();
        let alike = |is_alike: &dyn Fn(&str) -> bool| -> Vec<&Artifact> {
            files.iter().filter(|it| is_alike(file_name(&it.path))).copied().collect()
        };
        let mut found = alike(&|other| other.eq_ignore_ascii_case(name));
        if found.is_empty() && !wanted.is_empty() {
            found = alike(&|other| stem(other) == wanted);
            found.retain(|it| extension(&it.path) == extension(name));
        }
        if found.is_empty() && !leaves_portfolio(path) {
            let paths = files.iter().map(|it| it.path.as_str());
            let near = nearest(&slashed, paths);
            found = files.iter().filter(|it| Some(it.path.as_str()) == near).copied().collect();
        }
        let meant = chosen(path, found, Because::Name)?;
        let artifact = files.iter().find(|it| it.path == meant.path)?;
        let is_sure = meant.is_sure
            && digits(&wanted) == digits(&stem(file_name(&artifact.path)))
            && has_kind(artifact, path)
            && citations.iter().all(|citation| fits(citation, artifact));
        Some(Meant { is_sure, ..meant })
    }
}

/// The one that was found, or of several the one with the nearest name, which is not sure.
fn chosen(path: &str, found: Vec<&Artifact>, because: Because) -> Option<Meant> {
    let is_twin = |other: &&Artifact| {
        found.first().is_some_and(|first| first.digest.is_some() && first.digest == other.digest)
    };
    let is_sure = found.len() == 1 || found.iter().all(is_twin);
    let near = nearest(path, found.iter().map(|it| it.path.as_str()));
    let path = near.or_else(|| found.first().map(|it| it.path.as_str()))?.to_owned();
    Some(Meant { path, because, is_sure })
}

/// Whether a file is of the kind that the extension of a path promises.
fn has_kind(artifact: &Artifact, path: &str) -> bool {
    let promised = kind_of_name(path);
    promised == Kind::Other || promised == artifact.kind
}

/// The place of a citation as this artifact has it.
fn place_in(citation: &Citation, artifact: &Artifact) -> Option<Location> {
    match &citation.at {
        Some(at) => Some(read_place(&at.value, artifact.kind, artifact.facts()).ok()?.location),
        None => Some(Location::Whole),
    }
}

/// Whether nothing is known to be missing in this artifact that a citation names.
fn fits(citation: &Citation, artifact: &Artifact) -> bool {
    let Some(at) = place_in(citation, artifact) else { return false };
    let place = location_status(Some(artifact), at);
    if !matches!(place, LocationStatus::There(_) | LocationStatus::Unchecked(_)) {
        return false;
    }
    let texts: Vec<_> = artifact.passages().into_iter().collect();
    let quote = citation.quote.as_ref();
    quote.is_none_or(|it| quote_status(&texts, &place, &it.value) != QuoteStatus::Nowhere)
}

/// Whether a path leads out of the portfolio.
pub(super) fn leaves_portfolio(path: &str) -> bool {
    path.starts_with(['/', '\\', '~']) || path.split(['/', '\\']).any(|part| part == "..")
}

fn extension(path: &str) -> String {
    let name = file_name(path);
    name.rsplit_once('.').map_or(String::new(), |(_, extension)| extension.to_ascii_lowercase())
}

/// The letters and digits of a name without its extension, and without what systems add to the name of
/// a copy: `plan (1).pdf`, `plan - Copy.pdf`, `Copy of plan.pdf`.
fn stem(name: &str) -> String {
    let lower = name.to_lowercase();
    let stem = lower.rsplit_once('.').map_or(lower.as_str(), |(stem, _)| stem).trim_end();
    let numbered = stem.strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    let stem = match numbered {
        Some((rest, number)) if number.chars().all(|it| it.is_ascii_digit()) => rest.trim_end(),
        _ => stem,
    };
    let stem = stem.strip_suffix("copy").filter(|it| it.ends_with([' ', '-', '_'])).unwrap_or(stem);
    let stem = stem.strip_prefix("copy of ").unwrap_or(stem);
    stem.chars().filter(|char| char.is_alphanumeric()).collect()
}

/// The numbers in a name: the report of another year is another report.
fn digits(name: &str) -> String {
    name.chars().filter(char::is_ascii_digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_have_the_name_of_their_original() {
        for copy in [
            "Climate Survey.pdf",
            "climate-survey (2).pdf",
            "Copy of climate_survey.pdf",
            "Climate Survey - Copy.PDF",
        ] {
            assert_eq!(stem(copy), "climatesurvey", "{copy}");
        }
        assert_eq!(stem("photocopy.jpg"), "photocopy");
        assert_ne!(digits("survey-2023"), digits("survey-2024"));
    }
}
