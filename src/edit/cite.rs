//! `mcred cite`: adds evidence to evidence.toml.

use toml_edit::{Array, DocumentMut, InlineTable, Item, Table, TableLike, Value};

use super::line_ends::with_line_ends_of;
use super::value::{quoted, text_block};
use crate::model::DetailId;
use crate::narrative::find_placeholders;

/// The evidence to add.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCitation {
    /// The detail that it is for.
    pub detail: DetailId,
    /// The path of the artifact.
    pub artifact: String,
    /// The location in its canonical form.
    pub at: String,
    /// Words to be found there.
    pub quote: Option<String>,
    /// Why it shows proficiency; only for a detail that has no explanation yet.
    pub explanation: Option<String>,
    /// The digest of the text there, if it has text.
    pub digest: Option<String>,
}

/// Why evidence can't be added to evidence.toml.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CiteError {
    /// The file is not TOML.
    #[error("evidence.toml is not well-formed: `mcred check` says where")]
    NotToml,
    /// A key on the way to the detail holds another value than a table.
    #[error("`{0}` is no table: `mcred check` says where")]
    NoTable(String),
    /// The `evidence` of the detail holds another value than a list.
    #[error("`evidence` of [eo.{0}] is no list in brackets")]
    NoList(DetailId),
    /// The detail has an explanation, which is not replaced.
    #[error("{0} has an explanation already: change it in evidence.toml")]
    AlreadyExplained(DetailId),
    /// TOML has no form for the explanation.
    #[error("the explanation can't be written")]
    Unwritable,
}

/// The text of evidence.toml with this citation added. Comments, order and layout of the rest do not
/// change.
///
/// # Errors
/// [`CiteError`] says why it can't be added.
pub fn cite(text: &str, new: &NewCitation) -> Result<String, CiteError> {
    // The library writes `\n` alone.
    let plain = text.replace("\r\n", "\n");
    let mut document: DocumentMut = plain.parse().map_err(|_| CiteError::NotToml)?;
    let entry = entry(&mut document, &new.detail)?;
    if let Some(explanation) = &new.explanation {
        explain(entry, new, explanation)?;
    }
    let evidence = entry.entry("evidence").or_insert(Item::Value(Value::Array(Array::new())));
    let Some(evidence) = evidence.as_array_mut() else {
        return Err(CiteError::NoList(new.detail.clone()));
    };
    push(evidence, citation(new));
    Ok(with_line_ends_of(text, &document.to_string()))
}

/// The table `[eo.1.a]`, created if it is missing.
pub(super) fn entry<'d>(
    document: &'d mut DocumentMut,
    id: &DetailId,
) -> Result<&'d mut dyn TableLike, CiteError> {
    let wrong = |name: &str| CiteError::NoTable(name.to_owned());
    let group = |parent: &'d mut dyn TableLike, name: &str| {
        let item = parent.entry(name).or_insert_with(|| {
            let mut table = Table::new();
            table.set_implicit(true);
            Item::Table(table)
        });
        item.as_table_like_mut().ok_or_else(|| wrong(name))
    };
    let outcomes = group(document.as_table_mut(), "eo")?;
    let details = group(outcomes, &id.outcome.to_string())?;
    let entry = details.entry(&id.letter).or_insert_with(|| Item::Table(Table::new()));
    entry.as_table_like_mut().ok_or_else(|| wrong(&format!("eo.{id}")))
}

fn explain(entry: &mut dyn TableLike, new: &NewCitation, words: &str) -> Result<(), CiteError> {
    if let Some(existing) = entry.get("explanation") {
        let existing = existing.as_str().unwrap_or("it is no text");
        let waits = existing.trim().is_empty() || !find_placeholders(existing).is_empty();
        if !waits {
            return Err(CiteError::AlreadyExplained(new.detail.clone()));
        }
    }
    let value = text_block(words).ok_or(CiteError::Unwritable)?;
    match entry.get_mut("explanation") {
        Some(existing) => *existing = Item::Value(value),
        None => drop(entry.insert("explanation", Item::Value(value))),
    }
    Ok(())
}

fn citation(new: &NewCitation) -> InlineTable {
    let mut table = InlineTable::new();
    let mut put = |key: &str, text: &str| {
        let value: Value = quoted(text).parse().unwrap_or_else(|_| Value::from(text));
        table.insert(key, value);
    };
    put("artifact", &new.artifact);
    put("at", &new.at);
    if let Some(quote) = &new.quote {
        put("quote", quote);
    }
    if let Some(digest) = &new.digest {
        put("digest", digest);
    }
    table
}

/// Adds an item at the end of the list, on a line of its own.
fn push(list: &mut Array, item: InlineTable) {
    let trailing = list.trailing().as_str().unwrap_or("").trim_end().to_owned();
    let mut value = Value::InlineTable(item);
    // Comments at the end of the list stay before the new line.
    value.decor_mut().set_prefix(format!("{trailing}\n    "));
    value.decor_mut().set_suffix("");
    list.push_formatted(value);
    list.set_trailing("\n");
    list.set_trailing_comma(true);
}
