//! `check --format sarif`: SARIF 2.1.0, for code scanning and editors.
//!
//! Source: OASIS Static Analysis Results Interchange Format (SARIF) Version 2.1.0,
//! sections 3.13 (log) to 3.30 (region). One run holds all portfolios, each under its
//! path: code scanning takes one run per tool. What the practitioner has waived is no result,
//! since tools that do not know suppressions (section 3.35) would raise it all the same; it
//! stands with its reason in the run's property bag (section 3.8).

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use super::display_location::{DisplayLocation, in_words};
use super::{RenderError, RenderOptions};
use crate::finding::{Finding, Level, Rule};
use crate::model::{Portfolio, Position};
use crate::rules::{self, Checked};

/// All findings as one SARIF log.
///
/// # Errors
/// The serializer failed.
pub fn sarif(checked: &[Checked], _: &RenderOptions) -> Result<String, RenderError> {
    let rules: Vec<&Rule> = rules::all().collect();
    let all = || {
        checked.iter().flat_map(|one| {
            let portfolio = &one.portfolio;
            one.findings.iter().map(move |finding| (finding, portfolio))
        })
    };
    let results = all()
        .filter(|(finding, _)| finding.waived.is_none())
        .map(|(finding, portfolio)| result(finding, portfolio, &rules));
    let waived = all().filter_map(|(finding, portfolio)| waived(finding, portfolio)).collect();
    let run = Run {
        column_kind: "unicodeCodePoints",
        results: results.collect(),
        properties: Properties { waived },
        tool: Tool {
            driver: Driver {
                name: "mcred",
                semantic_version: env!("CARGO_PKG_VERSION"),
                short_description: Text { text: env!("CARGO_PKG_DESCRIPTION").to_owned() },
                rules: rules.iter().map(|rule| descriptor(rule)).collect(),
            },
        },
    };
    let log = Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [run],
    };
    super::json_document::document(&log)
}

#[derive(Serialize)]
struct Log {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    tool: Tool,
    /// Columns count characters, not UTF-16 units (section 3.14.17).
    column_kind: &'static str,
    results: Vec<ResultObject>,
    properties: Properties,
}

#[derive(Serialize)]
struct Properties {
    waived: Vec<Waived>,
}

/// A finding that the practitioner has waived.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Waived {
    rule_id: &'static str,
    message: String,
    uri: String,
    reason: String,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    short_description: Text,
    rules: Vec<Descriptor>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor {
    id: &'static str,
    short_description: Text,
    help: Help,
    default_configuration: Configuration,
}

#[derive(Serialize)]
struct Text {
    text: String,
}

#[derive(Serialize)]
struct Help {
    text: String,
    markdown: String,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ResultObject {
    rule_id: &'static str,
    /// Its index among the driver's rules.
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Text,
    locations: [Location; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: PhysicalLocation,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    /// Only for a finding that stands in a text.
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Serialize)]
struct ArtifactLocation {
    uri: String,
}

/// Lines and columns from 1; the end column is that behind the last character.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

fn descriptor(rule: &Rule) -> Descriptor {
    let markdown = rule.documentation();
    let lines = markdown.lines().map(|line| line.trim_start_matches('#').trim_start());
    Descriptor {
        id: rule.name,
        short_description: Text { text: rule.summary() },
        help: Help { text: lines.collect::<Vec<_>>().join("\n"), markdown },
        default_configuration: Configuration { level: level(rule.level) },
    }
}

fn result(finding: &Finding, portfolio: &Portfolio, rules: &[&Rule]) -> ResultObject {
    let location = DisplayLocation::of(finding, portfolio);
    let physical_location = PhysicalLocation {
        artifact_location: ArtifactLocation { uri: uri(&location.path) },
        region: location.range.map(region),
    };
    ResultObject {
        rule_id: finding.rule.name,
        rule_index: rules.iter().position(|rule| rule.name == finding.rule.name),
        level: level(finding.level()),
        message: Text { text: in_words(finding) },
        locations: [Location { physical_location }],
    }
}

fn waived(finding: &Finding, portfolio: &Portfolio) -> Option<Waived> {
    Some(Waived {
        rule_id: finding.rule.name,
        message: in_words(finding),
        uri: uri(&DisplayLocation::of(finding, portfolio).path),
        reason: finding.waived.clone()?,
    })
}

fn region((start, end): (Position, Position)) -> Region {
    Region {
        start_line: start.line,
        start_column: start.column,
        end_line: end.line,
        end_column: end.column,
    }
}

/// The word of section 3.27.10.
fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "note",
    }
}

/// What stands in a path as it is: RFC 3986's unreserved characters and `/`. A `:` is
/// encoded, too, or the first part of a relative path would read as a scheme.
const IN_PATH: AsciiSet = NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The address of a file: relative for a relative path, so that a log made in a
/// checkout fits every other checkout; `file:` for an absolute one.
fn uri(path: &str) -> String {
    let encode = |path: &str| {
        let parts = path.split('/').map(|part| utf8_percent_encode(part, &IN_PATH).to_string());
        parts.collect::<Vec<_>>().join("/")
    };
    let drive = path
        .split_once(":/")
        .filter(|(drive, _)| matches!(drive.as_bytes(), [letter] if letter.is_ascii_alphabetic()));
    match drive {
        Some((drive, path)) => format!("file:///{drive}:/{}", encode(path)),
        None if path.starts_with('/') => format!("file://{}", encode(path)),
        None => encode(path),
    }
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn addresses_hold_any_name() {
        assert_eq!(
            uri("anna/artifacts/année 1 #2.pdf"),
            "anna/artifacts/ann%C3%A9e%201%20%232.pdf"
        );
        assert_eq!(uri("a:b/100%.txt"), "a%3Ab/100%25.txt");
        assert_eq!(uri("../evidence.toml"), "../evidence.toml");
        assert_eq!(uri("/home/x/a b"), "file:///home/x/a%20b");
        assert_eq!(uri("C:/x/a b"), "file:///C:/x/a%20b");
    }
}
