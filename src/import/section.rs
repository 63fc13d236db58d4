//! Which part of the requirements begins with a line.

use super::block::{Block, Marker};
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

/// Short lines that begin so.
const OTHER_HEADINGS: &[&str] = &[
    "all rights reserved",
    "privacy",
    "terms of",
    "terms and conditions",
    "site map",
    "sitemap",
    "accessibility",
    "kind regards",
    "best regards",
    "regards,",
    "sincerely",
    "best wishes",
    "follow us",
    "subscribe",
    "related",
    "evaluation criteria",
    "scoring guide",
    "eligibility",
    "cost",
    "about this",
    "next steps",
];

/// The part that begins here; none if the block goes on with the one before.
pub(super) fn section(block: &Block) -> Option<Section> {
    let lower = block.text.get(..block.text.floor_char_boundary(400))?.to_lowercase();
    let is_short = lower.chars().count() <= 90 && !block.text.ends_with(['.', '?', '!', ';']);
    if let Some(rest) = lower.strip_prefix("part ").or_else(|| lower.strip_prefix("section ")) {
        let (number, rest) = number_at(rest)?;
        let rest = rest.trim_start_matches(['.', ':', ')', '-', '–', '—', ' ']);
        let named = of_words(rest.split(". ").next().unwrap_or(rest));
        return named.or(match number {
            1 => Some(Section::Questions),
            2 => Some(Section::Portfolio),
            3 => Some(Section::Reflection),
            _ => Some(Section::Other),
        });
    }
    if lower.starts_with("essential outcomes") && block.marker.is_none() {
        return Some(Section::Outcomes);
    }
    let begins = |words: &[&str]| words.iter().any(|word| lower.starts_with(word));
    if block.marker.is_none() && (begins(OTHER) || (is_short && begins(OTHER_HEADINGS))) {
        return Some(Section::Other);
    }
    if block.cell.is_some() {
        return None;
    }
    // A heading may have a number of its own: `2. Essential Outcomes`.
    let is_numbered = matches!(block.marker, Some(Marker::Number(_) | Marker::Roman(..)));
    let words = lower.trim_end_matches([':', ' ']);
    let bare = words.split([':', '(']).next().unwrap_or(words).trim_end();
    let bare = bare.split_once(" – ").map_or(bare, |(before, _)| before);
    if block.heading.is_some() {
        return of_words(words);
    }
    if block.marker.is_some() && !(is_numbered && is_short) {
        return None;
    }
    if let Some(section) = named(bare) {
        return Some(section);
    }
    (lower.starts_with("overview") && block.marker.is_none()).then_some(Section::Overview)
}

/// The part that is headed by these words alone.
fn named(words: &str) -> Option<Section> {
    Some(match words {
        "overview"
        | "competency"
        | "competency statement"
        | "key method"
        | "description"
        | "introduction"
        | "summary"
        | "purpose" => Section::Overview,
        "overview questions"
        | "guiding questions"
        | "questions"
        | "overview narrative"
        | "narrative questions"
        | "essential questions"
        | "contextual questions"
        | "overview question"
        | "reflection questions on practice" => Section::Questions,
        "outcomes"
        | "outcome"
        | "learning outcomes"
        | "competencies"
        | "standards"
        | "outcomes and details"
        | "outcomes & details"
        | "essential outcomes and details"
        | "standards and indicators"
        | "eo details"
        | "details"
        | "method components"
        | "components"
        | "key components"
        | "objectives"
        | "learning objectives"
        | "skills"
        | "requirements and details"
        | "performance indicators"
        | "indicators"
        | "competencies and indicators" => Section::Outcomes,
        "reflection"
        | "reflections"
        | "reflection & application"
        | "reflection and application"
        | "final reflection"
        | "reflective narrative"
        | "reflection narrative"
        | "reflection questions"
        | "candidate reflection"
        | "written reflection" => Section::Reflection,
        "skill demonstration"
        | "artifact portfolio"
        | "evidence"
        | "artifacts"
        | "skill demonstration product with self-analysis"
        | "work examples"
        | "work examples/artifacts"
        | "portfolio"
        | "evidence and artifacts"
        | "evidence requirements"
        | "artifact requirements"
        | "file requirements" => Section::Portfolio,
        _ => return None,
    })
}

fn of_words(words: &str) -> Option<Section> {
    let bare = words.split(['(', ':']).next().unwrap_or(words).trim_end();
    if let Some(section) = named(bare) {
        return Some(section);
    }
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
        let mut other = OTHER.iter().chain(OTHER_HEADINGS);
        other.any(|word| words.starts_with(word)).then_some(Section::Other)
    }
}
