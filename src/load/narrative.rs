//! Reads the file of a narrative.

use std::time::Duration;

use super::tree::{EntryKind, Tree, TreeEntry, read_text};
use crate::formats::{self, kind_of_name};
use crate::io::run_with_timeout;
use crate::model::{Credential, Format, Kind, Narrative, NarrativeState, SourceText};
use crate::narrative;

/// What a narrative's name may end with; of several files the first that has words counts.
const EXTENSIONS: [&str; 4] = ["md", "docx", "odt", "txt"];
/// How long reading one document may take.
const LIMIT: Duration = Duration::from_secs(30);
/// The largest document; its pictures may be large.
const LARGEST_DOCUMENT: u64 = 256 << 20;

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

/// Reads the first file of a narrative that has words: Markdown, a document or plain text.
fn read(
    tree: &dyn Tree,
    entries: &[TreeEntry],
    usual: &str,
    understand: impl Fn(&str) -> crate::model::Prose,
) -> Narrative {
    let stem = usual.strip_suffix("md").unwrap_or(usual);
    let of = |extension| format!("{stem}{extension}");
    let found = EXTENSIONS
        .iter()
        .filter_map(|extension| entries.iter().find(|entry| entry.path == of(extension)));
    let mut read: Vec<Narrative> = found
        .map(|entry| {
            let state = match source_of(tree, entry) {
                Ok(source) => {
                    let prose = understand(&source.text);
                    NarrativeState::Read(source, prose)
                }
                Err(why) => NarrativeState::Unreadable(why),
            };
            Narrative { state, ..Narrative::missing(&entry.path) }
        })
        .collect();
    // An empty scaffold beside a document is not what is meant.
    let counted = read.iter().position(|narrative| narrative.words().strict > 0).unwrap_or(0);
    if read.is_empty() {
        return Narrative::missing(usual);
    }
    let counted = read.remove(counted);
    let others = read.into_iter().map(|narrative| narrative.path).collect();
    Narrative { others, ..counted }
}

fn source_of(tree: &dyn Tree, entry: &TreeEntry) -> Result<SourceText, String> {
    let bytes = match entry.kind {
        EntryKind::File(bytes) if kind_of_name(&entry.path) == Kind::Document => bytes,
        EntryKind::File(bytes) if bytes > LONGEST => {
            return Err("it is over 1 MB long, more than any narrative".to_owned());
        }
        _ => {
            let text = read_text(tree, entry)?;
            let is_plain = entry.path.ends_with(".txt");
            let text = if is_plain { narrative::of_plain_text(&text) } else { text };
            return Ok(SourceText::new(&entry.path, text));
        }
    };
    if bytes > LARGEST_DOCUMENT {
        return Err("it is larger than any narrative, over 256 MB".to_owned());
    }
    let mut file = tree.open(&entry.path).map_err(|error| super::error_clause(&error))?;
    let name = entry.path.clone();
    let read = run_with_timeout(LIMIT, move || {
        let file_type = formats::identify(&mut file, &name)?;
        formats::document_text(&mut file, &file_type).map(|text| (text, file_type.format))
    });
    match read.and_then(|read| read) {
        Ok((Some(document), _)) if document.markdown.len() as u64 > LONGEST => {
            Err("its text is over 1 MB long, more than any narrative".to_owned())
        }
        Ok((Some(document), _)) => Ok(SourceText::of_document(&entry.path, document)),
        Ok((None, Format::Empty)) => Err("it is empty".to_owned()),
        Ok((None, format)) => Err(format!("by its content it is a {}", format.label())),
        Err(why) => Err(why.to_string()),
    }
}
