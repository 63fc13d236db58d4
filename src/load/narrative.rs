//! Reads the file of a narrative.

use std::time::Duration;

use super::tree::{EntryKind, Tree, TreeEntry, read_text};
use crate::formats::{self, format_of_name};
use crate::io::{ProbeError, run_with_timeout};
use crate::model::{
    Credential, Format, Kind, Metadata, Narrative, NarrativeState, SourceText, Unreadable,
};
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
            let (state, metadata) = match source_of(tree, entry) {
                Ok((source, metadata)) => {
                    let prose = understand(&source.text);
                    (NarrativeState::Read(source, prose), metadata)
                }
                Err(why) => (NarrativeState::Unreadable(why), Metadata::default()),
            };
            Narrative { state, metadata, ..Narrative::missing(&entry.path) }
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

/// The text of a narrative, and what a document says beside it.
fn source_of(tree: &dyn Tree, entry: &TreeEntry) -> Result<(SourceText, Metadata), Unreadable> {
    let named = format_of_name(&entry.path);
    let bytes = match entry.kind {
        EntryKind::File(bytes) if bytes > LARGEST_DOCUMENT => {
            return Err(unreadable("it is larger than any narrative, over 256 MB", SHORTEN));
        }
        EntryKind::File(bytes) => bytes,
        _ => return text_of(tree, entry).map(|text| (text, Metadata::default())),
    };
    let mut file = tree.open(&entry.path).map_err(|error| other(super::error_clause(&error)))?;
    let name = entry.path.clone();
    let read = run_with_timeout(LIMIT, move || {
        let file_type = formats::identify(&mut file, &name)?;
        let is_as_named = file_type.format == named || is_encrypted(file_type.format);
        let document = match is_as_named && named.kind() == Kind::Document {
            true => formats::document_text(&mut file, &file_type)?
                .map(|text| (text, formats::metadata(&mut file, &file_type))),
            false => None,
        };
        Ok((document, file_type.format))
    });
    match read.and_then(|read| read) {
        Ok((Some((document, _)), _)) if document.markdown.len() as u64 > LONGEST => Err(too_long()),
        Ok((Some((document, metadata)), _)) => {
            Ok((SourceText::of_document(&entry.path, document), metadata))
        }
        Ok((None, format)) if is_text(format) && named.kind() != Kind::Document => {
            match bytes > LONGEST {
                true => Err(too_long()),
                false => text_of(tree, entry).map(|text| (text, Metadata::default())),
            }
        }
        Ok((None, format)) => Err(of_another_format(&entry.path, format)),
        Err(why) => {
            let help = match why {
                ProbeError::Encrypted => {
                    "open it with its password, and save it without one (File > Info > Protect Document)"
                }
                _ => {
                    "open it in the program that wrote it and save it again; if it does not open, restore an \
                     earlier version (in OneDrive and Google Drive: Version history)"
                }
            };
            Err(unreadable(why.to_string(), help))
        }
    }
}

const SHORTEN: &str =
    "put the narrative alone into this file; what proves it belongs into artifacts/";

fn too_long() -> Unreadable {
    unreadable("its text is over 1 MB long, more than any narrative", SHORTEN)
}

fn unreadable(why: impl Into<String>, help: impl Into<String>) -> Unreadable {
    Unreadable { why: why.into(), help: help.into() }
}

/// What can't be read for a reason that no document has.
fn other(why: String) -> Unreadable {
    unreadable(why, "save it as plain text in UTF-8")
}

fn text_of(tree: &dyn Tree, entry: &TreeEntry) -> Result<SourceText, Unreadable> {
    let text = read_text(tree, entry).map_err(other)?;
    let is_plain = entry.path.ends_with(".txt");
    let text = if is_plain { narrative::of_plain_text(&text) } else { text };
    Ok(SourceText::new(&entry.path, text))
}

/// Whether a file of this format is read as the text that its name promises.
fn is_text(format: Format) -> bool {
    let kinds = [Kind::Text, Kind::Html, Kind::Markdown, Kind::Csv, Kind::Transcript];
    kinds.contains(&format.kind()) || matches!(format, Format::Unknown | Format::Empty)
}

fn is_encrypted(format: Format) -> bool {
    matches!(format, Format::EncryptedOffice | Format::EncryptedWord)
}

/// A file of another format than its name says.
fn of_another_format(path: &str, format: Format) -> Unreadable {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let label = format.label();
    let article = if label.starts_with(['a', 'e', 'i', 'o', 'A', 'O']) { "an" } else { "a" };
    let why = format!("by its content it is {article} {label}");
    match format {
        Format::Empty => unreadable(
            "it is empty",
            format!(
                "write it in Word or LibreOffice; or delete it, and `mcred init` makes `{stem}.md`"
            ),
        ),
        Format::TruncatedZip => unreadable(
            "it is a document that is cut off",
            "download or copy it again, or restore an earlier version",
        ),
        Format::Docx => unreadable(why, format!("rename it to `{stem}.docx`")),
        Format::Odt => unreadable(why, format!("rename it to `{stem}.odt`")),
        Format::PlainText | Format::Markdown => {
            unreadable(why, format!("rename it to `{stem}.txt`"))
        }
        _ => unreadable(
            why,
            format!("open it in Word or LibreOffice and save it as a Word document, `{stem}.docx`"),
        ),
    }
}
