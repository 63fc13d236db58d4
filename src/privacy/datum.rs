//! Personal data of pupils and families in a text.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

use super::signs::Signs;
use super::{address, birth, email, phone, security_number, student_number};

/// How the data of one sort are found, as ranges of signs.
type Find = fn(&Signs) -> Vec<Range<usize>>;

/// A datum that belongs to a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Datum {
    /// What sort of datum.
    pub sort: Sort,
    /// The bytes of the text that it stands in, without its label.
    pub span: Range<usize>,
}

/// The sorts of personal data that are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sort {
    /// A US social-security number.
    SecurityNumber,
    /// A phone number in a form of the US and Canada.
    Phone,
    /// An e-mail address.
    Email,
    /// A date of birth.
    Birth,
    /// The number under which a school keeps a pupil.
    StudentNumber,
    /// Where somebody lives.
    Address,
}

impl Sort {
    /// Every sort.
    pub const ALL: [Sort; 6] = [
        Sort::SecurityNumber,
        Sort::Phone,
        Sort::Email,
        Sort::Birth,
        Sort::StudentNumber,
        Sort::Address,
    ];

    /// The sort with its article, for a sentence.
    pub fn noun(self) -> &'static str {
        match self {
            Sort::SecurityNumber => "a social-security number",
            Sort::Phone => "a phone number",
            Sort::Email => "an e-mail address",
            Sort::Birth => "a date of birth",
            Sort::StudentNumber => "a student number",
            Sort::Address => "a street address",
        }
    }

    /// How it is labelled in a text, in lower case.
    pub(super) fn labels(self) -> &'static [&'static str] {
        match self {
            Sort::SecurityNumber => &security_number::LABELS,
            Sort::Phone => &phone::LABELS,
            Sort::Email => &[],
            Sort::Birth => &birth::LABELS,
            Sort::StudentNumber => &student_number::LABELS,
            Sort::Address => &address::LABELS,
        }
    }
}

/// The personal data in a text, in its order. Of two that overlap the first in the list of sorts
/// stays.
pub fn personal_data(text: &str) -> Vec<Datum> {
    // Each sort has a digit in it or is an address of mail: most paragraphs need no second look.
    if !text.bytes().any(|byte| byte.is_ascii_digit() || byte == b'@') {
        return Vec::new();
    }
    let signs = Signs::of(text);
    let mut found: Vec<Datum> = Vec::new();
    let finders: [(Sort, Find); 6] = [
        (Sort::SecurityNumber, security_number::find),
        (Sort::Phone, phone::find),
        (Sort::Email, email::find),
        (Sort::Birth, birth::find),
        (Sort::StudentNumber, student_number::find),
        (Sort::Address, address::find),
    ];
    for (sort, find) in finders {
        for range in find(&signs) {
            let span = signs.bytes(range);
            let is_free =
                |datum: &Datum| datum.span.end <= span.start || span.end <= datum.span.start;
            if found.iter().all(is_free) {
                found.push(Datum { sort, span });
            }
        }
    }
    found.sort_by_key(|datum| datum.span.start);
    found
}

/// What a column with this heading holds: `Student ID`, `DOB`.
pub fn sort_of_label(heading: &str) -> Option<Sort> {
    if heading.len() > LONGEST_HEADING {
        return None;
    }
    let heading = words(&heading.to_lowercase());
    let sort = |heading: &str| headings().get(heading).copied();
    let shorter = heading.strip_suffix(" number").and_then(sort);
    sort(&heading).into_iter().chain(shorter).min()
}

/// No label is longer, even with words between that are no letters.
const LONGEST_HEADING: usize = 80;

/// Every label as the heading of a column. Cells are many, and the labels are always the same.
fn headings() -> &'static HashMap<String, Sort> {
    static HEADINGS: OnceLock<HashMap<String, Sort>> = OnceLock::new();
    HEADINGS.get_or_init(|| {
        let mut headings = HashMap::new();
        for sort in Sort::ALL {
            for label in sort.labels() {
                headings.entry(words(label)).or_insert(sort);
            }
        }
        headings
    })
}

fn words(text: &str) -> String {
    let split = text.split(|c: char| !c.is_alphanumeric());
    split.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::Sort;

    /// What `label::behind` goes by.
    #[test]
    fn every_label_begins_with_a_small_letter() {
        let mut labels = Sort::ALL.iter().flat_map(|sort| sort.labels());
        assert!(labels.all(|label| label.starts_with(|sign: char| sign.is_ascii_lowercase())));
    }
}
