//! Labels of outcomes, details and questions: `Essential Outcome 1:`.

use super::block::Marker;
use super::marker::roman;

/// A label at the beginning of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Label {
    Outcome(u32),
    /// The heading above the details of an outcome.
    Details(Option<u32>),
    Detail(Option<u32>, String),
    Question,
}

const OUTCOMES: &[&str] =
    &["essential outcome", "eo", "learning outcome", "outcome", "competency", "standard", "domain"];
const DETAILS: &[&str] = &["details", "detail", "subskills", "subskill", "indicators", "indicator"];

/// The label of a line, and what follows it.
pub(super) fn label(text: &str) -> Option<(Label, &str)> {
    let lower = text.to_ascii_lowercase();
    let after = |words: &[&str]| {
        let word = words.iter().find(|word| lower.starts_with(**word))?;
        text.get(word.len()..)
    };
    if let Some(rest) = after(&["overview question", "question", "q"])
        && let Some((_, rest)) = number_at(rest)
        && let Some(rest) = separated(rest)
    {
        return Some((Label::Question, rest));
    }
    if let Some(rest) = after(OUTCOMES) {
        if of_details(rest) == Some("") {
            return Some((Label::Details(None), ""));
        }
        let (number, rest) = number_at(rest)?;
        if let Some(rest) = of_details(rest) {
            return Some((Label::Details(Some(number)), rest));
        }
        let inside = rest.trim_start_matches(['.', '-']);
        let end = inside.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inside.len());
        if let (letter @ (1 | 2), Some((letters, rest))) = (end, inside.split_at_checked(end))
            && !rest.is_empty()
            && (letter == 1 || !inside.starts_with(char::is_uppercase))
            && let Some(rest) = separated(rest)
        {
            return Some((Label::Detail(Some(number), letters.to_ascii_lowercase()), rest));
        }
        return separated(rest).map(|rest| (Label::Outcome(number), rest));
    }
    let rest = after(DETAILS)?;
    if rest.trim_matches([':', ' ']).is_empty() {
        return Some((Label::Details(None), ""));
    }
    let (marker, words) = super::marker::marker(rest);
    match marker {
        Some(Marker::Pair(outcome, letter)) => Some((Label::Detail(Some(outcome), letter), words)),
        Some(Marker::Letters(letter)) => Some((Label::Detail(None, letter.to_lowercase()), words)),
        _ => None,
    }
}

/// ` Details:` behind the number of an outcome, and what follows it.
fn of_details(rest: &str) -> Option<&str> {
    let rest = rest.trim_start_matches([' ', '-', '–', '—', ':']);
    let lower = rest.to_ascii_lowercase();
    let word = DETAILS.iter().find(|word| lower.starts_with(**word))?;
    let rest = rest.get(word.len()..)?;
    let ends = rest.is_empty() || rest.starts_with([':', ' ', '-', '–', '—', '(']);
    ends.then(|| rest.trim_start_matches([':', ' ', '-', '–', '—']))
}

/// The number that a text begins with, in figures or words, and what follows it.
pub(super) fn number_at(text: &str) -> Option<(u32, &str)> {
    const WORDS: [&str; 8] = ["one", "two", "three", "four", "five", "six", "seven", "eight"];
    let text = text.trim_start_matches([' ', '#', '\u{a0}']);
    let end = text.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(text.len());
    let word = text.get(..end)?.to_ascii_lowercase();
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=2).contains(&digits) {
        let number = word.get(..digits)?.parse().ok().filter(|number| *number > 0)?;
        return Some((number, text.get(digits..)?));
    }
    let spelt = WORDS.iter().zip(1..).find(|(name, _)| **name == word).map(|(_, number)| number);
    let number = spelt.or_else(|| roman(&word))?;
    Some((number, text.get(end..)?))
}

fn separated(rest: &str) -> Option<&str> {
    let rest = rest.trim_start();
    if rest.is_empty() {
        return Some("");
    }
    let words = rest.trim_start_matches(['.', ':', ')', '-', '–', '—', '|']).trim_start();
    (words.len() < rest.len() || rest.starts_with(char::is_uppercase)).then_some(words)
}
