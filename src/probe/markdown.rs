//! Markdown texts (CommonMark): headings, paragraphs, lines.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::passage::facts_of;
use super::{Source, Trouble, text};
use crate::model::{Facts, Location, Passage};

/// Headings, paragraphs and lines.
pub(super) fn facts(source: &mut dyn Source) -> Result<Facts, Trouble> {
    Ok(facts_and_passages(source)?.0)
}

/// Its blocks as they are seen: headings, paragraphs, items of lists, rows of tables, code.
pub(super) fn passages(source: &mut dyn Source) -> Result<Vec<Passage>, Trouble> {
    Ok(facts_and_passages(source)?.1)
}

/// Both from one reading.
pub(super) fn facts_and_passages(
    source: &mut dyn Source,
) -> Result<(Facts, Vec<Passage>), Trouble> {
    let all = text::read(source)?;
    let lines = u32::try_from(all.lines().count()).ok();
    let blocks = blocks(&all);
    Ok((Facts { lines, ..facts_of(&blocks) }, blocks))
}

fn blocks(source: &str) -> Vec<Passage> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut blocks = Blocks { lines: Lines::new(source), ..Blocks::default() };
    for (event, range) in Parser::new_ext(source, options).into_offset_iter() {
        match event {
            Event::Start(Tag::Image { .. } | Tag::MetadataBlock(_)) => blocks.unseen += 1,
            Event::End(TagEnd::Image | TagEnd::MetadataBlock(_)) => blocks.unseen -= 1,
            Event::Start(Tag::Heading { level, .. }) => {
                blocks.end();
                blocks.heading = Some(level as u8);
            }
            Event::Start(tag) if is_block(&tag) => blocks.end(),
            Event::End(tag) if is_block_end(&tag) => blocks.end(),
            Event::End(TagEnd::TableCell) => blocks.push("\t", range),
            Event::Text(text) | Event::Code(text) => blocks.push(&text, range),
            Event::SoftBreak | Event::HardBreak => blocks.push("\n", range),
            _ => {}
        }
    }
    blocks.end();
    blocks.done
}

/// Gathers the text of a block until the next one begins.
#[derive(Default)]
struct Blocks<'a> {
    done: Vec<Passage>,
    text: String,
    heading: Option<u8>,
    /// Where the text of the block stands in the source.
    range: Option<Range<usize>>,
    unseen: i32,
    lines: Lines<'a>,
}

impl Blocks<'_> {
    fn push(&mut self, text: &str, range: Range<usize>) {
        if self.unseen > 0 {
            return;
        }
        self.text.push_str(text);
        if text.trim().is_empty() {
            return;
        }
        self.range = Some(match self.range.take() {
            Some(before) => before.start..range.end.max(before.end),
            None => range,
        });
    }

    fn end(&mut self) {
        let text = std::mem::take(&mut self.text);
        let heading = self.heading.take();
        let range = self.range.take().unwrap_or_default();
        let text = text.trim_matches(['\n', '\t']);
        if text.trim().is_empty() {
            return;
        }
        let first = self.lines.line_of(range.start);
        let last = self.lines.line_of(range.end.saturating_sub(1).max(range.start));
        let number = u32::try_from(self.done.len() + 1).unwrap_or(u32::MAX);
        self.done.push(Passage {
            heading,
            lines: Some((first, last)),
            ..Passage::new(Location::Paragraph(number), text)
        });
    }
}

/// Counts lines as it goes forward through a source.
#[derive(Default)]
pub(super) struct Lines<'a> {
    source: &'a str,
    at: usize,
    line: u32,
}

impl<'a> Lines<'a> {
    /// From the first line on.
    pub fn new(source: &'a str) -> Lines<'a> {
        Lines { source, at: 0, line: 1 }
    }

    /// The line of a place that stands behind the one asked for before; of an earlier place, the
    /// line of that one.
    pub fn line_of(&mut self, place: usize) -> u32 {
        let between = self.source.as_bytes().get(self.at..place).unwrap_or_default();
        let breaks = between.iter().filter(|&&byte| byte == b'\n').count();
        self.line = self.line.saturating_add(u32::try_from(breaks).unwrap_or(u32::MAX));
        self.at = self.at.max(place);
        self.line
    }
}

fn is_block(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Paragraph
            | Tag::BlockQuote(_)
            | Tag::CodeBlock(_)
            | Tag::HtmlBlock
            | Tag::List(_)
            | Tag::Item
            | Tag::FootnoteDefinition(_)
            | Tag::Table(_)
            | Tag::TableHead
            | Tag::TableRow
    )
}

fn is_block_end(tag: &TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::BlockQuote(_)
            | TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::List(_)
            | TagEnd::Item
            | TagEnd::FootnoteDefinition
            | TagEnd::Table
            | TagEnd::TableHead
            | TagEnd::TableRow
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_what_a_reader_sees_with_their_lines() {
        let source = "---\ntitle: x\n---\n# A *plan*\n\nOne\ntwo `three`\n\n- four\n- ![alt](x.png) five\n\n\
                      | a | b |\n|---|---|\n| c | d |\n";
        let found: Vec<_> =
            blocks(source).into_iter().map(|it| (it.text, it.heading, it.lines)).collect();
        assert_eq!(
            found,
            [
                ("A plan".to_owned(), Some(1), Some((4, 4))),
                ("One\ntwo three".to_owned(), None, Some((6, 7))),
                ("four".to_owned(), None, Some((9, 9))),
                (" five".to_owned(), None, Some((10, 10))),
                ("a\tb".to_owned(), None, Some((12, 12))),
                ("c\td".to_owned(), None, Some((14, 14))),
            ]
        );
    }
}
