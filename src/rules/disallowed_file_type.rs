//! An artifact is of a type that the catalog file does not list.
//!
//! ## Why it matters
//!
//! An upload form takes the types that the issuer names and refuses every other. They stand in `file_types` of `[limits]` in the
//! catalog file of your portfolio, and are compared with the end of the file's name; upper and lower case are the same.
//!
//! ## How to mend it
//!
//! Save the file as one of these types: File > Save As > PDF makes one of nearly everything. Where the issuer takes the type,
//! add it to `file_types`.

use super::case::Case;
use crate::finding::{Finding, Level, Rule};
use crate::model::{Place, enumerated};

pub(super) const RULE: Rule =
    Rule::new("disallowed-file-type", Level::Error, include_str!("disallowed_file_type.rs"));

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    let Some((limits, source)) = case.limits() else { return Vec::new() };
    if limits.file_types.is_empty() {
        return Vec::new();
    }
    let is_allowed = |path: &str| {
        let lower = path.to_lowercase();
        limits.file_types.iter().any(|kind| {
            lower.strip_suffix(kind.as_str()).is_some_and(|before| before.ends_with('.'))
        })
    };
    case.readable_artifacts()
        .filter(|artifact| !is_allowed(&artifact.path))
        .map(|artifact| {
            let path = &artifact.path;
            let message =
                format!("`{path}` is of a type that {source} does not list (`file_types`)");
            let help = format!("save it as {}", enumerated(&limits.file_types, "or"));
            Finding::new(RULE, Place::file(path), message).help(help)
        })
        .collect()
}
