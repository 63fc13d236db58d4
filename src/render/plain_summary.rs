//! The summary for screen readers: a sentence per line.

use std::fmt::Write;

use super::phrases::{pack_it, verdict};
use super::portfolio_names::short_names;
use super::{RenderOptions, counted, grouped, next_steps, sanitize};
use crate::model::escape_controls;
use crate::rules::Checked;

/// The progress of these portfolios, in a few lines each.
pub(super) fn plain_summary(checked: &[Checked], options: &RenderOptions) -> String {
    let mut text = String::new();
    let several = checked.len() > 1;
    for (one, name) in checked.iter().zip(short_names(checked)) {
        if several {
            let _ = writeln!(text, "Portfolio {}", escape_controls(&name));
        }
        let _ = writeln!(text, "{}", verdict(one));
        parts(&mut text, one, !several);
        match next_steps(one).first() {
            Some(step) => drop(writeln!(text, "Next: {}", escape_controls(step))),
            None => text.push_str(&pack_it(&one.portfolio, options)),
        }
    }
    sanitize(&text)
}

fn parts(text: &mut String, checked: &Checked, in_full: bool) {
    let portfolio = &checked.portfolio;
    let Some(credential) = &portfolio.credential else { return };
    let words =
        |words: usize, least: usize| format!("{} of {}", counted(words, "word"), grouped(least));
    let overview = portfolio.overview.words().strict;
    let _ = writeln!(text, "Overview: {}", words(overview, credential.overview.minimum_words));
    let questions = credential.overview.questions.iter().filter(|_| in_full);
    for question in questions {
        let words =
            portfolio.overview.read().map_or(0, |(_, prose)| prose.answer_words(question.number));
        let _ = writeln!(text, "Question {}: {}", question.number, counted(words, "word"));
    }
    let supported = checked.coverage.details().filter(|detail| detail.supported).count();
    let all = counted(checked.coverage.details().count(), "detail");
    let _ = writeln!(text, "Evidence: {supported} of {all} supported");
    let open = checked.coverage.details().filter(|detail| !detail.supported);
    let open: Vec<String> = open.map(|detail| detail.id.to_string()).collect();
    if !open.is_empty() && in_full {
        let _ = writeln!(text, "Not supported yet: {}", open.join(", "));
    }
    let reflection = portfolio.reflection.words().strict;
    let _ =
        writeln!(text, "Reflection: {}", words(reflection, credential.reflection.minimum_words));
}
