//! A Markdown text -> the words of its prose, each with its place and its author.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::mapped_text::MappedText;
use super::official::{OfficialPhrases, person};
use super::quotations::quoted_ranges;
use super::word_keys::{WordKey, key_of, normalized_words};
use crate::model::Span;
use crate::narrative;

/// A word of somebody's prose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    /// What it is compared by.
    pub key: WordKey,
    /// Where it stands in its file.
    pub span: Span,
    /// Who wrote it.
    pub authorship: Authorship,
}

/// Who wrote a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Authorship {
    /// The writer's.
    Own,
    /// Somebody else's, and marked so: a quotation, or a sentence with a citation.
    Quoted,
    /// The issuer's, the scaffold's, or those of a quote that is cited from an artifact.
    Official,
}

/// The words of a text's prose: no headings, tables, code, comments, footnotes.
pub(crate) fn words(written: &MappedText, known: &OfficialPhrases) -> Vec<Word> {
    let mut reader = Reader {
        written,
        block: Block::default(),
        outside: 0,
        quoted: 0,
        words: Vec::new(),
        persons: Vec::new(),
    };
    for (event, span) in Parser::new_ext(&written.text, narrative::options()).into_offset_iter() {
        reader.event(event, span);
    }
    reader.end_block();
    let Reader { mut words, persons, .. } = reader;
    for (word, official) in words.iter_mut().zip(known.mark(&persons)) {
        if official {
            word.authorship = Authorship::Official;
        }
    }
    let placeholders = narrative::find_placeholders(&written.text);
    for placeholder in placeholders.iter().map(|it| written.span(it.start, it.end)) {
        let inside = |word: &&mut Word| {
            word.span.start < placeholder.end && placeholder.start < word.span.end
        };
        words.iter_mut().filter(inside).for_each(|word| word.authorship = Authorship::Official);
    }
    words
}

/// A paragraph while it is read.
#[derive(Default)]
struct Block {
    plain: String,
    /// Where pieces of it are from: their stretch of it, and that of the Markdown.
    pieces: Vec<(Range<usize>, Range<usize>)>,
    /// Where footnote signs stand.
    notes: Vec<usize>,
}

struct Reader<'w> {
    written: &'w MappedText,
    block: Block,
    /// How deep it is in what is no prose, and in block quotes.
    outside: usize,
    quoted: usize,
    words: Vec<Word>,
    /// What official texts know each of these words by, in the same order.
    persons: Vec<WordKey>,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, span: Range<usize>) {
        match event {
            Event::Start(tag) => match tag {
                Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } => {}
                Tag::Image { .. } => self.outside += 1,
                tag => {
                    self.end_block();
                    self.outside += usize::from(is_outside(&tag.to_end()));
                    self.quoted += usize::from(matches!(tag, Tag::BlockQuote(_)));
                }
            },
            Event::End(tag) => match tag {
                TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link => {}
                TagEnd::Image => self.outside -= 1,
                tag => {
                    self.end_block();
                    self.outside -= usize::from(is_outside(&tag));
                    self.quoted -= usize::from(matches!(tag, TagEnd::BlockQuote(_)));
                }
            },
            Event::Text(text) if self.outside == 0 => {
                let start = self.block.plain.len();
                self.block.plain.push_str(&text);
                self.block.pieces.push((start..self.block.plain.len(), span));
            }
            Event::FootnoteReference(_) => self.block.notes.push(self.block.plain.len()),
            Event::SoftBreak | Event::HardBreak | Event::Code(_) => self.block.plain.push(' '),
            _ => {}
        }
    }

    fn end_block(&mut self) {
        let block = std::mem::take(&mut self.block);
        let excepted = quoted_ranges(&block.plain, &block.notes);
        for (range, text) in normalized_words(&block.plain) {
            let quoted = self.quoted > 0
                || excepted.iter().any(|it| it.start <= range.start && range.end <= it.end);
            let authorship = if quoted { Authorship::Quoted } else { Authorship::Own };
            let start = block.source(range.start, false);
            let end = block.source(range.end.saturating_sub(1), true);
            let key = key_of(&text);
            self.persons.push(person(&text).unwrap_or(key));
            self.words.push(Word { key, span: self.written.span(start, end), authorship });
        }
    }
}

impl Block {
    /// The byte of the Markdown that a byte of the paragraph is from, or the one behind it.
    fn source(&self, byte: usize, behind: bool) -> usize {
        let piece = self.pieces.partition_point(|(plain, _)| plain.start <= byte);
        let Some((plain, span)) = self.pieces.get(piece.saturating_sub(1)) else { return 0 };
        // An entity is longer than what it stands for: then its whole is meant.
        match (plain.len() == span.len(), behind) {
            (true, behind) => span.start + byte.saturating_sub(plain.start) + usize::from(behind),
            (false, false) => span.start,
            (false, true) => span.end,
        }
    }
}

fn is_outside(tag: &TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Heading(_)
            | TagEnd::CodeBlock
            | TagEnd::Table
            | TagEnd::FootnoteDefinition
            | TagEnd::HtmlBlock
            | TagEnd::MetadataBlock(_)
    )
}
