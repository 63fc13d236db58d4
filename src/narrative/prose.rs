//! Reads the words, answers and links of a Markdown narrative.

use std::borrow::Cow;

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};

use super::dialect::options;
use super::link::address;
use super::placeholder::find_placeholders;
use super::question::{normal_word, normal_words, of_heading, of_line};
use super::word_count::{generous_words, strict_words_of_token, tokens};
use crate::formats::visible_text;
use crate::model::{Answer, Link, Prose, Question, Span, Words};

/// An official text of fewer words than this is too common to recognise.
const SHORTEST_OFFICIAL_TEXT: usize = 4;

/// Reads a narrative that answers these questions; `prompts` are further
/// official texts, whose repetition does not count as prose.
pub fn read(markdown: &str, questions: &[Question], prompts: &[&str]) -> Prose {
    let placeholders = find_placeholders(markdown);
    let masked = mask(markdown, &placeholders);
    let official: Vec<Vec<String>> = questions
        .iter()
        .map(|question| question.text.as_str())
        .chain(prompts.iter().copied())
        .map(normal_words)
        .filter(|words| words.len() >= SHORTEST_OFFICIAL_TEXT)
        .collect();
    let mut prose = read_masked(&masked, questions, &official, HeadingForm::Heading);
    if prose.answers.is_empty() && !questions.is_empty() {
        prose = read_masked(&masked, questions, &official, HeadingForm::Line);
    }
    for span in &placeholders {
        // A placeholder belongs to the last heading above it. Word processors count all its
        // words; its mask was counted as one.
        let uncounted = generous_words(&markdown[span.clone()]).saturating_sub(1);
        let words = Words { strict: 0, generous: uncounted };
        prose.words += words;
        let owner = prose.answers.iter_mut().rev().find(|a| a.heading.start < span.start);
        if let Some(answer) = owner {
            answer.has_placeholder = true;
            answer.words += words;
        }
    }
    prose.placeholders = placeholders;
    prose
}

fn read_masked(
    masked: &str,
    questions: &[Question],
    official: &[Vec<String>],
    form: HeadingForm,
) -> Prose {
    let mut reader = Reader {
        questions,
        official,
        form,
        prose: Prose::default(),
        block: Block::default(),
        outside: Outside::default(),
        strong: 0,
        heading: None,
        answer_level: None,
    };
    for (event, span) in Parser::new_ext(masked, options()).into_offset_iter() {
        reader.event(event, span);
    }
    reader.end_block();
    reader.prose
}

/// What can say which question an answer belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum HeadingForm {
    Heading,
    /// Where no heading does: a bold line with a question's number or text, or any line that repeats
    /// its text, as people write in word processors.
    Line,
}

/// The text with these spans masked, every other byte in its place. The mask is a character
/// without meaning in Markdown: spaces at the start of a line would make it code.
fn mask(text: &str, spans: &[Span]) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut from = 0;
    for span in spans {
        if span.start < from {
            continue;
        }
        masked.push_str(&text[from..span.start]);
        // Bytes, not characters: offsets into the masked text must fit the original.
        masked.extend(text[span.clone()].bytes().map(|b| if b == b'\n' { '\n' } else { ',' }));
        from = span.end;
    }
    masked.push_str(&text[from..]);
    masked
}

/// The text of the paragraph (or heading, cell, code) that is being read.
#[derive(Default)]
struct Block {
    /// What counts as prose.
    prose: String,
    /// What a word processor shows, prose included.
    visible: String,
    /// Where it stands.
    span: Option<Span>,
    /// Whether something of it is not bold.
    is_plain: bool,
}

impl Block {
    fn extend(&mut self, span: &Span) {
        self.span = Some(match self.span.take() {
            Some(known) => known.start.min(span.start)..known.end.max(span.end),
            None => span.clone(),
        });
    }
}

/// How many elements that are not prose enclose the reader's position.
#[derive(Default)]
struct Outside {
    /// Headings, code, tables, footnote bodies: visible, but not prose.
    not_prose: usize,
    /// Front matter and alternative texts: not visible.
    invisible: usize,
}

struct Reader<'a> {
    questions: &'a [Question],
    official: &'a [Vec<String>],
    form: HeadingForm,
    prose: Prose,
    block: Block,
    outside: Outside,
    /// How many elements that are bold enclose the reader's position.
    strong: usize,
    heading: Option<(Span, HeadingLevel)>,
    /// The level of the first heading that belonged to a question; a deeper one is part of an answer.
    answer_level: Option<HeadingLevel>,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, span: Span) {
        match event {
            Event::Start(tag) => self.start(&tag, span),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => {
                if self.strong == 0 && self.is_begin_of_answer(&text) {
                    self.end_block();
                }
                self.block.extend(&span);
                self.block.is_plain |= self.strong == 0 && !text.trim().is_empty();
                self.text(&text);
            }
            Event::Code(text) => {
                self.block.is_plain = true;
                self.visible(&text);
            }
            Event::SoftBreak | Event::HardBreak => {
                // An answer may begin on the next line of the same paragraph.
                match self.question_of_line() {
                    Some(_) => self.end_block(),
                    None => self.text("\n"),
                }
            }
            Event::Html(html) => self.visible(&html),
            Event::InlineHtml(_) | Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
            Event::Rule | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, span: Span) {
        match tag {
            Tag::Heading { level, .. } => {
                self.end_block();
                self.heading = Some((span, *level));
                self.outside.not_prose += 1;
            }
            Tag::CodeBlock(_) | Tag::Table(_) | Tag::FootnoteDefinition(_) | Tag::HtmlBlock => {
                self.end_block();
                self.outside.not_prose += 1;
            }
            Tag::MetadataBlock(_) => {
                self.end_block();
                self.outside.invisible += 1;
            }
            Tag::Image { dest_url, .. } => {
                self.link(dest_url, span);
                self.outside.invisible += 1;
            }
            Tag::Link { link_type, dest_url, .. } => {
                self.link(&address(*link_type, dest_url), span);
            }
            Tag::Strong => {
                self.block.extend(&span);
                self.strong += 1;
            }
            Tag::Emphasis | Tag::Strikethrough => {}
            _ => self.end_block(),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => {
                self.end_heading();
                self.outside.not_prose -= 1;
            }
            TagEnd::HtmlBlock => {
                // Raw HTML is not prose. Other programs show its words but not its tags.
                self.block.visible = visible_text(&self.block.visible);
                self.end_block();
                self.outside.not_prose -= 1;
            }
            TagEnd::CodeBlock | TagEnd::Table | TagEnd::FootnoteDefinition => {
                self.end_block();
                self.outside.not_prose -= 1;
            }
            TagEnd::MetadataBlock(_) => {
                self.end_block();
                self.outside.invisible -= 1;
            }
            TagEnd::Image => self.outside.invisible -= 1,
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Link | TagEnd::Emphasis | TagEnd::Strikethrough => {}
            _ => self.end_block(),
        }
    }

    fn text(&mut self, text: &str) {
        if self.outside.not_prose == 0 && self.outside.invisible == 0 {
            self.block.prose.push_str(text);
        }
        self.visible(text);
    }

    fn visible(&mut self, text: &str) {
        if self.outside.invisible == 0 {
            self.block.visible.push_str(text);
        }
    }

    fn link(&mut self, target: &str, span: Span) {
        self.prose.links.push(Link { target: target.to_owned(), span });
    }

    fn end_heading(&mut self) {
        let heading = self.heading.take();
        let text = std::mem::take(&mut self.block.visible);
        let is_deeper = |(_, level): &(Span, HeadingLevel)| {
            self.answer_level.is_some_and(|of_answers| *level > of_answers)
        };
        let question = match heading.as_ref().is_some_and(is_deeper) {
            true => None,
            false => of_heading(&text, self.questions),
        };
        if let (Some(question), Some((heading, level))) = (question, heading) {
            self.answer_level.get_or_insert(level);
            let words = Words::default();
            self.prose.answers.push(Answer { question, heading, words, has_placeholder: false });
        }
        // A heading that names a question is not part of its answer.
        let words = Words { strict: 0, generous: generous_words(&text) };
        match question {
            Some(_) => self.prose.words += words,
            None => self.add(words),
        }
        self.block = Block::default();
    }

    /// The question that the line which is being read belongs to as its heading.
    fn question_of_line(&self) -> Option<u32> {
        let is_prose = self.outside.not_prose == 0 && self.outside.invisible == 0;
        if self.form != HeadingForm::Line || !is_prose || self.block.visible.contains('\n') {
            return None;
        }
        of_line(&self.block.visible, !self.block.is_plain, self.questions)
    }

    /// Whether an answer begins here, on the line of its bold heading: `**1.** We asked …`.
    fn is_begin_of_answer(&self, text: &str) -> bool {
        let heading = self.block.visible.trim();
        let ends = heading.ends_with(['.', ')', ':', '?'])
            || heading.starts_with(['Q', 'q'])
            || text.starts_with(['.', ')', ':']);
        !heading.is_empty() && ends && !text.trim().is_empty() && self.question_of_line().is_some()
    }

    fn end_block(&mut self) {
        if let (Some(question), Some(heading)) = (self.question_of_line(), self.block.span.clone())
        {
            let text = std::mem::take(&mut self.block).visible;
            let words = Words::default();
            self.prose.answers.push(Answer { question, heading, words, has_placeholder: false });
            self.prose.words += Words { strict: 0, generous: generous_words(&text) };
            return;
        }
        let block = std::mem::take(&mut self.block);
        let prose = without_inline_notes(&block.prose);
        let own: Vec<&str> = own_tokens(&prose, self.official);
        let strict: usize = own.iter().copied().map(strict_words_of_token).sum();
        self.add(Words { strict, generous: generous_words(&block.visible) });
        if strict > 0 {
            self.prose.plain.push_str(&own.join(" "));
            self.prose.plain.push('\n');
        }
    }

    fn add(&mut self, words: Words) {
        self.prose.words += words;
        if let Some(answer) = self.prose.answers.last_mut() {
            answer.words += words;
        }
    }
}

/// The tokens of a paragraph without repetitions of an official text.
fn own_tokens<'t>(prose: &'t str, official: &[Vec<String>]) -> Vec<&'t str> {
    let mut own: Vec<&str> = prose.lines().flat_map(tokens_of_line).collect();
    let normal: Vec<Cow<'_, str>> = own.iter().copied().map(normal_word).collect();
    let mut repeated = vec![false; own.len()];
    // Punctuation that stands alone has no normal form; matching skips it.
    let indices: Vec<usize> = (0..own.len()).filter(|&i| !normal[i].is_empty()).collect();
    for text in official {
        for window in indices.windows(text.len()) {
            if window.iter().zip(text).all(|(&index, word)| normal[index] == *word) {
                window.iter().for_each(|&index| repeated[index] = true);
            }
        }
    }
    let mut index = 0;
    own.retain(|_| {
        index += 1;
        !repeated[index - 1]
    });
    own
}

/// The tokens of a line, without a list label that is none in Markdown, such as `a.` or `(i)`:
/// word processors do not count such labels.
fn tokens_of_line(line: &str) -> impl Iterator<Item = &str> {
    let is_label = |token: &str| {
        let label = token.trim_start_matches('(');
        let name = label.trim_end_matches(['.', ')']);
        name.len() < label.len()
            && (name.len() == 1 && name.bytes().all(|byte| byte.is_ascii_lowercase())
                || !name.is_empty() && name.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x')))
    };
    tokens(line).enumerate().filter(move |(at, token)| *at > 0 || !is_label(token)).map(|(_, t)| t)
}

/// A text without inline notes, `^[like this]`, which some programs show as footnotes.
fn without_inline_notes(text: &str) -> Cow<'_, str> {
    let Some(start) = text.find("^[") else { return text.into() };
    match text[start..].find(']') {
        Some(end) => {
            let rest = without_inline_notes(&text[start + end + 1..]);
            format!("{}{rest}", &text[..start]).into()
        }
        None => text.into(),
    }
}
