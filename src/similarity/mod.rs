//! Floor 6: texts of several portfolios -> the passages that they share.
//!
//! Winnowing over shingles of words (S. Schleimer, D. S. Wilkerson and A. Aiken, "Winnowing: local
//! algorithms for document fingerprinting", SIGMOD 2003), then each hit extended to the longest run
//! of equal words. The overview, the reflection and the explanations are compared word by word,
//! whatever their case, punctuation, Unicode form and style of quotes. Nothing leaves the computer.

mod compared_text;
mod corpus;
mod mapped_text;
mod official;
mod per_credential_cache;
mod quotations;
mod share;
mod shared_passage;
#[cfg(test)]
mod tests;
mod winnow;
mod word_keys;
mod words;

pub use compared_text::{ComparedText, PortfolioPart};
pub use corpus::Corpus;
pub use per_credential_cache::PerCredentialCache;
pub use share::{Share, shares};
pub use shared_passage::{Occurrence, SharedPassage};
pub use winnow::MINIMUM_WORDS;
