//! What was found in a text, before it is completed to a credential.

/// Words and the line on which they stand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Found {
    pub line: u32,
    pub text: String,
}

/// An outcome, as it was found.
#[derive(Debug, Default)]
pub(super) struct FoundOutcome {
    pub number: u32,
    pub words: Found,
    /// Letter, where the source gives one, and words of each detail.
    pub details: Vec<(Option<String>, Found)>,
}

/// All that was found.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub title: Option<Found>,
    pub overview_minimum: Option<usize>,
    pub questions: Vec<Found>,
    pub outcomes: Vec<FoundOutcome>,
    pub reflection: Vec<Found>,
    pub reflection_minimum: Option<usize>,
    /// How many outcomes the text announces.
    pub announced: Option<u32>,
    pub unused: Vec<Found>,
    pub remarks: Vec<(Option<u32>, String)>,
}
