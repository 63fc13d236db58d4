//! The tables that evidence.toml lacks, each where it belongs in the order of the details.

use super::replaced::replaced;
use crate::load::read_evidence;
use crate::model::{Credential, Detail, Entry, comment_above};
use crate::scaffold::{commented, detail_table};

/// The text with a table for every detail that has none, and those details.
pub(super) fn with_missing_tables<'c>(
    text: &str,
    credential: &'c Credential,
) -> (String, Vec<&'c Detail>) {
    let entries = read_evidence(text).entries;
    let mut edits = Vec::new();
    let mut added = Vec::new();
    for outcome in &credential.outcomes {
        let mut is_new = entries.iter().all(|entry| entry.id.outcome != outcome.number);
        for detail in &outcome.details {
            if entries.iter().any(|entry| entry.id == detail.id) {
                continue;
            }
            let table = detail_table(&detail.id, &detail.text);
            let heading = match is_new {
                true => format!("\n\n# Outcome {}\n{}", outcome.number, commented(&outcome.text)),
                false => String::new(),
            };
            is_new = false;
            let before = entries.iter().filter(|entry| entry.id < detail.id);
            let after = || entries.iter().find(|entry| entry.id.outcome == outcome.number);
            let (at, table) = match before.max_by(|one, other| one.id.cmp(&other.id)) {
                Some(entry) if entry.id.outcome == outcome.number || after().is_none() => {
                    (end_of(text, entry), format!("{heading}\n{table}"))
                }
                _ => match after() {
                    Some(entry) => {
                        (comment_above(text, entry.span.start).start, format!("{table}\n"))
                    }
                    None => (text.len(), format!("{heading}\n{table}")),
                },
            };
            edits.push((at..at, table));
            added.push(detail);
        }
    }
    edits.sort_by_key(|(range, _)| range.start);
    let text = match text.is_empty() || text.ends_with('\n') {
        true => text.to_owned(),
        false => format!("{text}\n"),
    };
    (replaced(&text, &edits), added)
}

/// Where a table ends: after its last value and the comments directly below.
pub(super) fn end_of(text: &str, entry: &Entry) -> usize {
    let ends = [
        entry.explanation.as_ref().map(|it| it.span.end),
        entry.evidence_span.as_ref().map(|it| it.end),
        entry.evidence.iter().map(|it| it.span.end).max(),
        Some(entry.span.end),
    ];
    let last = ends.into_iter().flatten().max().unwrap_or(entry.span.end).min(text.len());
    let mut end = text[last..].find('\n').map_or(text.len(), |newline| last + newline + 1);
    let mut at = end;
    let mut attached = true;
    for line in text[end..].split_inclusive('\n') {
        let words = line.trim();
        if words.starts_with('[') {
            // The comment directly above a table is that table's own.
            return end.min(comment_above(text, at).start).max(last);
        }
        at += line.len();
        attached &= !words.is_empty();
        if (words.starts_with('#') && attached) || !(words.starts_with('#') || words.is_empty()) {
            end = at;
            attached = true;
        }
    }
    end
}
