//! Lists that were pasted into one line: `(a) Plants in every bed. (b) Waters every day.`

use super::block::{Block, Marker};
use super::label::label;
use super::marker::roman;
use super::section::section;
use crate::model::normalize::one_line;

/// The blocks, with the items of such lines on lines of their own, and the numbers of these lines.
pub(super) fn split(blocks: Vec<Block>) -> (Vec<Block>, Vec<u32>) {
    let mut done = Vec::with_capacity(blocks.len());
    let mut lines = Vec::new();
    for block in blocks {
        let items = items(&block);
        let Some(first) = items.first().map(|item| item.start) else {
            done.push(block);
            continue;
        };
        lines.push(block.line);
        let text = block.text.clone();
        let indent = block.indent + if block.marker.is_some() { 0 } else { 4 };
        let head = text.get(..first).unwrap_or_default().trim();
        done.push(Block { text: head.to_owned(), ..block.clone() });
        let ends = items.iter().skip(1).map(|item| item.start).chain([text.len()]);
        for (item, end) in items.iter().zip(ends) {
            let words = text.get(item.words..end).unwrap_or_default();
            done.push(Block {
                indent,
                heading: None,
                marker: Some(item.marker.clone()),
                text: one_line(without_joint(words)),
                ..block.clone()
            });
        }
    }
    (done, lines)
}

/// A marker inside a line.
struct Item {
    start: usize,
    words: usize,
    marker: Marker,
    value: u32,
    style: (bool, bool),
}

fn items(block: &Block) -> Vec<Item> {
    if block.text.len() < 20 {
        return Vec::new();
    }
    let heads = section(block).is_some() || label(&block.text).is_some();
    let follows = match &block.marker {
        Some(Marker::Number(number)) => Some(*number),
        _ => None,
    };
    if !heads && follows.is_none() {
        return Vec::new();
    }
    let mut found: Vec<Item> = Vec::new();
    for item in candidates(&block.text) {
        let wanted = match found.last() {
            Some(last) => last.value + 1,
            None if heads => 1,
            None => follows.map_or(1, |number| number + 1),
        };
        let same = found.last().is_none_or(|last| last.style == item.style);
        let suits = heads || matches!(item.marker, Marker::Number(_));
        if item.value == wanted && same && suits {
            found.push(item);
        }
    }
    // One number may stand in a sentence.
    let enough = if heads { 2 } else { 1 };
    if found.len() < enough { Vec::new() } else { found }
}

/// Every number or letter in a line that may begin an item.
fn candidates(text: &str) -> impl Iterator<Item = Item> + '_ {
    text.match_indices([' ', '\t']).filter_map(|(space, _)| {
        let start = space + 1;
        let rest = text.get(start..)?;
        let (is_open, inside) = match rest.strip_prefix('(') {
            Some(inside) => (true, inside),
            None => (false, rest),
        };
        let end = inside
            .find(|c: char| !c.is_ascii_alphanumeric())
            .filter(|end| (1..=4).contains(end))?;
        let (head, after) = inside.split_at_checked(end)?;
        let close = after.chars().next()?;
        let words = after.strip_prefix([')', '.'])?;
        let before = text.get(..space)?.trim_end();
        // Without a bracket on both sides, a sentence must have ended.
        let ends = before.ends_with(['.', '?', '!', ':', ';', ')']);
        if !(words.starts_with(' ') && (close == ')' && is_open || !is_open && ends)) {
            return None;
        }
        let small = head.to_ascii_lowercase();
        let (marker, value) = if let Ok(number) = head.parse::<u32>() {
            (Marker::Number(number), number)
        } else if let [letter] = small.as_bytes() {
            let value = u32::from(letter.checked_sub(b'a')?) + 1;
            (Marker::Letters(head.to_owned()), value)
        } else {
            (Marker::Letters(head.to_owned()), roman(&small)?)
        };
        let is_number = matches!(marker, Marker::Number(_));
        let words = text.len() - words.len();
        Some(Item { start, words, marker, value, style: (is_open, is_number) })
    })
}

/// An item without the `; and` that joins it to the next.
fn without_joint(words: &str) -> &str {
    let words = words.trim();
    let bare =
        ["; and", ", and", "; or", " and"].iter().find_map(|joint| words.strip_suffix(joint));
    bare.unwrap_or(words).trim_end_matches([';', ','])
}
