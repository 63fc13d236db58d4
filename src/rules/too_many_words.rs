//! A narrative, or an answer in it, has more words than the catalog file allows.
//!
//! ## Why it matters
//!
//! A portal cuts off what is too long, or the assessor stops reading there. The limits stand as `maximum_words` in `[overview]`,
//! in `[reflection]` and in `[[overview.questions]]` of the catalog file of your portfolio. A narrative is held to the strict
//! count, the same as for the minimum; a portal may count a few words more.
//!
//! ## How to mend it
//!
//! Shorten it, or correct the limit in the catalog file.

use super::case::Case;
use crate::finding::{Finding, Level, Rule};
use crate::model::{Place, plural};

pub(super) const RULE: Rule =
    Rule::new("too-many-words", Level::Error, include_str!("too_many_words.rs"));

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    let Some((limits, source)) = case.limits() else { return Vec::new() };
    let portfolio = case.portfolio;
    let finding = |what: &str, place: Place, words: usize, most: u32| {
        let over = words.checked_sub(usize::try_from(most).ok()?).filter(|over| *over > 0)?;
        let message =
            format!("{what} has {words} words, and {source} allows {most} (`maximum_words`)");
        let help = format!("leave out {over} {}", plural(over, "word"));
        Some(Finding::new(RULE, place, message).help(help))
    };
    let parts = [
        ("the overview", &portfolio.overview, limits.overview_maximum_words),
        ("the reflection", &portfolio.reflection, limits.reflection_maximum_words),
    ];
    let narratives = parts.into_iter().filter_map(|(title, narrative, most)| {
        let (text, prose) = narrative.read()?;
        finding(title, Place::at(&text.path, 0..0), prose.words.strict, most?)
    });
    let answers = case.bounded_answers().filter_map(|answer| {
        let what = format!("the answer to question {}", answer.limit.question);
        finding(&what, answer.place, answer.words, answer.limit.maximum_words?)
    });
    narratives.chain(answers).collect()
}
