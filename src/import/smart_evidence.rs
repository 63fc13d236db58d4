//! A framework of SmartEvidence (`.matrix`, as Mahara exports it) -> outcomes and details.

use std::collections::HashSet;

use serde::Deserialize;

use super::draft::{Draft, Found, FoundDetail, FoundOutcome};
use super::framework_text::{blocks, numbered, plain};
use super::{ImportError, MOST, too_many};

/// The value of `framework`.
#[derive(Deserialize)]
pub(super) struct Framework {
    name: Option<String>,
    #[serde(default)]
    standards: Vec<Standard>,
    #[serde(default)]
    standardelements: Vec<Element>,
}

#[derive(Deserialize)]
struct Standard {
    #[serde(default)]
    name: String,
    #[serde(default)]
    description: String,
    standardid: Option<Id>,
}

#[derive(Deserialize)]
struct Element {
    #[serde(default)]
    name: String,
    #[serde(default)]
    description: String,
    standardid: Option<Id>,
    elementid: Option<Id>,
    parentelementid: Option<Id>,
}

/// An id, which programs write as a text or as a number.
#[derive(Deserialize, Clone, PartialEq, Eq, Hash)]
#[serde(untagged)]
enum Id {
    Number(i64),
    Text(String),
}

impl Id {
    fn text(&self) -> String {
        match self {
            Id::Number(number) => number.to_string(),
            Id::Text(text) => text.trim().to_owned(),
        }
    }
}

impl Framework {
    pub(super) fn draft(self) -> Result<Draft, ImportError> {
        if self.standards.is_empty() {
            return Err(ImportError("its framework has no `standards`".to_owned()));
        }
        if self.standards.len() + self.standardelements.len() > MOST {
            return Err(too_many());
        }
        let title = self.name.map(|name| Found { line: 0, text: plain(&name) });
        let mut draft = Draft { title, ..Draft::default() };
        let id = |id: &Option<Id>| id.as_ref().map(Id::text).unwrap_or_default();
        let mut ids = Vec::new();
        for (index, standard) in self.standards.iter().enumerate() {
            let words = Found { line: numbered(index), text: words(&standard.name) };
            let mut outcome = FoundOutcome::new(numbered(index), words);
            let description = plain(&standard.description);
            if !description.is_empty() && description != outcome.words.text {
                let message = "its description was added to the words of the outcome";
                draft.remarks.push((Some(outcome.words.line), message.to_owned()));
                outcome.words.text.push_str(": ");
                outcome.words.text.push_str(&description);
            }
            ids.push(id(&standard.standardid));
            draft.outcomes.push(outcome);
        }
        let mut seen = HashSet::new();
        for (index, element) in self.standardelements.iter().enumerate() {
            let line = numbered(self.standards.len() + index);
            let found = Found { line, text: words(&element.name) };
            let own = id(&element.elementid);
            let standard = ids.iter().position(|other| *other == id(&element.standardid));
            let outcome = standard.and_then(|index| draft.outcomes.get_mut(index));
            let Some(outcome) = outcome else {
                let message = "it names no standard of the framework: left out";
                draft.remarks.push((Some(line), message.to_owned()));
                draft.unused.push(found);
                continue;
            };
            if !own.is_empty() && !seen.insert((id(&element.standardid), own)) {
                let message = "another element has the same `elementid`: left out";
                draft.remarks.push((Some(line), message.to_owned()));
                draft.unused.push(found);
                continue;
            }
            if element.parentelementid.is_some() {
                let message = "an element below another: it was taken for a detail of its own";
                draft.remarks.push((Some(line), message.to_owned()));
            }
            let criteria = blocks(&element.description).into_iter();
            let criteria = criteria.filter(|it| *it != found.text).collect();
            outcome.details.push(FoundDetail { letter: None, words: found, criteria });
        }
        Ok(draft)
    }
}

/// The words of a name, without the number that stands before them: `1.1 - Plants`.
fn words(name: &str) -> String {
    let name = plain(name);
    let rest = name.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let parted = rest.trim_start().trim_start_matches(['-', '–', '—', ':', ')']).trim_start();
    let is_numbered = rest.len() < name.len() && parted.len() < rest.len();
    if is_numbered && !parted.is_empty() { parted.to_owned() } else { name }
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn names_lose_their_numbers() {
        for (name, wanted) in [
            ("1.1 - Plants in beds", "Plants in beds"),
            ("12. Waters", "Waters"),
            ("3D printing", "3D printing"),
            ("2", "2"),
        ] {
            assert_eq!(words(name), wanted);
        }
    }
}
