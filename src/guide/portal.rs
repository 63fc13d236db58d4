//! One text file per field of the portal, to paste.

use std::fmt::Write;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use crate::model::Narrative;
use crate::prose;
use crate::rules::Checked;

/// Name and text of every portal file, in the order of the portal.
pub fn portal(checked: &Checked) -> Vec<(String, String)> {
    let portfolio = &checked.portfolio;
    let mut files = Vec::new();
    files.extend(narrative("part-1-overview.txt", &portfolio.overview));
    for detail in checked.coverage.details() {
        let Some(entry) = detail.entry.map(|index| &portfolio.evidence.entries[index]) else {
            continue;
        };
        let mut text = String::from("Evidence\n");
        for evidence in &detail.evidence {
            let _ = writeln!(text, "- {}, {}", evidence.artifact, evidence.at);
        }
        if let Some(explanation) = &entry.explanation {
            let _ = write!(text, "\nExplanation\n{}\n", explanation.value.trim());
        }
        files.push((format!("part-2-detail-{}.txt", detail.id), text));
    }
    files.extend(narrative("part-3-reflection.txt", &portfolio.reflection));
    files
}

fn narrative(name: &str, narrative: &Narrative) -> Option<(String, String)> {
    let (source, _) = narrative.read()?;
    Some((name.to_owned(), plain(&source.text)))
}

/// A narrative without the signs of Markdown: paragraphs apart by an empty line,
/// items of a list behind a dash or their number.
fn plain(markdown: &str) -> String {
    let mut text = String::new();
    let mut unseen = 0_usize;
    let mut lists: Vec<Option<u64>> = Vec::new();
    for event in Parser::new_ext(markdown, prose::options()) {
        match event {
            Event::Start(Tag::MetadataBlock(_)) => unseen += 1,
            Event::End(TagEnd::MetadataBlock(_)) => unseen -= 1,
            Event::Text(words) if unseen == 0 => text.push_str(&words),
            Event::Code(words) => text.push_str(&words),
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

    #[test]
    fn no_sign_of_markdown_is_left() {
        let text =
            "---\na: b\n---\n# T\n\nOne **two**\nthree [four](x).\n\n- a\n- b\n  1. c\n\n> d\n";
        assert_eq!(plain(text), "T\n\nOne two three four.\n\n- a\n- b\n  1. c\n\nd\n");
    }
}
