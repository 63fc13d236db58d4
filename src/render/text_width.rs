//! The width of text in a terminal: Chinese, Japanese and Korean characters and emoji take two columns,
//! combining accents none.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The width of a text in columns.
pub(super) fn columns(text: &str) -> usize {
    text.width()
}

/// A text in at most this many columns. If it is longer, it is cut after a word and ends with an
/// ellipsis.
pub(crate) fn shortened(text: &str, most: usize) -> String {
    if columns(text) <= most {
        return text.to_owned();
    }
    let beginning = beginning(text, most.saturating_sub(1));
    // It is cut inside a word if more than a third of the room would be lost, as in scripts without
    // spaces.
    let whole_words = beginning.rsplit_once(' ').map_or(beginning, |(words, _)| words);
    let kept = if columns(whole_words) * 3 < most * 2 { beginning } else { whole_words };
    format!("{}…", kept.trim_end_matches([' ', ',', ';', ':', '.']))
}

/// The beginning of a text that fits in this many columns.
pub(super) fn beginning(text: &str, most: usize) -> &str {
    let mut used = 0;
    let end = text.char_indices().find(|(_, char)| {
        used += char.width().unwrap_or(0);
        used > most
    });
    end.map_or(text, |(index, _)| text.get(..index).unwrap_or(text))
}

/// A text with spaces up to this width.
pub(super) fn padded(text: &str, to: usize) -> String {
    format!("{text}{}", " ".repeat(to.saturating_sub(columns(text))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_characters_take_two_columns() {
        assert_eq!(columns("学校 é"), 6);
        assert_eq!(columns("e\u{301}"), 1);
        assert_eq!(beginning("学校安全", 5), "学校");
        assert_eq!(padded("学校", 5), "学校 ");
    }

    #[test]
    fn long_texts_are_cut_between_words() {
        assert_eq!(shortened("one two three", 13), "one two three");
        assert_eq!(shortened("one two three", 10), "one two…");
        assert_eq!(shortened("学校の安全文化を育てる", 9), "学校の安…");
        assert_eq!(shortened("a-name-without-any-space", 8), "a-name-…");
    }
}
