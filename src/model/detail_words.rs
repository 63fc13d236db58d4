//! The words of a detail, as evidence.toml holds them in a comment, and how like two details are.

use std::collections::HashSet;
use std::ops::Range;

use super::detail_id::DetailId;
use super::normalize::{Accents, one_line, word};

/// The comment lines directly above the line on which a table's name begins.
pub fn comment_above(text: &str, name: usize) -> Range<usize> {
    let end = text[..name].rfind('\n').map_or(0, |newline| newline + 1);
    let mut start = end;
    while let Some(above) = text[..start].strip_suffix('\n') {
        let line = above.rfind('\n').map_or(0, |newline| newline + 1);
        if !above[line..].trim_start().starts_with('#') {
            break;
        }
        start = line;
    }
    start..end
}

/// The words of a detail in the comment above its table: `# 1.a  Plants and waters`.
pub fn words_in_comment(comment: &str, id: &DetailId) -> Option<String> {
    let id = id.to_string();
    let bare = |line: &str| line.trim().trim_start_matches('#').trim().to_owned();
    let lines: Vec<String> = comment.lines().map(bare).collect();
    let first = lines.first()?.strip_prefix(&id)?;
    if !first.starts_with(char::is_whitespace) {
        return None;
    }
    let more = lines.iter().skip(1).take_while(|line| !line.starts_with("was "));
    let words: Vec<&str> = std::iter::once(first).chain(more.map(String::as_str)).collect();
    Some(one_line(&words.join(" ")))
}

/// The words that a detail had before its table was moved: `# was 1.a:  Plants and waters`.
pub fn former_words_in_comment(comment: &str) -> Option<String> {
    let bare = |line: &str| line.trim().trim_start_matches('#').trim().to_owned();
    let mut lines = comment.lines().map(bare).skip_while(|line| !line.starts_with("was "));
    let first = lines.next()?;
    let (_, first) = first.split_once(':')?;
    let more: Vec<String> = lines.collect();
    Some(one_line(&format!("{first} {}", more.join(" "))))
}

/// How much of their words two details share, from 0 to 1.
pub fn likeness(one: &str, other: &str) -> f64 {
    let words = |text: &str| -> HashSet<String> {
        let words = text.split_whitespace().map(|it| word(it, Accents::Dropped).into_owned());
        words.filter(|word| !word.is_empty()).collect()
    };
    let (one, other) = (words(one), words(other));
    let shared = u32::try_from(one.intersection(&other).count()).unwrap_or(u32::MAX);
    let all = u32::try_from(one.len() + other.len()).unwrap_or(u32::MAX);
    if all == 0 { 0.0 } else { 2.0 * f64::from(shared) / f64::from(all) }
}
