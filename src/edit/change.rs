//! What the page changes in evidence.toml beyond citing: explanations, affirmations, waivers, and
//! evidence that is taken out again.

use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, Value};

use super::cite::{CiteError, entry};
use super::line_ends::with_line_ends_of;
use super::value::{quoted, text_block};
use crate::model::DetailId;

/// One change of evidence.toml.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// The explanation of a detail.
    Explanation(DetailId, String),
    /// What the practitioner affirms: a key of `[honesty]`.
    Honesty(String, bool),
    /// The piece of evidence of this index is taken out of a detail.
    RemoveEvidence(DetailId, usize),
    /// A warning is set aside, with the reason.
    Waive {
        /// The name of the rule.
        rule: String,
        /// The file that it is about.
        path: String,
        /// Why.
        reason: String,
    },
}

/// The text of evidence.toml with this change. All other bytes stay as they are.
///
/// # Errors
/// [`CiteError`] says why it can't be written.
pub fn change(text: &str, change: &Change) -> Result<String, CiteError> {
    let plain = text.replace("\r\n", "\n");
    let mut document: DocumentMut = plain.parse().map_err(|_| CiteError::NotToml)?;
    match change {
        Change::Explanation(id, words) => {
            let entry = entry(&mut document, id)?;
            set(entry.entry("explanation"), text_block(words).ok_or(CiteError::Unwritable)?);
        }
        Change::Honesty(key, value) => {
            let honesty = document.entry("honesty").or_insert_with(|| Item::Table(Table::new()));
            let wrong = || CiteError::NoTable("honesty".to_owned());
            let honesty = honesty.as_table_like_mut().ok_or_else(wrong)?;
            set(honesty.entry(key), Value::from(*value));
        }
        Change::RemoveEvidence(id, index) => {
            let evidence = entry(&mut document, id)?.get_mut("evidence");
            let list = evidence.and_then(Item::as_array_mut);
            let list = list.ok_or_else(|| CiteError::NoList(id.clone()))?;
            if *index < list.len() {
                list.remove(*index);
            }
        }
        Change::Waive { rule, path, reason } => {
            let waivers = document
                .entry("waive")
                .or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
            let wrong = || CiteError::NoTable("waive".to_owned());
            let waivers = waivers.as_array_of_tables_mut().ok_or_else(wrong)?;
            let mut table = Table::new();
            for (key, text) in [("rule", rule), ("path", path), ("reason", reason)] {
                let value = quoted(text).parse::<Value>().map_err(|_| CiteError::Unwritable)?;
                table.insert(key, Item::Value(value));
            }
            waivers.push(table);
        }
    }
    Ok(with_line_ends_of(text, &document.to_string()))
}

/// Sets a value and keeps the comment behind the old one.
fn set(entry: toml_edit::Entry<'_>, mut value: Value) {
    match entry {
        toml_edit::Entry::Occupied(mut old) => {
            if let Some(old) = old.get().as_value() {
                *value.decor_mut() = old.decor().clone();
            }
            old.insert(Item::Value(value));
        }
        toml_edit::Entry::Vacant(place) => drop(place.insert(Item::Value(value))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "\
# mine\r
[honesty]\r
own_words = false # later\r
\r
[eo.1.a] # the survey\r
explanation = \"\"\"\r
[Write here.]\r
\"\"\"\r
evidence = [\r
    { artifact = \"artifacts/a.pdf\" }, # one\r
    { artifact = \"artifacts/b.pdf\" }, # two\r
]\r
";

    fn changed(to: &Change) -> String {
        change(TEXT, to).unwrap()
    }

    #[test]
    fn a_change_leaves_all_other_bytes_as_they_are() {
        let id: DetailId = "1.a".parse().unwrap();
        let affirmed = changed(&Change::Honesty("own_words".into(), true));
        assert_eq!(affirmed, TEXT.replace("own_words = false", "own_words = true"));
        let explained = changed(&Change::Explanation(id.clone(), " Two\nlines. ".into()));
        assert_eq!(explained, TEXT.replace("[Write here.]", "Two\r\nlines."));
        let removed = changed(&Change::RemoveEvidence(id, 0));
        assert!(!removed.contains("a.pdf") && removed.contains("b.pdf"), "{removed}");
        assert!(removed.starts_with("# mine\r\n"), "{removed}");
        let waive = Change::Waive {
            rule: "silent-video".into(),
            path: "artifacts/a \"b\".mp4".into(),
            reason: "It has no sound.".into(),
        };
        let waived = changed(&waive);
        assert!(waived.starts_with(TEXT), "{waived}");
        let again = change(&waived, &waive).unwrap();
        assert_eq!(again.matches("[[waive]]").count(), 2, "{again}");
    }

    #[test]
    fn words_that_toml_escapes_are_written() {
        let id: DetailId = "2.b".parse().unwrap();
        let words = "She said \"yes\" and wrote C:\\plan.\n\n\"\"\" too";
        let text = change("", &Change::Explanation(id, words.into())).unwrap();
        let read: toml_edit::DocumentMut = text.parse().unwrap();
        assert_eq!(read["eo"]["2"]["b"]["explanation"].as_str().map(str::trim), Some(words));
    }
}
