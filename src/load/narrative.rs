//! Reads the file of a narrative.

use super::tree::{EntryKind, Tree, TreeEntry, read_text};
use crate::model::{Credential, Narrative, NarrativeState, SourceText};
use crate::narrative;

/// Path of Part 1 in every portfolio.
pub const OVERVIEW_FILE: &str = "narratives/overview.md";
/// Path of Part 3 in every portfolio.
pub const REFLECTION_FILE: &str = "narratives/reflection.md";

/// The longest narrative that is read, a hundred times what is asked for: longer ones are another
/// file by mistake, or made to take time.
const LONGEST: u64 = 1_000_000;

/// Reads Part 1; without a credential no heading belongs to a question.
pub(super) fn overview(
    tree: &dyn Tree,
    entries: &[TreeEntry],
    credential: Option<&Credential>,
) -> Narrative {
    let questions = credential.map_or(&[][..], |credential| &credential.overview.questions);
    read(tree, entries, OVERVIEW_FILE, |text| narrative::read(text, questions, &[]))
}

/// Reads Part 3.
pub(super) fn reflection(
    tree: &dyn Tree,
    entries: &[TreeEntry],
    credential: Option<&Credential>,
) -> Narrative {
    let prompt = credential.map_or("", |credential| &credential.reflection.prompt);
    // People repeat the prompt sentence by sentence, too.
    let sentences: Vec<&str> =
        std::iter::once(prompt).chain(prompt.split_inclusive(". ")).collect();
    read(tree, entries, REFLECTION_FILE, |text| narrative::read(text, &[], &sentences))
}

fn read(
    tree: &dyn Tree,
    entries: &[TreeEntry],
    path: &str,
    understand: impl FnOnce(&str) -> crate::model::Prose,
) -> Narrative {
    let state = match entries.iter().find(|entry| entry.path == path) {
        None => NarrativeState::Missing,
        Some(TreeEntry { kind: EntryKind::File(bytes), .. }) if *bytes > LONGEST => {
            let why = "it is over 1 MB long, more than any narrative";
            NarrativeState::Unreadable(why.to_owned())
        }
        Some(entry) => match read_text(tree, entry) {
            Ok(text) => {
                let prose = understand(&text);
                NarrativeState::Read(SourceText::new(path, text), prose)
            }
            Err(why) => NarrativeState::Unreadable(why),
        },
    };
    Narrative { path: path.to_owned(), state }
}
