//! Floor 1: a Markdown narrative -> its prose, its words, its answers.

mod blocks;
mod count;
mod explanation;
mod link;
mod markdown;
mod pieces;
mod placeholder;
mod plain;
mod question;

pub use blocks::read;
pub use count::{generous_words, strict_words, words_of};
pub use explanation::explanation;
pub use link::{LinkTarget, NARRATIVES, address};
pub use markdown::options;
pub use pieces::pieces;
pub use placeholder::{PLACEHOLDERS, find_placeholders};
pub use plain::plain;

/// A text in the form in which two texts say the same: letters and digits, in
/// lower case, a space between words.
pub fn same_words(text: &str) -> String {
    question::normal_words(text).join(" ")
}
