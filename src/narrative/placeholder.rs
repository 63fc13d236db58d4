//! Placeholder text of the scaffold that the practitioner has to replace.

use crate::model::Span;

/// The placeholders that `mcred init` writes, word for word.
pub const PLACEHOLDERS: [&str; 3] = [
    "[Write your answer here.]",
    "[Write your reflection here.]",
    "[Write here why this evidence shows proficiency.]",
];

/// Where placeholders stand in a text, in order.
///
/// Besides the scaffold's own, anything in brackets that begins with `Write`
/// or `TODO` counts, since people edit a placeholder and forget it, and so
/// does `lorem ipsum`.
pub fn find_placeholders(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut until = 0;
    for (start, _) in text.match_indices('[') {
        // A bracket inside a placeholder belongs to it.
        if start < until {
            continue;
        }
        let inside = &text[start + 1..];
        if !starts_like_a_placeholder(inside) {
            continue;
        }
        let line = inside.split("\n\n").next().unwrap_or(inside);
        if let Some(end) = closing_bracket(line) {
            // `[Write](somewhere)` and `[Write][ref]` are links.
            let after = inside[end + 1..].chars().next();
            if !matches!(after, Some('(' | '[')) {
                until = start + 1 + end + 1;
                found.push(start..until);
            }
        }
    }
    let lower = text.to_ascii_lowercase();
    let dummy = "lorem ipsum";
    found.extend(lower.match_indices(dummy).map(|(start, _)| start..start + dummy.len()));
    found.sort_by_key(|span| span.start);
    found
}

/// The closing bracket for one that opens right before this text.
fn closing_bracket(text: &str) -> Option<usize> {
    let mut open = 1_usize;
    text.char_indices().find_map(|(at, c)| {
        match c {
            '[' => open += 1,
            ']' => open -= 1,
            _ => {}
        }
        (open == 0).then_some(at)
    })
}

fn starts_like_a_placeholder(inside: &str) -> bool {
    ["write ", "todo"]
        .iter()
        .any(|word| inside.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_placeholder_of_the_scaffold_is_found_whole() {
        for placeholder in PLACEHOLDERS {
            let text = format!("Before {placeholder} after.");
            assert_eq!(find_placeholders(&text), vec![7..7 + placeholder.len()]);
        }
    }

    #[test]
    fn links_and_ordinary_brackets_are_left_alone() {
        assert!(find_placeholders("[Write](a.md) [the plan] and [write to us][1]").is_empty());
        assert_eq!(find_placeholders("x [TODO: dates] y").len(), 1);
        assert_eq!(find_placeholders("Lorem ipsum dolor").len(), 1);
    }
}
