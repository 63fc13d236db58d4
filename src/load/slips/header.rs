//! The name of a table as people write it.

use super::keys::Keys;
use crate::model::{DetailId, nearest};

/// How a line that names a table is written: `[eo.1.a]`; none if it names no table that is known. The
/// line has no comment and no blanks at its ends.
pub(super) fn header(line: &str, keys: &Keys) -> Option<String> {
    let is_bracket = |c: char| "[](){}<>".contains(c);
    let inner = line.trim_matches(|c: char| is_bracket(c) || is_blank(c) || ":,;.".contains(c));
    // Without a bracket only what can be nothing else counts.
    let has_bracket = line.contains(is_bracket);
    let starts_so = line.starts_with(is_bracket) || !has_bracket || line.ends_with(is_bracket);
    if inner.is_empty() || inner.contains(is_bracket) || inner.contains('=') || !starts_so {
        return None;
    }
    if let Some(id) = detail(inner, has_bracket).filter(|_| keys.has_details) {
        return Some(format!("[eo.{id}]"));
    }
    let name = inner.to_lowercase();
    let (name, in_list) = keys
        .tables
        .iter()
        .find(|(known, _)| *known == name || has_bracket && nearest(&name, [*known]).is_some())?;
    has_bracket.then(|| if *in_list { format!("[[{name}]]") } else { format!("[{name}]") })
}

/// Words before the number of an outcome.
const PREFIXES: [&str; 6] = ["essential outcome", "outcome", "detail", "subskill", "eo", "e.o"];

/// The detail in `eo 1.a`, `EO1a`, `1-a`.
fn detail(typed: &str, may_lack_prefix: bool) -> Option<DetailId> {
    let between = |c: char| is_blank(c) || "._-:/,()\"'".contains(c);
    let lower = typed.to_lowercase();
    let prefix = PREFIXES.iter().find_map(|prefix| lower.strip_prefix(prefix));
    if prefix.is_none() && !may_lack_prefix {
        return None;
    }
    let rest = prefix.unwrap_or(&lower).trim_start_matches(between);
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, letter) = rest.split_at(digits);
    let letter = letter.trim_matches(between);
    let is_letter = letter.len() == 1 && letter.chars().all(|c| c.is_ascii_lowercase());
    if digits == 0 || digits > 2 || !is_letter {
        return None;
    }
    DetailId::new(number, letter)
}

/// Whether this is a space of any width, but no line break.
pub(super) fn is_blank(c: char) -> bool {
    c != '\n'
        && c != '\r'
        && (c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{2060}'))
}
