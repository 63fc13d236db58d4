//! The completeness of the portfolio, at the top of the guide.

use maud::{Markup, html};

use crate::coverage::Status;
use crate::finding::{Counts, Finding, Level};
use crate::model::{Credential, counted, grouped};
use crate::rules::Checked;

/// The completeness table and the findings.
pub(super) fn completeness(checked: &Checked, credential: &Credential) -> Markup {
    let portfolio = &checked.portfolio;
    let supported = checked.coverage.details().filter(|detail| detail.supported).count();
    let details = checked.coverage.details().count();
    let questions = credential.overview.questions.len();
    let answered = portfolio.overview.read().map_or(0, |(_, prose)| {
        let questions = credential.overview.questions.iter();
        questions.filter(|question| prose.answer_words(question.number) > 0).count()
    });
    let citations = || checked.coverage.details().flat_map(|detail| &detail.evidence);
    let verified = citations().filter(|evidence| evidence.status == Status::Verified).count();
    let honesty = &portfolio.evidence.honesty;
    let affirmed = [&honesty.own_words, &honesty.releases_on_file]
        .into_iter()
        .all(|word| word.as_ref().is_some_and(|word| word.value));
    let rows = [
        words(
            "Part 1 · Overview",
            portfolio.overview.words().strict,
            credential.overview.minimum_words,
        ),
        (
            "Part 1 · Questions answered".to_owned(),
            format!("{answered} of {questions}"),
            answered == questions,
        ),
        (
            "Part 2 · Details with evidence and explanation".to_owned(),
            format!("{supported} of {details}"),
            supported == details,
        ),
        (
            "Part 2 · Cited places found in the artifacts".to_owned(),
            format!("{verified} of {}", citations().count()),
            citations().all(|evidence| evidence.status != Status::Failed),
        ),
        words(
            "Part 3 · Reflection",
            portfolio.reflection.words().strict,
            credential.reflection.minimum_words,
        ),
        (
            "The practitioner’s word: own words, releases on file".to_owned(),
            if affirmed { "affirmed" } else { "not affirmed" }.to_owned(),
            affirmed,
        ),
    ];
    html! {
        section #completeness aria-labelledby="completeness-title" {
            h2 #completeness-title { "Completeness" }
            (verdict(checked))
            table.completeness {
                caption.unseen { "What the credential requires, and what is there" }
                thead { tr { th scope="col" { "Required" } th scope="col" { "There" } th scope="col" { "State" } } }
                tbody {
                    @for (what, there, met) in rows {
                        tr {
                            th scope="row" { (what) }
                            td { (there) }
                            td { (mark(met)) }
                        }
                    }
                }
            }
            @if let Some(limits) = checked.portfolio.credential.as_ref().map(|it| &it.limits).filter(|it| !it.is_empty()) {
                div.findings {
                    p.label { "What else the issuer asks" }
                    ul { @for limit in limits.sentences() { li { (limit) } } }
                }
            }
            (findings(checked))
        }
    }
}

fn verdict(checked: &Checked) -> Markup {
    html! {
        p.verdict {
            @match (checked.is_complete(), Counts::of(&checked.findings_for_reviewers()).errors) {
                (true, _) => { span.met { "✓ Complete." } " Nothing that the credential requires is missing." }
                // What is wrong is for the practitioner alone.
                (false, 0) => { span.unmet { "✗ Not complete." } }
                (false, errors) => { span.unmet { "✗ Not complete." } " " (counted(errors, "error")) " found." }
            }
        }
        p.hint { "Checked by a machine, which does not judge how good anything is." }
    }
}

fn words(what: &str, words: usize, minimum: usize) -> (String, String, bool) {
    let there = format!("{} words of {}", grouped(words), grouped(minimum));
    (what.to_owned(), there, words >= minimum)
}

fn mark(met: bool) -> Markup {
    html! {
        @if met { span.met { "✓ met" } } @else { span.unmet { "✗ open" } }
    }
}

/// The findings that reviewers may read, by rule and place; their messages are for the practitioner.
/// Waived ones of them are always visible, with their reasons.
fn findings(checked: &Checked) -> Markup {
    let findings = checked.findings_for_reviewers();
    let counts = Counts::of(&findings);
    let open: Vec<&Finding> = findings
        .iter()
        .filter(|finding| finding.level() != Level::Note && finding.waived.is_none())
        .collect();
    let waived = || findings.iter().filter_map(|it| Some((it, it.waived.as_ref()?)));
    html! {
        @if !open.is_empty() {
            details.findings {
                summary { (counted(counts.errors, "error")) " and " (counted(counts.warnings, "warning")) }
                ul {
                    @for finding in open {
                        li { code { (finding.rule.name) } " in " (finding.place.path) }
                    }
                }
            }
        }
        @if counts.waived > 0 {
            div.findings {
                p.label { "Set aside by the practitioner" }
                ul {
                    @for (finding, reason) in waived() {
                        li {
                            code { (finding.rule.name) } " in "
                            (finding.about.as_ref().unwrap_or(&finding.place.path))
                            ": “" (reason) "”"
                        }
                    }
                }
            }
        }
    }
}
