//! The numbers of words that a sentence asks for.

use std::sync::LazyLock;

use regex_automata::meta::Regex;

use crate::model::normalize::straight;

/// The fewest and the most words that a sentence states.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct WordBounds {
    pub minimum: Option<u32>,
    pub maximum: Option<u32>,
    /// Whether it states them for each question.
    pub of_each: bool,
}

/// `(1,000-word minimum)`, `at least 500 words`, `500 words or more`, `minimum word count: 500`.
static MINIMUM: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new_many(&[
        r"(?i-u)([0-9][0-9,]*)\+?[ -]*words?[ (:-]*(?:minimum|min\b|or more|at least|required|at minimum|and up)",
        r"(?i-u)(?:minimum|min\.?|at least|(?:no|not) (?:fewer|less) than) *(?:length|of|is|:)* *([0-9][0-9,]*)[ -]*words?",
        r"(?i-u)minimum +(?:word *count|words|number of words|length) *(?:required|of|is|:)* *([0-9][0-9,]*)",
        r"(?i-u)word *count *\(?minimum\)? *:? *([0-9][0-9,]*)",
        r"(?i-u)([0-9][0-9,]*)\+ *words?",
        r"(?i-u)([0-9][0-9,]*) *(?:-|to|and) *[0-9][0-9,]*[ -]*words?",
    ])
    .ok()
});

/// `(1,500-word maximum)`, `no more than 500 words`, `500-word limit`, `300-500 words`.
static MAXIMUM: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new_many(&[
        r"(?i-u)([0-9][0-9,]*)[ -]*words?[ (:-]*(?:maximum|max\b|limit|or (?:fewer|less)|at most)",
        r"(?i-u)(?:maximum|max\.?|at most|up to|(?:no|not) (?:more|longer) than|(?:not|never) (?:to )?exceed|limit(?:ed to)?) *(?:length|of|is|:)* *([0-9][0-9,]*)[ -]*words?",
        r"(?i-u)(?:maximum +(?:word *count|words|number of words|length)|word *limit) *(?:of|is|:)* *([0-9][0-9,]*)",
        r"(?i-u)word *count *\(?maximum\)? *:? *([0-9][0-9,]*)",
        r"(?i-u)[0-9][0-9,]* *(?:-|to|and) *([0-9][0-9,]*)[ -]*words?",
    ])
    .ok()
});

/// The bounds that a sentence states.
pub(super) fn word_bounds(text: &str) -> WordBounds {
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return WordBounds::default();
    }
    let plain = |c: char| if c.is_whitespace() { ' ' } else { straight(c) };
    let text: String = text.chars().map(plain).collect();
    let first = |regex: &LazyLock<Option<Regex>>| -> Option<u32> {
        let regex = regex.as_ref()?;
        let mut captures = regex.create_captures();
        regex.captures(&text, &mut captures);
        let digits = text.get(captures.get_group(1)?.range())?.replace(',', "");
        digits.parse().ok().filter(|number| (1..=100_000).contains(number))
    };
    let lower = text.to_ascii_lowercase();
    // What is suggested is no bound.
    let is_loose = ["about ", "approximately ", "around "].iter().any(|word| {
        let mut after = lower.split(word).skip(1);
        after.any(|after| after.starts_with(|c: char| c.is_ascii_digit()))
    });
    if is_loose || lower.contains("suggested") || lower.contains("recommended") {
        return WordBounds::default();
    }
    let each = [
        "each question",
        "each answer",
        "each response",
        "per question",
        "per answer",
        "per response",
        "every question",
        "words each",
        "word each",
    ];
    let of_each = each.iter().any(|words| lower.contains(words));
    let (minimum, maximum) = (first(&MINIMUM), first(&MAXIMUM));
    let maximum = maximum.filter(|most| minimum.is_none_or(|least| least <= *most));
    WordBounds { minimum, maximum, of_each }
}

impl WordBounds {
    /// Whether the sentence states none.
    pub fn is_empty(self) -> bool {
        self.minimum.is_none() && self.maximum.is_none()
    }

    /// These, or the others where they are missing.
    pub fn or(self, other: WordBounds) -> WordBounds {
        WordBounds {
            minimum: self.minimum.or(other.minimum),
            maximum: self.maximum.or(other.maximum),
            of_each: self.of_each,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::word_bounds;

    #[test]
    fn bounds_are_read_as_people_write_them() {
        for (text, wanted) in [
            ("answers the following questions (1,000-word minimum):", (Some(1000), None)),
            ("Write at least 750 words.", (Some(750), None)),
            ("a minimum of 500 words", (Some(500), None)),
            ("500 words or more", (Some(500), None)),
            ("Minimum word count: 1200", (Some(1200), None)),
            ("(min. 1000 words)", (Some(1000), None)),
            ("(minimum: 800 words)", (Some(800), None)),
            ("300–500 words for each question", (Some(300), Some(500))),
            ("no more than 500 words", (None, Some(500))),
            ("750-word minimum, 1,500-word maximum", (Some(750), Some(1500))),
            ("Word limit: 250", (None, Some(250))),
            ("at least 500 and no more than 800 words", (None, Some(800))),
            ("over 1,000 students", (None, None)),
            ("suggested length: 300-500 words", (None, None)),
        ] {
            let found = word_bounds(text);
            assert_eq!((found.minimum, found.maximum), wanted, "{text}");
        }
        assert!(word_bounds("(300-word minimum for each question)").of_each);
    }
}
