//! Dates of birth after a label.

use std::ops::Range;
use std::sync::LazyLock;

use super::pattern::{DASH, Pattern, SPACE, ends_word};

/// The labels in front of one, in lower case.
pub(super) const LABELS: [&str; 10] = [
    "date of birth",
    "birth date",
    "birthdate",
    "birthday",
    "dob",
    "d.o.b",
    "born",
    "born on",
    "fecha de nacimiento",
    "b-day",
];
/// Earlier dates are those of historical persons.
const FIRST_YEAR: u32 = 1935;

/// A date in figures or with the name of its month.
static DATE: LazyLock<Pattern> = LazyLock::new(|| {
    let figures = format!(
        "[0-9]{{1,2}}/[0-9]{{1,2}}/(?:[0-9]{{4}}|[0-9]{{2}})\
        |[0-9]{{4}}{DASH}[0-9]{{2}}{DASH}[0-9]{{2}}\
        |[0-9]{{1,2}}{DASH}[0-9]{{1,2}}{DASH}[0-9]{{4}}\
        |[0-9]{{1,2}}\\.[0-9]{{1,2}}\\.[0-9]{{4}}"
    );
    let day = r"(?:[12][0-9]|3[01]|0?[1-9])(?:st|nd|rd|th)?";
    let month = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?";
    let year = format!(r"(?:,?{SPACE}*[0-9]{{4}}(?-u:\b))?");
    let words = format!(
        "(?i-u:{day}){SPACE}+(?i-u:{month}){year}|(?i-u:{month}){SPACE}*(?i-u:{day}){year}"
    );
    Pattern::labelled(&LABELS, &format!("(?:(?i-u:on){SPACE})?({figures}|{words})"))
});

/// Dates after a label.
pub(super) fn find(text: &str) -> Vec<Range<usize>> {
    DATE.find(text, |range| {
        let date = &text[range.clone()];
        let in_words = date.contains(char::is_alphabetic);
        let is_whole = ends_word(text, range.end, if in_words { "" } else { "-./" });
        let parts = || date.split(|c: char| !c.is_ascii_digit()).filter_map(|it| it.parse().ok());
        let is_day = parts().all(|it: u32| it > 0) && parts().filter(|it| *it <= 31).count() >= 2;
        let year = parts().find(|it| *it > 999);
        let is_recent = year.is_none_or(|year| (FIRST_YEAR..2100).contains(&year));
        (is_whole && (in_words || is_day) && is_recent).then_some(range)
    })
}
