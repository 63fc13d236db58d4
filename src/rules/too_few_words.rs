//! A narrative, or an answer in it, has fewer words than the credential asks for.
//!
//! ## Why it matters
//!
//! The minimum is a condition of the review: a shorter text is sent back unread. mcred holds you to the
//! strict count, which no other counter undercuts. It counts what stands between spaces and has
//! a letter or digit, over your own prose alone: headings, the questions repeated, tables, code,
//! addresses of web pages, footnotes and leftover placeholders are not counted. The generous
//! count beside it is what a word processor shows.
//!
//! ## How to mend it
//!
//! Write more where the table shows the fewest words. Concrete examples carry a text further
//! than adjectives do.

use super::case::Case;
use crate::finding::{Finding, Level, Rule};
use crate::model::{Place, plural};

pub(super) const RULE: Rule =
    Rule::new("too-few-words", Level::Error, include_str!("too_few_words.rs"));

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    let narratives =
        case.narratives().filter(|part| part.words.strict < part.minimum).map(|part| {
            let missing = part.minimum - part.words.strict;
            let message = format!(
                "{} has {} {} of the {} that are asked for (a word processor counts {})",
                part.title,
                part.words.strict,
                plural(part.words.strict, "word"),
                part.minimum,
                part.words.generous
            );
            let help = format!(
                "write {missing} more {}; headings, questions, tables, code and addresses \
                 do not count",
                plural(missing, "word")
            );
            Finding::new(RULE, Place::at(part.path, 0..0), message).help(help)
        });
    let source = case.limits().map_or_else(String::new, |(_, source)| source);
    // An answer without any words is `unanswered-question`.
    let answers = case.bounded_answers().filter(|answer| answer.words > 0).filter_map(|answer| {
        let least = answer.limit.minimum_words?;
        let missing =
            usize::try_from(least).ok()?.checked_sub(answer.words).filter(|it| *it > 0)?;
        let message = format!(
            "the answer to question {} has {} words of the {least} that {source} asks for \
             (`minimum_words`)",
            answer.limit.question, answer.words
        );
        let help = format!("write {missing} more {}", plural(missing, "word"));
        Some(Finding::new(RULE, answer.place, message).help(help))
    });
    narratives.chain(answers).collect()
}
