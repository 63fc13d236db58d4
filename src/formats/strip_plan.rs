//! What is to be changed in one file.

use crate::io::Edits;

/// The edits that make the copy, and the names of what they remove.
#[derive(Debug, Default)]
pub(crate) struct StripPlan {
    pub edits: Edits,
    /// Blocks and properties that the copy loses, each once.
    pub removed: Vec<String>,
    /// What is there and stays, each once.
    pub left: Vec<String>,
}

impl StripPlan {
    /// Notes the name of something that the edits remove.
    pub fn remove(&mut self, name: impl Into<String>) {
        add_name(&mut self.removed, name.into());
    }

    /// Notes the name of something that stays.
    pub fn leave(&mut self, name: impl Into<String>) {
        add_name(&mut self.left, name.into());
    }

    /// Takes over what was found in a file that begins at this place of the whole.
    pub fn take_in(&mut self, other: StripPlan, at: u64) {
        self.edits.extend(other.edits.shifted(at));
        other.removed.into_iter().for_each(|name| self.remove(name));
        other.left.into_iter().for_each(|name| self.leave(name));
    }
}

/// Adds a name unless it is there already.
pub(crate) fn add_name(names: &mut Vec<String>, name: String) {
    if !names.contains(&name) {
        names.push(name);
    }
}
