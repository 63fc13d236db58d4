//! The id of a detail: outcome and letter, as `1.a`.

use std::fmt;
use std::str::FromStr;

/// The id of a detail of an essential outcome, such as `1.a`.
///
/// Ids sort as a reader expects: by outcome number, then by letter.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DetailId {
    /// The number of the outcome, from 1.
    pub outcome: u32,
    /// What follows the dot, in lower case: usually one letter.
    pub letter: String,
}

impl DetailId {
    /// The id with these two parts; none where they could not be written in
    /// evidence.toml as `[eo.<outcome>.<letter>]`.
    pub fn new(outcome: &str, letter: &str) -> Option<DetailId> {
        let number: u32 = outcome.parse().ok()?;
        let plain = !letter.is_empty() && letter.chars().all(|c| c.is_ascii_alphanumeric());
        (number > 0 && plain)
            .then(|| DetailId { outcome: number, letter: letter.to_ascii_lowercase() })
    }
}

/// A text that is not the id of a detail.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not the id of a detail, such as `1.a`")]
#[non_exhaustive]
pub struct ParseDetailIdError(pub String);

impl FromStr for DetailId {
    type Err = ParseDetailIdError;

    fn from_str(text: &str) -> Result<DetailId, ParseDetailIdError> {
        text.trim()
            .split_once('.')
            .and_then(|(outcome, letter)| DetailId::new(outcome, letter))
            .ok_or_else(|| ParseDetailIdError(text.to_owned()))
    }
}

impl fmt::Display for DetailId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.outcome, self.letter)
    }
}
