//! What stands around the requirements on a page or in a form, and is no requirement.

use std::collections::HashMap;

use super::block::Block;
use super::label::label;
use super::section::section;

/// Lines that begin so.
const BEGINS: &[&str] = &[
    "return to",
    "back to",
    "skip to",
    "log in",
    "log out",
    "sign in",
    "sign out",
    "type your answer",
    "enter your",
    "choose file",
    "choose a file",
    "no file chosen",
    "no file selected",
    "browse…",
    "browse...",
    "upload a file",
    "upload file",
    "drag and drop",
    "drop files",
    "save draft",
    "save and",
    "save as draft",
    "submit for",
    "submit portfolio",
    "click here",
    "print this",
    "share this",
    "read more",
    "show more",
    "show less",
    "status:",
    "due date",
    "last updated",
    "last saved",
    "last modified",
    "word count: 0",
    "artifact(s) referenced",
    "explanation of evidence",
    "add artifact",
    "add evidence",
    "add file",
    "from:",
    "to:",
    "cc:",
    "sent:",
    "subject:",
    "date:",
    "dear ",
];
/// Lines that hold this.
const HOLDS: &[&str] =
    &["support@", "subscription is included", "must have eln access", "% complete"];
/// Whole lines.
const WHOLE: &[&str] = &[
    "submit",
    "save",
    "next",
    "previous",
    "back",
    "menu",
    "search",
    "home",
    "edit",
    "delete",
    "remove",
    "cancel",
    "close",
    "upload",
    "browse",
    "download",
    "print",
    "expand all",
    "collapse all",
    "required",
    "optional",
    "in progress",
    "not started",
    "my dashboard",
    "dashboard",
    "my account",
    "help",
    "artifact",
    "artifacts:",
    "evidence:",
    "explanation",
    "explanation:",
    "location",
    "location:",
    "comments",
    "comments:",
    "notes",
    "notes:",
];

/// Whether a line belongs to the page around the requirements.
pub(super) fn is_of_page(text: &str) -> bool {
    let lower = text.to_lowercase();
    BEGINS.iter().any(|words| lower.starts_with(words))
        || HOLDS.iter().any(|words| lower.contains(words))
        || WHOLE.contains(&lower.as_str())
        || is_counter(&lower)
}

/// `Page 3 of 12`, `0/5000 characters`, `12 | Handbook`.
fn is_counter(lower: &str) -> bool {
    let digits = lower.trim_start_matches("page").trim_start();
    let rest = digits.trim_start_matches(|c: char| c.is_ascii_digit() || c == ',');
    let counts = rest.len() < digits.len();
    let rest = rest.trim_start();
    let is_of = rest
        .strip_prefix("of")
        .or_else(|| rest.strip_prefix('/'))
        .is_some_and(|rest| rest.trim_start().starts_with(|c: char| c.is_ascii_digit()));
    counts && (is_of || (rest.is_empty() && lower.starts_with("page")))
}

/// Parts the blocks from those of the page: lines of forms, and headers and footers that come again.
pub(super) fn parted(blocks: Vec<Block>) -> (Vec<Block>, Vec<Block>) {
    let mut times: HashMap<String, u32> = HashMap::new();
    for block in blocks.iter().filter(|block| may_come_again(block)) {
        *times.entry(block.text.clone()).or_default() += 1;
    }
    let (mut kept, mut left): (Vec<Block>, Vec<Block>) = Default::default();
    let mut was_cut = false;
    for block in blocks {
        let again = times.get(&block.text).is_some_and(|times| *times > 1);
        if (block.marker.is_none() && is_of_page(&block.text)) || (again && may_come_again(&block))
        {
            left.push(block);
            was_cut = true;
            continue;
        }
        // A page that ends inside a sentence goes on behind its footer and the next header.
        if was_cut
            && block.marker.is_none()
            && block.text.starts_with(char::is_lowercase)
            && let Some(before) =
                kept.last_mut().filter(|it| !it.text.ends_with(['.', '?', '!', ':']))
        {
            before.text.push(' ');
            before.text.push_str(&block.text);
        } else {
            kept.push(block);
        }
        was_cut = false;
    }
    (kept, left)
}

fn may_come_again(block: &Block) -> bool {
    block.marker.is_none()
        && block.cell.is_none()
        && block.text.len() <= 100
        && !block.text.ends_with(['.', '?'])
        && label(&block.text).is_none()
        && section(block).is_none()
}
