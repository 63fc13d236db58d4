//! The next steps: a summary of the findings as a to-do list.

use crate::finding::{Finding, Level};
use crate::model::plural;
use crate::rules::Checked;

/// The next steps, most important first; none for a complete portfolio.
pub fn next_steps(checked: &Checked) -> Vec<String> {
    if let Some(first) = unreadable_form(checked) {
        return vec![first];
    }
    let of = |rule: &str| checked.findings.iter().filter(|f| f.rule.name == rule).count();
    let mut steps = Vec::new();
    steps.extend(words(checked));
    steps.extend(questions(checked));
    steps.extend(details(checked, "Cite evidence for", |d| d.evidence.is_empty()));
    steps.extend(details(checked, "Explain the evidence of", |d| {
        !d.evidence.is_empty() && d.explanation_words == 0
    }));
    if of("missing-attestation") > 0 {
        steps.push("Read [honesty] in evidence.toml and affirm what is true.".to_owned());
    }
    let named = !steps.is_empty();
    steps.extend(others(&checked.findings, named));
    steps
}

/// The first step if evidence.toml or its credential can't be read. Any other advice would be a guess
/// then.
fn unreadable_form(checked: &Checked) -> Option<String> {
    let evidence = &checked.portfolio.evidence;
    let of =
        |rules: &[&str]| checked.findings.iter().find(|finding| rules.contains(&finding.rule.name));
    let broken = of(&["invalid-evidence-file"]).filter(|_| !evidence.well_formed);
    if let Some(finding) = broken {
        return Some(match &finding.place.span {
            Some(span) => {
                let line = evidence.source.position(span.start).line;
                format!("Mend line {line} of evidence.toml: {}.", finding.message)
            }
            None => format!("Mend this: {}.", finding.message),
        });
    }
    if !evidence.slips.is_empty() {
        return Some(
            "Let `mcred check --fix` mend the slips in evidence.toml, then check again.".to_owned(),
        );
    }
    if checked.portfolio.credential.is_some() {
        return None;
    }
    let unnamed = checked.findings.iter().find(|finding| {
        finding.rule.name == "invalid-evidence-file" && finding.message.contains("credential")
    });
    let first = of(&["unknown-credential", "invalid-catalog"]).or(unnamed)?;
    Some(format!("Mend this: {}.", first.message))
}

/// The rules that the steps above cover.
const COVERED: [&str; 6] = [
    "too-few-words",
    "unanswered-question",
    "leftover-placeholder",
    "missing-evidence",
    "missing-explanation",
    "missing-attestation",
];

fn words(checked: &Checked) -> Vec<String> {
    let Some(credential) = &checked.portfolio.credential else { return Vec::new() };
    let parts = [
        (&checked.portfolio.overview, "overview", credential.overview.minimum_words),
        (&checked.portfolio.reflection, "reflection", credential.reflection.minimum_words),
    ];
    parts
        .into_iter()
        .filter_map(|(narrative, name, minimum)| {
            narrative.read()?;
            let missing = minimum.checked_sub(narrative.words().strict).filter(|m| *m > 0)?;
            let words = super::counted(missing, "more word");
            Some(format!("Write at least {words} in the {name}."))
        })
        .collect()
}

fn questions(checked: &Checked) -> Option<String> {
    let credential = checked.portfolio.credential.as_ref()?;
    let (_, prose) = checked.portfolio.overview.read()?;
    let open: Vec<String> = credential
        .overview
        .questions
        .iter()
        .filter(|question| {
            let mut answers = prose.answers.iter().filter(|a| a.question == question.number);
            !answers.any(|answer| answer.words.strict > 0)
        })
        .map(|question| question.number.to_string())
        .collect();
    let questions = plural(open.len(), "question");
    (!open.is_empty()).then(|| format!("Answer {questions} {}.", open.join(", ")))
}

fn details(
    checked: &Checked,
    what: &str,
    wanted: impl Fn(&crate::coverage::DetailCoverage) -> bool,
) -> Option<String> {
    let wanted = checked.coverage.details().filter(|detail| wanted(detail));
    let ids: Vec<String> = wanted.map(|detail| detail.id.to_string()).collect();
    (!ids.is_empty()).then(|| format!("{what} {}.", ids.join(", ")))
}

fn others(findings: &[Finding], named: bool) -> Option<String> {
    let others = || {
        findings.iter().filter(|finding| {
            finding.level() == Level::Error && !COVERED.contains(&finding.rule.name)
        })
    };
    let first = others().next()?;
    Some(match others().count() {
        1 => format!("Mend this: {}.", first.message),
        more => {
            let other = if named { "other " } else { "" };
            format!("Mend {more} {other}errors; the first: {}.", first.message)
        }
    })
}
