//! A source -> what it was read as.

use super::credential::credential;
use super::item::Imported;
use super::known::Known;
use super::{ImportError, framework, outline, plain};
use crate::model::normalize::one_line;
use crate::model::{Credential, LayoutLine};

/// The longest text that is read, in bytes.
const LONGEST: usize = 16 << 20;

/// Reads a pasted text. `wanted` is the id to give; otherwise it is that of the known credential whose
/// title stands in the text, or `fallback`, or one made of the title. What the text leaves out is kept
/// from the known credential of that id.
///
/// # Errors
/// Nothing in the text is a requirement.
pub fn import_text(
    text: &str,
    wanted: Option<&str>,
    fallback: Option<&str>,
    known: &[&Credential],
) -> Result<Imported, ImportError> {
    if text.len() > LONGEST {
        return Err(ImportError("the text is longer than 16 MB".to_owned()));
    }
    let known = Known { wanted, fallback, credentials: known, source: &one_line(text) };
    read(plain::lines(text), true, &known)
}

/// Reads the lines of a page or document; otherwise the same.
///
/// # Errors
/// Nothing in them is a requirement.
pub fn import_lines(
    lines: Vec<LayoutLine>,
    wanted: Option<&str>,
    fallback: Option<&str>,
    known: &[&Credential],
) -> Result<Imported, ImportError> {
    let words: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
    let source = one_line(&words.join(" "));
    read(lines, false, &Known { wanted, fallback, credentials: known, source: &source })
}

/// Reads a framework of competencies in JSON: CASE 1.1, or SmartEvidence. The numbers are those of its items.
///
/// # Errors
/// It is no such framework, or none that describes a credential.
pub fn import_json(
    text: &str,
    wanted: Option<&str>,
    fallback: Option<&str>,
    known: &[&Credential],
) -> Result<Imported, ImportError> {
    let draft = framework::read(text)?;
    let source = draft.title.as_ref().map(|title| title.text.clone()).unwrap_or_default();
    credential(draft, &Known { wanted, fallback, credentials: known, source: &source })
}

fn read(
    lines: Vec<LayoutLine>,
    is_wrapped: bool,
    known: &Known<'_>,
) -> Result<Imported, ImportError> {
    credential(outline::read(plain::blocks(lines, is_wrapped))?, known)
}
