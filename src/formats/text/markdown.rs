//! Markdown texts (CommonMark): headings, paragraphs, lines.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::lines::{self, LineFinder};
use crate::io::{ProbeError, Source, read_text};
use crate::locate::text_at::facts_of;
use crate::model::{Facts, Passage, Passages, Unit};

/// How much of a text is parsed at a time, in bytes: the library holds a tree of all that it parses.
const PART: usize = 2 << 20;
/// A longer block is cut, in bytes.
const MAX_BLOCK: usize = 8 << 20;

/// Headings, paragraphs and lines; of a text that is too long to be held, the lines alone.
pub(crate) fn facts(source: &mut dyn Source) -> Result<Facts, ProbeError> {
    lines::facts_or_lines(source, read)
}

/// Headings, paragraphs and lines, and the text of each block as it is shown: headings, paragraphs,
/// items of lists, rows of tables, code.
pub(crate) fn read(source: &mut dyn Source) -> Result<(Facts, Passages), ProbeError> {
    let text = read_text(source, None)?;
    let passages = passages(&text, PART);
    let lines = Some(LineFinder::new(&text).count());
    Ok((Facts { lines, ..facts_of(&passages) }, passages))
}

/// The blocks of a text, which is parsed in parts of about this length.
fn passages(text: &str, usual: usize) -> Passages {
    let mut passages = Passages::default();
    let mut number = 0_u32;
    let mut lines = LineFinder::new(text);
    let (mut start, mut length) = (0, usual);
    while let Some(rest) = text.get(start..).filter(|rest| !rest.is_empty()) {
        let part = match whole_lines(rest, length) {
            "" if length >= MAX_BLOCK => rest.get(..rest.floor_char_boundary(length)),
            part => Some(part),
        };
        let part = part.unwrap_or(rest);
        let is_last = part.len() == rest.len() || length >= MAX_BLOCK;
        let before = lines.line_of(start) - 1;
        let read = read_part(part, is_last, |block| {
            number = number.saturating_add(1);
            let (first, last) = block.lines;
            let lines = Some((first.saturating_add(before), last.saturating_add(before)));
            let passage = Passage::new(Unit::Paragraph(number), &block.text);
            passages.push(Passage { heading: block.heading, lines, ..passage });
        });
        // One block may be longer than a part.
        length = if read == 0 { 2 * length } else { usual };
        start += read;
    }
    passages
}

/// The lines at the beginning of a text, up to this length.
fn whole_lines(text: &str, length: usize) -> &str {
    match text.as_bytes().get(..length) {
        Some(most) => text.get(..memchr::memrchr(b'\n', most).map_or(0, |at| at + 1)),
        None => Some(text),
    }
    .unwrap_or_default()
}

/// Shows the blocks of a part, and returns the length of what was read. The last block may go on after
/// the part: it is left out, unless there is nothing after it.
fn read_part(part: &str, is_last: bool, mut show: impl FnMut(Block)) -> usize {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut blocks = Blocks { lines: LineFinder::new(part), ..Blocks::default() };
    // Where the block begins that is being read, and how many elements are open.
    let (mut start, mut depth) = (0, 0_usize);
    for (event, range) in Parser::new_ext(part, options).into_offset_iter() {
        if depth == 0 {
            start = range.start;
            blocks.end_block();
            blocks.done.drain(..).for_each(&mut show);
        }
        match &event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        blocks.add(event, range);
    }
    if is_last {
        blocks.end_block();
        blocks.done.drain(..).for_each(show);
        return part.len();
    }
    // The indentation of a block belongs to it.
    let read = part.as_bytes().get(..start).unwrap_or_default();
    memchr::memrchr(b'\n', read).map_or(0, |at| at + 1)
}

/// A block that has text.
struct Block {
    text: String,
    heading: Option<u8>,
    /// Its first and last line in this part.
    lines: (u32, u32),
}

/// Collects the text of a part, block by block.
#[derive(Default)]
struct Blocks<'a> {
    done: Vec<Block>,
    text: String,
    heading: Option<u8>,
    /// The bytes of the block in the source.
    range: Option<Range<usize>>,
    /// How many elements are open whose content is not shown.
    hidden: i32,
    lines: LineFinder<'a>,
}

impl Blocks<'_> {
    fn add(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(Tag::Image { .. } | Tag::MetadataBlock(_)) => self.hidden += 1,
            Event::End(TagEnd::Image | TagEnd::MetadataBlock(_)) => self.hidden -= 1,
            Event::Start(Tag::Heading { level, .. }) => {
                self.end_block();
                self.heading = Some(level as u8);
            }
            Event::Start(tag) if is_block(tag.to_end()) => self.end_block(),
            Event::End(tag) if is_block(tag) => self.end_block(),
            Event::End(TagEnd::TableCell) => self.push("\t", range),
            Event::Text(text) | Event::Code(text) => self.push(&text, range),
            Event::SoftBreak | Event::HardBreak => self.push("\n", range),
            _ => {}
        }
    }

    fn push(&mut self, text: &str, range: Range<usize>) {
        if self.hidden > 0 {
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

    fn end_block(&mut self) {
        let text = std::mem::take(&mut self.text);
        let heading = self.heading.take();
        let range = self.range.take().unwrap_or_default();
        let text = text.trim_matches(['\n', '\t']);
        if text.trim().is_empty() {
            return;
        }
        let first = self.lines.line_of(range.start);
        let last = self.lines.line_of(range.end.saturating_sub(1).max(range.start));
        self.done.push(Block { text: text.to_owned(), heading, lines: (first, last) });
    }
}

/// Whether such an element is a block of its own.
fn is_block(tag: TagEnd) -> bool {
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

    fn found(source: &str, part: usize) -> Vec<(String, Option<u8>, u32, u32)> {
        let mut found = Vec::new();
        for passage in passages(source, part).iter() {
            assert_eq!(passage.at, Unit::Paragraph(found.len() as u32 + 1));
            let (first, last) = passage.lines.unwrap();
            found.push((passage.text.to_owned(), passage.heading, first, last));
        }
        found
    }

    #[test]
    fn blocks_do_not_depend_on_the_parts_that_a_text_is_parsed_in() {
        let blocks = "# A plan\n\nOne\ntwo\n\n- three\n\n  four\n\n      five\n- six\n\n\
                      \n```rust\n# seven\n\n---\n```\n\n    eight\n\n    nine\n\nTen\n===\n\n> eleven\n\
                      twelve\n\n| a | b |\n|---|---|\n| c | d |\n\n***\n<div>\n\n*x*\n\n</div>\n[^1]: note\n\n    more\n";
        let source = format!("---\ntitle: x\n---\n\n{}", blocks.repeat(20));
        let whole = found(&source, usize::MAX);
        assert!(whole.len() > 200, "{}", whole.len());
        for part in [40, 64, 100, 900] {
            assert!(found(&source, part) == whole, "{part} bytes");
        }
    }

    #[test]
    fn blocks_have_the_text_that_is_shown_and_their_lines() {
        let source = "---\ntitle: x\n---\n# A *plan*\n\nOne\ntwo `three`\n\n- four\n- ![alt](x.png) five\n\n\
                      | a | b |\n|---|---|\n| c | d |\n";
        let found = found(source, PART);
        assert_eq!(
            found,
            [
                ("A plan".to_owned(), Some(1), 4, 4),
                ("One\ntwo three".to_owned(), None, 6, 7),
                ("four".to_owned(), None, 9, 9),
                (" five".to_owned(), None, 10, 10),
                ("a\tb".to_owned(), None, 12, 12),
                ("c\td".to_owned(), None, 14, 14),
            ]
        );
    }

    #[test]
    fn a_block_of_many_megabytes_is_cut() {
        let source = format!("# A\n\n{}\nb\n\n# C\n", "words ".repeat(MAX_BLOCK / 4));
        let found = passages(&source, PART);
        let texts: Vec<&str> = found.iter().map(|it| it.text).collect();
        assert!(texts[0] == "A" && texts[1].starts_with("words "));
        assert!(texts[1].len() < MAX_BLOCK && texts.concat().len() > MAX_BLOCK);
        let last = found.iter().last().map(|it| (it.text, it.heading, it.lines));
        assert_eq!(last, Some(("C", Some(1), Some((6, 6)))));
    }
}
