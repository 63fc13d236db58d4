//! The changes of Parts 1 and 3.

use std::collections::BTreeMap;

use super::redaction::Redaction;
use super::text_change::TextChange;
use crate::model::Narrative;
use crate::narrative;

/// An answer whose words changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerChange {
    /// The number of the question; none for text outside of any answer.
    pub question: Option<u32>,
    /// Its words, without the heading that names the question.
    pub text: TextChange,
}

/// The answers that changed: first the text outside of any answer, then by question.
pub(crate) fn overview(
    then: &Narrative,
    now: &Narrative,
    redaction: &Redaction,
) -> Vec<AnswerChange> {
    let (then, now) = (answers(then), answers(now));
    let mut questions: Vec<Option<u32>> = then.keys().chain(now.keys()).copied().collect();
    questions.sort_unstable();
    questions.dedup();
    let change = |question: Option<u32>| {
        let text = |answers: &BTreeMap<_, String>| answers.get(&question).cloned();
        let (then, now) = (text(&then).unwrap_or_default(), text(&now).unwrap_or_default());
        Some(AnswerChange { question, text: TextChange::between(&then, &now, redaction)? })
    };
    questions.into_iter().filter_map(change).collect()
}

/// How Part 3 changed.
pub(crate) fn reflection(
    then: &Narrative,
    now: &Narrative,
    redaction: &Redaction,
) -> Option<TextChange> {
    let text = |narrative: &Narrative| {
        narrative.read().map(|(source, _)| narrative::plain_text(&source.text)).unwrap_or_default()
    };
    TextChange::between(&text(then), &text(now), redaction)
}

/// The plain text of each answer.
fn answers(narrative: &Narrative) -> BTreeMap<Option<u32>, String> {
    let mut answers: BTreeMap<Option<u32>, String> = BTreeMap::new();
    let Some((source, prose)) = narrative.read() else { return answers };
    let ends = prose.answers.iter().map(|answer| answer.heading.start).chain([source.text.len()]);
    let starts = prose.answers.iter().map(|it| (Some(it.question), it.heading.end));
    for ((question, start), end) in [(None, 0)].into_iter().chain(starts).zip(ends) {
        let text = narrative::plain_text(source.text.get(start..end).unwrap_or_default());
        answers.entry(question).or_default().push_str(&text);
    }
    answers
}
