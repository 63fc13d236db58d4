//! `check --format human`: findings, a table per part, and the next steps.

use std::collections::{HashMap, HashSet};
use std::fmt::Write;

use super::display_location::DisplayLocation;
use super::one_screen::one_screen;
use super::phrases::{NO_MORE, SAMPLE, heading, pack_it, verdict};
use super::plain::plain;
use super::snippet::snippet;
use super::text_width::shortened;
use super::{
    Column, RenderError, RenderOptions, alone, cohort, counted, grouped, next_steps, sanitize,
    table, untouched,
};
use crate::coverage::{DetailCoverage, Status};
use crate::finding::Finding;
use crate::model::{Credential, Portfolio, sanitize_colored, wrapped};
use crate::rules::Checked;

/// One portfolio in full or on one screen, or several in one table.
///
/// # Errors
/// None, but the signature is that of all formats.
pub fn human(checked: &[Checked], options: &RenderOptions) -> Result<String, RenderError> {
    Ok(match alone(checked, options) {
        Some(one) if untouched::is_untouched(one, options) => untouched::untouched(one, options),
        _ if options.plain => sanitize(&plain(checked, options)),
        Some(one) => match options.height.filter(|_| !options.all && !options.quiet) {
            Some(height) => one_screen(one, options, height),
            None => portfolio(one, options),
        },
        None => sanitize(&cohort::cohort(checked, options)),
    })
}

fn portfolio(checked: &Checked, options: &RenderOptions) -> String {
    let mut found = String::new();
    findings(&mut found, checked, options);
    let found = sanitize_colored(&found);
    if options.quiet {
        return found;
    }
    let mut text = String::new();
    if let Some(credential) = &checked.portfolio.credential {
        text.push_str(&heading(&credential.title, options));
        overview(&mut text, checked, credential, options);
        evidence(&mut text, checked, credential, options);
        reflection(&mut text, checked, credential, options);
    }
    summary(&mut text, checked, options);
    found + &sanitize(&text)
}

/// The most findings of one rule with the same help that are shown in full. Of more, only the
/// locations are listed, so that other findings stay visible.
const IN_FULL: usize = 3;

fn findings(text: &mut String, checked: &Checked, options: &RenderOptions) {
    let mut of_rule: HashMap<&str, Vec<&Finding>> = HashMap::new();
    for finding in &checked.findings {
        of_rule.entry(finding.rule.name).or_default().push(finding);
    }
    let mut listed: HashSet<&str> = HashSet::new();
    let in_full: HashMap<&str, Vec<bool>> =
        of_rule.iter().map(|(rule, same)| (*rule, shown_in_full(same))).collect();
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for finding in &checked.findings {
        let rule = finding.rule.name;
        let index = seen.entry(rule).or_default();
        let shown = in_full.get(rule).map_or(&[][..], Vec::as_slice);
        let is_full = options.quiet || shown.get(*index).copied().unwrap_or(true);
        *index += 1;
        if is_full {
            let all = &checked.findings;
            text.push_str(&snippet(finding, all, &checked.portfolio, options));
            text.push_str("\n\n");
        } else if listed.insert(rule) {
            let same = of_rule.get(rule).map_or(&[][..], Vec::as_slice);
            let rest = same.iter().zip(shown).filter(|(_, is_full)| !**is_full);
            let rest: Vec<&Finding> = rest.map(|(finding, _)| *finding).collect();
            let places = places(&rest, &checked.portfolio);
            let more = format!("… and {} more of {rule}: {places}", rest.len());
            text.push_str(&wrapped(&sanitize(&more), "  ", options.width));
            text.push('\n');
        }
    }
}

/// Which findings of a rule are shown in full: the first ones, and each whose help is new.
fn shown_in_full(same: &[&Finding]) -> Vec<bool> {
    let mut helps: HashSet<Option<&str>> = HashSet::new();
    let mut shown: Vec<bool> = Vec::new();
    for (index, finding) in same.iter().enumerate() {
        shown.push(helps.insert(finding.help.as_deref()) || index < IN_FULL);
    }
    // One more takes as much room in full as in the list.
    if shown.iter().filter(|is_full| !**is_full).count() <= 1 {
        shown.fill(true);
    }
    shown
}

/// The locations of these findings by file: "evidence.toml lines 57, 65; README.md".
fn places(findings: &[&Finding], portfolio: &Portfolio) -> String {
    let mut files: Vec<(&str, Vec<String>)> = Vec::new();
    for finding in findings {
        let path = finding.place.path.as_str();
        let line =
            DisplayLocation::of(finding, portfolio).range.map(|(start, _)| start.line.to_string());
        match files.last_mut() {
            Some((last, lines)) if *last == path => lines.extend(line),
            _ => files.push((path, line.into_iter().collect())),
        }
    }
    let places = files.into_iter().map(|(path, lines)| match lines.as_slice() {
        [] => path.to_owned(),
        [line] => format!("{path} line {line}"),
        lines => format!("{path} lines {}", lines.join(", ")),
    });
    places.collect::<Vec<_>>().join("; ")
}

fn overview(
    text: &mut String,
    checked: &Checked,
    credential: &Credential,
    options: &RenderOptions,
) {
    text.push_str("\nPart 1 · Overview\n");
    let overview = &checked.portfolio.overview;
    let prose = overview.read().map(|(_, prose)| prose);
    // Two lines, since many questions begin with the same words.
    let room = options.width.saturating_sub(32) * 2;
    let mut rows: Vec<Vec<String>> = credential
        .overview
        .questions
        .iter()
        .map(|question| {
            let words = prose.map_or(0, |prose| prose.answer_words(question.number));
            let state = if words > 0 { "✓ answered" } else { "✗ no answer" };
            vec![
                question.number.to_string(),
                shortened(&question.text, room),
                grouped(words),
                state.to_owned(),
            ]
        })
        .collect();
    let words = overview.words();
    rows.push(vec![
        String::new(),
        "The whole overview, strictly counted".to_owned(),
        grouped(words.strict),
        minimum(words.strict, credential.overview.minimum_words),
    ]);
    let columns =
        [Column::number("#"), Column::text("Question"), Column::number("Words"), Column::word("")];
    text.push_str(&table(options.width, &columns, rows));
    text.push('\n');
    if overview.read().is_none() {
        let _ = writeln!(text, "  ({} could not be read)", overview.path);
    }
}

/// The width below which the texts of details are not shown.
const NARROW: usize = 60;

fn evidence(
    text: &mut String,
    checked: &Checked,
    credential: &Credential,
    options: &RenderOptions,
) {
    text.push_str("\nPart 2 · Evidence\n");
    let mut rows = Vec::new();
    // Three lines are enough to recognize a detail.
    let cited = options.width * 45 / 100;
    let room = (options.width.saturating_sub(cited + 20).max(12) * 3).saturating_sub(8);
    for detail in checked.coverage.details() {
        let words = credential.detail(&detail.id).map_or("", |detail| detail.text.as_str());
        rows.push(detail_row(detail, &shortened(words, room)));
    }
    let mut columns = vec![
        Column::word("Detail"),
        Column::text("What it asks"),
        Column::number("Words"),
        Column::text("Evidence").at_least(cited),
    ];
    // A column of a few characters is of no use; the id is enough.
    if options.width < NARROW {
        columns.remove(1);
        rows.iter_mut().for_each(|row| drop(row.remove(1)));
    }
    text.push_str(&table(options.width, &columns, rows));
    text.push('\n');
    let supported = checked.coverage.details().filter(|detail| detail.supported).count();
    let all = checked.coverage.details().count();
    let all = counted(all, "detail");
    let supported = format!("  {supported} of {all} supported{}", legend(checked));
    text.push_str(&wrapped(&supported, "  ", options.width));
    if credential.has_derived_details() {
        let hint = "  The details are a reading of the outcomes; the portal has the official ones \
                    (`mcred explain provisional-requirement`).";
        text.push_str(&wrapped(hint, "  ", options.width));
    }
}

fn detail_row(detail: &DetailCoverage, words: &str) -> Vec<String> {
    let explained = match detail.explanation_words {
        0 => "✗ none".to_owned(),
        words => grouped(words),
    };
    let evidence: Vec<String> = detail
        .evidence
        .iter()
        .map(|evidence| {
            let symbol = match evidence.status {
                Status::Verified => "✓",
                Status::Unverified => "·",
                Status::Failed => "✗",
            };
            let name = evidence.artifact.strip_prefix("artifacts/").unwrap_or(&evidence.artifact);
            format!("{symbol} {name}, {}", evidence.at)
        })
        .collect();
    let evidence = if evidence.is_empty() { "✗ none".to_owned() } else { evidence.join("\n") };
    vec![detail.id.to_string(), words.to_owned(), explained, evidence]
}

/// The meaning of the symbols before evidence, as far as they occur.
fn legend(checked: &Checked) -> String {
    let evidence = || checked.coverage.details().flat_map(|detail| &detail.evidence);
    let meanings = [
        (Status::Verified, "✓ verified"),
        (Status::Unverified, "· unverified"),
        (Status::Failed, "✗ failed"),
    ];
    let counts = meanings.into_iter().filter_map(|(status, meaning)| {
        let count = evidence().filter(|evidence| evidence.status == status).count();
        (count > 0).then(|| format!(", {count} {meaning}"))
    });
    counts.collect()
}

fn reflection(
    text: &mut String,
    checked: &Checked,
    credential: &Credential,
    options: &RenderOptions,
) {
    let words = checked.portfolio.reflection.words();
    text.push_str("\nPart 3 · Reflection\n");
    let row = vec![
        "The whole reflection, strictly counted".to_owned(),
        grouped(words.strict),
        minimum(words.strict, credential.reflection.minimum_words),
    ];
    let columns = [Column::text("Narrative"), Column::number("Words"), Column::word("")];
    text.push_str(&table(options.width, &columns, vec![row]));
    text.push('\n');
}

fn summary(text: &mut String, checked: &Checked, options: &RenderOptions) {
    if !text.is_empty() && !text.ends_with("\n\n") {
        text.push('\n');
    }
    let _ = writeln!(text, "{}", verdict(checked));
    if checked.portfolio.evidence.is_sample() {
        text.push_str(&wrapped(SAMPLE, "", options.width));
    }
    if checked.is_complete() {
        text.push_str(&wrapped(NO_MORE, "", options.width));
        let next = pack_it(&checked.portfolio, options);
        if !next.is_empty() {
            let _ = write!(text, "\n{next}");
        }
    } else {
        text.push_str("\nNext:\n");
        for (index, step) in next_steps(checked).iter().enumerate() {
            let lead = format!("  {}. ", index + 1);
            text.push_str(&wrapped(&format!("{lead}{step}"), "     ", options.width));
        }
        text.push_str("`mcred explain RULE` says more about the name in brackets.\n");
    }
}

fn minimum(words: usize, minimum: usize) -> String {
    let symbol = if words >= minimum { "✓" } else { "✗" };
    format!("{symbol} of {}", grouped(minimum))
}
