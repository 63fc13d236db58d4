//! One text file for each field of the portal, to paste.

use std::fmt::Write;

use super::ascii::ascii;
use crate::model::{Narrative, sanitize_page};
use crate::narrative;
use crate::rules::Checked;

/// The characters that the portal's files may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Characters {
    /// All of them, in UTF-8.
    Unicode,
    /// ASCII, for portals that accept nothing else.
    Ascii,
}

/// The first line of every text of a sample, which must not be handed in.
const SAMPLE: &str = "SAMPLE. Not to be handed in.\n\n";

/// A field of the portal, and the text to paste into it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Field {
    /// The name of its anchor and its file: `part-2-detail-1.a`.
    pub name: String,
    /// Its title in the portal.
    pub title: String,
    /// The text, with a line end at its end.
    pub text: String,
}

/// Name and text of every portal file, in the order of the portal.
pub fn portal(checked: &Checked, characters: Characters) -> Vec<(String, String)> {
    let text = |text: String| match characters {
        Characters::Unicode => text,
        Characters::Ascii => ascii(&text),
    };
    let fields = fields(checked).into_iter();
    fields.map(|field| (format!("{}.txt", field.name), text(field.text))).collect()
}

/// Every field of the portal that has a text, in the order of the portal.
pub(super) fn fields(checked: &Checked) -> Vec<Field> {
    let portfolio = &checked.portfolio;
    let mut fields = Vec::new();
    fields.extend(narrative("part-1-overview", "Part 1: Overview", &portfolio.overview));
    for detail in checked.coverage.details() {
        let entry = detail.entry.and_then(|index| portfolio.evidence.entries.get(index));
        let Some(entry) = entry else { continue };
        let mut text = String::from("Evidence\n");
        for evidence in &detail.evidence {
            let _ = writeln!(text, "- {}, {}", evidence.artifact, evidence.at);
        }
        if let Some(explanation) = narrative::explanation(entry) {
            let _ = write!(text, "\nExplanation\n{}", narrative::plain_text(&explanation));
        }
        let name = format!("part-2-detail-{}", detail.id);
        let text = sanitize_page(text);
        fields.push(Field { name, title: format!("Part 2: Detail {}", detail.id), text });
    }
    fields.extend(narrative("part-3-reflection", "Part 3: Reflection", &portfolio.reflection));
    if portfolio.evidence.is_sample() {
        for field in &mut fields {
            field.text.insert_str(0, SAMPLE);
        }
    }
    fields
}

fn narrative(name: &str, title: &str, narrative: &Narrative) -> Option<Field> {
    let (source, _) = narrative.read()?;
    let text = sanitize_page(narrative::plain_text(&source.text));
    Some(Field { name: name.to_owned(), title: title.to_owned(), text })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guide::test_portfolio;

    #[test]
    fn each_field_is_a_file_without_line_breaks_in_paragraphs() {
        let checked = test_portfolio::checked(|portfolio| {
            let explanation = portfolio.evidence.entries[0].explanation.as_mut().unwrap();
            explanation.value = "One\ntwo “three”.\n\nFour – *five*.\n".into();
        });
        let names: Vec<String> =
            portal(&checked, Characters::Unicode).into_iter().map(|(name, _)| name).collect();
        assert_eq!(names.len(), 15);
        assert_eq!(names[1], "part-2-detail-1.a.txt");
        let (name, text) = portal(&checked, Characters::Ascii).swap_remove(1);
        assert_eq!(name, "part-2-detail-1.a.txt");
        assert!(text.ends_with("\nExplanation\nOne two \"three\".\n\nFour - five.\n"), "{text}");
        let text = text.strip_prefix(SAMPLE).unwrap();
        assert!(text.starts_with("Evidence\n- artifacts/climate-survey.pdf, page 3\n"), "{text}");
    }
}
