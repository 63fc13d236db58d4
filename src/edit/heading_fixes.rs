//! `check --fix` in the overview: headings that follow changed questions.

use super::fix::Fix;
use crate::load::bundled;
use crate::model::{NarrativeState, Portfolio, SourceText};
use crate::narrative::outdated_headings;

/// The overview and the fixes of its headings; none unless it is Markdown, since a document is not edited.
pub fn heading_fixes(portfolio: &Portfolio) -> Option<(&SourceText, Vec<Fix>)> {
    let credential = portfolio.credential.as_ref()?;
    let NarrativeState::Read(source, prose) = &portfolio.overview.state else { return None };
    if !source.path.ends_with(".md") {
        return None;
    }
    let former = bundled(&credential.id).map(|it| it.overview.questions).unwrap_or_default();
    let questions = &credential.overview.questions;
    let outdated = outdated_headings(&source.text, prose, questions, &former).into_iter();
    let fixes = outdated.filter_map(|heading| {
        let meant = heading.meant?;
        let message = format!("the heading is that of question {} as it is now", meant.number);
        Some(Fix {
            edits: vec![(heading.span, format!("{}. {}", meant.number, meant.text))],
            message,
        })
    });
    let fixes: Vec<Fix> = fixes.collect();
    (!fixes.is_empty()).then_some((source, fixes))
}
