//! What `verify` says of a bundle before it says what `check` says of the content.

use std::fmt::Write;

use super::{RenderError, RenderOptions, human};
use crate::load::BundleProblem;
use crate::model::{counted, escape_controls, size};
use crate::rules::Checked;

/// A bundle that was looked at.
#[derive(Debug, Clone, Copy)]
pub struct Verified<'v> {
    /// The bundle as the user named it.
    pub name: &'v str,
    /// The name of its base folder.
    pub base: &'v str,
    /// How many files it has.
    pub files: usize,
    /// How many bytes those hold, unpacked.
    pub bytes: u64,
    /// What is wrong with it as a bundle, sorted by entry.
    pub problems: &'v [BundleProblem],
    /// The portfolio inside, judged; none where there is none to judge.
    pub checked: Option<&'v Checked>,
}

/// How many problems are listed for a person: who meets more needs no list but
/// another copy of the bundle.
const LISTED: usize = 200;

/// For a person: a line for each problem of the bundle, then the findings in it.
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
        // A name in a bundle can hold anything, also what a terminal obeys.
        let (entry, message) = (escape_controls(entry), escape_controls(&problem.message));
        let _ = writeln!(text, "\u{1b}[1;31merror\u{1b}[0m: {entry} {message}");
    }
    if problems.len() > LISTED {
        let _ = writeln!(text, "… and {} more", problems.len() - LISTED);
    }
    if !options.quiet {
        let count = counted(verified.files, "file");
        let name = escape_controls(verified.name);
        let said = match problems.len() {
            0 => format!(
                "{name} is whole: {count}, {}, each as its manifest says.\n",
                size(verified.bytes)
            ),
            found => format!(
                "\n{}: {name} is not the bundle that was packed. Ask for it again, or pack it again.\n",
                counted(found, "problem")
            ),
        };
        text.push_str(&said);
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
