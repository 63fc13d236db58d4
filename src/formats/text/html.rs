//! Web pages (WHATWG HTML): headings, paragraphs, lines.

use std::ops::Range;

use encoding_rs::Encoding;
use html5gum::Tokenizer;
use html5gum::emitters::default::{DefaultEmitter, Token};

use super::lines::{self, LineFinder};
use crate::io::{ProbeError, Source, read_text};
use crate::locate::text_at::facts_of;
use crate::model::{Facts, Passage, Passages, Unit};

/// Headings, paragraphs and lines; of a page that is too long to be held, its lines.
pub(crate) fn facts(source: &mut dyn Source) -> Result<Facts, ProbeError> {
    match read(source) {
        Err(ProbeError::TooLarge(_)) => {
            source.rewind()?;
            lines::facts(source)
        }
        read => Ok(read?.0),
    }
}

/// The same, and the text: its blocks as they are seen without scripts and style sheets.
pub(crate) fn read(source: &mut dyn Source) -> Result<(Facts, Passages), ProbeError> {
    let page = read_text(source, Some(declared))?;
    let passages = passages(&page);
    let lines = Some(LineFinder::new(&page).count());
    Ok((Facts { lines, ..facts_of(&passages) }, passages))
}

/// The text of a piece of HTML on one line: without tags, comments, scripts and style sheets.
pub(crate) fn visible_text(html: &str) -> String {
    let passages = passages(html);
    let words: Vec<&str> = passages.iter().flat_map(|it| it.text.split_whitespace()).collect();
    words.join(" ")
}

fn passages(page: &str) -> Passages {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut blocks = Blocks { lines: LineFinder::new(page), ..Blocks::default() };
    for token in Tokenizer::new_with_emitter(page, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let hidden = tag.attributes.keys().any(|name| name.as_slice() == b"hidden");
                let name = String::from_utf8_lossy(&tag.name);
                blocks.start(&name, hidden, tag.self_closing);
            }
            Token::EndTag(tag) => blocks.stop(&String::from_utf8_lossy(&tag.name)),
            Token::String(text) => {
                let span = text.span.start..text.span.end;
                blocks.text(&String::from_utf8_lossy(&text.value), span);
            }
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    blocks.end();
    blocks.done
}

/// The encoding that the page names in its head (WHATWG HTML section 13.2.3.2).
fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(head.get(..1_024).unwrap_or(head)).to_ascii_lowercase();
    let (_, after) = head.split_once("charset")?;
    let after = after.trim_start().strip_prefix('=')?.trim_start();
    let name = after.trim_start_matches(['"', '\'']);
    let end = name.find(|c: char| !c.is_ascii_alphanumeric() && !"-_:.".contains(c));
    Encoding::for_label(name.get(..end.unwrap_or(name.len()))?.as_bytes())
}

/// Gathers the text of a block until the next one begins or this one ends.
#[derive(Default)]
struct Blocks<'a> {
    done: Passages,
    /// How many blocks with text there were.
    count: u32,
    text: String,
    heading: Option<u8>,
    /// The first and last line of the block.
    span: Option<(u32, u32)>,
    /// The element whose content is not seen, and how often it stands in itself.
    unseen: Option<(String, u32)>,
    /// Inside how many elements spaces and line breaks count.
    preformatted: u32,
    lines: LineFinder<'a>,
}

impl Blocks<'_> {
    fn start(&mut self, name: &str, hidden: bool, closed: bool) {
        if let Some((element, depth)) = &mut self.unseen {
            if element == name && !closed {
                *depth += 1;
            }
            return;
        }
        if is_unseen(name) || (hidden && !is_void(name)) {
            if !closed {
                self.unseen = Some((name.to_owned(), 1));
            }
            return;
        }
        match name {
            "br" => self.text.push('\n'),
            "td" | "th" if !self.text.trim().is_empty() => self.text.push('\t'),
            name if is_block(name) => {
                self.end();
                self.heading = rank(name);
            }
            _ => {}
        }
        if name == "pre" {
            self.preformatted += 1;
        }
    }

    fn stop(&mut self, name: &str) {
        if let Some((element, depth)) = &mut self.unseen {
            if element == name {
                *depth -= 1;
                if *depth == 0 {
                    self.unseen = None;
                }
            }
            return;
        }
        if is_block(name) {
            self.end();
        }
        if name == "pre" {
            self.preformatted = self.preformatted.saturating_sub(1);
        }
    }

    fn text(&mut self, text: &str, span: Range<usize>) {
        if self.unseen.is_some() {
            return;
        }
        let leading = text.len() - text.trim_start().len();
        if !text.trim().is_empty() {
            let first = self.lines.line_of(span.start.saturating_add(leading));
            let trailing = text.len() - text.trim_end().len();
            let last = self.lines.line_of(span.end.saturating_sub(trailing));
            self.span = Some((self.span.map_or(first, |(first, _)| first), last));
        }
        if self.preformatted > 0 {
            self.text.push_str(text);
            return;
        }
        for char in text.chars() {
            let space = char.is_whitespace() && char != '\u{a0}';
            match self.text.chars().next_back() {
                // Runs of spaces are one; where a line of the source ends, it is a line break.
                Some(' ') if space && char == '\n' => {
                    self.text.pop();
                    self.text.push('\n');
                }
                Some(last) if space && last.is_whitespace() => {}
                None if space => {}
                _ if space => self.text.push(if char == '\n' { '\n' } else { ' ' }),
                _ => self.text.push(char),
            }
        }
    }

    fn end(&mut self) {
        let text = std::mem::take(&mut self.text);
        let heading = self.heading.take();
        let lines = self.span.take();
        let text = text.trim();
        if !text.is_empty() {
            self.count = self.count.saturating_add(1);
            let passage = Passage::new(Unit::Paragraph(self.count), text);
            self.done.push(Passage { heading, lines, ..passage });
        }
    }
}

fn rank(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', rank @ b'1'..=b'6'] => Some(rank - b'0'),
        _ => None,
    }
}

/// Elements whose content is not on the page.
fn is_unseen(name: &str) -> bool {
    matches!(name, "head" | "script" | "style" | "template" | "noscript" | "iframe" | "object")
}

/// Elements that have no end tag (section 13.1.2).
fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Elements that begin a line of their own (section 15.3.3).
fn is_block(name: &str) -> bool {
    rank(name).is_some()
        || matches!(
            name,
            "address"
                | "article"
                | "aside"
                | "blockquote"
                | "body"
                | "caption"
                | "center"
                | "dd"
                | "details"
                | "dialog"
                | "div"
                | "dl"
                | "dt"
                | "fieldset"
                | "figcaption"
                | "figure"
                | "footer"
                | "form"
                | "header"
                | "hgroup"
                | "hr"
                | "html"
                | "legend"
                | "li"
                | "main"
                | "menu"
                | "nav"
                | "ol"
                | "p"
                | "pre"
                | "search"
                | "section"
                | "summary"
                | "table"
                | "tbody"
                | "tfoot"
                | "thead"
                | "tr"
                | "ul"
        )
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    #[test]
    fn blocks_are_what_a_reader_sees_with_their_lines() {
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
