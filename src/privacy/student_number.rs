//! Student numbers after a label.

use std::ops::Range;
use std::sync::LazyLock;

use super::pattern::{DASH, Pattern, ends_word};

/// The labels in front of one, in lower case.
pub(super) const LABELS: [&str; 18] = [
    "student id",
    "student number",
    "student no",
    "student #",
    "student id number",
    "student identification number",
    "pupil id",
    "pupil number",
    "pupil no",
    "learner id",
    "state student id",
    "state id",
    "ssid",
    "sasid",
    "lunch number",
    "student identifier",
    "studentid",
    "id del estudiante",
];

/// Up to three letters and 5 to 12 digits. Shorter numbers are quantities.
static NUMBER: LazyLock<Pattern> = LazyLock::new(|| {
    let letters = format!("(?:[A-Za-z]{{1,3}}{DASH}?)?");
    Pattern::labelled(&LABELS, &format!("({letters}[0-9]{{5,12}})"))
});

/// Student numbers after a label.
pub(super) fn find(text: &str) -> Vec<Range<usize>> {
    // A number with a comma is a quantity.
    NUMBER.find(text, |range| ends_word(text, range.end, ",.-/:_").then_some(range))
}
