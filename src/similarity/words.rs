//! The words of a Markdown text's prose, each with its place and author.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::mapped_text::MappedText;
use super::official::{OfficialPhrases, question_form};
use super::quotations::quoted_ranges;
use super::word_keys::{WordKey, key_of, normalized_words};
use crate::model::Span;
use crate::narrative;

/// A word of prose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    /// By this it is compared.
    pub key: WordKey,
    /// Its place in its file.
    pub span: Span,
    /// Who wrote it.
    pub authorship: Authorship,
}

/// Who wrote a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Authorship {
    /// The writer's.
    Own,
    /// Somebody else's, marked by quotation marks or a citation.
    Quoted,
    /// The issuer's, the scaffold's, or those of a quote that is cited from an artifact.
    Official,
}

/// The words of a text's prose: no headings, tables, code, comments, footnotes.
pub(crate) fn words(written: &MappedText, known: &OfficialPhrases) -> Vec<Word> {
    let mut reader = Reader {
        written,
        block: Block::default(),
        not_prose: 0,
        quoted: 0,
        words: Vec::new(),
        question_forms: Vec::new(),
    };
    for (event, span) in Parser::new_ext(&written.text, narrative::options()).into_offset_iter() {
        reader.event(event, span);
    }
    reader.end_block();
    let Reader { mut words, question_forms, .. } = reader;
    for (word, official) in words.iter_mut().zip(known.mark(&question_forms)) {
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
    /// The parts of `plain`, each with its place in the Markdown.
    pieces: Vec<(Range<usize>, Range<usize>)>,
    /// The places of footnote references.
    notes: Vec<usize>,
}

struct Reader<'w> {
    written: &'w MappedText,
    block: Block,
    /// The number of enclosing elements that are not prose, and of block quotes.
    not_prose: usize,
    quoted: usize,
    words: Vec<Word>,
    /// The key of each word, or of its question form, in the same order.
    question_forms: Vec<WordKey>,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, span: Range<usize>) {
        match event {
            Event::Start(tag) => match tag {
                Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } => {}
                Tag::Image { .. } => self.not_prose += 1,
                tag => {
                    self.end_block();
                    self.not_prose += usize::from(is_not_prose(&tag.to_end()));
                    self.quoted += usize::from(matches!(tag, Tag::BlockQuote(_)));
                }
            },
            Event::End(tag) => match tag {
                TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link => {}
                TagEnd::Image => self.not_prose -= 1,
                tag => {
                    self.end_block();
                    self.not_prose -= usize::from(is_not_prose(&tag));
                    self.quoted -= usize::from(matches!(tag, TagEnd::BlockQuote(_)));
                }
            },
            Event::Text(text) if self.not_prose == 0 => {
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
            self.question_forms.push(question_form(&text).unwrap_or(key));
            self.words.push(Word { key, span: self.written.span(start, end), authorship });
        }
    }
}

impl Block {
    /// The byte of the Markdown from which a byte of the paragraph is, or the one after it.
    fn source(&self, byte: usize, after: bool) -> usize {
        let piece = self.pieces.partition_point(|(plain, _)| plain.start <= byte);
        let Some((plain, span)) = self.pieces.get(piece.saturating_sub(1)) else { return 0 };
        // An entity is longer than its character and counts as a whole.
        match (plain.len() == span.len(), after) {
            (true, after) => span.start + byte.saturating_sub(plain.start) + usize::from(after),
            (false, false) => span.start,
            (false, true) => span.end,
        }
    }
}

fn is_not_prose(tag: &TagEnd) -> bool {
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
