//! `check --format jsonl`: `mcred.check/1` as JSON lines, a portfolio a line, for cohorts:
//! a reader need not hold all of them at once.

use serde::Serialize;

use super::json::{PortfolioJson, SCHEMA, portfolio_json};
use super::{RenderError, RenderOptions};
use crate::rules::Checked;

/// A line per portfolio; no line for none.
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

/// A portfolio of `mcred.check/1` that names its format.
#[derive(Serialize)]
struct Line {
    schema: &'static str,
    #[serde(flatten)]
    portfolio: PortfolioJson,
}
