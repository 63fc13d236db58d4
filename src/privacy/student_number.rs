//! Numbers under which schools keep their pupils, behind a label.

use std::ops::Range;

use super::label;
use super::signs::Signs;

/// How one is labelled.
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
/// Numbers of fewer digits count things.
const SHORTEST: usize = 5;
const LONGEST: usize = 12;
/// So many letters may stand before the digits.
const LETTERS: usize = 3;

/// A number behind a label: digits, letters before them allowed.
pub(super) fn find(signs: &Signs) -> Vec<Range<usize>> {
    let starts = label::behind(signs, &LABELS);
    starts.into_iter().filter_map(|from| number(signs, from)).collect()
}

fn number(signs: &Signs, from: usize) -> Option<Range<usize>> {
    let mut end = from;
    while end < from + LETTERS && signs.get(end).is_some_and(|c| c.is_ascii_alphabetic()) {
        end += 1;
    }
    if end > from && signs.get(end) == Some('-') {
        end += 1;
    }
    let digits = end;
    while signs.get(end).is_some_and(|c| c.is_ascii_digit()) {
        end += 1;
    }
    let length = end - digits;
    // A comma in it would be that of thousands.
    let whole = signs.ends(end, ",.-/:_");
    ((SHORTEST..=LONGEST).contains(&length) && whole).then_some(from..end)
}
