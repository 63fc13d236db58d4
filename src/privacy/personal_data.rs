//! Personal data of students and families in a text.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::LazyLock;

use super::{address, birth, email, phone, security_number, student_number};

/// A piece of personal data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Datum {
    /// Its kind.
    pub kind: DataKind,
    /// Its bytes in the text, without its label.
    pub span: Range<usize>,
}

/// The kinds of personal data that are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DataKind {
    /// A US social-security number.
    SecurityNumber,
    /// A phone number in a form of the US and Canada.
    Phone,
    /// An e-mail address.
    Email,
    /// A date of birth.
    Birth,
    /// The number of a student in a school's records.
    StudentNumber,
    /// A street address.
    Address,
}

impl DataKind {
    /// Every kind.
    pub const ALL: [DataKind; 6] = [
        DataKind::SecurityNumber,
        DataKind::Phone,
        DataKind::Email,
        DataKind::Birth,
        DataKind::StudentNumber,
        DataKind::Address,
    ];

    /// The kind with its article, for a sentence.
    pub fn noun(self) -> &'static str {
        match self {
            DataKind::SecurityNumber => "a social-security number",
            DataKind::Phone => "a phone number",
            DataKind::Email => "an e-mail address",
            DataKind::Birth => "a date of birth",
            DataKind::StudentNumber => "a student number",
            DataKind::Address => "a street address",
        }
    }

    /// The data of this kind in a text.
    fn find(self, text: &str) -> Vec<Range<usize>> {
        match self {
            DataKind::SecurityNumber => security_number::find(text),
            DataKind::Phone => phone::find(text),
            DataKind::Email => email::find(text),
            DataKind::Birth => birth::find(text),
            DataKind::StudentNumber => student_number::find(text),
            DataKind::Address => address::find(text),
        }
    }

    /// The labels in front of it, in lower case.
    pub(super) fn labels(self) -> &'static [&'static str] {
        match self {
            DataKind::SecurityNumber => &security_number::LABELS,
            DataKind::Phone => &phone::LABELS,
            DataKind::Email => &[],
            DataKind::Birth => &birth::LABELS,
            DataKind::StudentNumber => &student_number::LABELS,
            DataKind::Address => &address::LABELS,
        }
    }
}

/// The personal data in a text, in its order. Of two that overlap, the one whose kind comes first in
/// [`DataKind::ALL`] counts.
pub fn personal_data(text: &str) -> Vec<Datum> {
    // Most paragraphs have neither a digit nor an `@`, and so no personal data.
    if !text.bytes().any(|byte| byte.is_ascii_digit() || byte == b'@') {
        return Vec::new();
    }
    let mut found: BTreeMap<usize, Datum> = BTreeMap::new();
    for kind in DataKind::ALL {
        for span in kind.find(text) {
            let before = found.range(..span.end).next_back();
            if before.is_none_or(|(_, datum)| datum.span.end <= span.start) {
                found.insert(span.start, Datum { kind, span });
            }
        }
    }
    found.into_values().collect()
}

/// The kind of data in a column with this heading: `Student ID`, `DOB`.
pub fn kind_of_heading(heading: &str) -> Option<DataKind> {
    if heading.len() > LONGEST_HEADING {
        return None;
    }
    let heading = words(&heading.to_lowercase());
    let kind = |heading: &str| HEADINGS.get(heading).copied();
    let shorter = heading.strip_suffix(" number").and_then(kind);
    kind(&heading).into_iter().chain(shorter).min()
}

/// The most bytes of a heading that can be a label.
const LONGEST_HEADING: usize = 80;

/// Every label as a heading. It is looked up for every cell of a table.
static HEADINGS: LazyLock<HashMap<String, DataKind>> = LazyLock::new(|| {
    let mut headings = HashMap::new();
    for kind in DataKind::ALL {
        for label in kind.labels() {
            headings.entry(words(label)).or_insert(kind);
        }
    }
    headings
});

fn words(text: &str) -> String {
    let split = text.split(|c: char| !c.is_alphanumeric());
    split.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        personal_data(text).into_iter().map(|datum| &text[datum.span]).collect()
    }

    #[test]
    fn separators_between_label_and_datum_are_skipped() {
        for (text, datum) in [
            ("Student #44178 left.", "44178"),
            ("Born 14 March in Ohio.", "14 March"),
            ("Birthday: 3-14-2013.", "3-14-2013"),
            ("Date of birth ....................................... 3/14/2013", "3/14/2013"),
            ("E-mail:jane@hill.org–daily", "jane@hill.org"),
        ] {
            assert_eq!(found(text), [datum]);
        }
    }

    #[test]
    fn searching_takes_linear_time() {
        assert_eq!(found(&"a@b.cd ".repeat(100_000)).len(), 100_000);
        for text in ["home-1-", "ssn ", "born 1/1/", "615-235-1234-", "1", "student _", "a@b:c"] {
            assert_eq!(found(&(text.repeat(20_000) + "1")), Vec::<&str>::new(), "{text}");
        }
    }
}
