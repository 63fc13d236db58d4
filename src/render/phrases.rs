//! The sentences and lines that the outputs for people have in common.

use super::RenderOptions;
use super::counted;
use super::text_width::columns;
use crate::model::Portfolio;
use crate::rules::Checked;

/// What a complete portfolio is told.
pub(super) const NO_MORE: &str = "Nothing required is missing, and mcred says no more than that: \
    how well it is done is for the assessor to judge.";

/// What is said of a sample.
pub(super) const SAMPLE: &str = "This is a SAMPLE (`sample = true` in evidence.toml): every page of \
    its bundle says so, and nobody can hand it in.";

/// The command that comes after the last error; nothing comes after a bundle.
pub(super) fn pack_it(portfolio: &Portfolio, options: &RenderOptions) -> String {
    if options.packed {
        return String::new();
    }
    let argument = match portfolio.name.as_str() {
        "." => String::new(),
        name => format!(" {}", quoted(name)),
    };
    format!("Next: `mcred pack{argument}` writes the file to upload.\n")
}

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

/// A title with a line below it.
pub(super) fn heading(title: &str, options: &RenderOptions) -> String {
    if options.plain {
        return format!("{title}\n");
    }
    let rule = "━".repeat(options.width.min(columns(title) + 2));
    format!(" {title}\n{rule}\n")
}

/// A name as a shell takes it.
fn quoted(name: &str) -> String {
    match name.chars().all(|c| c.is_alphanumeric() || "/._-+:\\".contains(c)) {
        true => name.to_owned(),
        false => format!("\"{name}\""),
    }
}
