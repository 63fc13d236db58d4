//! What was found in a source, before it is completed to a credential.

use super::word_bounds::WordBounds;
use crate::model::Limits;

/// Words and the line on which they stand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Found {
    pub line: u32,
    pub text: String,
}

/// A question, as it was found.
#[derive(Debug, Clone, Default)]
pub(super) struct FoundQuestion {
    pub words: Found,
    pub bounds: WordBounds,
}

/// An outcome, as it was found.
#[derive(Debug, Default)]
pub(super) struct FoundOutcome {
    pub number: u32,
    pub words: Found,
    pub details: Vec<FoundDetail>,
}

impl FoundOutcome {
    /// An outcome without details.
    pub fn new(number: u32, words: Found) -> FoundOutcome {
        FoundOutcome { number, words, details: Vec::new() }
    }
}

/// A detail, as it was found.
#[derive(Debug, Default)]
pub(super) struct FoundDetail {
    /// Its letter, where the source gives one.
    pub letter: Option<String>,
    pub words: Found,
    /// The issuer's criteria.
    pub criteria: Vec<String>,
}

/// All that was found.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub title: Option<Found>,
    pub overview: WordBounds,
    pub questions: Vec<FoundQuestion>,
    pub outcomes: Vec<FoundOutcome>,
    pub reflection: Vec<Found>,
    pub reflection_bounds: WordBounds,
    pub limits: Limits,
    /// The lines that state limits.
    pub limit_lines: Vec<Found>,
    /// How many outcomes the text announces.
    pub announced: Option<u32>,
    pub unused: Vec<Found>,
    pub remarks: Vec<(Option<u32>, String)>,
}

impl Draft {
    /// Whether there is no requirement in it.
    pub fn is_empty(&self) -> bool {
        self.outcomes.is_empty() && self.questions.is_empty() && self.reflection.is_empty()
    }
}
