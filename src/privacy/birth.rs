//! Dates of birth behind a label.

use std::ops::Range;

use super::label;
use super::signs::Signs;

/// How one is labelled.
pub(super) const LABELS: [&str; 11] = [
    "date of birth",
    "birth date",
    "birthdate",
    "birthday",
    "dob",
    "d.o.b",
    "born",
    "born on",
    "birthdate",
    "fecha de nacimiento",
    "b-day",
];
/// Dates in figures; years of four digits first.
const FIGURES: [&str; 13] = [
    "dd/dd/dddd",
    "d/dd/dddd",
    "dd/d/dddd",
    "d/d/dddd",
    "dddd-dd-dd",
    "dd-dd-dddd",
    "d-d-dddd",
    "dd.dd.dddd",
    "d.d.dddd",
    "dd/dd/dd",
    "d/dd/dd",
    "dd/d/dd",
    "d/d/dd",
];
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
/// Persons born earlier are those of history.
const FIRST_YEAR: u32 = 1935;

/// A date behind a label.
pub(super) fn find(signs: &Signs) -> Vec<Range<usize>> {
    let starts = label::behind(signs, &LABELS);
    starts.into_iter().filter_map(|from| date(signs, from)).collect()
}

fn date(signs: &Signs, from: usize) -> Option<Range<usize>> {
    // `born on`: the label that is longest was taken already, and `on` may stand behind others.
    let from = signs.matches_word(from, "on ").unwrap_or(from);
    let end = figures(signs, from).or_else(|| words(signs, from))?;
    let range = from..end;
    let years = signs.text(range.clone());
    let year = years
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| part.len() == 4)
        .find_map(|part| part.parse::<u32>().ok());
    year.is_none_or(|year| (FIRST_YEAR..2100).contains(&year)).then_some(range)
}

fn figures(signs: &Signs, from: usize) -> Option<usize> {
    let ends = FIGURES.iter().filter_map(|pattern| signs.matches(from, pattern));
    let end = ends.filter(|&end| signs.ends(end, "-./")).max()?;
    let parts = signs.text(from..end);
    let parts = parts.split(['-', '/', '.']).filter_map(|part| part.parse::<u32>().ok());
    parts.clone().all(|part| part > 0).then_some(())?;
    let small = parts.filter(|part| *part <= 31).count();
    (small >= 2).then_some(end)
}

/// `March 14, 2013`, `14 March 2013`, `Mar. 14`.
fn words(signs: &Signs, from: usize) -> Option<usize> {
    let (mut index, day_first) = match day(signs, from) {
        Some(end) => (signs.behind_spaces(end), true),
        None => (from, false),
    };
    index = month(signs, index)?;
    index = signs.behind_spaces(index);
    if !day_first {
        index = day(signs, index)?;
    }
    let comma = if signs.get(index) == Some(',') { index + 1 } else { index };
    let year = signs.behind_spaces(comma);
    let end = signs.matches(year, "dddd").filter(|&end| signs.ends(end, "")).unwrap_or(index);
    signs.ends(end, "").then_some(end)
}

fn month(signs: &Signs, from: usize) -> Option<usize> {
    MONTHS.iter().find_map(|month| signs.matches_word(from, month))?;
    let mut end = from;
    while signs.get(end).is_some_and(char::is_alphabetic) {
        end += 1;
    }
    if end - from > "september".len() {
        return None;
    }
    Some(if signs.get(end) == Some('.') { end + 1 } else { end })
}

fn day(signs: &Signs, from: usize) -> Option<usize> {
    let end = signs.matches(from, "dd").or_else(|| signs.matches(from, "d"))?;
    let number: u32 = signs.text(from..end).parse().ok()?;
    let end = ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|ending| signs.matches_word(end, ending))
        .unwrap_or(end);
    ((1..=31).contains(&number) && signs.ends(end, "")).then_some(end)
}
