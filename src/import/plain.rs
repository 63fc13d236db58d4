//! Lines of a text -> its paragraphs and items.

use super::block::{Block, Marker};
use super::label::label;
use super::marker::marker;
use super::section::section;
use crate::model::normalize::one_line;

/// A text with a longer longest line is not wrapped by hand.
const WRAPPED: usize = 110;

/// The blocks of a text. A line that goes on with the one before it is joined to it.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let longest = text.lines().map(|line| line.trim_end().chars().count()).max().unwrap_or(0);
    let mut blocks: Vec<Block> = Vec::new();
    let mut last_line = String::new();
    let mut number = 0;
    for line in text.lines() {
        number += 1;
        let plain = line.replace(['\u{feff}', '\u{200b}'], "").replace("**", "");
        let words = plain.trim();
        if words.is_empty() || !words.contains(char::is_alphanumeric) {
            last_line.clear();
            continue;
        }
        let block = block(number, &plain);
        if !last_line.is_empty()
            && continues(&last_line, &block, longest)
            && let Some(before) = blocks.last_mut()
            && before.heading.is_none()
        {
            let hyphen = before.text.ends_with('-') && !before.text.ends_with(" -");
            before.text.push_str(if hyphen { "" } else { " " });
            before.text.push_str(&block.text);
        } else if let (None, Some(before)) = (&block.marker, blocks.last_mut())
            && before.text.is_empty()
            && before.marker.is_some()
        {
            // A number on a line of its own, and its words on the next.
            before.text = block.text;
        } else {
            blocks.push(block);
        }
        plain.trim_end().clone_into(&mut last_line);
    }
    blocks
}

fn block(line: u32, plain: &str) -> Block {
    let indent = plain.chars().take_while(|c| c.is_whitespace());
    let indent = indent.map(|c| if c == '\t' { 4 } else { 1 }).sum();
    let words = plain.trim();
    let ranks = words.bytes().take_while(|byte| *byte == b'#').count();
    let (heading, words) = match words.get(ranks..) {
        Some(rest) if (1..=6).contains(&ranks) && rest.starts_with(' ') => {
            (u8::try_from(ranks).ok(), rest.trim())
        }
        _ => (None, words),
    };
    let (marker, rest) = marker(words);
    Block { line, indent, heading, marker, text: one_line(rest) }
}

fn continues(last: &str, block: &Block, longest: usize) -> bool {
    let is_item = block.marker.as_ref().is_some_and(|it| !matches!(it, Marker::Letters(_)))
        || (block.marker.is_some() && block.text.starts_with(char::is_uppercase));
    let words = &block.text;
    if is_item || block.heading.is_some() || label(words).is_some() || section(block).is_some() {
        return false;
    }
    if block.marker.is_some() || last.ends_with(['.', '?', '!', ':', ';']) {
        return false;
    }
    let first = words.split(' ').next().unwrap_or_default().chars().count();
    let full = last.chars().count() + 1 + first;
    words.starts_with(char::is_lowercase)
        || ((50..=WRAPPED).contains(&longest) && full * 4 > longest * 3)
}
