//! A narrative is less than 5 % above the minimum of words.
//!
//! ## Why it matters
//!
//! Every program counts words a little differently, and the portal's way is not published. A few words to
//! spare cost nothing; a text that is two words short by the reviewer's counter costs a round.
//!
//! ## How to mend it
//!
//! Add a sentence or two.

use super::case::Case;
use crate::finding::{Finding, Level, Rule};
use crate::model::{Place, plural};

pub(super) const RULE: Rule =
    Rule::new("slim-word-margin", Level::Warning, include_str!("slim_word_margin.rs"));

/// How much above the minimum is enough, in percent.
const MARGIN: usize = 5;

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    case.narratives()
        .filter(|part| part.words.strict >= part.minimum)
        .filter(|part| part.words.strict * 100 < part.minimum * (100 + MARGIN))
        .map(|part| {
            let spare = part.words.strict - part.minimum;
            let message = format!(
                "{} has {} {}, {} the minimum of {}",
                part.title,
                part.words.strict,
                plural(part.words.strict, "word"),
                if spare == 0 { "no more than".to_owned() } else { format!("only {spare} above") },
                part.minimum
            );
            let enough = (part.minimum * (100 + MARGIN)).div_ceil(100);
            let help = format!("{} more make it safe by any counter", enough - part.words.strict);
            Finding::new(RULE, Place::at(part.path, 0..0), message).help(help)
        })
        .collect()
}
