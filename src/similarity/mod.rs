//! Floor 3: texts of several portfolios -> the passages that they share.
//!
//! Winnowing over shingles of words (S. Schleimer, D. S. Wilkerson and A. Aiken, "Winnowing: local
//! algorithms for document fingerprinting", SIGMOD 2003), then each hit grown to the longest run
//! of equal words. Compared are the overview, the reflection and the explanations, word by word:
//! case, punctuation, accents written in one or two parts, and the style of quotes make no
//! difference. Nothing is judged here, and nothing leaves the computer.

mod excepted;
mod fold;
mod kept;
mod known;
mod library;
mod passage;
mod share;
#[cfg(test)]
mod tests;
mod text;
mod winnow;
mod words;
mod written;

pub use kept::Kept;
pub use library::Library;
pub use passage::{Passage, Stretch};
pub use share::{Share, shares};
pub use text::{Part, Text};
pub use winnow::SHORTEST;
