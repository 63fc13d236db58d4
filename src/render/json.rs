//! `check --format json`: the format `mcred.check/1` (design section 6).
//!
//! The structs here are the format. They are written for its readers and change
//! only with its version; the inner model is free to change.

use serde::Serialize;

use super::Look;
use crate::coverage::{Coverage, DetailCoverage};
use crate::finding::Finding;
use crate::model::{Artifact, Narrative, Portfolio, Position};
use crate::rules::Checked;

/// The name and version of the format.
const SCHEMA: &str = "mcred.check/1";

/// All portfolios as one JSON document.
pub fn json(checked: &[Checked], _: &Look) -> String {
    json_of(checked, |portfolio| portfolio.name.clone())
}

/// The same, each portfolio under the path that `name` gives it: a bundle tells
/// nothing of the folders of the machine where it was made.
pub fn json_of(checked: &[Checked], name: impl Fn(&Portfolio) -> String) -> String {
    let portfolios = checked.iter().map(|one| portfolio_json(one, name(&one.portfolio))).collect();
    let document = CheckJson { schema: SCHEMA, portfolios };
    let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
    text.push('\n');
    text
}

#[derive(Serialize)]
struct CheckJson {
    schema: &'static str,
    portfolios: Vec<PortfolioJson>,
}

#[derive(Serialize)]
pub(super) struct PortfolioJson {
    path: String,
    /// As evidence.toml names it; null where it names none.
    credential: Option<String>,
    complete: bool,
    overview: OverviewJson,
    outcomes: Vec<OutcomeJson>,
    reflection: NarrativeJson,
    artifacts: Vec<ArtifactJson>,
    findings: Vec<FindingJson>,
    counts: CountsJson,
}

#[derive(Serialize)]
struct NarrativeJson {
    words: usize,
    words_generous: usize,
    minimum: usize,
}

#[derive(Serialize)]
struct OverviewJson {
    #[serde(flatten)]
    narrative: NarrativeJson,
    questions: Vec<QuestionJson>,
}

#[derive(Serialize)]
struct QuestionJson {
    number: u32,
    words: usize,
    answered: bool,
}

#[derive(Serialize)]
struct OutcomeJson {
    number: u32,
    details: Vec<DetailJson>,
}

#[derive(Serialize)]
struct DetailJson {
    id: String,
    supported: bool,
    explanation_words: usize,
    evidence: Vec<EvidenceJson>,
}

#[derive(Serialize)]
struct EvidenceJson {
    artifact: String,
    at: String,
    status: &'static str,
}

#[derive(Serialize)]
struct ArtifactJson {
    path: String,
    kind: &'static str,
    bytes: u64,
    cited: bool,
}

#[derive(Serialize)]
struct FindingJson {
    rule: &'static str,
    level: &'static str,
    message: String,
    /// Null where there is nothing to add.
    help: Option<String>,
    path: String,
    /// Null for a finding about a file as a whole.
    start: Option<PositionJson>,
    end: Option<PositionJson>,
    /// The practitioner's reason, only where the finding is waived.
    #[serde(skip_serializing_if = "Option::is_none")]
    waived: Option<String>,
}

#[derive(Serialize)]
struct PositionJson {
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct CountsJson {
    errors: usize,
    warnings: usize,
    notes: usize,
    waived: usize,
}

pub(super) fn portfolio_json(checked: &Checked, path: String) -> PortfolioJson {
    let portfolio = &checked.portfolio;
    let credential = portfolio.credential.as_ref();
    let counts = checked.counts();
    let overview_minimum = credential.map_or(0, |credential| credential.overview.minimum_words);
    let reflection_minimum = credential.map_or(0, |credential| credential.reflection.minimum_words);
    PortfolioJson {
        path,
        credential: portfolio.evidence.credential.as_ref().map(|id| id.value.clone()),
        complete: checked.is_complete(),
        overview: OverviewJson {
            narrative: narrative_json(&portfolio.overview, overview_minimum),
            questions: questions_json(portfolio),
        },
        outcomes: outcomes_json(&checked.coverage),
        reflection: narrative_json(&portfolio.reflection, reflection_minimum),
        artifacts: artifacts_json(portfolio, &checked.coverage),
        findings: checked.findings.iter().map(|f| finding_json(f, portfolio)).collect(),
        counts: CountsJson {
            errors: counts.errors,
            warnings: counts.warnings,
            notes: counts.notes,
            waived: counts.waived,
        },
    }
}

fn narrative_json(narrative: &Narrative, minimum: usize) -> NarrativeJson {
    let words = narrative.words();
    NarrativeJson { words: words.strict, words_generous: words.generous, minimum }
}

fn questions_json(portfolio: &Portfolio) -> Vec<QuestionJson> {
    let prose = portfolio.overview.read().map(|(_, prose)| prose);
    let questions = portfolio.credential.iter().flat_map(|c| &c.overview.questions);
    questions
        .map(|question| {
            let words = prose.map_or(0, |prose| prose.answer_words(question.number));
            QuestionJson { number: question.number, words, answered: words > 0 }
        })
        .collect()
}

fn outcomes_json(coverage: &Coverage) -> Vec<OutcomeJson> {
    let outcomes = coverage.outcomes.iter();
    outcomes
        .map(|outcome| OutcomeJson {
            number: outcome.number,
            details: outcome.details.iter().map(detail_json).collect(),
        })
        .collect()
}

fn detail_json(detail: &DetailCoverage) -> DetailJson {
    let evidence = detail.evidence.iter();
    let evidence = evidence.map(|evidence| EvidenceJson {
        artifact: evidence.artifact.clone(),
        at: evidence.at.clone(),
        status: evidence.status.name(),
    });
    DetailJson {
        id: detail.id.to_string(),
        supported: detail.supported,
        explanation_words: detail.explanation_words,
        evidence: evidence.collect(),
    }
}

fn artifacts_json(portfolio: &Portfolio, coverage: &Coverage) -> Vec<ArtifactJson> {
    let artifacts = portfolio.artifacts.iter().enumerate();
    let artifact_json = |(index, artifact): (usize, &Artifact)| ArtifactJson {
        path: artifact.path.clone(),
        kind: artifact.kind.name(),
        bytes: artifact.bytes,
        cited: coverage.cites(index),
    };
    artifacts.map(artifact_json).collect()
}

fn finding_json(finding: &Finding, portfolio: &Portfolio) -> FindingJson {
    let source = portfolio.source(&finding.place.path);
    let position = |byte: usize| source.map(|source| source.position(byte)).map(position_json);
    let span = finding.place.span.clone();
    FindingJson {
        rule: finding.rule.name,
        level: finding.level().name(),
        message: finding.message.clone(),
        help: finding.help.clone(),
        path: finding.place.path.clone(),
        start: span.as_ref().and_then(|span| position(span.start)),
        end: span.as_ref().and_then(|span| position(span.end)),
        waived: finding.waived.clone(),
    }
}

fn position_json(position: Position) -> PositionJson {
    PositionJson { line: position.line, column: position.column }
}
