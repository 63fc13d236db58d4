//! The one sentence that sums up, and what comes after it.

use super::counted;
use crate::model::Portfolio;
use crate::rules::Checked;

/// Whether it is complete, and how much was found: a sentence.
pub(super) fn verdict(checked: &Checked) -> String {
    let counts = checked.counts();
    let mut found = vec![counted(counts.errors, "error"), counted(counts.warnings, "warning")];
    if counts.notes > 0 {
        found.push(counted(counts.notes, "note"));
    }
    if counts.waived > 0 {
        found.push(format!("{} waived", counts.waived));
    }
    let state = if checked.is_complete() { "Complete" } else { "Not complete yet" };
    format!("{state}: {}.", found.join(", "))
}

/// What a complete portfolio is told.
pub(super) const NO_MORE: &str = "Nothing required is missing, and mcred says no more than that: \
    how well it is done is for the assessor to judge.";

/// The command that comes after the last error.
pub(super) fn pack_it(portfolio: &Portfolio) -> String {
    let argument = match portfolio.name.as_str() {
        "." => String::new(),
        name => format!(" {}", quoted(name)),
    };
    format!("`mcred pack{argument}` writes the file to upload.")
}

/// A name as a shell takes it.
fn quoted(name: &str) -> String {
    match name.chars().all(|c| c.is_alphanumeric() || "/._-+:\\".contains(c)) {
        true => name.to_owned(),
        false => format!("\"{name}\""),
    }
}
