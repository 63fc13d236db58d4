//! A summary of changes, one line for each part.

use super::{ArtifactChangeKind, Changes, TextChange};
use crate::model::counted;

/// A line for each part of the portfolio, unchanged parts included.
pub fn summary(changes: &Changes) -> Vec<String> {
    let mut lines = vec![
        format!("Part 1: {}", overview(changes)),
        format!("Part 2: {}", evidence(changes)),
        format!(
            "Part 3: {}",
            changes.reflection.as_ref().map_or_else(unchanged, TextChange::count)
        ),
        format!("Artifacts: {}", artifacts(changes)),
    ];
    if changes.requirements {
        lines.push("Requirements: the portfolio’s own file of the credential changed".to_owned());
    }
    lines
}

fn unchanged() -> String {
    "unchanged".to_owned()
}

impl TextChange {
    /// How many words changed: "31 words added, 4 removed".
    pub fn count(&self) -> String {
        count(self.added, self.removed)
    }
}

fn count(added: usize, removed: usize) -> String {
    match (added, removed) {
        // Punctuation that is no word, such as a dash.
        (0, 0) => "signs changed, no words".to_owned(),
        (added, removed) => format!("{} added, {removed} removed", counted(added, "word")),
    }
}

fn overview(changes: &Changes) -> String {
    if changes.overview.is_empty() {
        return unchanged();
    }
    let sum = |part: fn(&TextChange) -> usize| {
        changes.overview.iter().map(|answer| part(&answer.text)).sum()
    };
    let words = count(sum(|text| text.added), sum(|text| text.removed));
    let answers = changes.overview.iter().filter_map(|answer| answer.question);
    let answers: Vec<String> = answers.map(|number| number.to_string()).collect();
    match answers.len() {
        0 => words,
        1 => format!("{words}, in the answer to question {}", answers.concat()),
        _ => format!("{words}, in the answers to questions {}", answers.join(", ")),
    }
}

fn evidence(changes: &Changes) -> String {
    let ids: Vec<String> = changes.details.iter().map(|detail| detail.id.to_string()).collect();
    match ids.len() {
        0 => unchanged(),
        details => format!("{} changed: {}", counted(details, "detail"), ids.join(", ")),
    }
}

fn artifacts(changes: &Changes) -> String {
    let number = |is_wanted: fn(&ArtifactChangeKind) -> bool| {
        changes.artifacts.iter().filter(|artifact| is_wanted(&artifact.kind)).count()
    };
    let counts = [
        (number(|kind| matches!(kind, ArtifactChangeKind::Added)), "added"),
        (number(|kind| matches!(kind, ArtifactChangeKind::Changed)), "changed"),
        (number(|kind| matches!(kind, ArtifactChangeKind::Moved(_))), "moved"),
        (number(|kind| matches!(kind, ArtifactChangeKind::Removed)), "removed"),
    ];
    let parts = counts.iter().filter(|(count, _)| *count > 0);
    let parts: Vec<String> = parts.map(|(count, word)| format!("{count} {word}")).collect();
    if parts.is_empty() { unchanged() } else { parts.join(", ") }
}
