//! Text of a narrative that Markdown reads as something else than its author meant.

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

use super::dialect::options;
use super::word_count::strict_words;
use crate::formats::visible_text;
use crate::model::Span;

/// Fewer words than this are code or HTML that is meant.
const PROSE: usize = 5;
/// A cell of this many words is no cell of a table of results.
const LONG_CELL: usize = 20;
/// More findings than this in one text say little.
const MOST: usize = 100;

/// What became of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MisreadKind {
    /// Lines that begin with four spaces or a tab are code.
    Indented,
    /// A comment without an end hides what follows.
    UnclosedComment,
    /// A code block without an end takes in what follows.
    UnclosedFence,
    /// A heading without a space behind its number signs is prose.
    NoHeading,
    /// HTML is no prose.
    Html,
    /// The cells of a table are no prose.
    Table,
    /// Git left both versions of a text.
    Conflict,
}

/// A stretch of text that is read as something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misread {
    /// What became of it.
    pub kind: MisreadKind,
    /// Where it stands.
    pub span: Span,
    /// How many of its words do not count for that.
    pub words: usize,
}

/// Every such stretch, in order.
pub fn misread(markdown: &str) -> Vec<Misread> {
    let mut found = conflicts(markdown);
    let mut open: Option<Block> = None;
    for (event, span) in Parser::new_ext(markdown, options()).into_offset_iter() {
        match event {
            Event::Start(Tag::Paragraph) => found.extend(no_headings(markdown, &span)),
            Event::Start(Tag::CodeBlock(kind)) => {
                let is_fenced = matches!(kind, CodeBlockKind::Fenced(_));
                open = Some(Block { is_fenced, ..Block::at(span) });
            }
            Event::Start(Tag::HtmlBlock | Tag::Table(_)) => open = Some(Block::at(span)),
            Event::Start(Tag::TableCell) => {
                if let Some(block) = &mut open {
                    block.cell = block.text.len();
                }
            }
            Event::Text(text) | Event::Html(text) | Event::Code(text) => {
                if let Some(block) = &mut open {
                    block.text.push_str(&text);
                }
            }
            Event::SoftBreak | Event::HardBreak => {
                if let Some(block) = &mut open {
                    block.text.push('\n');
                }
            }
            Event::End(TagEnd::TableCell) => {
                if let Some(block) = &mut open {
                    let cell = block.text.get(block.cell..).unwrap_or_default();
                    block.has_long_cell |= strict_words(cell) >= LONG_CELL;
                    block.text.push('\n');
                }
            }
            Event::End(TagEnd::CodeBlock) => {
                found.extend(open.take().and_then(|block| block.code(markdown)));
            }
            Event::End(TagEnd::HtmlBlock) => found.extend(open.take().and_then(Block::html)),
            Event::End(TagEnd::Table) => found.extend(open.take().and_then(Block::table)),
            _ => {}
        }
    }
    found.sort_by_key(|it| it.span.start);
    found.truncate(MOST);
    found
}

/// A block whose text is collected.
#[derive(Default)]
struct Block {
    span: Span,
    text: String,
    is_fenced: bool,
    /// Where the text of the cell begins.
    cell: usize,
    has_long_cell: bool,
}

impl Block {
    fn at(span: Span) -> Block {
        Block { span, ..Block::default() }
    }

    fn code(self, markdown: &str) -> Option<Misread> {
        let words = strict_words(&self.text);
        let kind = match self.is_fenced {
            true => MisreadKind::UnclosedFence,
            false => MisreadKind::Indented,
        };
        let written = markdown.get(self.span.clone()).unwrap_or_default();
        let mut lines = written.lines();
        let fence = lines.next().and_then(|line| line.trim_start().get(..3)).unwrap_or_default();
        let last = lines.next_back().map(|line| line.trim_start_matches([' ', '\t', '>']));
        let is_closed = last.is_some_and(|last| last.starts_with(fence));
        let is_misread = !(self.is_fenced && is_closed) && words >= PROSE;
        is_misread.then_some(Misread { kind, span: self.span, words })
    }

    fn html(self) -> Option<Misread> {
        let comment = self.text.trim_start().strip_prefix("<!--");
        if let Some(comment) = comment.filter(|comment| !comment.contains("-->")) {
            let words = strict_words(comment);
            return Some(Misread { kind: MisreadKind::UnclosedComment, span: self.span, words });
        }
        let words = strict_words(&visible_text(&self.text));
        (words >= PROSE).then_some(Misread { kind: MisreadKind::Html, span: self.span, words })
    }

    fn table(self) -> Option<Misread> {
        let words = strict_words(&self.text);
        let table = Misread { kind: MisreadKind::Table, span: self.span, words };
        self.has_long_cell.then_some(table)
    }
}

/// The lines of a paragraph that look like headings and are none, such as `##1.`.
fn no_headings(markdown: &str, paragraph: &Span) -> Vec<Misread> {
    let text = markdown.get(paragraph.clone()).unwrap_or_default();
    let mut start = paragraph.start;
    let mut found = Vec::new();
    for line in text.split_inclusive('\n') {
        let at = start + line.len() - line.trim_start_matches([' ', '>']).len();
        start += line.len();
        let words = markdown.get(at..start).unwrap_or_default().trim_end();
        let title = words.trim_start_matches('#');
        let signs = words.len() - title.len();
        let looks_so = match signs {
            0 => false,
            // `#safeschools` is a tag.
            1 => title.starts_with(|c: char| c.is_ascii_digit() || c.is_whitespace()),
            2..=6 => !title.is_empty(),
            _ => false,
        };
        if looks_so {
            let span = at..at + words.len();
            found.push(Misread { kind: MisreadKind::NoHeading, span, words: 0 });
        }
    }
    found
}

/// The lines by which git marks two versions of a text.
fn conflicts(markdown: &str) -> Vec<Misread> {
    let mut start = 0;
    let mut found = Vec::new();
    for line in markdown.split_inclusive('\n') {
        let words = line.trim_end();
        let after = words.strip_prefix("<<<<<<<").or_else(|| words.strip_prefix(">>>>>>>"));
        if after.is_some_and(|after| after.is_empty() || after.starts_with(' ')) {
            let span = start..start + words.len();
            found.push(Misread { kind: MisreadKind::Conflict, span, words: 0 });
        }
        start += line.len();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accidents_are_told_from_what_is_meant() {
        use MisreadKind::*;
        for (text, expected) in [
            ("a\n\n    one two three four five\n\n    six\n\nb", &[(Indented, 7, 6)][..]),
            ("\tone two three four five", &[(Indented, 1, 5)]),
            ("    x = 1;", &[]),
            ("a\n\n<!-- b\n\nc", &[(UnclosedComment, 3, 2)]),
            ("a <!-- b --> c\n\n<!-- d -->", &[]),
            ("a\n\n```\none two three four five", &[(UnclosedFence, 3, 5)]),
            ("```\none two three four five\n```\n", &[]),
            ("> ```\n> one two three four five\n> ```\n", &[]),
            ("a\n##1. What", &[(NoHeading, 2, 0)]),
            ("##\u{a0}1. What", &[(NoHeading, 0, 0)]),
            ("#1 What\n#tag", &[(NoHeading, 0, 0)]),
            ("## 1. What", &[]),
            ("<p class=MsoNormal>one two three four five</p>", &[(Html, 0, 5)]),
            ("<br>", &[]),
            ("<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x", &[(Conflict, 0, 0), (Conflict, 25, 0)]),
            ("|a|b|\n|---|---|\n|c|d|", &[]),
        ] {
            let found = misread(text);
            let found: Vec<_> = found.iter().map(|it| (it.kind, it.span.start, it.words)).collect();
            assert_eq!(found, expected, "{text}");
        }
        let table = format!("|a|\n|---|\n|{}|", " word".repeat(25));
        assert_eq!(misread(&table).first().map(|it| (it.kind, it.words)), Some((Table, 26)));
    }
}
