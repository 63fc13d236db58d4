//! Sentences that several outputs for people share.

use super::RenderOptions;
use super::counted;
use super::display_location::DisplayLocation;
use super::text_width::columns;
use crate::finding::{Finding, Level};
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
    format!("Next: `mcred pack{}` writes the file to upload.\n", argument(portfolio))
}

/// The folder of the portfolio as an argument of a command, with a space before it; none for the
/// current folder.
pub(super) fn argument(portfolio: &Portfolio) -> String {
    match portfolio.name.as_str() {
        "." => String::new(),
        name => format!(" {}", quoted(name)),
    }
}

/// The level of a finding in its color.
pub(super) fn colored_level(finding: &Finding) -> String {
    let color = match finding.level() {
        Level::Error => "1;31",
        Level::Warning => "1;33",
        Level::Note => "1;32",
    };
    format!("\u{1b}[{color}m{}\u{1b}[0m", finding.level().name())
}

/// The place of a finding in its portfolio: `evidence.toml:57`.
pub(super) fn place(finding: &Finding, checked: &Checked) -> String {
    let path = &finding.place.path;
    let DisplayLocation { range, at, .. } = DisplayLocation::of(finding, &checked.portfolio);
    match (range, at) {
        (Some((start, _)), _) => format!("{path}:{}", start.line),
        (None, Some(at)) => format!("{path}, {at}"),
        (None, None) => path.clone(),
    }
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
pub(super) fn quoted(name: &str) -> String {
    match name.chars().all(|c| c.is_alphanumeric() || "/._-+:\\".contains(c)) {
        true => name.to_owned(),
        false => format!("\"{name}\""),
    }
}
