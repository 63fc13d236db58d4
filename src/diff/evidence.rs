//! The changes of Part 2.

use std::collections::{BTreeSet, HashMap};

use super::artifacts::{ArtifactChange, ArtifactChangeKind};
use super::redaction::Redaction;
use super::text_change::TextChange;
use crate::model::normalize::one_line;
use crate::model::{Citation, DetailId, Entry, EvidenceFile};
use crate::narrative;

/// A detail whose evidence or explanation changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DetailChange {
    /// Which detail.
    pub id: DetailId,
    /// The words of the explanation, where they changed.
    pub explanation: Option<TextChange>,
    /// The evidence that changed: first added and changed evidence in its order, then removed.
    pub evidence: Vec<EvidenceChange>,
}

/// How a piece of evidence changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EvidenceChange {
    /// It is new.
    Added(EvidenceLine),
    /// It was removed.
    Removed(EvidenceLine),
    /// The first became the second: another place or quote of the same artifact.
    Changed(EvidenceLine, EvidenceLine),
}

/// A piece of evidence in the form that is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceLine {
    /// The path of the artifact as cited; empty if there is none.
    pub artifact: String,
    /// The location in its canonical form, or as typed if it is not valid.
    pub at: String,
    /// The quote, without doubled spaces.
    pub quote: Option<String>,
}

/// The details that changed, in the order of their ids.
pub(crate) fn changes(
    then: &EvidenceFile,
    now: &EvidenceFile,
    artifacts: &[ArtifactChange],
    redaction: &Redaction,
) -> Vec<DetailChange> {
    // Renaming an artifact does not change what is cited.
    let moved = artifacts.iter().filter_map(|artifact| match &artifact.kind {
        ArtifactChangeKind::Moved(from) => Some((from.as_str(), artifact.path.as_str())),
        _ => None,
    });
    let moved: HashMap<&str, &str> = moved.collect();
    let renamed = |mut line: EvidenceLine| {
        if let Some(path) = moved.get(line.artifact.as_str()) {
            line.artifact = (*path).to_owned();
        }
        line
    };
    let ids: BTreeSet<&DetailId> =
        then.entries.iter().chain(&now.entries).map(|it| &it.id).collect();
    let change = |id: &DetailId| {
        let entry = |file: &'_ EvidenceFile| file.entries.iter().position(|entry| entry.id == *id);
        let before = entry(then).and_then(|at| then.entries.get(at));
        let after = entry(now).and_then(|at| now.entries.get(at));
        let explanation = TextChange::between(&explanation(before), &explanation(after), redaction);
        let before = lines(before).map(renamed).collect();
        let evidence = evidence(before, lines(after).collect(), redaction);
        let changed = explanation.is_some() || !evidence.is_empty();
        changed.then(|| DetailChange { id: id.clone(), explanation, evidence })
    };
    ids.into_iter().filter_map(change).collect()
}

fn explanation(entry: Option<&Entry>) -> String {
    let text = entry.and_then(narrative::explanation);
    text.map(|text| narrative::plain_text(&text)).unwrap_or_default()
}

fn lines(entry: Option<&Entry>) -> impl Iterator<Item = EvidenceLine> {
    entry.into_iter().flat_map(|entry| &entry.evidence).map(EvidenceLine::of)
}

/// Which lines were added, removed or changed, whatever their order.
fn evidence(
    mut then: Vec<EvidenceLine>,
    now: Vec<EvidenceLine>,
    redaction: &Redaction,
) -> Vec<EvidenceChange> {
    let mut take = |is_wanted: &dyn Fn(&EvidenceLine) -> bool| {
        let at = then.iter().position(is_wanted)?;
        Some(then.remove(at))
    };
    // Unchanged lines go first; each remaining one may have become another.
    let new: Vec<EvidenceLine> =
        now.into_iter().filter(|line| take(&|old| old == line).is_none()).collect();
    let mut changes: Vec<EvidenceChange> = new
        .into_iter()
        .map(|line| match take(&|old| old.artifact == line.artifact) {
            Some(old) => EvidenceChange::Changed(old.redacted(redaction), line),
            None => EvidenceChange::Added(line),
        })
        .collect();
    changes.extend(then.into_iter().map(|old| EvidenceChange::Removed(old.redacted(redaction))));
    changes
}

impl EvidenceLine {
    fn of(citation: &Citation) -> EvidenceLine {
        let typed = |value: &Option<crate::model::Spanned<String>>| {
            value.as_ref().map(|value| one_line(&value.value))
        };
        EvidenceLine {
            artifact: typed(&citation.artifact).unwrap_or_default(),
            at: match citation.location() {
                Ok(location) => location.to_string(),
                Err(_) => typed(&citation.at).unwrap_or_default(),
            },
            quote: typed(&citation.quote).filter(|quote| !quote.is_empty()),
        }
    }

    /// The line, redacted.
    fn redacted(self, redaction: &Redaction) -> EvidenceLine {
        EvidenceLine {
            artifact: redaction.redact_path(&self.artifact),
            at: redaction.redact(&self.at),
            quote: self.quote.map(|quote| redaction.redact(&quote)),
        }
    }
}
