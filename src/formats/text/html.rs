//! Web pages (WHATWG HTML): headings, paragraphs, lines.

use std::ops::Range;
use std::sync::LazyLock;

use encoding_rs::Encoding;
use html5gum::Tokenizer;
use html5gum::emitters::default::{DefaultEmitter, Token};
use rustc_hash::FxHashSet;

use super::html_lists::{LINE_BREAK, Layout};
use super::lines::{self, LineFinder};
use crate::io::{ProbeError, Source, read_text};
use crate::locate::text_at::facts_of;
use crate::model::normalize::one_line;
use crate::model::{Facts, Passage, Passages, Unit};

/// Headings, paragraphs and lines; of a page that is too long to be held, the lines alone.
pub(crate) fn facts(source: &mut dyn Source) -> Result<Facts, ProbeError> {
    lines::facts_or_lines(source, read)
}

/// Headings, paragraphs and lines, and the text of each block as it is shown without scripts and
/// style sheets.
pub(crate) fn read(source: &mut dyn Source) -> Result<(Facts, Passages), ProbeError> {
    let page = read_text(source, Some(declared_encoding))?;
    let passages = passages(&page);
    let lines = Some(LineFinder::new(&page).count());
    Ok((Facts { lines, ..facts_of(&passages) }, passages))
}

/// The text of each block of a piece of HTML, each on one line.
pub(crate) fn visible_blocks(html: &str) -> Vec<String> {
    passages(html).iter().map(|passage| one_line(passage.text)).collect()
}

/// The text of a piece of HTML on one line: without tags, comments, scripts and style sheets.
pub(crate) fn visible_text(html: &str) -> String {
    let passages = passages(html);
    let words: Vec<&str> = passages.iter().flat_map(|it| it.text.split_whitespace()).collect();
    words.join(" ")
}

fn passages(page: &str) -> Passages {
    let mut passages = Passages::default();
    let mut count = 0_u32;
    walk(page, false, |block| {
        count = count.saturating_add(1);
        let passage = Passage::new(Unit::Paragraph(count), block.text);
        passages.push(Passage { heading: block.heading, lines: block.lines, ..passage });
    });
    passages
}

/// Shows each block of a page that has text. With `is_layout`, what stands around the content is left out,
/// items of lists have their numbers, and cells of tables are blocks of their own.
pub(super) fn walk(page: &str, is_layout: bool, mut show: impl FnMut(Shown<'_>)) {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let layout = is_layout.then(Layout::default);
    let mut blocks = Blocks { lines: LineFinder::new(page), layout, ..Blocks::default() };
    for token in Tokenizer::new_with_emitter(page, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let attribute = |name: &[u8]| {
                    let found = tag.attributes.iter().find(|(known, _)| known.as_slice() == name);
                    found.map(|(_, value)| String::from_utf8_lossy(value).into_owned())
                };
                let name = String::from_utf8_lossy(&tag.name);
                blocks.start_tag(&name, &attribute, tag.self_closing, &mut show);
            }
            Token::EndTag(tag) => blocks.end_tag(&String::from_utf8_lossy(&tag.name), &mut show),
            Token::String(text) => {
                let span = text.span.start..text.span.end;
                blocks.text(&String::from_utf8_lossy(&text.value), span);
            }
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    blocks.end_block(&mut show);
}

/// A block as it is shown.
pub(super) struct Shown<'b> {
    pub text: &'b str,
    pub heading: Option<u8>,
    /// Its first and last line in the file.
    pub lines: Option<(u32, u32)>,
    pub layout: Option<&'b Layout>,
}

/// The encoding that the page declares in its head (WHATWG HTML section 13.2.3.2).
pub(super) fn declared_encoding(head: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(head.get(..1_024).unwrap_or(head)).to_ascii_lowercase();
    let (_, after) = head.split_once("charset")?;
    let after = after.trim_start().strip_prefix('=')?.trim_start();
    let name = after.trim_start_matches(['"', '\'']);
    let end = name.find(|c: char| !c.is_ascii_alphanumeric() && !"-_:.".contains(c));
    Encoding::for_label(name.get(..end.unwrap_or(name.len()))?.as_bytes())
}

/// Collects the text of a page, block by block.
#[derive(Default)]
struct Blocks<'a> {
    text: String,
    heading: Option<u8>,
    /// The first and last line of the block.
    block_lines: Option<(u32, u32)>,
    /// The element whose content is not shown, and how deep it is nested in itself.
    hidden_by: Option<(String, u32)>,
    /// How many elements are open in which spaces and line breaks count.
    preformatted: u32,
    lines: LineFinder<'a>,
    layout: Option<Layout>,
}

impl Blocks<'_> {
    fn start_tag(
        &mut self,
        name: &str,
        attribute: &dyn Fn(&[u8]) -> Option<String>,
        is_closed: bool,
        show: &mut impl FnMut(Shown<'_>),
    ) {
        if let Some((element, depth)) = &mut self.hidden_by {
            if element == name && !is_closed {
                *depth += 1;
            }
            return;
        }
        let is_left_out = self.layout.as_ref().is_some_and(|it| it.leaves_out(name, attribute));
        let is_hidden = is_left_out || attribute(b"hidden").is_some();
        if is_never_shown(name) || (is_hidden && !is_void(name)) {
            if !is_closed {
                self.hidden_by = Some((name.to_owned(), 1));
            }
            return;
        }
        let is_cell = matches!(name, "td" | "th") && self.layout.is_some();
        match name {
            "br" => self.text.push(if self.layout.is_some() { LINE_BREAK } else { '\n' }),
            "td" | "th" if !is_cell && !self.text.trim().is_empty() => self.text.push('\t'),
            name if is_block(name) || is_cell => {
                self.end_block(show);
                self.heading = rank(name);
            }
            _ => {}
        }
        if let Some(layout) = &mut self.layout {
            layout.start_tag(name, attribute);
        }
        if name == "pre" {
            self.preformatted += 1;
        }
    }

    fn end_tag(&mut self, name: &str, show: &mut impl FnMut(Shown<'_>)) {
        if let Some((element, depth)) = &mut self.hidden_by {
            if element == name {
                *depth -= 1;
                if *depth == 0 {
                    self.hidden_by = None;
                }
            }
            return;
        }
        if is_block(name) {
            self.end_block(show);
        }
        if let Some(layout) = &mut self.layout {
            layout.end_tag(name);
        }
        if name == "pre" {
            self.preformatted = self.preformatted.saturating_sub(1);
        }
    }

    fn text(&mut self, text: &str, span: Range<usize>) {
        if self.hidden_by.is_some() {
            return;
        }
        let leading = text.len() - text.trim_start().len();
        if !text.trim().is_empty() {
            let first = self.lines.line_of(span.start.saturating_add(leading));
            let trailing = text.len() - text.trim_end().len();
            let last = self.lines.line_of(span.end.saturating_sub(trailing));
            self.block_lines = Some((self.block_lines.map_or(first, |(first, _)| first), last));
        }
        if self.preformatted > 0 {
            self.text.push_str(text);
            return;
        }
        for char in text.chars() {
            let is_space = char.is_whitespace() && char != '\u{a0}';
            match self.text.chars().next_back() {
                // White space is one space, or one line break where it holds one.
                Some(' ') if is_space && char == '\n' => {
                    self.text.pop();
                    self.text.push('\n');
                }
                Some(last) if is_space && last.is_whitespace() => {}
                None if is_space => {}
                _ if is_space => self.text.push(if char == '\n' { '\n' } else { ' ' }),
                _ => self.text.push(char),
            }
        }
    }

    fn end_block(&mut self, show: &mut impl FnMut(Shown<'_>)) {
        let text = std::mem::take(&mut self.text);
        let heading = self.heading.take();
        let lines = self.block_lines.take();
        let text = text.trim();
        if !text.is_empty() {
            show(Shown { text, heading, lines, layout: self.layout.as_ref() });
            if let Some(layout) = &mut self.layout {
                layout.shown();
            }
        }
    }
}

fn rank(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', rank @ b'1'..=b'6'] => Some(rank - b'0'),
        _ => None,
    }
}

/// Elements whose content is not shown.
fn is_never_shown(name: &str) -> bool {
    matches!(name, "head" | "script" | "style" | "template" | "noscript" | "iframe" | "object")
}

/// Elements that have no end tag (section 13.1.2).
fn is_void(name: &str) -> bool {
    const VOID: &str = "area base br col embed hr img input link meta source track wbr";
    VOID.split(' ').any(|it| it == name)
}

/// Elements that are blocks of their own (section 15.3.3).
fn is_block(name: &str) -> bool {
    static BLOCKS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
        "address article aside blockquote body caption center dd details dialog div dl dt fieldset \
         figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav \
         ol p pre search section summary table tbody tfoot thead tr ul"
            .split(' ')
            .collect()
    });
    BLOCKS.contains(name)
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    #[test]
    fn blocks_have_the_text_that_is_shown_and_its_lines() {
        let page = "<!doctype html><head><title>x</title><style>p{}</style></head>\n\
                    <body><h1>A &amp; <em>plan</em></h1>\n<p>One\n  two<br>three\n\
                    <p hidden>not <b>this</b></p><script>if (a < b) { '<p>' }</script>\n\
                    <table><tr><td>a<td>b</table>end";
        let (facts, passages) = read(&mut Cursor::new(page)).unwrap();
        let mut found = Vec::new();
        found.extend(passages.iter().map(|it| (it.text.to_owned(), it.heading, it.lines)));
        assert_eq!((facts.lines, facts.paragraphs), (Some(6), Some(4)));
        assert_eq!(
            found,
            [
                ("A & plan".to_owned(), Some(1), Some((2, 2))),
                ("One\ntwo\nthree".to_owned(), None, Some((3, 4))),
                ("a\tb".to_owned(), None, Some((6, 6))),
                ("end".to_owned(), None, Some((6, 6))),
            ]
        );
    }
}
