//! Headings of an overview that repeat a question as an earlier catalog had it.

use super::question::{normal_words, without_number};
use crate::model::{Prose, Question, Span, likeness};

/// Two questions that share so much of their words are taken for one that changed.
const SAME: f64 = 0.8;

/// A heading whose question has other words or another number now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutdatedHeading<'q> {
    /// Its number and words.
    pub span: Span,
    /// The number of the question that it belongs to as it stands.
    pub number: u32,
    /// The question that it repeats, where that is sure.
    pub meant: Option<&'q Question>,
}

/// The headings among those of answers that repeat no question of these as it is now, and did repeat
/// one: nearly, or one of the former questions.
pub fn outdated_headings<'q>(
    text: &str,
    prose: &Prose,
    questions: &'q [Question],
    former: &[Question],
) -> Vec<OutdatedHeading<'q>> {
    let mut found = Vec::new();
    let mut numbers = Vec::new();
    for answer in &prose.answers {
        numbers.push(answer.question);
        let line = text.get(answer.heading.clone()).unwrap_or_default();
        let line = line.lines().next().unwrap_or_default();
        let core = line.trim_matches(['#', '*', '_', ' ', '\t', '\u{a0}', '>']);
        let words = without_number(core);
        let heading = normal_words(words);
        let repeats = |question: &&Question| normal_words(&question.text) == heading;
        let is_current =
            questions.iter().filter(repeats).any(|question| question.number == answer.question);
        if heading.is_empty() || is_current {
            continue;
        }
        let nearest = || {
            let scored = questions.iter().map(|it| (likeness(words, &it.text), it));
            let best = scored.max_by(|one, other| one.0.total_cmp(&other.0));
            best.filter(|(score, _)| *score >= SAME).map(|(_, question)| question)
        };
        let meant = questions.iter().find(repeats).or_else(nearest);
        if meant.is_none() && !former.iter().any(|question| repeats(&question)) {
            // A heading of the practitioner's own.
            continue;
        }
        let offset = line.find(core).unwrap_or(0);
        let start = answer.heading.start + offset;
        let span = start..start + core.len();
        if let (Some(meant), Some(number)) = (meant, numbers.last_mut()) {
            *number = meant.number;
        }
        found.push(OutdatedHeading { span, number: answer.question, meant });
    }
    // Two headings of one question would be one answer in two places.
    for heading in &mut found {
        let taken = |meant: &&Question| numbers.iter().filter(|it| **it == meant.number).count();
        heading.meant = heading.meant.filter(|meant| taken(meant) < 2);
    }
    found
}
