//! Sentences that several outputs for people share.

use super::RenderOptions;
use super::counted;
use super::text_width::columns;
use crate::model::Portfolio;
use crate::rules::Checked;

/// The note on a complete portfolio.
pub(super) const NO_MORE: &str = "Nothing required is missing, and mcred says no more than that: \
    how well it is done is for the assessor to judge.";

/// The note on a sample.
pub(super) const SAMPLE: &str = "This is a SAMPLE (`sample = true` in evidence.toml): every page of \
    its bundle says so, and nobody can hand it in.";

/// The next command for a complete portfolio; none for a bundle.
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

/// A sentence on whether it is complete, with the number of findings.
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

/// An underlined title.
pub(super) fn heading(title: &str, options: &RenderOptions) -> String {
    if options.plain {
        return format!("{title}\n");
    }
    let rule = "━".repeat(options.width.min(columns(title) + 2));
    format!(" {title}\n{rule}\n")
}

/// A name quoted for a shell.
fn quoted(name: &str) -> String {
    match name.chars().all(|c| c.is_alphanumeric() || "/._-+:\\".contains(c)) {
        true => name.to_owned(),
        false => format!("\"{name}\""),
    }
}
