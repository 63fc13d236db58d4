//! `verify --format human`: the problems of a bundle, then the output of `check` for its content.

use std::fmt::Write;

use super::{RenderError, RenderOptions, human};
use crate::load::BundleProblem;
use crate::model::{counted, escape_controls, size};
use crate::rules::Checked;

/// A verified bundle.
#[derive(Debug, Clone, Copy)]
pub struct Verified<'v> {
    /// The bundle as the user named it.
    pub name: &'v str,
    /// The name of its base folder.
    pub base: &'v str,
    /// The number of its files.
    pub files: usize,
    /// Their unpacked size.
    pub bytes: u64,
    /// What systems and programs added to it after it was packed.
    pub added: &'v [String],
    /// Its problems as a bundle, sorted by entry.
    pub problems: &'v [BundleProblem],
    /// The portfolio in it, checked; none if it contains none.
    pub checked: Option<&'v Checked>,
}

/// The most problems that are listed. With more, the bundle is useless anyway.
const LISTED: usize = 200;

/// A line per problem of the bundle, then the findings in it.
///
/// # Errors
/// As [`human()`].
pub fn verify_human(
    verified: &Verified<'_>,
    options: &RenderOptions,
) -> Result<String, RenderError> {
    let mut text = String::new();
    let problems = verified.problems;
    for problem in problems.iter().take(LISTED) {
        let entry = problem.entry.as_deref().unwrap_or(verified.name);
        // Names in a bundle may contain control characters.
        let (entry, message) = (escape_controls(entry), escape_controls(&problem.message));
        let _ = writeln!(text, "\u{1b}[1;31merror\u{1b}[0m: {entry} {message}");
    }
    if problems.len() > LISTED {
        let _ = writeln!(text, "… and {} more", problems.len() - LISTED);
    }
    if !options.quiet {
        let count = counted(verified.files, "file");
        let name = escape_controls(verified.name);
        let result = match problems.len() {
            0 => format!(
                "{name} is whole: {count}, {}, each as its manifest says.\n",
                size(verified.bytes)
            ),
            found => format!(
                "\n{}: {name} is not the bundle that was packed. Ask for it again, or pack it again.\n",
                counted(found, "problem")
            ),
        };
        text.push_str(&result);
        text.push_str(&added(verified));
    }
    if let Some(checked) = verified.checked {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&human(
            std::slice::from_ref(checked),
            &RenderOptions { packed: true, ..*options },
        )?);
    }
    Ok(text)
}

/// The most added files that are named.
const NAMED: usize = 3;

/// That a computer left files in the bundle, as Finder does when it packs a folder again.
fn added(verified: &Verified<'_>) -> String {
    let names: Vec<String> =
        verified.added.iter().take(NAMED).map(|name| escape_controls(name)).collect();
    let more = match verified.added.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    match (names.is_empty(), verified.problems.is_empty()) {
        (true, _) => String::new(),
        (false, true) => format!(
            "Everything that was packed is unchanged; your computer added {}{more}.\n",
            names.join(", ")
        ),
        (false, false) => {
            format!("A computer added {}{more}, which does not matter.\n", names.join(", "))
        }
    }
}
