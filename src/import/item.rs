//! What was imported, and where each item stands in the source.

use crate::model::{Credential, DetailId};

/// What a source was read as.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    /// The credential.
    pub credential: Credential,
    /// What was read from the source, each with its line there.
    pub lines: Vec<(Item, u32)>,
    /// What is not sure, or was kept from the known credential.
    pub remarks: Vec<Remark>,
    /// Lines that nothing was made of.
    pub unused: Vec<Remark>,
}

/// A part of a credential.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// Its title.
    Title,
    /// A question of the overview.
    Question(u32),
    /// An outcome.
    Outcome(u32),
    /// A detail.
    Detail(DetailId),
    /// The prompt of the reflection.
    Reflection,
    /// Limits of files.
    Limit,
}

/// A sentence about a line of the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The line, where it is about one.
    pub line: Option<u32>,
    /// The sentence, or the words of the line.
    pub text: String,
}

impl Imported {
    /// The line of an item that was read from the source.
    pub fn line(&self, item: &Item) -> Option<u32> {
        self.lines.iter().find(|(other, _)| other == item).map(|(_, line)| *line)
    }
}
