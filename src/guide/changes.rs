//! The changes since an earlier submission, for an assessor who has read it.

use maud::{Markup, html};

use super::labels;
use crate::diff::{
    ArtifactChange, ArtifactChangeKind, Changes, DetailChange, DiffPart, EvidenceChange,
    EvidenceLine, TextChange, summary,
};
use crate::model::{Credential, Location};

/// The unchanged words that are shown on each side of a change.
const AROUND: usize = 14;

/// The changes, part by part, with the changed words.
pub(super) fn changes_section(changes: &Changes, credential: &Credential) -> Markup {
    html! {
        section #since aria-labelledby="since-title" {
            h2 #since-title { "What changed since the last submission" }
            @if changes.is_empty() {
                p { "Nothing: every word, every cited place and every artifact is as it was." }
            } @else {
                ul.changes {
                    @for line in summary(changes) { li { (line) } }
                }
                p.hint {
                    "Compared word by word and file by file with the bundle handed in before. "
                    "What is new is " ins { "underlined" } ", what was taken out is " del { "struck out" }
                    "; of what stayed, only the words around a change are shown."
                }
                (overview(changes, credential))
                @if !changes.details.is_empty() {
                    h3 { a href="#evidence" { "Part 2 · Evidence" } }
                    @for detail in &changes.details { (detail_change(detail, credential)) }
                }
                @if let Some(text) = &changes.reflection {
                    h3 { a href="#reflection" { "Part 3 · Reflection" } }
                    (words(text))
                }
                @if !changes.artifacts.is_empty() {
                    h3 { a href="#artifacts" { "Artifacts" } }
                    ul.changes {
                        @for artifact in &changes.artifacts { li { (artifact_change(artifact)) } }
                    }
                }
            }
        }
    }
}

fn overview(changes: &Changes, credential: &Credential) -> Markup {
    let question = |number: u32| {
        credential.overview.questions.iter().find(|question| question.number == number)
    };
    html! {
        @if !changes.overview.is_empty() {
            h3 { a href="#overview" { "Part 1 · Overview" } }
            @for answer in &changes.overview {
                @match answer.question {
                    Some(number) => h4 {
                        (number) ". "
                        @if let Some(question) = question(number) { (question.text) }
                    },
                    None => @if !credential.overview.questions.is_empty() {
                        h4 { "Outside of the answers" }
                    },
                }
                (words(&answer.text))
            }
        }
    }
}

fn detail_change(change: &DetailChange, credential: &Credential) -> Markup {
    let details = credential.outcomes.iter().flat_map(|outcome| &outcome.details);
    let detail = details.into_iter().find(|detail| detail.id == change.id);
    html! {
        h4 {
            @match detail {
                Some(detail) => {
                    a href={ "#detail-" (detail.id) } { (detail.id) }
                    " " (detail.text)
                },
                None => (change.id),
            }
        }
        @if !change.evidence.is_empty() {
            p.label { "Evidence" }
            ul.changes {
                @for evidence in &change.evidence { li { (evidence_change(evidence)) } }
            }
        }
        @if let Some(text) = &change.explanation {
            p.label { "Explanation" }
            (words(text))
        }
    }
}

fn evidence_change(change: &EvidenceChange) -> Markup {
    html! {
        @match change {
            EvidenceChange::Added(line) => { "New: " (added(html! { (shown(line)) })) }
            EvidenceChange::Removed(line) => { "Taken out: " (removed(html! { (shown(line)) })) }
            EvidenceChange::Changed(old, new) => {
                "Changed: " (removed(html! { (shown(old)) })) " " (added(html! { (shown(new)) }))
            }
        }
    }
}

fn shown(line: &EvidenceLine) -> Markup {
    html! {
        (labels::unbroken(labels::file_name(&line.artifact))) ", "
        @match Location::parse(&line.at) {
            Ok(location) => (labels::location(&location)),
            Err(_) => (line.at),
        }
        @if let Some(quote) = &line.quote { ", “" (quote) "”" }
    }
}

fn artifact_change(change: &ArtifactChange) -> Markup {
    let name = |path: &str| labels::unbroken(path.strip_prefix("artifacts/").unwrap_or(path));
    let path = name(&change.path);
    html! {
        @match &change.kind {
            ArtifactChangeKind::Added => { "New: " (added(html! { (path) })) }
            ArtifactChangeKind::Removed => { "Taken out: " (removed(html! { (path) })) }
            ArtifactChangeKind::Changed => { "Changed: " (path) ", whose content is another" }
            ArtifactChangeKind::Moved(from) => {
                "Renamed: " (removed(html! { (name(from)) })) " " (added(html! { (path) }))
                ", the same content"
            }
        }
    }
}

/// The number of changed words, and the words.
fn words(text: &TextChange) -> Markup {
    let last = text.parts.len().saturating_sub(1);
    html! {
        p.hint { (text.count()) }
        blockquote.changed { p {
            @for (index, part) in text.parts.iter().enumerate() {
                @match part {
                    DiffPart::Same(text) => (around(text, index > 0, index < last)),
                    DiffPart::Removed(text) => {
                        @let (words, space) = without_end(text);
                        (removed(html! { (words) })) (space)
                    }
                    DiffPart::Added(text) => {
                        @let (words, space) = without_end(text);
                        (added(html! { (words) })) (space)
                    }
                }
            }
        } }
    }
}

/// A text and the spaces at its end, which are not underlined.
fn without_end(text: &str) -> (&str, &str) {
    text.split_at(text.trim_end().len())
}

/// With words for screen readers, which announce neither lines nor colors.
fn added(text: Markup) -> Markup {
    html! { ins { span.unseen { "[new: " } (text) span.unseen { "]" } } }
}

fn removed(text: Markup) -> Markup {
    html! { del { span.unseen { "[taken out: " } (text) span.unseen { "]" } } }
}

/// The words of an unchanged text beside the changes before and after it.
fn around(text: &str, before: bool, after: bool) -> String {
    let starts: Vec<usize> = starts(text);
    let first = if before { AROUND } else { 0 };
    let last = if after { AROUND } else { 0 };
    // The ellipsis must be shorter than what it replaces.
    if starts.len() <= first + last + 2 {
        return text.to_owned();
    }
    let head_end = starts.get(first).copied().unwrap_or(text.len());
    let tail_start = starts.get(starts.len() - last).copied().unwrap_or(text.len());
    let head = text.get(..head_end).unwrap_or("").trim_end();
    let tail = text.get(tail_start..).unwrap_or("");
    let gap = match (before, after) {
        (true, true) => " …\n… ",
        (true, false) => " …",
        (false, _) => "… ",
    };
    format!("{head}{gap}{tail}")
}

/// The places where the words of a text begin.
fn starts(text: &str) -> Vec<usize> {
    crate::narrative::segments(text).into_iter().map(|segment| segment.start).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_unchanged_words_are_shown() {
        let text: String = (1..=40).map(|number| format!("w{number} ")).collect();
        assert!(around(&text, true, true).contains("w14 …\n… w27"));
        assert!(around(&text, false, true).starts_with("… w27 "));
        assert!(around(&text, true, false).ends_with("w14 …"));
        assert_eq!(around("one two ", true, true), "one two ");
    }
}
