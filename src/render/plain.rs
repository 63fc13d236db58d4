//! The output for screen readers (`--plain`): one fact per line, without drawing or wrapping. No
//! meaning depends on a symbol or a column.

use std::fmt::Write;

use super::cohort_words::{unsupported, zips};
use super::display_location::{DisplayLocation, path_with_portfolio};
use super::phrases::{NO_MORE, SAMPLE, pack_it, verdict};
use super::portfolio_names::{credential_name, short_names};
use super::{RenderOptions, alone, counted, grouped, next_steps};
use crate::coverage::DetailCoverage;
use crate::finding::Finding;
use crate::load::Beside;
use crate::model::{Credential, Portfolio, shown_path};
use crate::rules::Checked;

/// One portfolio in full, or several in short.
pub(super) fn plain(checked: &[Checked], options: &RenderOptions) -> String {
    match alone(checked, options) {
        Some(one) => portfolio(one, options),
        None => cohort(checked, options.beside),
    }
}

fn portfolio(checked: &Checked, options: &RenderOptions) -> String {
    let mut text = String::new();
    if !options.quiet {
        if let Some(credential) = &checked.portfolio.credential {
            let _ = writeln!(text, "{}", credential.title);
        }
        let _ = writeln!(text, "{}", verdict(checked));
        if checked.portfolio.evidence.is_sample() {
            let _ = writeln!(text, "{SAMPLE}");
        }
    }
    for finding in &checked.findings {
        write_finding(&mut text, finding, &checked.portfolio);
    }
    if options.quiet {
        return text;
    }
    if let Some(credential) = &checked.portfolio.credential {
        parts(&mut text, checked, credential);
    }
    text.push('\n');
    if checked.is_complete() {
        let _ = write!(text, "{NO_MORE}\n{}", pack_it(&checked.portfolio, options));
    } else {
        for (index, step) in next_steps(checked).iter().enumerate() {
            let _ = writeln!(text, "Step {} of what is next: {step}", index + 1);
        }
        text.push_str("`mcred explain RULE` says more about a rule.\n");
    }
    text
}

fn write_finding(text: &mut String, finding: &Finding, portfolio: &Portfolio) {
    let location = DisplayLocation::of(finding, portfolio);
    let level = match (&finding.waived, finding.level().name()) {
        (Some(_), _) => "Waived",
        (None, "error") => "Error",
        (None, "warning") => "Warning",
        (None, _) => "Note",
    };
    let _ = writeln!(text, "\n{level}: {}.", finding.message);
    let _ = match location.range {
        Some((start, _)) => {
            writeln!(text, "Where: {}, line {}, column {}", location.path, start.line, start.column)
        }
        None => writeln!(text, "Where: {}", location.path),
    };
    if let Some(requirement) = &finding.requirement {
        let _ = writeln!(text, "Required: {requirement}");
    }
    match (&finding.waived, &finding.help) {
        (Some(reason), _) => drop(writeln!(text, "Reason: {reason}")),
        (None, Some(help)) => drop(writeln!(text, "Help: {help}")),
        (None, None) => {}
    }
    let _ = writeln!(text, "Rule: {}", finding.rule.name);
}

fn parts(text: &mut String, checked: &Checked, credential: &Credential) {
    let portfolio = &checked.portfolio;
    let words = |words: usize, least: usize| {
        let enough = if words >= least { "enough" } else { "too few" };
        format!("{} of {} asked for, {enough}", counted(words, "word"), grouped(least))
    };
    text.push_str("\nPart 1, overview\n");
    let overview = &portfolio.overview;
    for question in &credential.overview.questions {
        let words = overview.read().map_or(0, |(_, p)| p.answer_words(question.number));
        let state = match words {
            0 => "no answer".to_owned(),
            words => format!("answered in {}", counted(words, "word")),
        };
        let _ = writeln!(text, "Question {}, {state}: {}", question.number, question.text);
    }
    let whole = words(overview.words().strict, credential.overview.minimum_words);
    let _ = writeln!(text, "The whole overview: {whole}.");
    text.push_str("\nPart 2, evidence\n");
    for (coverage, detail) in checked.coverage.details().zip(credential.details()) {
        let state = if coverage.supported { "supported" } else { "not supported" };
        let _ = writeln!(text, "Detail {}, {state}: {}", detail.id, detail.text);
        evidence(text, coverage);
    }
    let supported = checked.coverage.details().filter(|detail| detail.supported).count();
    let all = counted(checked.coverage.details().count(), "detail");
    let _ = writeln!(text, "{supported} of {all} supported.");
    text.push_str("\nPart 3, reflection\n");
    let words = words(portfolio.reflection.words().strict, credential.reflection.minimum_words);
    let _ = writeln!(text, "The whole reflection: {words}.");
}

fn evidence(text: &mut String, detail: &DetailCoverage) {
    let _ = match detail.explanation_words {
        0 => writeln!(text, "  No explanation"),
        words => writeln!(text, "  Explained in {}", counted(words, "word")),
    };
    if detail.evidence.is_empty() {
        text.push_str("  No evidence\n");
    }
    for evidence in &detail.evidence {
        let (artifact, at) = (&evidence.artifact, &evidence.at);
        let _ = writeln!(text, "  Evidence {}: {artifact}, {at}", evidence.status.name());
    }
}

fn cohort(checked: &[Checked], beside: &Beside) -> String {
    let mut text = String::new();
    let complete = checked.iter().filter(|one| one.is_complete()).count();
    let all = counted(checked.len(), "portfolio");
    let _ = writeln!(text, "{complete} of {all} complete.");
    for (one, name) in checked.iter().zip(short_names(checked)) {
        let supported = one.coverage.details().filter(|detail| detail.supported).count();
        let _ = writeln!(text, "\nPortfolio {name}: {}", verdict(one));
        let _ = writeln!(
            text,
            "Folder: {}",
            path_with_portfolio(&one.portfolio, "").trim_end_matches('/')
        );
        let _ = writeln!(text, "Credential: {}", credential_name(one));
        let words = |words: usize| counted(words, "word");
        let _ = writeln!(text, "Overview: {}", words(one.portfolio.overview.words().strict));
        let _ = writeln!(text, "Reflection: {}", words(one.portfolio.reflection.words().strict));
        let all = one.coverage.details().count();
        let _ = writeln!(text, "Details supported: {supported} of {all}");
        let missing = unsupported(one);
        if !missing.is_empty() {
            let _ = writeln!(text, "Details not supported: {missing}");
        }
        if let Some(step) = next_steps(one).first() {
            let _ = writeln!(text, "Next: {step}");
        }
    }
    for (folder, why) in &beside.folders {
        let _ = writeln!(text, "\nFolder {}: no portfolio, {why}.", shown_path(folder));
    }
    let zips = zips(beside);
    if !zips.is_empty() {
        let _ = writeln!(text, "\n{zips}");
    }
    text
}
