//! The location of a finding, relative to the folder of the user.

use crate::finding::Finding;
use crate::model::{Portfolio, Position};

/// The location of a finding as outputs show it.
pub(super) struct DisplayLocation {
    /// The path, with that of the portfolio.
    pub(super) path: String,
    /// Its beginning and its end (after the last character); none for a whole file.
    pub(super) range: Option<(Position, Position)>,
    /// The place in a document, which has no lines: `paragraph 12`.
    pub(super) at: Option<String>,
}

impl DisplayLocation {
    /// The location of this finding.
    pub(super) fn of(finding: &Finding, portfolio: &Portfolio) -> DisplayLocation {
        let path = path_with_portfolio(portfolio, &finding.place.path);
        DisplayLocation { path, range: range(finding, portfolio), at: at(finding, portfolio) }
    }

    /// `path:line:column`, or the path alone.
    pub(super) fn line_and_column(&self) -> String {
        match (&self.range, &self.at) {
            (Some((start, _)), _) => format!("{}:{}:{}", self.path, start.line, start.column),
            (None, Some(at)) => format!("{}, {at}", self.path),
            (None, None) => self.path.clone(),
        }
    }
}

/// The place of a finding in a document; none in a text, and if it is about a whole file.
pub(super) fn at(finding: &Finding, portfolio: &Portfolio) -> Option<String> {
    let source = portfolio.source(&finding.place.path)?;
    let paragraph = source.paragraph(finding.place.span.as_ref()?.start)?;
    Some(format!("paragraph {paragraph}"))
}

/// The beginning and the end of a finding in a text; none if it is about a whole file.
pub(super) fn range(finding: &Finding, portfolio: &Portfolio) -> Option<(Position, Position)> {
    let source = portfolio.source(&finding.place.path)?;
    let span = finding.place.span.as_ref()?;
    if source.paragraph(span.start).is_some() {
        return None;
    }
    // A range that ends with a line ends on that line, not at the beginning of the next.
    let text = source.text.get(span.clone()).unwrap_or("");
    let end = span.end.max(span.start) - (text.len() - text.trim_end_matches(['\r', '\n']).len());
    Some((source.position(span.start), source.position(end)))
}

/// A path of the portfolio, relative to the folder of the user.
pub(super) fn path_with_portfolio(portfolio: &Portfolio, path: &str) -> String {
    match portfolio.name.trim_end_matches('/') {
        "" if portfolio.name.starts_with('/') => format!("/{path}"),
        "" | "." => path.to_owned(),
        name => format!("{}/{path}", name.strip_prefix("./").unwrap_or(name)),
    }
}

/// The message, help and requirement of a finding, a line each, for formats with one text per finding.
pub(super) fn full_text(finding: &Finding) -> String {
    let mut text = finding.message.clone();
    let waived = finding.waived.as_ref().map(|reason| ("waived", reason));
    let help = finding.help.as_ref().filter(|_| waived.is_none()).map(|help| ("help", help));
    let required = finding.requirement.as_ref().map(|words| ("required", words));
    for (name, words) in [waived, help, required].into_iter().flatten() {
        text.push_str(&format!("\n{name}: {words}"));
    }
    text
}
