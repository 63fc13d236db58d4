//! `verify --format json`: the format `mcred.verify/1`.
//!
//! These structs define the format. The portfolio in it is that of `mcred.check/1`.

use serde::Serialize;

use super::RenderError;
use super::json::{PortfolioJson, portfolio_json};
use super::verify::Verified;

/// The name and version of the format.
const SCHEMA: &str = "mcred.verify/1";

/// The problems of a bundle and the portfolio in it, as one JSON document.
///
/// # Errors
/// The serializer failed.
pub fn verify_json(verified: &Verified<'_>) -> Result<String, RenderError> {
    let problems = verified.problems.iter();
    let problems = problems
        .map(|problem| ProblemJson { entry: problem.entry.as_deref(), message: &problem.message });
    let bundle = BundleJson {
        path: verified.name,
        base: verified.base,
        files: verified.files,
        bytes: verified.bytes,
        whole: verified.problems.is_empty(),
        added: verified.added,
        problems: problems.collect(),
    };
    let portfolio = verified
        .checked
        .map(|checked| portfolio_json(checked, checked.portfolio.name.clone(), None));
    let document = VerifyJson { schema: SCHEMA, bundle, portfolio };
    super::json_document::document(&document)
}

/// What `mcred verify --format json` says.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(title = "mcred.verify/1"))]
struct VerifyJson<'v> {
    #[cfg_attr(test, schemars(extend("const" = SCHEMA)))]
    schema: &'static str,
    bundle: BundleJson<'v>,
    /// Null where the bundle holds none.
    portfolio: Option<PortfolioJson>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct BundleJson<'v> {
    path: &'v str,
    base: &'v str,
    files: usize,
    /// Of all files, unpacked.
    bytes: u64,
    /// Whether each file is what its manifest says, and nothing else is there.
    whole: bool,
    /// What systems and programs left in it after it was packed: `.DS_Store` and the like.
    added: &'v [String],
    problems: Vec<ProblemJson<'v>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct ProblemJson<'v> {
    /// The path in the bundle; null where the bundle as a whole is meant.
    entry: Option<&'v str>,
    message: &'v str,
}

#[cfg(test)]
mod tests {
    use super::VerifyJson;
    use crate::render::json_schema::assert_schema_of;

    #[test]
    fn the_schema_matches_the_structs() {
        assert_schema_of::<VerifyJson<'_>>("mcred.verify-1.json");
    }
}
