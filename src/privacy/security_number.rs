//! US social-security numbers.

use std::ops::Range;
use std::sync::LazyLock;

use super::pattern::{DASH, Pattern, SPACE, begins_word, digits, ends_word};

/// The labels in front of one, in lower case.
pub(super) const LABELS: [&str; 7] = [
    "ssn",
    "ss#",
    "soc sec",
    "social security",
    "social security number",
    "social security no",
    "social",
];
/// Invalid numbers that are known from advertisements and forms.
const PRINTED: [&str; 2] = ["078051120", "219099999"];

static CLEAR: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::anywhere(&format!("([0-9]{{3}}{DASH}[0-9]{{2}}{DASH}[0-9]{{4}})")));
static LABELLED: LazyLock<Pattern> = LazyLock::new(|| {
    let spaced = format!("[0-9]{{3}}{SPACE}[0-9]{{2}}{SPACE}[0-9]{{4}}");
    Pattern::labelled(&LABELS, &format!("({spaced}|[0-9]{{9}})"))
});

/// `123-45-6789` anywhere; with spaces or without separators only after a label.
pub(super) fn find(text: &str) -> Vec<Range<usize>> {
    let accept = |range: Range<usize>| {
        let whole =
            begins_word(text, range.start, "-./+_\\$") && ends_word(text, range.end, "-./_:%");
        (whole && is_valid(&digits(&text[range.clone()]))).then_some(range)
    };
    let mut found = CLEAR.find(text, accept);
    found.extend(LABELLED.find(text, accept));
    found
}

/// Whether it was ever issued ("POMS RM 10201.035"): no part is all zeros, and the area is neither
/// 666 nor over 899.
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
