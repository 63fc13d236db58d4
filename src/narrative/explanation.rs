//! The explanation of a detail as a text with paragraphs.

use crate::model::Entry;

/// The explanation without the indentation that evidence.toml gives it; none where it is empty.
pub fn explanation(entry: &Entry) -> Option<String> {
    let text = &entry.explanation.as_ref()?.value;
    if text.trim().is_empty() {
        return None;
    }
    // Markdown takes indented lines for code.
    let indents = |line: &&str| line.len() - line.trim_start().len();
    let filled = || text.lines().filter(|line| !line.trim().is_empty());
    // The first line may follow the opening quotes and have no indentation of its own.
    let common = filled().skip(1).map(|line| indents(&line)).min().unwrap_or(0);
    let lines = text.lines().map(|line| match line.get(common.min(indents(&line))..) {
        Some(rest) => rest.trim_end(),
        None => line.trim(),
    });
    let lines: Vec<&str> = lines.collect();
    Some(lines.join("\n").trim().to_owned())
}

#[cfg(test)]
mod tests {
    use crate::model::{DetailId, Entry, Spanned};
    use crate::narrative::explanation::explanation;

    #[test]
    fn the_indentation_of_the_file_is_removed() {
        let text = |written: &str| {
            explanation(&Entry {
                id: DetailId::new("1", "a").unwrap(),
                span: 0..0,
                explanation: Some(Spanned { value: written.to_owned(), span: 0..0 }),
                evidence_span: None,
                evidence: Vec::new(),
            })
        };
        assert_eq!(
            text("\n    One\n    two.\n\n      - three\n").unwrap(),
            "One\ntwo.\n\n  - three"
        );
        assert_eq!(text("One\n    two").unwrap(), "One\ntwo");
        assert_eq!(text(" \n "), None);
    }
}
