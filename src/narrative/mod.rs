//! Floor 4: a Markdown narrative -> its prose, words, answers and links.

mod dialect;
mod explanation;
mod link;
mod misread;
mod of_plain_text;
mod outdated_heading;
mod placeholder;
mod plain_text;
mod prose;
mod question;
mod segments;
mod word_count;

pub use dialect::options;
pub use explanation::explanation;
pub use link::{LinkTarget, NARRATIVES, address};
pub use misread::{Misread, MisreadKind, misread};
pub use of_plain_text::of_plain_text;
pub use outdated_heading::{OutdatedHeading, outdated_headings};
pub use placeholder::{PLACEHOLDERS, find_placeholders};
pub use plain_text::plain_text;
pub use prose::read;
pub use segments::segments;
pub use word_count::{generous_words, strict_words, words_of};

/// The normalized words of a text, a space between them: equal for texts that differ only in case
/// and punctuation.
pub fn same_words(text: &str) -> String {
    question::normal_words(text).join(" ")
}
