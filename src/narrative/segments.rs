//! A text split into the segments by which two versions of it are compared.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::word_count::runs;

/// The places of the words of a plain text, split at spaces. In scripts written without spaces each
/// character is a segment, since finding words there needs a dictionary.
pub fn segments(text: &str) -> Vec<Range<usize>> {
    let mut segments = Vec::new();
    let mut at = 0;
    for token in text.split_inclusive(char::is_whitespace) {
        let mut from = at;
        at += token.len();
        for (spaceless, run) in runs(token.trim_end_matches(char::is_whitespace)) {
            let end = from + run.len();
            match spaceless {
                true => segments.extend(
                    run.grapheme_indices(true)
                        .map(|(start, it)| from + start..from + start + it.len()),
                ),
                false => segments.push(from..end),
            }
            from = end;
        }
    }
    segments
}

#[cfg(test)]
mod tests {
    use crate::narrative::segments::segments;

    #[test]
    fn words_are_segments_and_characters_where_there_are_no_spaces() {
        let text = " One  two-three,\n\n学校safe. ";
        let cut: Vec<&str> = segments(text).into_iter().map(|segment| &text[segment]).collect();
        assert_eq!(cut, ["One", "two-three,", "学", "校", "safe."]);
        assert!(segments(" \n").is_empty());
    }
}
