//! evidence.toml or the overview repeats a requirement as an earlier catalog had it.
//!
//! ## Why it matters
//!
//! When the portal's own requirements replace those that mcred derived, a detail may have other words under
//! the same id, and a question another number. Evidence and answers that were written for the old words may
//! not show what is asked now.
//!
//! ## How to mend it
//!
//! Run `mcred init`. It shows how evidence.toml would change before it changes anything: a detail whose words
//! only moved keeps its evidence under the new id, and nothing that you wrote is dropped. Then compare each
//! explanation with the new words.
//!
//! `mcred check --fix` writes the new words into headings of an overview in Markdown. In a Word document,
//! change the heading yourself.

use super::case::Case;
use crate::finding::{Finding, Level, Rule};
use crate::load::bundled;
use crate::model::{
    Credential, Entry, NarrativeState, Place, comment_above, enumerated, likeness, words_in_comment,
};
use crate::narrative::{OutdatedHeading, outdated_headings, same_words};

pub(super) const RULE: Rule =
    Rule::new("outdated-requirement", Level::Warning, include_str!("outdated_requirement.rs"));

/// A comment that shares less of its words with a detail is a note of the practitioner.
const ALIKE: f64 = 0.3;

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    let Some(credential) = &case.portfolio.credential else { return Vec::new() };
    let former = bundled(&credential.id);
    let mut findings: Vec<Finding> =
        details(case, credential, former.as_ref()).into_iter().collect();
    findings.extend(headings(case, credential, former.as_ref()));
    findings
}

/// One finding for all details with other words than the comments above their tables.
fn details(
    case: &Case<'_>,
    credential: &Credential,
    former: Option<&Credential>,
) -> Option<Finding> {
    let text = &case.portfolio.evidence.source.text;
    let is_outdated = |entry: &&Entry| {
        let Some(detail) = credential.detail(&entry.id) else { return false };
        if text.get(..entry.span.start).is_none() {
            return false;
        }
        let comment = text.get(comment_above(text, entry.span.start)).unwrap_or_default();
        let was = former.and_then(|former| former.detail(&entry.id));
        // A table without a comment may have been written for the bundled catalog.
        let words = words_in_comment(comment, &entry.id).or_else(|| Some(was?.text.clone()));
        let Some(words) = words else { return false };
        let (old, new) = (same_words(&words), same_words(&detail.text));
        // A note may follow the words.
        !old.starts_with(&new)
            && (was.is_some_and(|was| same_words(&was.text) == old)
                || likeness(&words, &detail.text) >= ALIKE)
    };
    let outdated: Vec<&Entry> =
        case.portfolio.evidence.entries.iter().filter(is_outdated).collect();
    let first = outdated.first()?;
    let ids: Vec<String> = outdated.iter().map(|entry| entry.id.to_string()).collect();
    let message = match ids.as_slice() {
        [id] => format!("{id} has other words in the catalog than above its table"),
        ids => {
            let ids = enumerated(ids, "and");
            format!("{ids} have other words in the catalog than above their tables")
        }
    };
    let help = "run `mcred init`, which shows how evidence.toml would follow, and asks";
    Some(Finding::new(RULE, case.evidence_place(first.span.clone()), message).help(help))
}

/// A finding for each heading of the overview that repeats an earlier question.
fn headings(case: &Case<'_>, credential: &Credential, former: Option<&Credential>) -> Vec<Finding> {
    let NarrativeState::Read(source, prose) = &case.portfolio.overview.state else {
        return Vec::new();
    };
    let former = former.map_or(&[][..], |former| &former.overview.questions);
    let outdated = outdated_headings(&source.text, prose, &credential.overview.questions, former);
    let is_markdown = source.path.ends_with(".md");
    let finding = |heading: OutdatedHeading<'_>| {
        let number = heading.number;
        let (message, help) = match heading.meant {
            Some(meant) => {
                let message = match meant.number == number {
                    true => format!("the heading of question {number} has words that changed"),
                    false => format!("the heading of question {number} is question {} now", meant.number),
                };
                let new = format!("{}. {}", meant.number, meant.text);
                let help = match is_markdown {
                    true => format!("`mcred check --fix` writes `{new}`"),
                    false => format!("change the heading to `{new}`"),
                };
                (message, help)
            }
            None => (
                format!("the heading of question {number} repeats a question that is not asked any more"),
                "compare the answer with the questions of today, and move it below the one that it answers"
                    .to_owned(),
            ),
        };
        Finding::new(RULE, Place::at(&source.path, heading.span), message).help(help)
    };
    outdated.into_iter().map(finding).collect()
}
