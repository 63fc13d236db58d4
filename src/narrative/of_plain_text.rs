//! A plain text as Markdown that says the same, line by line.

/// In a file of one line per paragraph, lines are longer than this; a line that was broken to fit a
/// window is not.
const LONGEST_BROKEN_LINE: usize = 100;

/// Plain text as Markdown with the same lines. Headings and lists keep their meaning, since people
/// type them in plain text, too; what only looks like Markdown does not: indented prose is no code, a
/// row of dashes makes no heading of the line above it, and `<` begins no tag.
pub fn of_plain_text(text: &str) -> String {
    let mut written = String::with_capacity(text.len() + 16);
    for line in text.split_inclusive('\n') {
        let (words, end) = line.split_at(line.trim_end_matches(['\n', '\r']).len());
        let words = words.trim();
        if is_row(words) || words.starts_with("~~~") {
            written.push('\\');
        }
        for (at, c) in words.char_indices() {
            // A link reference and the body of a footnote would not be shown.
            let is_definition = c == '[' && at == 0 && words.contains("]:");
            if matches!(c, '<' | '`') || is_definition {
                written.push('\\');
            }
            written.push(c);
        }
        if words.len() > LONGEST_BROKEN_LINE {
            written.push_str("  ");
        }
        written.push_str(end);
    }
    written
}

/// Whether a line consists of dashes or equals signs: in Markdown an underline or the begin of front
/// matter.
fn is_row(words: &str) -> bool {
    let mut chars = words.chars();
    let first = chars.next();
    matches!(first, Some('-' | '=')) && chars.all(|c| Some(c) == first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::narrative::read;

    #[test]
    fn all_prose_of_a_plain_text_counts_as_prose() {
        let text = "---\none two\n----\n\n    three four\n\n\tfive <six> `seven`\n\n~~~\neight\n\n[9]: nine\n";
        let markdown = of_plain_text(text);
        assert_eq!(markdown.lines().count(), text.lines().count());
        assert_eq!(read(&markdown, &[], &[]).words.strict, 10);
    }
}
