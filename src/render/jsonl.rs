//! `check --format jsonl`: `mcred.check/1` with a portfolio per line, for large cohorts: a reader need
//! not keep all in memory.

use serde::Serialize;

use super::json::{PortfolioJson, SCHEMA, portfolio_json};
use super::{RenderError, RenderOptions};
use crate::rules::Checked;

/// A line per portfolio.
///
/// # Errors
/// The serializer failed.
pub fn jsonl(checked: &[Checked], _: &RenderOptions) -> Result<String, RenderError> {
    let lines = checked.iter().map(|one| {
        let line = Line {
            schema: SCHEMA,
            portfolio: portfolio_json(one, one.portfolio.name.clone(), None),
        };
        super::json_document::line(&line)
    });
    lines.collect()
}

/// A portfolio of `mcred.check/1` with the name of the format.
#[derive(Serialize)]
struct Line {
    schema: &'static str,
    #[serde(flatten)]
    portfolio: PortfolioJson,
}
