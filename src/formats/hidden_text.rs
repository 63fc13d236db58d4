//! Text beside the text of an Office file: comments, notes, headers and footers.

use std::io::BufRead;

use crate::container::xml::{Node, walk};
use crate::io::ProbeError;
use crate::model::{HiddenText, Metadata};

/// How much of it is kept of one file, in bytes: more than a thousand comments.
const MOST: usize = 4 << 20;

/// Elements that hold text: runs of all three programs, comments of old PowerPoint and of threads
/// in Excel, and headers and footers of sheets (ECMA-376 part 1, section 18.3.1.46).
const HOLDERS: [&str; 14] = [
    "w:t",
    "a:t",
    "m:t",
    "t",
    "w:delText",
    "p:text",
    "text",
    "oddHeader",
    "oddFooter",
    "evenHeader",
    "evenFooter",
    "firstHeader",
    "firstFooter",
    "a:fld",
];
/// Elements that end a piece of it.
const PIECES: [&str; 14] = [
    "w:p",
    "a:p",
    "text:p",
    "comment",
    "w:comment",
    "p:cm",
    "p188:cm",
    "threadedComment",
    "oddHeader",
    "oddFooter",
    "evenHeader",
    "evenFooter",
    "firstHeader",
    "firstFooter",
];

/// Takes down all text of a part, a paragraph at a time.
pub(crate) fn hidden_texts(
    part: impl BufRead,
    name: &str,
    place: &str,
    traces: &mut Metadata,
) -> Result<(), ProbeError> {
    chosen(part, name, place, &HOLDERS, traces)
}

/// Takes down the text in these elements of a part.
pub(crate) fn chosen(
    part: impl BufRead,
    name: &str,
    place: &str,
    holders: &[&str],
    traces: &mut Metadata,
) -> Result<(), ProbeError> {
    let mut text = String::new();
    let mut depth = 0_u32;
    walk(part, name, |node| {
        match node {
            Node::Start("w:br" | "a:br" | "w:tab" | "text:tab", _) => text.push(' '),
            Node::Start(name, _) if holders.contains(&name) => depth += 1,
            Node::Text(piece) if depth > 0 => text.push_str(piece),
            Node::End(name) => {
                if holders.contains(&name) {
                    depth = depth.saturating_sub(1);
                }
                if PIECES.contains(&name) {
                    let text = std::mem::take(&mut text);
                    let is_margin = name.ends_with("Header") || name.ends_with("Footer");
                    let text = if is_margin { margin(&text) } else { text };
                    add(traces, place, &text);
                }
            }
            _ => {}
        }
        Ok(())
    })?;
    add(traces, place, &text);
    Ok(())
}

/// Whether any of these bytes stand in a part.
pub(crate) fn holds(mut part: impl BufRead, wanted: &[&[u8]]) -> Result<bool, ProbeError> {
    let longest = wanted.iter().map(|wanted| wanted.len()).max().unwrap_or(0);
    // What the last piece ended with may be the beginning of it.
    let mut window: Vec<u8> = Vec::new();
    loop {
        let piece = part.fill_buf()?;
        if piece.is_empty() {
            return Ok(false);
        }
        let length = piece.len();
        window.extend_from_slice(piece);
        part.consume(length);
        if wanted.iter().any(|wanted| memchr::memmem::find(&window, wanted).is_some()) {
            return Ok(true);
        }
        window.drain(..window.len().saturating_sub(longest));
    }
}

/// The header or footer of a sheet without its codes: `&C` for the middle, `&12` for a size,
/// `&"Arial"` for a font (part 1, section 18.3.1.46).
fn margin(codes: &str) -> String {
    let mut parts = codes.split('&');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let rest = match part.chars().next() {
            Some('"') => part.split('"').nth(2).unwrap_or_default(),
            Some(c) if c.is_ascii_digit() => part.trim_start_matches(|c: char| c.is_ascii_digit()),
            Some(c) => part.get(c.len_utf8()..).unwrap_or_default(),
            None => "",
        };
        text.push(' ');
        text.push_str(rest);
    }
    text
}

/// Keeps a piece of text, as long as there is not too much of it.
pub(crate) fn add(traces: &mut Metadata, place: &str, text: &str) {
    let kept: usize = traces.hidden_texts.iter().map(|aside| aside.text.len()).sum();
    if !text.trim().is_empty() && kept + text.len() <= MOST {
        traces
            .hidden_texts
            .push(HiddenText { place: place.to_owned(), text: text.trim().to_owned() });
    }
}
