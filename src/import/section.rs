//! Which part of the requirements begins with a line.

use super::block::Block;
use super::label::number_at;

/// A part of the requirements.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Section {
    /// Before the first heading that says more.
    #[default]
    Unknown,
    Overview,
    Questions,
    Outcomes,
    /// What is asked of evidence.
    Portfolio,
    Reflection,
    Other,
}

const OTHER: &[&str] = &[
    "purchase",
    "micro-credential purchase",
    "companion course",
    "eln companion course",
    "tags",
    "resources",
    "references",
    "contact",
    "professional development credit",
    "scoring",
    "rubric",
    "an eln subscription",
    "return to",
    "you must have eln",
    "academic honesty",
    "submission",
    "how to",
    "frequently asked",
    "copyright",
    "©",
    "faq",
];

/// The part that begins here; none if the block goes on with the one before.
pub(super) fn section(block: &Block) -> Option<Section> {
    let lower = block.text.to_lowercase();
    let is_short = lower.chars().count() <= 90 && !lower.ends_with(['.', '?', '!', ';']);
    if let Some(rest) = lower.strip_prefix("part ").or_else(|| lower.strip_prefix("section ")) {
        let (number, rest) = number_at(rest)?;
        let named = of_words(rest.trim_start_matches(['.', ':', ')', '-', '–', '—', ' ']));
        return named.or(match number {
            1 => Some(Section::Questions),
            2 => Some(Section::Portfolio),
            3 => Some(Section::Reflection),
            _ => Some(Section::Other),
        });
    }
    if lower.starts_with("essential outcomes") {
        return Some(Section::Outcomes);
    }
    if block.marker.is_none() && OTHER.iter().any(|word| lower.starts_with(word)) {
        return Some(Section::Other);
    }
    let is_heading = block.heading.is_some() || (block.marker.is_none() && is_short);
    let words = lower.trim_end_matches([':', ' ']);
    let bare = words.split(" (").next().unwrap_or(words);
    if block.heading.is_some() {
        return of_words(words);
    }
    if is_heading {
        return match bare {
            "overview" => Some(Section::Overview),
            "overview questions"
            | "guiding questions"
            | "questions"
            | "overview narrative"
            | "narrative questions"
            | "essential questions" => Some(Section::Questions),
            "outcomes"
            | "learning outcomes"
            | "competencies"
            | "standards"
            | "outcomes and details"
            | "standards and indicators"
            | "eo details" => Some(Section::Outcomes),
            "reflection"
            | "reflection & application"
            | "reflection and application"
            | "final reflection"
            | "reflective narrative" => Some(Section::Reflection),
            "skill demonstration"
            | "artifact portfolio"
            | "evidence"
            | "artifacts"
            | "skill demonstration product with self-analysis" => Some(Section::Portfolio),
            _ => None,
        };
    }
    lower.starts_with("overview").then_some(Section::Overview)
}

fn of_words(words: &str) -> Option<Section> {
    let has = |parts: &[&str]| parts.iter().any(|part| words.contains(part));
    if has(&["reflection", "reflective"]) {
        Some(Section::Reflection)
    } else if has(&["question"]) {
        Some(Section::Questions)
    } else if has(&["outcomes", "competencies", "standards"]) {
        Some(Section::Outcomes)
    } else if has(&["demonstration", "artifact", "evidence", "portfolio"]) {
        Some(Section::Portfolio)
    } else if words.starts_with("overview") {
        Some(Section::Questions)
    } else {
        OTHER.iter().any(|word| words.starts_with(word)).then_some(Section::Other)
    }
}
