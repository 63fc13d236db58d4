//! Where a finding stands, as seen from where the user is.

use crate::finding::Finding;
use crate::model::{Portfolio, Position};

/// The place of a finding as outputs show it.
pub(super) struct DisplayLocation {
    /// The path, that of the portfolio in front.
    pub(super) path: String,
    /// Where it begins and ends (behind its last character); none for a file as a whole.
    pub(super) range: Option<(Position, Position)>,
}

impl DisplayLocation {
    /// The place of this finding.
    pub(super) fn of(finding: &Finding, portfolio: &Portfolio) -> DisplayLocation {
        let path = shown_path(portfolio, &finding.place.path);
        DisplayLocation { path, range: range(finding, portfolio) }
    }

    /// `path:line:column`, or the path alone.
    pub(super) fn line_and_column(&self) -> String {
        match &self.range {
            Some((start, _)) => format!("{}:{}:{}", self.path, start.line, start.column),
            None => self.path.clone(),
        }
    }
}

/// Where a finding begins and ends; none where it is about a file as a whole.
pub(super) fn range(finding: &Finding, portfolio: &Portfolio) -> Option<(Position, Position)> {
    let source = portfolio.source(&finding.place.path)?;
    let span = finding.place.span.as_ref()?;
    // A place that ends with its line ends on that line, not at the begin of the next.
    let stretch = source.text.get(span.clone()).unwrap_or("");
    let end =
        span.end.max(span.start) - (stretch.len() - stretch.trim_end_matches(['\r', '\n']).len());
    Some((source.position(span.start), source.position(end)))
}

/// A path of the portfolio as seen from where the user is.
pub(super) fn shown_path(portfolio: &Portfolio, path: &str) -> String {
    match portfolio.name.trim_end_matches('/') {
        "" if portfolio.name.starts_with('/') => format!("/{path}"),
        "" | "." => path.to_owned(),
        name => format!("{}/{path}", name.strip_prefix("./").unwrap_or(name)),
    }
}

/// What a finding says in formats that have one text for it: the message, what
/// to do, and the requirement, a line each.
pub(super) fn in_words(finding: &Finding) -> String {
    let mut text = finding.message.clone();
    let waived = finding.waived.as_ref().map(|reason| ("waived", reason));
    let help = finding.help.as_ref().filter(|_| waived.is_none()).map(|help| ("help", help));
    let required = finding.requirement.as_ref().map(|words| ("required", words));
    for (name, words) in [waived, help, required].into_iter().flatten() {
        text.push_str(&format!("\n{name}: {words}"));
    }
    text
}
