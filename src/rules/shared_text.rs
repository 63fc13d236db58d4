//! A passage of a text stands in another portfolio, too.
//!
//! ## Why it matters
//!
//! The issuer may investigate narratives that are largely the same as another person's as plagiarism. Two honest colleagues may share
//! a text with permission, or write about the same year in the same words they had agreed on; so this is a warning, and a person judges.
//!
//! It is found with `mcred check --against FOLDER`, and by `mcred compare` for a whole cohort: twelve words or more in a row that stand in
//! both portfolios, in the overview, the reflection or an explanation. Case, punctuation and the style of quotes make no difference.
//! Left out are the words of others: block quotes, text in quotation marks, sentences with a footnote or a citation
//! such as `(Cohen, 2009)`, the credential's own texts, and quotes that `evidence.toml` cites from artifacts. A text that was
//! reworded is not found.
//!
//! mcred does not guess whether a text was written by a machine: nobody can tell offline.
//!
//! ## How to mend it
//!
//! Say it in your own words; or quote it, and say where it is from. Where both of you may use it, say so, and with whose permission:
//!
//! ```toml
//! [[waive]]
//! rule = "shared-text"
//! path = "narratives/overview.md"
//! reason = "We led this project together, and agreed on this paragraph."
//! ```

use super::case::{Case, Others};
use crate::finding::{Finding, Level, Rule};
use crate::model::{Place, plural};
use crate::similarity::{ComparedText, SharedPassage, shares};

pub(super) const RULE: Rule =
    Rule::new("shared-text", Level::Warning, include_str!("shared_text.rs"));

const HELP: &str = "say it in your own words or quote it; where both may use it, say with whose \
                    permission in a [[waive]]";

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    let Some(others) = case.others else { return Vec::new() };
    let texts = ComparedText::of(case.portfolio);
    let mut passages = others.corpus.shared(&texts, |other| Some(other) != others.own);
    // The longest first: what is a part of it, shared with somebody else, is the same finding.
    passages.sort_by_key(|passage| std::cmp::Reverse(passage.words));
    let mut groups: Vec<Vec<&SharedPassage>> = Vec::new();
    for passage in &passages {
        let whole = |group: &&mut Vec<&SharedPassage>| {
            group.first().is_some_and(|longest| longest.here.contains(&passage.here))
        };
        match groups.iter_mut().find(whole) {
            Some(group) => group.push(passage),
            None => groups.push(vec![passage]),
        }
    }
    groups.iter().filter_map(|group| finding(others, &texts, &passages, group)).collect()
}

fn finding(
    others: &Others<'_>,
    texts: &[ComparedText],
    passages: &[SharedPassage],
    group: &[&SharedPassage],
) -> Option<Finding> {
    let passage = group.first()?;
    let text = texts.get(passage.here.text)?;
    let there = others.corpus.texts(passage.other).get(passage.there.text)?;
    let other = others.portfolios.get(passage.other)?;
    let at = other.source(&there.path)?.place_in_words(passage.there.span.start);
    let with_it = passages.iter().filter(|it| it.other == passage.other).map(|it| &it.here);
    let share = shares(texts, with_it).get(passage.here.text)?.percent();
    let mut more: Vec<usize> = group.iter().map(|it| it.other).collect();
    more.sort_unstable();
    more.dedup();
    let more = match more.len() - 1 {
        0 => String::new(),
        more => format!(", and in {more} other {}", plural(more, "portfolio")),
    };
    let message = format!(
        "{} words in a row stand in {}/{}, {at}, too{more}; {} shares {share} % of its words \
         with that portfolio",
        passage.words,
        other.name.trim_end_matches('/'),
        there.path,
        text.part.noun(),
    );
    let place = Place::at(&text.path, passage.here.span.clone());
    Some(Finding::new(RULE, place, message).help(HELP))
}
