//! A text cut into the pieces that two versions of it are compared by.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::word_count::runs;

/// Where the words of a plain text stand: what is between spaces; in scripts that are written
/// without spaces each sign, since a word can't be told from its neighbours there.
pub fn segments(text: &str) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut at = 0;
    for token in text.split_inclusive(char::is_whitespace) {
        let mut from = at;
        at += token.len();
        for (spaceless, run) in runs(token.trim_end_matches(char::is_whitespace)) {
            let end = from + run.len();
            match spaceless {
                true => pieces.extend(
                    run.grapheme_indices(true)
                        .map(|(sign, it)| from + sign..from + sign + it.len()),
                ),
                false => pieces.push(from..end),
            }
            from = end;
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use crate::narrative::segments::segments;

    #[test]
    fn words_are_pieces_and_signs_where_there_are_no_spaces() {
        let text = " One  two-three,\n\n学校safe. ";
        let cut: Vec<&str> = segments(text).into_iter().map(|piece| &text[piece]).collect();
        assert_eq!(cut, ["One", "two-three,", "学", "校", "safe."]);
        assert!(segments(" \n").is_empty());
    }
}
