//! The ends of lines in an edited text: as they were, also in a file that has several sorts.

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// An edited text with the line ends of the original: each line that was there keeps its own, and a new
/// one gets that of the line before it.
pub(super) fn with_line_ends_of(original: &str, edited: &str) -> String {
    let lines = |text| str::split_inclusive(text, '\n').map(split).unzip();
    let (before, before_ends): (Vec<&str>, Vec<&str>) = lines(original);
    let (after, after_ends): (Vec<&str>, Vec<&str>) = lines(edited);
    let first_end = before_ends.first().copied().filter(|end| !end.is_empty()).unwrap_or("\n");
    let mut ends: Vec<Option<&str>> = vec![None; after.len()];
    for change in capture_diff_slices(Algorithm::Myers, &before, &after) {
        if let DiffOp::Equal { old_index, new_index, len } = change {
            let kept = before_ends.iter().skip(old_index);
            let places = ends.iter_mut().skip(new_index).take(len);
            places.zip(kept).for_each(|(place, end)| *place = Some(end));
        }
    }
    let mut text = String::with_capacity(original.len() + edited.len() / 8);
    let mut previous = first_end;
    let last = after.len().saturating_sub(1);
    for (index, ((line, own), kept)) in after.iter().zip(after_ends).zip(ends).enumerate() {
        text.push_str(line);
        let end = match kept {
            Some("") if index < last => previous,
            Some(end) => end,
            None if !own.is_empty() => previous,
            None => "",
        };
        text.push_str(end);
        if !end.is_empty() {
            previous = end;
        }
    }
    text
}

/// A line, and its end.
fn split(line: &str) -> (&str, &str) {
    let text = line.strip_suffix('\n').unwrap_or(line);
    let text = text.strip_suffix('\r').filter(|_| text.len() < line.len()).unwrap_or(text);
    (text, line.get(text.len()..).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::with_line_ends_of;

    #[test]
    fn each_line_keeps_its_end_and_new_lines_follow_the_one_before() {
        let original = "a\r\nb\nc\r\nd\n";
        let same = original.replace("\r\n", "\n");
        assert_eq!(with_line_ends_of(original, &same), original);
        let edited = "a\nnew\nb\nnew\nc\nd\nnew\n";
        let wanted = "a\r\nnew\r\nb\nnew\nc\r\nd\nnew\n";
        assert_eq!(with_line_ends_of(original, edited), wanted);
        assert_eq!(with_line_ends_of("", "a\nb\n"), "a\nb\n");
        assert_eq!(with_line_ends_of("a\r\nb", "a\nb\nc\n"), "a\r\nb\r\nc\r\n");
        assert_eq!(with_line_ends_of("a\r\nb", "a\nx\nb\n"), "a\r\nx\r\nb");
    }
}
