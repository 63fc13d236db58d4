//! Markdown texts (CommonMark): headings, paragraphs, lines.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::plain;
use crate::io::text_chunks::Pieces;
use crate::io::{ProbeError, Source};
use crate::locate::text_at::facts_of;
use crate::model::{Facts, Passage, Passages, Unit};

/// Headings, paragraphs and lines.
pub(crate) fn facts(source: &mut dyn Source) -> Result<Facts, ProbeError> {
    Ok(read(source)?.0)
}

/// The same, and the text: its blocks as they are seen, which are headings, paragraphs, items of
/// lists, rows of tables, code.
pub(crate) fn read(source: &mut dyn Source) -> Result<(Facts, Passages), ProbeError> {
    let mut lines = plain::Lines::default();
    let mut reader = Reader::new(LARGEST);
    Pieces::of_bounded(source, None)?.each(|piece| {
        lines.take_in(piece);
        reader.take_in(piece);
    })?;
    let passages = reader.finish();
    Ok((Facts { lines: lines.count().ok(), ..facts_of(&passages) }, passages))
}

/// When so much of a text has been gathered, in bytes, it is read: the library holds a tree of all
/// that it reads.
const LARGEST: usize = 2 << 20;

/// Reads a text in parts, each of whole blocks.
struct Reader {
    /// What has not been read yet, and how much is to be gathered before it is.
    open: String,
    enough: usize,
    largest: usize,
    done: Passages,
    /// How many blocks with text there were.
    blocks: u32,
    /// How many line breaks were before this part.
    breaks: u32,
}

impl Reader {
    fn new(largest: usize) -> Reader {
        let (open, done) = (String::new(), Passages::default());
        Reader { open, enough: largest, largest, done, blocks: 0, breaks: 0 }
    }

    fn take_in(&mut self, piece: &str) {
        self.open.push_str(piece);
        if self.open.len() >= self.enough {
            let mut open = std::mem::take(&mut self.open);
            let lines = open.rfind('\n').map_or(0, |at| at + 1);
            let read = self.read(open.get(..lines).unwrap_or_default(), false);
            open.drain(..read);
            // One block may be longer than all that was gathered.
            self.enough = open.len() + self.largest.max(open.len());
            self.open = open;
        }
    }

    fn finish(mut self) -> Passages {
        let open = std::mem::take(&mut self.open);
        self.read(&open, true);
        self.done
    }

    /// Reads the blocks of a part, and says how far. The last one may go on in the next part: it is
    /// left to that, unless there is none.
    fn read(&mut self, part: &str, is_last: bool) -> usize {
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
        let before = self.breaks;
        let mut blocks = Blocks { lines: Lines::new(part), ..Blocks::default() };
        // Where the block begins that is being read, and how deep in it the walk stands.
        let (mut start, mut depth) = (0, 0_usize);
        for (event, range) in Parser::new_ext(part, options).into_offset_iter() {
            if depth == 0 {
                start = range.start;
                blocks.end();
                self.keep(&mut blocks.done, before);
            }
            match &event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth = depth.saturating_sub(1),
                _ => {}
            }
            blocks.take_in(event, range);
        }
        if is_last {
            blocks.end();
            self.keep(&mut blocks.done, before);
            return part.len();
        }
        let read = part.get(..start).unwrap_or_default();
        // What is indented belongs to the block.
        let end = read.rfind('\n').map_or(0, |at| at + 1);
        let breaks = memchr::memchr_iter(b'\n', read.as_bytes()).count();
        self.breaks = before.saturating_add(u32::try_from(breaks).unwrap_or(u32::MAX));
        end
    }

    /// Keeps these blocks, which stand behind so many line breaks.
    fn keep(&mut self, blocks: &mut Vec<Block>, before: u32) {
        for Block { text, heading, lines: (first, last) } in blocks.drain(..) {
            self.blocks = self.blocks.saturating_add(1);
            let lines = Some((first.saturating_add(before), last.saturating_add(before)));
            let passage = Passage::new(Unit::Paragraph(self.blocks), &text);
            self.done.push(Passage { heading, lines, ..passage });
        }
    }
}

/// A block that has text.
struct Block {
    text: String,
    heading: Option<u8>,
    /// Its first and last line in this part.
    lines: (u32, u32),
}

/// Gathers the text of a block until the next one begins.
#[derive(Default)]
struct Blocks<'a> {
    done: Vec<Block>,
    text: String,
    heading: Option<u8>,
    /// Where the text of the block stands in the source.
    range: Option<Range<usize>>,
    unseen: i32,
    lines: Lines<'a>,
}

impl Blocks<'_> {
    fn take_in(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(Tag::Image { .. } | Tag::MetadataBlock(_)) => self.unseen += 1,
            Event::End(TagEnd::Image | TagEnd::MetadataBlock(_)) => self.unseen -= 1,
            Event::Start(Tag::Heading { level, .. }) => {
                self.end();
                self.heading = Some(level as u8);
            }
            Event::Start(tag) if is_block(&tag) => self.end(),
            Event::End(tag) if is_block_end(&tag) => self.end(),
            Event::End(TagEnd::TableCell) => self.push("\t", range),
            Event::Text(text) | Event::Code(text) => self.push(&text, range),
            Event::SoftBreak | Event::HardBreak => self.push("\n", range),
            _ => {}
        }
    }

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
        self.done.push(Block { text: text.to_owned(), heading, lines: (first, last) });
    }
}

/// Counts lines as it goes forward through a source.
#[derive(Default)]
struct Lines<'a> {
    source: &'a str,
    at: usize,
    line: u32,
}

impl<'a> Lines<'a> {
    /// From the first line on.
    fn new(source: &'a str) -> Lines<'a> {
        Lines { source, at: 0, line: 1 }
    }

    /// The line of a place that stands behind the one asked for before; of an earlier place, the
    /// line of that one.
    fn line_of(&mut self, place: usize) -> u32 {
        let between = self.source.as_bytes().get(self.at..place).unwrap_or_default();
        let breaks = memchr::memchr_iter(b'\n', between).count();
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

    fn found(source: &str, pieces: usize, largest: usize) -> Vec<(String, Option<u8>, u32, u32)> {
        let mut reader = Reader::new(largest);
        for piece in source.as_bytes().chunks(pieces) {
            reader.take_in(std::str::from_utf8(piece).unwrap());
        }
        let mut found = Vec::new();
        reader.finish().iter().for_each(|it| {
            assert_eq!(it.at, Unit::Paragraph(found.len() as u32 + 1));
            let (first, last) = it.lines.unwrap();
            found.push((it.text.to_owned(), it.heading, first, last));
        });
        found
    }

    /// What follows may belong to the last block of a part, and changes none before it.
    #[test]
    fn it_does_not_matter_in_which_parts_a_text_is_read() {
        let blocks = "# A plan\n\nOne\ntwo\n\n- three\n\n  four\n\n      five\n- six\n\n\
                      \n```rust\n# seven\n\n---\n```\n\n    eight\n\n    nine\n\nTen\n===\n\n> eleven\n\
                      twelve\n\n| a | b |\n|---|---|\n| c | d |\n\n***\n<div>\n\n*x*\n\n</div>\n[^1]: note\n\n    more\n";
        let source = format!("---\ntitle: x\n---\n\n{}", blocks.repeat(20));
        let whole = found(&source, usize::MAX, usize::MAX);
        assert!(whole.len() > 200, "{}", whole.len());
        for (pieces, largest) in [(1, 40), (7, 40), (100, 1), (64, 900)] {
            assert!(found(&source, pieces, largest) == whole, "{pieces} bytes, {largest}");
        }
    }

    #[test]
    fn blocks_are_what_a_reader_sees_with_their_lines() {
        let source = "---\ntitle: x\n---\n# A *plan*\n\nOne\ntwo `three`\n\n- four\n- ![alt](x.png) five\n\n\
                      | a | b |\n|---|---|\n| c | d |\n";
        let found = found(source, usize::MAX, LARGEST);
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
}
