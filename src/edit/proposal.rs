//! A citation before it is written: what evidence.toml becomes, and what is wrong with it.

use super::cite::{CiteError, NewCitation, cite};
use crate::finding::Level;
use crate::load::{Edited, Tree};
use crate::model::Portfolio;
use crate::rules::{CheckOptions, Checked};

/// A citation that can be written.
pub struct Proposal {
    /// The new text of evidence.toml.
    pub text: String,
    /// The portfolio with it, and with only the errors about it that were not there before.
    pub errors: Checked,
}

/// Adds a citation to the evidence.toml of this tree, and checks it. `before` is the portfolio without it.
///
/// # Errors
/// [`CiteError`] says why it can't be added.
pub fn propose(
    tree: &dyn Tree,
    before: &Checked,
    new: &NewCitation,
    options: &CheckOptions<'_>,
) -> Result<Proposal, CiteError> {
    let text = cite(&before.portfolio.evidence.source.text, new)?;
    let mut errors = Checked::of(&Edited::new(tree, text.clone()), options);
    let known = |message: &str| before.findings.iter().any(|finding| finding.message == message);
    errors.findings.retain(|finding| {
        let of_the_file = finding.place.path == new.artifact;
        let about = of_the_file
            || finding.about.as_deref() == Some(new.artifact.as_str())
            || ["invalid-location", "invalid-evidence-file", "unknown-key"]
                .contains(&finding.rule.name);
        finding.level() == Level::Error && about && (of_the_file || !known(&finding.message))
    });
    Ok(Proposal { text, errors })
}

/// Whether this citation stands in evidence.toml already: the same place of the same file for the same
/// detail, and nothing else quoted from it.
pub fn stands_already(portfolio: &Portfolio, new: &NewCitation) -> bool {
    let entries = portfolio.evidence.entries.iter().filter(|entry| entry.id == new.detail);
    let mut citations = entries.flat_map(|entry| &entry.evidence);
    citations.any(|citation| {
        let cited = citation.artifact.as_ref().and_then(|path| portfolio.artifact(&path.value));
        let quote = citation.quote.as_ref().map(|quote| quote.value.as_str());
        cited.is_some_and(|artifact| artifact.path == new.artifact)
            && citation.location().is_ok_and(|at| at.to_string() == new.at)
            && (new.quote.is_none() || new.quote.as_deref() == quote)
    })
}
