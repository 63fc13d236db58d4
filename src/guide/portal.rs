//! One text file per field of the portal, to paste.

use std::fmt::Write;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::ascii::ascii;
use super::explanation;
use super::markdown::without_tags;
use crate::model::Narrative;
use crate::prose;
use crate::rules::Checked;

/// The characters that the portal's files may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Characters {
    /// All of them, in UTF-8.
    Unicode,
    /// ASCII, for portals that choke on curly quotes.
    Ascii,
}

/// What stands above every text of a sample, which nobody may paste into the portal.
const SAMPLE: &str = "SAMPLE. Not to be handed in.\n\n";

/// A field of the portal, and the text to paste into it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Field {
    /// A name for its anchor and its file: `part-2-detail-1.a`.
    pub name: String,
    /// What the portal calls it.
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

/// Every field of the portal that there is a text for, in the order of the portal.
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
        if let Some(explanation) = explanation::text(entry) {
            let _ = write!(text, "\nExplanation\n{}", plain(&explanation));
        }
        let name = format!("part-2-detail-{}", detail.id);
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
    Some(Field { name: name.to_owned(), title: title.to_owned(), text: plain(&source.text) })
}

/// A narrative without the signs of Markdown: paragraphs apart by an empty line,
/// items of a list behind a dash or their number.
fn plain(markdown: &str) -> String {
    let mut text = String::new();
    let mut unseen = 0_usize;
    let mut html = String::new();
    let mut lists: Vec<Option<u64>> = Vec::new();
    for event in Parser::new_ext(markdown, prose::options()) {
        match event {
            Event::Start(Tag::MetadataBlock(_)) => unseen += 1,
            Event::End(TagEnd::MetadataBlock(_)) => unseen -= 1,
            Event::Text(words) if unseen == 0 => text.push_str(&words),
            Event::Code(words) => text.push_str(&words),
            Event::Html(words) => html.push_str(&words),
            Event::End(TagEnd::HtmlBlock) => {
                text.push_str(&without_tags(&std::mem::take(&mut html)));
                end_line(&mut text, 2);
            }
            Event::TaskListMarker(done) => text.push_str(if done { "☑ " } else { "☐ " }),
            Event::Rule => end_line(&mut text, 2),
            Event::FootnoteReference(name) => {
                let _ = write!(text, "[{name}]");
            }
            Event::Start(Tag::FootnoteDefinition(name)) => {
                let _ = write!(text, "[{name}] ");
            }
            Event::SoftBreak => text.push(' '),
            Event::HardBreak => text.push('\n'),
            Event::Start(Tag::List(first)) => lists.push(first),
            Event::End(TagEnd::List(_)) => {
                lists.pop();
                if lists.is_empty() {
                    end_line(&mut text, 2);
                }
            }
            Event::Start(Tag::Item) => {
                if !text.is_empty() && !text.ends_with('\n') {
                    text.push('\n');
                }
                text.push_str(&"  ".repeat(lists.len().saturating_sub(1)));
                match lists.last_mut() {
                    Some(Some(number)) => {
                        let _ = write!(text, "{number}. ");
                        *number += 1;
                    }
                    _ => text.push_str("- "),
                }
            }
            Event::End(TagEnd::TableCell) => text.push('\t'),
            Event::End(TagEnd::TableRow | TagEnd::TableHead) => end_line(&mut text, 1),
            Event::End(TagEnd::Paragraph) if !lists.is_empty() => end_line(&mut text, 1),
            Event::End(
                TagEnd::Paragraph
                | TagEnd::Heading(_)
                | TagEnd::CodeBlock
                | TagEnd::Table
                | TagEnd::BlockQuote(_)
                | TagEnd::FootnoteDefinition,
            ) => end_line(&mut text, 2),
            _ => {}
        }
    }
    let mut text = text.trim().to_owned();
    text.push('\n');
    text
}

/// Ends the line, so that so many line ends stand there.
fn end_line(text: &mut String, line_ends: usize) {
    text.truncate(text.trim_end_matches(['\n', ' ', '\t']).len());
    if !text.is_empty() {
        text.push_str(&"\n".repeat(line_ends));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guide::sample;

    #[test]
    fn a_field_is_a_file_and_lines_flow() {
        let checked = sample::checked(|portfolio| {
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

    #[test]
    fn no_sign_of_markdown_is_left() {
        let text = "---\na: b\n---\n# T\n\nOne **two**\nthree [four](x).\n\n- a\n- b\n  1. c\n\n> d[^n]\n\n\
             - [x] e\n\n<div>f <!-- g --></div>\n\n[^n]: h\n";
        let plain_text =
            "T\n\nOne two three four.\n\n- a\n- b\n  1. c\n\nd[n]\n\n- ☑ e\n\nf\n\n[n] h\n";
        assert_eq!(plain(text), plain_text);
    }
}
