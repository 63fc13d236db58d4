//! The details that evidence can be for.

use crate::coverage::EvidenceCoverage;
use crate::model::{Credential, DetailId};
use crate::rules::Checked;

/// A detail with what it has already.
#[derive(Debug, Clone, PartialEq)]
pub struct DetailOffer<'c> {
    /// Its id.
    pub id: &'c DetailId,
    /// Its words.
    pub text: &'c str,
    /// The number and the words of its outcome.
    pub outcome: (u32, &'c str),
    /// What is cited for it.
    pub evidence: &'c [EvidenceCoverage],
    /// The words of its explanation.
    pub explanation_words: usize,
}

/// Every detail of the credential, in its order.
pub fn details(checked: &Checked) -> Vec<DetailOffer<'_>> {
    let outcomes = checked.portfolio.credential.iter().flat_map(|credential| &credential.outcomes);
    let details =
        outcomes.flat_map(|outcome| outcome.details.iter().map(move |detail| (outcome, detail)));
    let offers =
        details.zip(checked.coverage.details()).map(|((outcome, detail), coverage)| DetailOffer {
            id: &detail.id,
            text: &detail.text,
            outcome: (outcome.number, &outcome.text),
            evidence: &coverage.evidence,
            explanation_words: coverage.explanation_words,
        });
    offers.collect()
}

/// The detail that someone names: `1.a`, `1a`, `1.A`, `EO 1.a` or `[eo.1.a]`.
///
/// # Errors
/// A sentence without full stop: it is no id, or the credential has no such detail.
pub fn read_detail(typed: &str, credential: &Credential) -> Result<DetailId, String> {
    let text = typed.trim().trim_matches(['[', ']', '`', '"', '\'']).to_ascii_lowercase();
    let text = text.strip_prefix("eo").map_or(text.as_str(), |rest| rest.trim_start_matches('.'));
    let text = text.trim_start_matches("detail").trim_start_matches(['.', ' ', '#']);
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (outcome, rest) = text.split_at(digits);
    let letter = rest.trim_start_matches(['.', '-', ' ', '(']).trim_end_matches([')', '.', ' ']);
    let Some(id) = DetailId::new(outcome, letter) else {
        return Err(format!("`{}` is not the id of a detail, such as `1.a`", typed.trim()));
    };
    if credential.detail(&id).is_some() {
        return Ok(id);
    }
    let ids: Vec<String> = credential.details().map(|detail| detail.id.to_string()).collect();
    Err(format!("{} has no detail {id}; it has {}", credential.title, ids.join(", ")))
}
