//! A narrative, counted and cut into answers.

use super::metadata::Metadata;
use super::source_text::{SourceText, Span};

/// The overview or the reflection as it was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Narrative {
    /// Path relative to the portfolio, with `/`.
    pub path: String,
    /// What was found there.
    pub state: NarrativeState,
    /// Other files that could be the same narrative, and do not count.
    pub others: Vec<String>,
    /// What a document says beside its text: author, comments, tracked changes.
    pub metadata: Metadata,
}

/// Whether a narrative could be read.
#[derive(Debug, Clone, PartialEq)]
pub enum NarrativeState {
    /// There is no such file.
    Missing,
    /// There is one, and it can't be read.
    Unreadable(Unreadable),
    /// Its text and what it holds.
    Read(SourceText, Prose),
}

/// Why a narrative can't be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// The reason, as a clause.
    pub why: String,
    /// What to do.
    pub help: String,
}

impl Narrative {
    /// A narrative at this path that is not there.
    pub fn missing(path: &str) -> Narrative {
        Narrative {
            path: path.to_owned(),
            state: NarrativeState::Missing,
            others: Vec::new(),
            metadata: Metadata::default(),
        }
    }

    /// The text and what it holds, where it could be read.
    pub fn read(&self) -> Option<(&SourceText, &Prose)> {
        match &self.state {
            NarrativeState::Read(source, prose) => Some((source, prose)),
            _ => None,
        }
    }

    /// Its words, by both counts; none where it could not be read.
    pub fn words(&self) -> Words {
        self.read().map_or_else(Words::default, |(_, prose)| prose.words)
    }
}

/// How many words a text has, by the two counts of design section 4.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Words {
    /// The count that no other counter undercuts; the minimum is held to it.
    pub strict: usize,
    /// Everything that a word processor would count.
    pub generous: usize,
}

impl std::ops::AddAssign for Words {
    fn add_assign(&mut self, other: Words) {
        self.strict += other.strict;
        self.generous += other.generous;
    }
}

/// What a narrative holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Prose {
    /// All its words.
    pub words: Words,
    /// Answers to questions, in the order of the text.
    pub answers: Vec<Answer>,
    /// Placeholders of the scaffold that are still there.
    pub placeholders: Vec<Span>,
    /// Links to other files, in the order of the text.
    pub links: Vec<Link>,
    /// The plain text of its prose, a line per paragraph, for comparisons.
    pub plain: String,
}

impl Prose {
    /// Strict words of all answers to one question.
    pub fn answer_words(&self, question: u32) -> usize {
        let answers = self.answers.iter().filter(|answer| answer.question == question);
        answers.map(|answer| answer.words.strict).sum()
    }
}

/// The text under a heading that belongs to a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The number of the question.
    pub question: u32,
    /// Where the heading stands.
    pub heading: Span,
    /// The words under it, up to the next such heading.
    pub words: Words,
    /// Whether a placeholder of the scaffold still stands there.
    pub has_placeholder: bool,
}

/// A link or image of a narrative.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// What it points to, as written.
    pub target: String,
    /// Where it stands.
    pub span: Span,
}
