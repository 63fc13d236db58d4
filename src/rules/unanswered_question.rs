//! A question of the overview has no answer.
//!
//! ## Why it matters
//!
//! The overview is judged question by question. Under which heading an answer stands is how mcred, and the
//! assessor, know which question it answers.
//!
//! ## How to mend it
//!
//! Write the answer below a heading that begins with the question's number or repeats its text; it runs to
//! the next such heading. Where no heading does, a bold line with the number or text counts, and any line
//! that is a question's text.
//!
//! ```markdown
//! ## 2. How would you describe the process you used …?
//!
//! Your answer.
//! ```

use super::case::Case;
use crate::finding::{Finding, Level, Rule};
use crate::model::{Place, Question, SourceText, Span};

pub(super) const RULE: Rule =
    Rule::new("unanswered-question", Level::Error, include_str!("unanswered_question.rs"));

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    let Some(credential) = &case.portfolio.credential else { return Vec::new() };
    let Some((source, prose)) = case.portfolio.overview.read() else { return Vec::new() };
    let questions = &credential.overview.questions;
    if prose.answers.is_empty() && questions.len() > 1 {
        return vec![no_heading(source, questions)];
    }
    let finding = |question: &Question| {
        let answers = || prose.answers.iter().filter(|a| a.question == question.number);
        let answered = answers().any(|answer| answer.words.strict > 0);
        // A placeholder says the same of the same line.
        let waits = answers().any(|answer| answer.has_placeholder);
        if answered || waits {
            return None;
        }
        let requirement = format!("{}. {}", question.number, question.text);
        let (span, message, help) = match answers().next() {
            Some(answer) => (
                without_line_end(&source.text, &answer.heading),
                format!("question {} has a heading and no answer", question.number),
                "write the answer below this heading".to_owned(),
            ),
            None => {
                // Where the heading belongs: before the next question's, or at the end.
                let next = prose.answers.iter().find(|a| a.question > question.number);
                let at = next.map_or(source.text.trim_end().len(), |next| next.heading.start);
                (
                    at..at,
                    format!("no heading of the overview belongs to question {}", question.number),
                    format!("write `## {requirement}` and the answer below it"),
                )
            }
        };
        let place = Place::at(&source.path, span);
        Some(Finding::new(RULE, place, message).help(help).requirement(requirement))
    };
    questions.iter().filter_map(finding).collect()
}

/// One finding for an overview in which nothing says where any answer begins.
fn no_heading(source: &SourceText, questions: &[Question]) -> Finding {
    let lines = questions.iter().map(|it| format!("`## {}. {}`", it.number, it.text));
    let lines: Vec<String> = lines.collect();
    let message =
        format!("no heading of the overview belongs to any of its {} questions", lines.len());
    let help = format!("copy each of these lines above its answer: {}", lines.join(", "));
    let end = source.text.trim_end().len();
    Finding::new(RULE, Place::at(&source.path, end..end), message).help(help)
}

fn without_line_end(text: &str, heading: &Span) -> Span {
    let shown = text.get(heading.clone()).unwrap_or("").trim_end().len();
    heading.start..heading.start + shown
}
