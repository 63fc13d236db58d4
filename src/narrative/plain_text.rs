//! A narrative as plain text.

use std::fmt::Write;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::dialect::options;
use crate::formats::visible_text;

/// A narrative without Markdown syntax: an empty line between paragraphs, a dash
/// or a number before each item of a list.
pub fn plain_text(markdown: &str) -> String {
    let mut text = String::new();
    let mut front_matter = 0_usize;
    let mut html = String::new();
    let mut lists: Vec<Option<u64>> = Vec::new();
    for event in Parser::new_ext(markdown, options()) {
        match event {
            Event::Start(Tag::MetadataBlock(_)) => front_matter += 1,
            Event::End(TagEnd::MetadataBlock(_)) => front_matter -= 1,
            Event::Text(words) if front_matter == 0 => text.push_str(&words),
            Event::Code(words) => text.push_str(&words),
            Event::Html(words) => html.push_str(&words),
            Event::End(TagEnd::HtmlBlock) => {
                text.push_str(&visible_text(&std::mem::take(&mut html)));
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

/// Ends the line with this many line ends.
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
    fn no_markdown_syntax_is_left() {
        let text = "---\na: b\n---\n# T\n\nOne **two**\nthree [four](x).\n\n- a\n- b\n  1. c\n\n> d[^n]\n\n\
             - [x] e\n\n<div>f <!-- g --></div>\n\n[^n]: h\n";
        let expected =
            "T\n\nOne two three four.\n\n- a\n- b\n  1. c\n\nd[n]\n\n- ☑ e\n\nf\n\n[n] h\n";
        assert_eq!(plain_text(text), expected);
    }
}
