//! US social-security numbers.

use std::ops::Range;

use super::label;
use super::signs::Signs;

/// How one is labelled.
pub(super) const LABELS: [&str; 7] = [
    "ssn",
    "ss#",
    "soc sec",
    "social security",
    "social security number",
    "social security no",
    "social",
];
/// Numbers that were printed in advertisements and forms.
const PRINTED: [&str; 2] = ["078051120", "219099999"];

/// `123-45-6789` anywhere; with spaces or without anything only behind a label.
pub(super) fn find(signs: &Signs) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = signs
        .places_of(|sign| sign.is_ascii_digit())
        .filter_map(|from| number(signs, from, &["ddd-dd-dddd"]))
        .collect();
    for from in label::behind(signs, &LABELS) {
        found.extend(number(signs, from, &["ddd-dd-dddd", "ddd dd dddd", "ddddddddd"]));
    }
    found
}

fn number(signs: &Signs, from: usize, patterns: &[&str]) -> Option<Range<usize>> {
    if !signs.begins(from, "-./+#_\\$=")
        && !signs.before(from).is_some_and(|c| c == '#' || c == '=')
    {
        return None;
    }
    let end = patterns.iter().find_map(|pattern| signs.matches(from, pattern))?;
    let whole = signs.ends(end, "-./_:%");
    (whole && is_valid(&signs.digits(from..end))).then_some(from..end)
}

/// Numbers that were ever given out ("POMS RM 10201.035"): no part is all zeros, and the area is
/// neither 666 nor over 899.
fn is_valid(digits: &str) -> bool {
    let part = |range: Range<usize>| digits.get(range).unwrap_or_default();
    let area = part(0..3);
    area != "000"
        && area != "666"
        && !area.starts_with('9')
        && part(3..5) != "00"
        && part(5..9) != "0000"
        && !PRINTED.contains(&digits)
        && digits != "123456789"
}
