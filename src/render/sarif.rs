//! `check --format sarif`: SARIF 2.1.0, for code scanning and editors.
//!
//! Source: OASIS Static Analysis Results Interchange Format (SARIF) Version 2.1.0,
//! sections 3.13 (log) to 3.30 (region). One run contains all portfolios, each under its path, since
//! code scanning takes one run per tool. A waived finding is not a result, since some tools ignore
//! suppressions (section 3.35); it is in the property bag of the run (section 3.8), with its reason.

use serde::Serialize;

use super::display_location::{DisplayLocation, full_text};
use super::uri::uri;
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
    /// Its index in the rules of the driver.
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
    /// Only for a finding in a text.
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Serialize)]
struct ArtifactLocation {
    uri: String,
}

/// Lines and columns count from 1. The end column is after the last character.
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
        artifact_location: ArtifactLocation { uri: uri("", &location.path) },
        region: location.range.map(region),
    };
    ResultObject {
        rule_id: finding.rule.name,
        rule_index: rules.iter().position(|rule| rule.name == finding.rule.name),
        level: level(finding.level()),
        message: Text { text: full_text(finding) },
        locations: [Location { physical_location }],
    }
}

fn waived(finding: &Finding, portfolio: &Portfolio) -> Option<Waived> {
    Some(Waived {
        rule_id: finding.rule.name,
        message: full_text(finding),
        uri: uri("", &DisplayLocation::of(finding, portfolio).path),
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

/// The level in SARIF (section 3.27.10).
fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "note",
    }
}
