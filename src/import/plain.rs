//! Lines of a text -> its paragraphs and items.

use super::block::{Block, Marker};
use super::inline_markup::without_markup;
use super::label::label;
use super::marker::{bare_marker, marker};
use super::section::section;
use crate::model::normalize::one_line;
use crate::model::{LayoutCell, LayoutLine};

/// A text with a longer longest line is not wrapped by hand.
const WRAPPED: usize = 110;

/// The lines of a pasted text; cells of a table are separated by tabs, or by `|` as in Markdown.
pub(super) fn lines(text: &str) -> Vec<LayoutLine> {
    let mut lines = Vec::new();
    let text =
        text.replace("\r\n", "\n").replace(['\r', '\u{b}', '\u{c}', '\u{2028}', '\u{2029}'], "\n");
    for (number, line) in (1_u32..).zip(text.split('\n')) {
        let plain = line.replace(['\u{feff}', '\u{200b}'], "");
        let quoted = plain.trim_start();
        let plain = match quoted.strip_prefix("> ").or_else(|| quoted.strip_prefix('>')) {
            Some(rest) => rest.trim_start_matches("> "),
            None => &plain,
        };
        let indent = plain.chars().take_while(|c| c.is_whitespace());
        let indent = indent.map(|c| if c == '\t' { 4 } else { 1 }).sum();
        let words = plain.trim();
        let ranks = words.bytes().take_while(|byte| *byte == b'#').count();
        let (heading, words) = match words.get(ranks..) {
            Some(rest) if (1..=6).contains(&ranks) && rest.starts_with([' ', '\u{a0}']) => {
                (u8::try_from(ranks).ok(), rest.trim())
            }
            _ => (None, words),
        };
        let row = |column: usize, text: &str| LayoutLine {
            number,
            indent: indent + 4 * column,
            heading,
            cell: Some(LayoutCell { row: number, column: u32::try_from(column).unwrap_or(0) }),
            text: without_markup(text.trim()),
        };
        let after_row = lines
            .last()
            .is_some_and(|it: &LayoutLine| it.cell.is_some_and(|cell| cell.row + 1 == number));
        match cells(plain, after_row) {
            Some(cells) if cells.iter().all(|cell| !cell.contains(char::is_alphanumeric)) => {}
            Some(cells) => {
                let cells = cells.into_iter().enumerate();
                lines.extend(cells.map(|(column, text)| row(column, text)));
            }
            None => lines.push(LayoutLine {
                number,
                indent,
                heading,
                cell: None,
                text: without_markup(words),
            }),
        }
    }
    lines
}

/// The cells of a row; none where the line is no row of a table. Behind one row, a line with a tab is
/// another.
fn cells(line: &str, after_row: bool) -> Option<Vec<&str>> {
    let bare = line.trim();
    if let Some(row) = bare.strip_prefix('|') {
        return Some(row.strip_suffix('|').unwrap_or(row).split('|').collect());
    }
    let (head, rest) = bare.split_once('\t')?;
    // A tab behind a number or bullet belongs to it.
    (after_row || bare_marker(head).is_none() || rest.contains('\t'))
        .then(|| line.split('\t').collect())
}

/// The blocks of these lines. With `is_wrapped`, a line that goes on with the one before it is joined
/// to it.
pub(super) fn blocks(lines: Vec<LayoutLine>, is_wrapped: bool) -> Vec<Block> {
    let longest = lines.iter().map(|it| it.indent + it.text.chars().count()).max().unwrap_or(0);
    let mut blocks: Vec<Block> = Vec::new();
    // The line before, with its indentation; nothing where it is blank.
    let mut last = (0_usize, String::new());
    for line in lines {
        if !line.text.contains(char::is_alphanumeric) {
            last.1.clear();
            continue;
        }
        let own = (line.indent, line.text.clone());
        let block = block(line);
        let goes_on = is_wrapped && block.cell.is_none() && !last.1.is_empty();
        if let Some(before) =
            blocks.last_mut().filter(|it| it.heading.is_none() && it.cell.is_none())
            && goes_on
            && continues(&last, &block, longest)
        {
            let hyphen = before.text.ends_with('-') && !before.text.ends_with(" -");
            before.text.push_str(if hyphen { "" } else { " " });
            before.text.push_str(&block.text);
        } else if let (None, Some(before)) = (&block.marker, blocks.last_mut())
            && before.text.is_empty()
            && before.marker.is_some()
        {
            // A number on a line or in a cell of its own, and its words in the next.
            before.text = block.text;
        } else {
            blocks.push(block);
        }
        last = own;
    }
    blocks
}

fn block(line: LayoutLine) -> Block {
    let LayoutLine { number, indent, heading, cell, text } = line;
    let bare = cell.and_then(|_| bare_marker(&text));
    let (marker, rest) = match bare {
        Some(bare) => (Some(bare), ""),
        None => marker(&text),
    };
    let text = one_line(rest);
    Block { line: number, indent, heading, marker, text, cell, role: None }
}

fn continues((indent, last): &(usize, String), block: &Block, longest: usize) -> bool {
    let is_item = block.marker.as_ref().is_some_and(|it| !matches!(it, Marker::Letters(_)))
        || (block.marker.is_some() && block.text.starts_with(char::is_uppercase));
    let words = &block.text;
    if is_item || block.heading.is_some() || label(words).is_some() || section(block).is_some() {
        return false;
    }
    if block.marker.is_some() || last.ends_with(['?', '!', ':', ';']) {
        return false;
    }
    let first = words.split(' ').next().unwrap_or_default().chars().count();
    let full = indent + last.chars().count() + 1 + first;
    let fills = (50..=WRAPPED).contains(&longest) && full * 8 > longest * 7;
    if last.ends_with('.') {
        // A sentence may end where the line does.
        return fills && words.starts_with(char::is_lowercase);
    }
    words.starts_with(char::is_lowercase)
        || ((50..=WRAPPED).contains(&longest) && full * 4 > longest * 3)
}
