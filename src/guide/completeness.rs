//! The top of the guide: how far the portfolio is, at a glance.

use maud::{Markup, html};

use crate::coverage::Status;
use crate::finding::{Counts, Level};
use crate::model::{Credential, counted, grouped};
use crate::rules::Checked;

/// The completeness table, and what was found.
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
            "Part 2 · Places looked up in the artifacts".to_owned(),
            format!("{verified} of {}", citations().count()),
            citations().all(|evidence| evidence.status != Status::Failed),
        ),
        words(
            "Part 3 · Reflection",
            portfolio.reflection.words().strict,
            credential.reflection.minimum_words,
        ),
    ];
    html! {
        section #completeness aria-labelledby="completeness-title" {
            h2 #completeness-title { "Completeness" }
            p.hint {
                "Checked by a machine: what is required is there. How well it shows proficiency is "
                "for the assessor to judge."
            }
            table {
                caption.unseen { "What the credential requires, and what is there" }
                thead { tr { th scope="col" { "Required" } th scope="col" { "There" } th scope="col" { "" } } }
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
            (findings(checked))
        }
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

/// What the checks found, by rule and place; the messages stay with the practitioner.
fn findings(checked: &Checked) -> Markup {
    let counts = Counts::of(&checked.findings);
    let shown = || checked.findings.iter().filter(|finding| finding.level() != Level::Note);
    html! {
        @if shown().next().is_some() {
            details.findings {
                summary {
                    (counted(counts.errors, "error")) ", " (counted(counts.warnings, "warning"))
                    @if counts.waived > 0 { ", " (counts.waived) " waived" }
                }
                ul {
                    @for finding in shown() {
                        li {
                            code { (finding.rule.name) } " in " (finding.place.path)
                            @if let Some(reason) = &finding.waived {
                                ": waived by the practitioner, “" (reason) "”"
                            }
                        }
                    }
                }
            }
        }
    }
}
