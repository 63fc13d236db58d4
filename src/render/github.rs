//! `check --format github`: workflow commands, which GitHub shows as annotations.
//!
//! Source: GitHub's "Workflow commands for GitHub Actions". The escapes are those of its toolkit
//! (`packages/core/src/command.ts`): `%`, CR and LF in messages; `:` and `,` in properties, too.

use super::display_location::{DisplayLocation, full_text};
use super::{RenderError, RenderOptions, sanitize};
use crate::finding::{Finding, Level};
use crate::model::Portfolio;
use crate::rules::Checked;

/// A command per finding. A waived one is a notice with the reason.
///
/// # Errors
/// None, but the signature is that of all formats.
pub fn github(checked: &[Checked], _: &RenderOptions) -> Result<String, RenderError> {
    let commands = checked
        .iter()
        .flat_map(|one| one.findings.iter().map(|finding| command(finding, &one.portfolio)));
    Ok(commands.collect())
}

fn command(finding: &Finding, portfolio: &Portfolio) -> String {
    let name = match finding.level() {
        _ if finding.waived.is_some() => "notice",
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "notice",
    };
    let location = DisplayLocation::of(finding, portfolio);
    let mut properties = format!("file={}", property(&location.path));
    if let Some((start, end)) = location.range {
        properties.push_str(&format!(",line={},endLine={}", start.line, end.line));
        // GitHub refuses columns for a range of several lines.
        if start.line == end.line {
            properties.push_str(&format!(",col={},endColumn={}", start.column, end.column));
        }
    }
    let title = property(finding.rule.name);
    format!("::{name} {properties},title={title}::{}\n", data(&full_text(finding)))
}

fn data(text: &str) -> String {
    sanitize(&text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A"))
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{data, property};

    #[test]
    fn texts_are_escaped() {
        assert_eq!(data("100%\r\nof: a, b"), "100%25%0D%0Aof: a, b");
        assert_eq!(property("a,b:c%\n"), "a%2Cb%3Ac%25%0A");
    }
}
