//! Labels of outcomes, details and questions: `Essential Outcome 1:`.

use super::block::Marker;
use super::marker::{marker, roman};

/// A label at the beginning of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Label {
    Outcome(u32),
    /// The heading above the details of an outcome.
    Details(Option<u32>),
    Detail(Option<u32>, String),
    Question,
}

const OUTCOMES: &[&str] = &[
    "essential outcome",
    "eo",
    "learning outcome",
    "performance outcome",
    "outcome",
    "core competency",
    "competency",
    "performance standard",
    "standard",
    "domain",
    "component",
    "objective",
    "goal",
    "focus area",
    "strand",
    "skill",
];
const DETAILS: &[&str] = &[
    "outcome detail",
    "eo detail",
    "details",
    "detail",
    "subskills",
    "subskill",
    "sub-skills",
    "sub-skill",
    "performance indicators",
    "performance indicator",
    "indicators",
    "indicator",
    "elements",
    "element",
    "subcomponents",
    "subcomponent",
    "sub-components",
    "sub-component",
    "descriptors",
    "descriptor",
];
const QUESTIONS: &[&str] =
    &["overview question", "guiding question", "essential question", "question", "q"];

/// The label of a line, and what follows it.
pub(super) fn label(text: &str) -> Option<(Label, &str)> {
    let lower = text.get(..text.floor_char_boundary(40))?.to_ascii_lowercase();
    let after = |words: &[&str]| {
        let word = words.iter().find(|word| lower.starts_with(**word))?;
        text.get(word.len()..)
    };
    if let Some(rest) = after(QUESTIONS)
        && let Some((_, rest)) = number_at(rest)
        && let Some(rest) = separated(rest)
    {
        return Some((Label::Question, rest));
    }
    if let Some(rest) = after(DETAILS) {
        return of_detail(rest);
    }
    let rest = after(OUTCOMES)?;
    if of_details(rest) == Some("") {
        return Some((Label::Details(None), ""));
    }
    let (number, rest) = number_at(rest)?;
    if let Some(rest) = of_details(rest) {
        // `EO 1 Detail a: Plants`
        return match detail_letter(rest) {
            Some((letter, words)) => Some((Label::Detail(Some(number), letter), words)),
            None => Some((Label::Details(Some(number)), rest)),
        };
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
    separated(rest).map(|rest| (Label::Outcome(number), rest))
}

/// What follows `Detail` or `Indicators`.
fn of_detail(rest: &str) -> Option<(Label, &str)> {
    if rest.trim_matches([':', ' ', '(', ')']).is_empty() {
        return Some((Label::Details(None), ""));
    }
    if !rest.starts_with([' ', ':', '\u{a0}']) {
        return None;
    }
    let lower = rest.trim_start().to_ascii_lowercase();
    if let Some(tail) = ["for ", "of "].iter().find_map(|word| lower.strip_prefix(word)) {
        // `Details for EO 1:`
        let tail = rest.get(rest.len() - tail.len()..)?;
        let (Label::Outcome(number), words) = label(tail)? else { return None };
        return Some((Label::Details(Some(number)), words));
    }
    let (found, words) = marker(rest);
    match found {
        Some(Marker::Pair(outcome, letter)) => {
            return Some((Label::Detail(Some(outcome), letter), words));
        }
        Some(Marker::Letters(letter)) => {
            return Some((Label::Detail(None, letter.to_lowercase()), words));
        }
        _ => {}
    }
    // `Indicator I.A: Plants`, with the number of the outcome in roman figures.
    if let Some((number, after)) = number_at(rest)
        && let Some((letter, words)) = after.strip_prefix(['.', '-']).and_then(detail_letter)
    {
        return Some((Label::Detail(Some(number), letter), words));
    }
    detail_letter(rest).map(|(letter, words)| (Label::Detail(None, letter), words))
}

/// A letter or number of a detail, and its words behind a colon or dash.
fn detail_letter(text: &str) -> Option<(String, &str)> {
    let text = text.trim_start();
    let end =
        text.find(|c: char| !c.is_ascii_alphanumeric()).filter(|end| (1..=2).contains(end))?;
    let (head, rest) = text.split_at_checked(end)?;
    let words = separated(rest)
        .filter(|words| !rest.is_empty() && words.len() < rest.trim_start().len())?;
    let letter = match head.parse::<u8>() {
        Ok(number @ 1..=26) => char::from(b'a' + number - 1).to_string(),
        Ok(_) => return None,
        Err(_) => head.to_ascii_lowercase(),
    };
    Some((letter, words))
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
    const WORDS: [&str; 10] =
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
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
    let is_bracket = rest.starts_with(['(', '*']);
    (words.len() < rest.len() || rest.starts_with(char::is_uppercase) || is_bracket)
        .then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_read_in_many_forms() {
        let detail = |number, letter: &str| Label::Detail(number, letter.to_owned());
        for (text, wanted) in [
            ("Essential Outcome 1: Plants.", Some((Label::Outcome(1), "Plants."))),
            ("EO1. Plants.", Some((Label::Outcome(1), "Plants."))),
            ("Essential Outcome Two – Waters", Some((Label::Outcome(2), "Waters"))),
            ("Standard II: Waters", Some((Label::Outcome(2), "Waters"))),
            ("EO 1 Details", Some((Label::Details(Some(1)), ""))),
            ("Details for EO 2:", Some((Label::Details(Some(2)), ""))),
            ("EO 1 Details: Plants", Some((Label::Details(Some(1)), "Plants"))),
            ("Indicator I.A: Plants", Some((detail(Some(1), "a"), "Plants"))),
            ("Indicator 1.1: Plants", Some((detail(Some(1), "1"), "Plants"))),
            ("Detail B – Waters", Some((detail(None, "b"), "Waters"))),
            ("Detail 2: Waters", Some((detail(None, "b"), "Waters"))),
            ("EO 1 Detail a: Plants", Some((detail(Some(1), "a"), "Plants"))),
            ("EO1a Plants", Some((detail(Some(1), "a"), "Plants"))),
            ("Question 1 (250 words)", Some((Label::Question, "(250 words)"))),
            ("Q2. Why?", Some((Label::Question, "Why?"))),
            ("Standards are high here.", None),
            ("Details matter to us.", None),
            ("Question everything.", None),
        ] {
            assert_eq!(label(text), wanted, "{text}");
        }
    }
}
