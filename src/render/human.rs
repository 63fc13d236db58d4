//! For a person at a terminal: findings, a table per part, what to do next.

use std::collections::HashMap;
use std::fmt::Write;

use super::snippet::snippet;
use super::table::shortened;
use super::{Column, Look, cohort, counted, grouped, next_steps, table};
use crate::coverage::{DetailCoverage, Status};
use crate::finding::Finding;
use crate::model::{Credential, Portfolio};
use crate::rules::Checked;

/// One portfolio in full, or several in one table.
pub fn human(checked: &[Checked], look: &Look) -> String {
    match checked {
        [one] => portfolio(one, look),
        several => cohort::cohort(several, look),
    }
}

fn portfolio(checked: &Checked, look: &Look) -> String {
    let mut text = String::new();
    findings(&mut text, checked, look);
    if look.quiet {
        return text;
    }
    if let Some(credential) = &checked.portfolio.credential {
        text.push_str(&heading(&credential.title, look.width));
        overview(&mut text, checked, credential, look);
        evidence(&mut text, checked, credential, look);
        reflection(&mut text, checked, credential, look);
    }
    summary(&mut text, checked, look);
    text
}

/// How many findings of one rule are shown in full; more of the same only list
/// their places, so that what is different stays in sight.
const IN_FULL: usize = 3;

fn findings(text: &mut String, checked: &Checked, look: &Look) {
    let mut of_rule: HashMap<&str, Vec<&Finding>> = HashMap::new();
    for finding in &checked.findings {
        of_rule.entry(finding.rule.name).or_default().push(finding);
    }
    let mut shown: HashMap<&str, usize> = HashMap::new();
    for finding in &checked.findings {
        let same = of_rule.get(finding.rule.name).map_or(&[][..], Vec::as_slice);
        let count = shown.entry(finding.rule.name).or_default();
        let index = *count;
        *count += 1;
        // One more than the limit takes no more room in full than in the list.
        if look.quiet || same.len() <= IN_FULL + 1 || index < IN_FULL {
            text.push_str(&snippet(finding, &checked.portfolio, look.width));
            text.push_str("\n\n");
        } else if index == IN_FULL {
            let places: Vec<String> =
                same.iter().skip(index).map(|f| place(f, &checked.portfolio)).collect();
            let more = format!(
                "… and {} more of {}: {}",
                places.len(),
                finding.rule.name,
                places.join(", ")
            );
            text.push_str(&wrapped(&more, look.width, "  "));
            text.push('\n');
        }
    }
}

fn place(finding: &Finding, portfolio: &Portfolio) -> String {
    let path = &finding.place.path;
    match (portfolio.source(path), &finding.place.span) {
        (Some(source), Some(span)) => format!("{path}:{}", source.position(span.start).line),
        _ => path.clone(),
    }
}

fn overview(text: &mut String, checked: &Checked, credential: &Credential, look: &Look) {
    text.push_str("\nPart 1 · Overview\n");
    let overview = &checked.portfolio.overview;
    let prose = overview.read().map(|(_, prose)| prose);
    let mut rows: Vec<Vec<String>> = credential
        .overview
        .questions
        .iter()
        .map(|question| {
            let words = prose.map_or(0, |prose| prose.answer_words(question.number));
            let state = if words > 0 { "✓ answered" } else { "✗ no answer" };
            vec![
                question.number.to_string(),
                shortened(&question.text, look.width.saturating_sub(32)),
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
    text.push_str(&table(look.width, &columns, rows));
    text.push('\n');
    if overview.read().is_none() {
        let _ = writeln!(text, "  ({} could not be read)", overview.path);
    }
}

fn evidence(text: &mut String, checked: &Checked, credential: &Credential, look: &Look) {
    text.push_str("\nPart 2 · Evidence\n");
    let mut rows = Vec::new();
    // Two lines say enough of a detail to know which it is.
    let asks = look.width.saturating_sub(20 + look.width / 2).max(12) * 2;
    for detail in checked.coverage.details() {
        let words = credential.detail(&detail.id).map_or("", |detail| detail.text.as_str());
        rows.push(detail_row(detail, &shortened(words, asks)));
    }
    let columns = [
        Column::word("Detail"),
        Column::text("What it asks"),
        Column::number("Explained"),
        Column::text("Evidence").at_least(look.width / 2),
    ];
    text.push_str(&table(look.width, &columns, rows));
    text.push('\n');
    let supported = checked.coverage.details().filter(|detail| detail.supported).count();
    let all = checked.coverage.details().count();
    let _ =
        writeln!(text, "  {supported} of {} supported{}", counted(all, "detail"), legend(checked));
    if credential.has_derived_details() {
        let hint = "  The details are a reading of the outcomes; the portal has the official ones \
                    (`mcred explain provisional-requirement`).";
        text.push_str(&wrapped(hint, look.width, "  "));
    }
}

fn detail_row(detail: &DetailCoverage, words: &str) -> Vec<String> {
    let explained = match detail.explanation_words {
        0 => "✗ none".to_owned(),
        words => format!("{words} words"),
    };
    let evidence: Vec<String> = detail
        .evidence
        .iter()
        .map(|evidence| {
            let sign = match evidence.status {
                Status::Verified => "✓",
                Status::Unverified => "·",
                Status::Failed => "✗",
            };
            let name = evidence.artifact.strip_prefix("artifacts/").unwrap_or(&evidence.artifact);
            format!("{sign} {name}, {}", evidence.at)
        })
        .collect();
    let evidence = if evidence.is_empty() { "✗ none".to_owned() } else { evidence.join("\n") };
    vec![detail.id.to_string(), words.to_owned(), explained, evidence]
}

/// What the signs before the evidence mean, as far as they occur.
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

fn reflection(text: &mut String, checked: &Checked, credential: &Credential, look: &Look) {
    let words = checked.portfolio.reflection.words();
    text.push_str("\nPart 3 · Reflection\n");
    let row = vec![
        "The whole reflection, strictly counted".to_owned(),
        grouped(words.strict),
        minimum(words.strict, credential.reflection.minimum_words),
    ];
    let columns = [Column::text("Narrative"), Column::number("Words"), Column::word("")];
    text.push_str(&table(look.width, &columns, vec![row]));
    text.push('\n');
}

fn summary(text: &mut String, checked: &Checked, look: &Look) {
    let counts = checked.counts();
    text.push('\n');
    let mut found = vec![counted(counts.errors, "error"), counted(counts.warnings, "warning")];
    if counts.notes > 0 {
        found.push(counted(counts.notes, "note"));
    }
    if counts.waived > 0 {
        found.push(format!("{} waived", counts.waived));
    }
    let name = &checked.portfolio.name;
    let argument = if name == "." { String::new() } else { format!(" {}", quoted(name)) };
    if checked.is_complete() {
        let _ = writeln!(text, "Complete: {}.", found.join(", "));
        text.push_str(&wrapped(
            "Nothing required is missing, and mcred says no more than that: how well it is done is \
             for the assessor to judge.",
            look.width,
            "",
        ));
        let _ = writeln!(text, "\nNext: `mcred pack{argument}` writes the file to upload.");
    } else {
        let _ = writeln!(text, "Not complete yet: {}.\n\nNext:", found.join(", "));
        for (index, step) in next_steps(checked).iter().enumerate() {
            let lead = format!("  {}. ", index + 1);
            text.push_str(&wrapped(&format!("{lead}{step}"), look.width, "     "));
        }
        text.push_str("`mcred explain RULE` says more about the name in brackets.\n");
    }
}

fn minimum(words: usize, minimum: usize) -> String {
    let sign = if words >= minimum { "✓" } else { "✗" };
    format!("{sign} of {}", grouped(minimum))
}

/// A title with a line below it.
pub(super) fn heading(title: &str, width: usize) -> String {
    let rule = "━".repeat(width.min(title.chars().count() + 2));
    format!(" {title}\n{rule}\n")
}

/// A name as a shell takes it.
fn quoted(name: &str) -> String {
    match name.chars().all(|c| c.is_alphanumeric() || "/._-+:\\".contains(c)) {
        true => name.to_owned(),
        false => format!("\"{name}\""),
    }
}

/// A sentence in lines no longer than the terminal, later lines indented.
pub(super) fn wrapped(text: &str, width: usize, indent: &str) -> String {
    let mut lines = String::new();
    let mut line = text.len() - text.trim_start().len();
    lines.push_str(&text[..line]);
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if line > 0 && line + 1 + length > width {
            lines.push('\n');
            lines.push_str(indent);
            line = indent.len();
        } else if !lines.is_empty() && !lines.ends_with(' ') {
            lines.push(' ');
            line += 1;
        }
        lines.push_str(word);
        line += length;
    }
    lines.push('\n');
    lines
}
