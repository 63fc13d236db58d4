//! How much room a text takes: Chinese, Japanese and Korean signs and emoji take two columns
//! each, accents of their own none.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The columns of a terminal that a text takes.
pub(super) fn columns(text: &str) -> usize {
    text.width()
}

/// The beginning of a text, in no more than these columns, ended by an ellipsis at the end of
/// a word where it is cut.
pub(super) fn shortened(text: &str, most: usize) -> String {
    if columns(text) <= most {
        return text.to_owned();
    }
    let beginning = beginning(text, most.saturating_sub(1));
    // No third of the room is lost to one long word; scripts without spaces are one word.
    let whole_words = beginning.rsplit_once(' ').map_or(beginning, |(words, _)| words);
    let kept = if columns(whole_words) * 3 < most * 2 { beginning } else { whole_words };
    format!("{}…", kept.trim_end_matches([' ', ',', ';', ':', '.']))
}

/// As much of a text as these columns have room for.
pub(super) fn beginning(text: &str, most: usize) -> &str {
    let mut used = 0;
    let end = text.char_indices().find(|(_, sign)| {
        used += sign.width().unwrap_or(0);
        used > most
    });
    end.map_or(text, |(index, _)| text.get(..index).unwrap_or(text))
}

/// A text, and spaces up to so many columns.
pub(super) fn padded(text: &str, to: usize) -> String {
    format!("{text}{}", " ".repeat(to.saturating_sub(columns(text))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_signs_take_two_columns() {
        assert_eq!(columns("学校 é"), 6);
        assert_eq!(columns("e\u{301}"), 1);
        assert_eq!(beginning("学校安全", 5), "学校");
        assert_eq!(padded("学校", 5), "学校 ");
    }

    #[test]
    fn a_text_is_cut_between_words_where_it_has_some() {
        assert_eq!(shortened("one two three", 13), "one two three");
        assert_eq!(shortened("one two three", 10), "one two…");
        assert_eq!(shortened("学校の安全文化を育てる", 9), "学校の安…");
        assert_eq!(shortened("a-name-without-any-space", 8), "a-name-…");
    }
}
