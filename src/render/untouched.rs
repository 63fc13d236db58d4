//! A portfolio in which nothing is done yet: a page on how to begin, in place of a finding for
//! everything that is missing.

use std::fmt::Write;

use super::phrases::{argument, heading};
use super::{RenderOptions, counted, sanitize};
use crate::model::{Credential, wrapped};
use crate::rules::Checked;

/// Whether nothing was written, cited or collected yet, and nothing else is to be said.
pub(super) fn is_untouched(checked: &Checked, options: &RenderOptions) -> bool {
    const EXPECTED: [&str; 7] = [
        "leftover-placeholder",
        "missing-attestation",
        "missing-evidence",
        "missing-explanation",
        "provisional-requirement",
        "too-few-words",
        "unanswered-question",
    ];
    let portfolio = &checked.portfolio;
    !options.all
        && !options.quiet
        && !options.packed
        && !checked.is_complete()
        && portfolio.credential.is_some()
        && portfolio.artifacts.is_empty()
        && portfolio.overview.words().strict + portfolio.reflection.words().strict == 0
        && checked.coverage.details().all(|it| it.evidence.is_empty() && it.explanation_words == 0)
        && checked.findings.iter().all(|finding| EXPECTED.contains(&finding.rule.name))
}

/// How to begin.
pub(super) fn untouched(checked: &Checked, options: &RenderOptions) -> String {
    let Some(credential) = &checked.portfolio.credential else { return String::new() };
    let mut text = heading(&credential.title, options);
    text.push_str("Nothing is written yet. Three parts make it complete:\n\n");
    for (name, what, file) in parts(checked, credential) {
        let _ = match options.plain {
            true => writeln!(text, "{name}: {what}. File: {file}"),
            false => writeln!(text, "  {name:<20}  {what}\n{:24}{file}", ""),
        };
    }
    text.push_str("\nBegin here:\n");
    for (index, step) in steps(checked, credential).iter().enumerate() {
        let lead = if options.plain { "Step " } else { "  " };
        let step = format!("{lead}{}. {step}", index + 1);
        match options.plain {
            true => text.push_str(&format!("{step}\n")),
            false => text.push_str(&wrapped(&step, "     ", options.width)),
        }
    }
    text.push_str(
        "\n`mcred check` says how far you are, at any time.\n\
         `mcred check --all` lists everything that is still missing.\n",
    );
    sanitize(&text)
}

/// Each part: its name, what it takes and where it is written.
fn parts(checked: &Checked, credential: &Credential) -> [(&'static str, String, String); 3] {
    let portfolio = &checked.portfolio;
    let words = |minimum: usize| format!("at least {}", counted(minimum, "word"));
    let overview = words(credential.overview.minimum_words);
    let overview = match credential.overview.questions.len() {
        0 => overview,
        questions => format!("{}, {overview} in all", counted(questions, "question")),
    };
    let details = counted(checked.coverage.details().count(), "detail");
    [
        ("Part 1 · Overview", overview, portfolio.overview.path.clone()),
        (
            "Part 2 · Evidence",
            format!("{details}: for each, a file that proves it, and why"),
            format!("artifacts/ and {}", portfolio.evidence.source.path),
        ),
        (
            "Part 3 · Reflection",
            words(credential.reflection.minimum_words),
            portfolio.reflection.path.clone(),
        ),
    ]
}

fn steps(checked: &Checked, credential: &Credential) -> Vec<String> {
    let mut steps = Vec::new();
    let folder = argument(&checked.portfolio);
    if !folder.is_empty() {
        steps.push(format!("Go to its folder: `cd{folder}`"));
    }
    if credential.has_derived_details() || credential.is_provisional() {
        steps.push(
            "Copy the portal's list of details into a text file, and run `mcred catalog import \
             FILE`: those here are a reading of the public page."
                .to_owned(),
        );
    }
    steps.push("Copy the files that prove your work into artifacts/.".to_owned());
    steps.push("Run `mcred cite` for each: it connects a file with a detail.".to_owned());
    let overview = &checked.portfolio.overview.path;
    steps.push(format!("Write below the headings of {overview}, in your own words."));
    steps
}
