//! Sections and paragraphs of documents.

use super::counted;
use crate::locate::same_name;
use crate::model::{Facts, Location, ParseLocationError, TypedPlace};

/// Reads a place of a document; none where it names no heading and no number.
pub(super) fn read(text: &str, facts: &Facts) -> Option<Result<TypedPlace, ParseLocationError>> {
    let lower = text.to_lowercase();
    let words = ["section", "heading", "chapter", "part", "under"];
    let named = words.iter().find_map(|word| {
        let rest = lower.strip_prefix(word)?;
        rest.starts_with([' ', ':', '"', '\'']).then(|| text.get(word.len()..))?
    });
    let is_named = named.is_some();
    let name = named.unwrap_or(text).trim_start_matches(':').trim();
    let in_quotes = ['"', '\''].into_iter().find_map(|quote| {
        let inside = name.strip_prefix(quote)?.strip_suffix(quote)?;
        Some(inside.trim())
    });
    let name = in_quotes.unwrap_or(name);
    let headings = facts.headings.as_deref().unwrap_or_default();
    if headings.iter().any(|heading| same_name(heading, name)) {
        return Some(Ok(Location::Section(name.to_owned()).into()));
    }
    // `heading "Findings"`, where no such heading is there: the place is clear, and not there.
    if is_named && in_quotes.is_some_and(|name| !name.is_empty()) {
        return Some(Ok(Location::Section(name.to_owned()).into()));
    }
    let is_paragraph = lower.starts_with("par") || lower.starts_with('¶');
    if is_paragraph {
        return counted::paragraphs(&lower.replace('¶', "paragraph "), facts);
    }
    // A bare number may count pages or paragraphs.
    match text.parse::<u32>() {
        Ok(number) if number > 0 => {
            let message = format!("`{text}` may count paragraphs or pages");
            let offers = [format!("paragraph {number}")];
            Some(Err(ParseLocationError::new(message).offering(offers)))
        }
        _ => None,
    }
}
