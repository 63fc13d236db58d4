//! Several portfolios in one table, for the coach of a cohort.

use std::fmt::Write;

use super::{Column, Look, counted, grouped, next_steps, table};
use crate::rules::Checked;

/// A row per portfolio: who, which credential, how far, what next.
pub(super) fn cohort(checked: &[Checked], look: &Look) -> String {
    let rows = checked.iter().map(row).collect();
    let columns = [
        Column::text("Portfolio"),
        Column::text("Credential"),
        Column::number("Overview"),
        Column::number("Reflection"),
        Column::number("Details"),
        Column::number("Errors"),
        Column::text("Next"),
    ];
    let mut text = table(look.width, &columns, rows);
    let complete = checked.iter().filter(|one| one.is_complete()).count();
    let _ = writeln!(
        text,
        "\n{complete} of {} complete. `mcred check FOLDER` shows one in full.",
        counted(checked.len(), "portfolio")
    );
    text
}

fn row(checked: &Checked) -> Vec<String> {
    let portfolio = &checked.portfolio;
    let supported = checked.coverage.details().filter(|detail| detail.supported).count();
    let next = match next_steps(checked).into_iter().next() {
        Some(step) => step,
        None => "Pack it.".to_owned(),
    };
    let credential = match (&portfolio.credential, &portfolio.evidence.credential) {
        (Some(credential), _) => credential.title.clone(),
        (None, Some(id)) => format!("{}?", id.value),
        (None, None) => "?".to_owned(),
    };
    vec![
        portfolio.name.clone(),
        credential,
        grouped(portfolio.overview.words().strict),
        grouped(portfolio.reflection.words().strict),
        format!("{supported}/{}", checked.coverage.details().count()),
        checked.counts().errors.to_string(),
        next,
    ]
}
