//! Phone numbers of the US and Canada (North American Numbering Plan).

use std::ops::Range;
use std::sync::LazyLock;

use super::pattern::{DASH, Pattern, SPACE, begins_word, digits, ends_word};

/// The labels in front of one, in lower case.
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
/// Area codes of toll-free numbers, which belong to organizations.
const FREE: [&str; 7] = ["800", "833", "844", "855", "866", "877", "888"];

/// Numbers that need no label.
static CLEAR: LazyLock<Pattern> = LazyLock::new(|| {
    let forms = [
        format!(r"\([0-9]{{3}}\){SPACE}?[0-9]{{3}}{DASH}[0-9]{{4}}"),
        format!(r"\([0-9]{{3}}\){SPACE}[0-9]{{3}}\.[0-9]{{4}}"),
        format!("[0-9]{{3}}{DASH}[0-9]{{3}}{DASH}[0-9]{{4}}"),
        r"[0-9]{3}\.[0-9]{3}\.[0-9]{4}".to_owned(),
    ];
    Pattern::anywhere(&with_prefix(&forms))
});
/// Numbers that count only after a label.
static LABELLED: LazyLock<Pattern> = LazyLock::new(|| {
    let forms = [
        format!(r"\([0-9]{{3}}\){SPACE}[0-9]{{3}}{SPACE}[0-9]{{4}}"),
        format!("[0-9]{{3}}{SPACE}[0-9]{{3}}{SPACE}[0-9]{{4}}"),
        "[0-9]{10}".to_owned(),
        format!("[0-9]{{3}}{DASH}[0-9]{{4}}"),
    ];
    Pattern::labelled(&LABELS, &with_prefix(&forms))
});

/// One of these forms, with or without the country code.
fn with_prefix(forms: &[String]) -> String {
    let prefix = format!(r"(?:\+1(?:\.|{DASH}|{SPACE})?|1(?:{DASH}|{SPACE}))?");
    format!("({prefix}(?:{}))", forms.join("|"))
}

/// Phone numbers: clear forms anywhere, others after a label.
pub(super) fn find(text: &str) -> Vec<Range<usize>> {
    let accept = |range: Range<usize>| {
        let whole =
            begins_word(text, range.start, "-./+_=&%$") && ends_word(text, range.end, "-./_@%");
        let digits = digits(&text[range.clone()]);
        // The country code comes before seven or ten digits.
        let number = if matches!(digits.len(), 8 | 11) { &digits[1..] } else { &digits };
        (whole && is_valid(number)).then_some(range)
    };
    let mut found = CLEAR.find(text, accept);
    found.extend(LABELLED.find(text, accept));
    found
}

/// Area and exchange begin with 2 to 9 and do not end with 11; 555-01xx is reserved for fiction
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
