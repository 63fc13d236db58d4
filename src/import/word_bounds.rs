//! The minimum of words that a sentence states.

use std::sync::LazyLock;

use regex_automata::meta::Regex;

use crate::model::normalize::straight;

/// `(1,000-word minimum)`, `at least 500 words`, `500 words or more`, `minimum word count: 500`.
static MINIMUM: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new_many(&[
        r"(?i-u)([0-9][0-9,]*)\+?[ -]*words?[ (:-]*(?:minimum|min\b|or more|at least|required)",
        r"(?i-u)(?:minimum|min\.?|at least|(?:no|not) (?:fewer|less) than) *(?:of|is|:)? *([0-9][0-9,]*)[ -]*words?",
        r"(?i-u)minimum +(?:word *count|words|number of words) *(?:of|is|:)? *([0-9][0-9,]*)",
        r"(?i-u)word *count *\(?minimum\)? *:? *([0-9][0-9,]*)",
        r"(?i-u)([0-9][0-9,]*)\+ *words?",
        r"(?i-u)([0-9][0-9,]*) *(?:-|to|and) *[0-9][0-9,]* *words?",
    ])
    .ok()
});

/// The minimum that is stated, if one is.
pub(super) fn minimum(text: &str) -> Option<usize> {
    let regex = MINIMUM.as_ref()?;
    let plain = |c: char| if c.is_whitespace() { ' ' } else { straight(c) };
    let text: String = text.chars().map(plain).collect();
    let mut captures = regex.create_captures();
    regex.captures(&text, &mut captures);
    let digits = text.get(captures.get_group(1)?.range())?.replace(',', "");
    digits.parse().ok().filter(|number| (1..=100_000).contains(number))
}

#[cfg(test)]
mod tests {
    use super::minimum;

    #[test]
    fn minimums_are_read_as_people_write_them() {
        for (text, wanted) in [
            ("answers the following questions (1,000-word minimum):", Some(1000)),
            ("Write at least 750 words.", Some(750)),
            ("a minimum of 500 words", Some(500)),
            ("500 words or more", Some(500)),
            ("Minimum word count: 1200", Some(1200)),
            ("300-500 words", Some(300)),
            ("no more than 500 words", None),
            ("over 1,000 students", None),
        ] {
            assert_eq!(minimum(text), wanted, "{text}");
        }
    }
}
