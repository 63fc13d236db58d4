//! Phone numbers of the US and Canada (North American Numbering Plan).

use std::ops::Range;

use super::label;
use super::signs::Signs;

/// How one is labelled.
pub(super) const LABELS: [&str; 16] = [
    "phone",
    "phone number",
    "telephone",
    "tel",
    "cell",
    "cell phone",
    "cellphone",
    "mobile",
    "home phone",
    "work phone",
    "mobile phone",
    "call",
    "text",
    "contact number",
    "fax",
    "ph",
];
/// Forms that are phone numbers wherever they stand, ...
const CLEAR: [&str; 5] =
    ["(ddd) ddd-dddd", "(ddd)ddd-dddd", "ddd-ddd-dddd", "ddd.ddd.dddd", "(ddd) ddd.dddd"];
/// ... and those that need a label.
const LABELLED: [&str; 4] = ["ddd ddd dddd", "dddddddddd", "ddd-dddd", "(ddd) ddd dddd"];
/// The prefix of the country.
const PREFIXES: [&str; 6] = ["+1 ", "+1-", "+1.", "+1", "1-", "1 "];
/// Numbers that cost the caller nothing belong to organisations.
const FREE: [&str; 7] = ["800", "833", "844", "855", "866", "877", "888"];

/// All that are clear, and others behind a label.
pub(super) fn find(signs: &Signs) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for from in signs.places_of(|sign| sign.is_ascii_digit() || sign == '(' || sign == '+') {
        if found.last().is_none_or(|last| last.end <= from) {
            found.extend(number(signs, from, &CLEAR));
        }
    }
    for from in label::behind(signs, &LABELS) {
        // The signs between a label and its number include the parenthesis of the number.
        let opened = from.checked_sub(1).filter(|_| signs.before(from) == Some('('));
        let from = opened.unwrap_or(from);
        let number = number(signs, from, &LABELLED);
        found.extend(number.filter(|range| {
            found.iter().all(|known| known.end <= range.start || range.end <= known.start)
        }));
    }
    found
}

fn number(signs: &Signs, from: usize, patterns: &[&str]) -> Option<Range<usize>> {
    if !signs.begins(from, "-./+_=&%$") {
        return None;
    }
    let prefix = PREFIXES.iter().find_map(|prefix| signs.matches(from, prefix)).unwrap_or(from);
    let starts = [prefix, from];
    let (start, end) = starts.iter().find_map(|&start| {
        let end = patterns.iter().find_map(|pattern| signs.matches(start, pattern))?;
        Some((start, end))
    })?;
    let whole = signs.ends(end, "-./_@%");
    (whole && is_valid(&signs.digits(start..end))).then_some(from..end)
}

/// Area and exchange begin with 2 to 9 and do not end with 11; 555-01xx is kept for fiction
/// ("ATIS-0300115").
fn is_valid(digits: &str) -> bool {
    let (area, rest) = digits.split_at(digits.len().saturating_sub(7));
    let is_code =
        |code: &str| code.starts_with(|c| ('2'..='9').contains(&c)) && !code.ends_with("11");
    let exchange = rest.get(..3).unwrap_or_default();
    let fiction = rest.starts_with("55501");
    let same = rest.chars().all(|digit| rest.starts_with(digit));
    is_code(exchange)
        && (area.is_empty() || (is_code(area) && !FREE.contains(&area)))
        && !fiction
        && !same
}
