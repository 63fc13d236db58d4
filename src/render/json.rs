//! `check --format json`: the format `mcred.check/1` (design section 6).
//!
//! These structs define the format. They change only with its version, independently of the model.

use serde::Serialize;

use super::display_location::{at, range};
use super::since::{SinceJson, since_json};
use super::{RenderError, RenderOptions};
use crate::coverage::{Coverage, DetailCoverage};
use crate::diff::Changes;
use crate::finding::{Counts, Finding};
use crate::model::{Artifact, Facts, Limits, Narrative, Portfolio, Position, Stripping};
use crate::rules::Checked;

/// The name and version of the format.
pub(super) const SCHEMA: &str = "mcred.check/1";

/// All portfolios as one JSON document.
///
/// # Errors
/// The serializer failed.
pub fn json(checked: &[Checked], _: &RenderOptions) -> Result<String, RenderError> {
    let name = |one: &Checked| one.portfolio.name.clone();
    document(checked.iter().map(|one| portfolio_json(one, name(one), None)).collect())
}

/// One portfolio in a bundle, with the changes since an earlier bundle, if there is one. Its path is the
/// base folder, since a bundle contains no paths of the machine that packed it, and it states nothing
/// that blind review hides.
///
/// # Errors
/// The serializer failed.
pub fn completeness_json(
    checked: &Checked,
    base: &str,
    since: Option<&Changes>,
) -> Result<String, RenderError> {
    let mut json = portfolio_json(checked, base.to_owned(), since);
    let findings = checked.findings_for_reviewers();
    json.counts = counts_json(&findings);
    json.findings = findings.iter().map(|f| finding_json(f, &checked.portfolio)).collect();
    for stripped in &mut json.stripped {
        // Where a name still stands is for the practitioner, who reads it when packing.
        stripped.left.clear();
        stripped.obstacle = None;
    }
    json.stripped.retain(|stripped| !stripped.removed.is_empty());
    document(vec![json])
}

fn document(portfolios: Vec<PortfolioJson>) -> Result<String, RenderError> {
    let document = CheckJson { schema: SCHEMA, portfolios };
    super::json_document::document(&document)
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(title = "mcred.check/1"))]
/// What `mcred check --format json` says.
struct CheckJson {
    #[cfg_attr(test, schemars(extend("const" = SCHEMA)))]
    schema: &'static str,
    portfolios: Vec<PortfolioJson>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct PortfolioJson {
    /// The portfolio's folder as the user named it; in a bundle its base folder.
    path: String,
    /// As evidence.toml names it; null where it names none.
    credential: Option<String>,
    /// Whether there is no finding at error level.
    complete: bool,
    /// True where it is a sample, which nobody may hand in; else it is left out.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    sample: bool,
    overview: OverviewJson,
    outcomes: Vec<OutcomeJson>,
    /// The limits that the catalog file of the portfolio states; left out where it states none.
    #[serde(skip_serializing_if = "Limits::is_empty")]
    limits: Limits,
    reflection: NarrativeJson,
    artifacts: Vec<ArtifactJson>,
    /// What `pack --strip-metadata` did; only there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    stripped: Vec<StrippedJson>,
    findings: Vec<FindingJson>,
    counts: CountsJson,
    /// What changed since an earlier submission, only where `pack --since` names one.
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<SinceJson>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct NarrativeJson {
    /// The strict count, which the minimum is held to.
    words: usize,
    /// Everything that a word processor would count.
    words_generous: usize,
    /// The fewest words that are accepted.
    minimum: usize,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct OverviewJson {
    #[serde(flatten)]
    narrative: NarrativeJson,
    questions: Vec<QuestionJson>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct QuestionJson {
    number: u32,
    words: usize,
    answered: bool,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct OutcomeJson {
    number: u32,
    details: Vec<DetailJson>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct DetailJson {
    id: String,
    /// There is an explanation, and evidence that did not fail.
    supported: bool,
    explanation_words: usize,
    evidence: Vec<EvidenceJson>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct EvidenceJson {
    artifact: String,
    at: String,
    /// What came of looking it up.
    #[cfg_attr(test, schemars(extend("enum" = ["verified", "unverified", "failed"])))]
    status: &'static str,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct ArtifactJson {
    path: String,
    kind: &'static str,
    bytes: u64,
    #[serde(flatten)]
    facts: FactsJson,
    cited: bool,
}

/// The copy of a file without its properties, by their names.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct StrippedJson {
    path: String,
    /// Blocks and properties that are not in the copy.
    removed: Vec<String>,
    /// Those that are still in it.
    left: Vec<String>,
    /// Why nothing could be removed, as a clause; null where something was.
    obstacle: Option<String>,
}

/// What an artifact has by its kind; each only where it is known.
#[derive(Serialize, Default)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct FactsJson {
    #[serde(skip_serializing_if = "Option::is_none")]
    pages: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    slides: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sheets: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    seconds: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    width: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    height: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lines: Option<u32>,
}

impl FactsJson {
    fn of(facts: &Facts) -> FactsJson {
        FactsJson {
            pages: facts.pages,
            slides: facts.slides.as_ref().map(Vec::len),
            sheets: facts.sheets.as_ref().map(Vec::len),
            seconds: facts.millis.map(|millis| millis as f64 / 1_000.0),
            width: facts.width,
            height: facts.height,
            lines: facts.lines,
        }
    }
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct FindingJson {
    rule: &'static str,
    #[cfg_attr(test, schemars(extend("enum" = ["error", "warning", "note"])))]
    level: &'static str,
    message: String,
    /// Null where there is nothing to add.
    help: Option<String>,
    /// Relative to the portfolio, with `/`.
    path: String,
    /// Null for a finding about a file as a whole.
    start: Option<PositionJson>,
    /// Behind the last character.
    end: Option<PositionJson>,
    /// The place in a document, in place of lines and columns: `paragraph 12`.
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<String>,
    /// The practitioner's reason, only where the finding is waived.
    #[serde(skip_serializing_if = "Option::is_none")]
    waived: Option<String>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
/// Lines and columns count from 1, columns in characters.
pub(super) struct PositionJson {
    line: usize,
    column: usize,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct CountsJson {
    errors: usize,
    warnings: usize,
    notes: usize,
    waived: usize,
}

pub(super) fn portfolio_json(
    checked: &Checked,
    path: String,
    since: Option<&Changes>,
) -> PortfolioJson {
    let portfolio = &checked.portfolio;
    let credential = portfolio.credential.as_ref();
    let overview_minimum = credential.map_or(0, |credential| credential.overview.minimum_words);
    let reflection_minimum = credential.map_or(0, |credential| credential.reflection.minimum_words);
    PortfolioJson {
        path,
        credential: portfolio.evidence.credential.as_ref().map(|id| id.value.clone()),
        complete: checked.is_complete(),
        sample: portfolio.evidence.is_sample(),
        overview: OverviewJson {
            narrative: narrative_json(&portfolio.overview, overview_minimum),
            questions: questions_json(portfolio),
        },
        outcomes: outcomes_json(&checked.coverage),
        limits: credential.map_or_else(Limits::default, |it| it.limits.clone()),
        reflection: narrative_json(&portfolio.reflection, reflection_minimum),
        artifacts: artifacts_json(portfolio, &checked.coverage),
        stripped: portfolio.strippings.iter().map(stripped_json).collect(),
        findings: checked.findings.iter().map(|f| finding_json(f, portfolio)).collect(),
        counts: counts_json(&checked.findings),
        since: since.map(since_json),
    }
}

fn counts_json(findings: &[Finding]) -> CountsJson {
    let Counts { errors, warnings, notes, waived } = Counts::of(findings);
    CountsJson { errors, warnings, notes, waived }
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
        facts: artifact.facts().map(FactsJson::of).unwrap_or_default(),
        cited: coverage.cites(index),
    };
    artifacts.map(artifact_json).collect()
}

fn stripped_json(stripping: &Stripping) -> StrippedJson {
    StrippedJson {
        path: stripping.path.clone(),
        removed: stripping.removed.clone(),
        left: stripping.left.clone(),
        obstacle: stripping.obstacle.clone(),
    }
}

fn finding_json(finding: &Finding, portfolio: &Portfolio) -> FindingJson {
    let (start, end) = range(finding, portfolio).unzip();
    FindingJson {
        rule: finding.rule.name,
        level: finding.level().name(),
        message: finding.message.clone(),
        help: finding.help.clone(),
        path: finding.place.path.clone(),
        start: start.map(position_json),
        end: end.map(position_json),
        at: at(finding, portfolio),
        waived: finding.waived.clone(),
    }
}

pub(super) fn position_json(position: Position) -> PositionJson {
    PositionJson { line: position.line, column: position.column }
}

#[cfg(test)]
mod tests {
    use super::CheckJson;
    use crate::render::json_schema::assert_schema_of;

    #[test]
    fn the_schema_matches_the_structs() {
        assert_schema_of::<CheckJson>("mcred.check-1.json");
    }
}
