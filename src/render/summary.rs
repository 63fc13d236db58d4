//! The progress of a portfolio on one screen, for `check --watch`.

use super::display_location::DisplayLocation;
use super::phrases::{pack_it, verdict};
use super::text_width::{columns, padded, shortened};
use super::{RenderOptions, cohort, counted, grouped, next_steps, plain_summary, sanitize};
use crate::coverage::{DetailCoverage, Status};
use crate::finding::{Finding, Level};
use crate::model::{Credential, escape_controls, wrapped};
use crate::rules::Checked;

/// One portfolio or a cohort in at most `height` lines, if there is a limit.
pub fn summary(checked: &[Checked], options: &RenderOptions, height: Option<usize>) -> String {
    let height = height.unwrap_or(usize::MAX);
    match checked {
        _ if options.plain => plain_summary::plain_summary(checked, options),
        [one] => portfolio(one, options, height),
        several => whole_rows(several, options, height),
    }
}

/// A text shortened to one line.
pub fn one_line(text: &str, options: &RenderOptions) -> String {
    let text = escape_controls(text);
    if options.plain { text } else { shortened(&text, options.width) }
}

/// The portfolios of a cohort, as many as there is room for.
fn whole_rows(checked: &[Checked], options: &RenderOptions, height: usize) -> String {
    let text = sanitize(&cohort::cohort(checked, options));
    if text.lines().count() <= height {
        return text;
    }
    // Rows are cut from the end of the table. The text below it stays.
    let (table, below) = text.rsplit_once("\n\n").unwrap_or((&text, ""));
    let below: Vec<&str> = below.lines().collect();
    let kept = height.saturating_sub(below.len() + 2);
    let table: Vec<&str> = table.lines().take(kept).collect();
    let more = "  … more than this screen has room for: `mcred check` shows all";
    format!("{}\n{}\n\n{}\n", table.join("\n"), shortened(more, options.width), below.join("\n"))
}

/// The widest line that is comfortable to read.
const WIDEST: usize = 100;

fn portfolio(checked: &Checked, options: &RenderOptions, height: usize) -> String {
    let width = options.width.min(WIDEST);
    let mut above = Vec::new();
    let mut questions = Vec::new();
    let mut parts = Vec::new();
    if let Some(credential) = checked.portfolio.credential.as_ref().filter(|_| !options.quiet) {
        let title = sanitize(&credential.title);
        above.push(shortened(&format!(" {title}"), width));
        above.push("━".repeat(columns(&title).saturating_add(2).min(width)));
        above.push(overview(checked, credential, width));
        questions = self::questions(checked, credential, width);
        parts = evidence(checked, width);
        parts.push(reflection(checked, credential, width));
        parts.push(String::new());
    }
    let mut below = vec![verdict(checked)];
    let findings = findings(checked, width);
    let next = if options.quiet { Vec::new() } else { next(checked, options, width) };

    // Without room, these are left out in this order: further steps, findings, questions.
    let mut room = height.saturating_sub(above.len() + parts.len() + below.len());
    let step = next.len().min(1);
    room = room.saturating_sub(step);
    let questions = cut(questions, room, |left| format!("  … and {left} more questions"));
    room -= questions.len();
    let findings = cut(findings, room, |left| {
        format!("  … and more of {}: `mcred check` shows them", counted(left, "rule"))
    });
    room -= findings.len();
    below.extend(findings);
    below.extend(next.into_iter().take(step + room));
    let lines = [above, questions, parts, below].concat();
    let mut text = lines.iter().take(height).fold(String::new(), |text, line| text + line + "\n");
    // The smallest screens show one sentence.
    if lines.len() > height {
        text = format!("{}\n", verdict(checked));
    }
    text
}

/// These lines, or as many as there is room for, with a last line that counts the others.
fn cut(lines: Vec<String>, room: usize, left: impl Fn(usize) -> String) -> Vec<String> {
    if lines.len() <= room {
        return lines;
    }
    let Some(kept) = room.checked_sub(1) else { return Vec::new() };
    let more = left(lines.len() - kept);
    lines.into_iter().take(kept).chain([more]).collect()
}

/// A line with a value at the right edge, and a symbol for whether it suffices.
fn fact(name: &str, fact: &str, enough: bool, width: usize) -> String {
    let symbol = if enough { '✓' } else { '✗' };
    let room = width.saturating_sub(columns(fact) + 4);
    format!("{}  {fact} {symbol}", padded(&shortened(&sanitize(name), room), room))
}

fn overview(checked: &Checked, credential: &Credential, width: usize) -> String {
    let words = checked.portfolio.overview.words().strict;
    of_minimum("Part 1 · Overview", words, credential.overview.minimum_words, width)
}

fn reflection(checked: &Checked, credential: &Credential, width: usize) -> String {
    let words = checked.portfolio.reflection.words().strict;
    of_minimum("Part 3 · Reflection", words, credential.reflection.minimum_words, width)
}

fn of_minimum(name: &str, words: usize, minimum: usize, width: usize) -> String {
    let value = format!("{} of {}", grouped(words), counted(minimum, "word"));
    fact(name, &value, words >= minimum, width)
}

fn questions(checked: &Checked, credential: &Credential, width: usize) -> Vec<String> {
    let read = checked.portfolio.overview.read();
    let line = |question: &crate::model::Question| {
        let words = read.map_or(0, |(_, prose)| prose.answer_words(question.number));
        let value = if words > 0 { counted(words, "word") } else { "no answer".to_owned() };
        fact(&format!("  {}. {}", question.number, question.text), &value, words > 0, width)
    };
    credential.overview.questions.iter().map(line).collect()
}

/// The number of supported details, and the ids of the others by what they lack.
fn evidence(checked: &Checked, width: usize) -> Vec<String> {
    let details: Vec<&DetailCoverage> = checked.coverage.details().collect();
    let supported = details.iter().filter(|detail| detail.supported).count();
    let value = format!("{supported} of {} supported", counted(details.len(), "detail"));
    let mut lines = vec![fact("Part 2 · Evidence", &value, supported == details.len(), width)];
    let failed = |detail: &DetailCoverage| {
        detail.evidence.iter().any(|evidence| evidence.status == Status::Failed)
    };
    let lacks = [
        ("no evidence", ids(&details, |detail| detail.evidence.is_empty())),
        ("no explanation", ids(&details, |detail| detail.explanation_words == 0)),
        ("evidence fails", ids(&details, failed)),
    ];
    let lacks = lacks.iter().filter(|(_, ids)| !ids.is_empty());
    lines.extend(lacks.map(|(name, ids)| shortened(&format!("  {name}: {ids}"), width)));
    lines
}

/// The ids of the details that match.
fn ids(details: &[&DetailCoverage], like: impl Fn(&DetailCoverage) -> bool) -> String {
    let alike = details.iter().filter(|detail| like(detail));
    alike.map(|detail| detail.id.to_string()).collect::<Vec<_>>().join(", ")
}

/// A line per rule, errors first: its first finding, and the number of the others.
fn findings(checked: &Checked, width: usize) -> Vec<String> {
    let open: Vec<&Finding> = checked.findings.iter().filter(|one| one.waived.is_none()).collect();
    let mut firsts: Vec<&Finding> = Vec::new();
    for finding in &open {
        if !firsts.iter().any(|first| first.rule.name == finding.rule.name) {
            firsts.push(finding);
        }
    }
    firsts.sort_by_key(|finding| finding.level());
    firsts
        .into_iter()
        .map(|first| {
            let more = open.iter().filter(|one| one.rule.name == first.rule.name).count() - 1;
            let more = if more > 0 { format!(" (and {more} more)") } else { String::new() };
            finding(first, &more, checked, width)
        })
        .collect()
}

fn finding(finding: &Finding, more: &str, checked: &Checked, width: usize) -> String {
    let (level, color) = match finding.level() {
        Level::Error => ("error", "1;31"),
        Level::Warning => ("warning", "1;33"),
        Level::Note => ("note", "1;32"),
    };
    let line = DisplayLocation::of(finding, &checked.portfolio).range.map(|(start, _)| start.line);
    let path = &finding.place.path;
    let place = line.map_or_else(|| path.clone(), |line| format!("{path}:{line}"));
    let room = width.saturating_sub(level.len() + columns(more) + 4);
    let text = shortened(&escape_controls(&format!("{place}: {}", finding.message)), room);
    format!("  \u{1b}[{color}m{level}\u{1b}[0m: {text}{more}")
}

fn next(checked: &Checked, options: &RenderOptions, width: usize) -> Vec<String> {
    let steps = next_steps(checked);
    if steps.is_empty() {
        return wrapped(pack_it(&checked.portfolio, options).trim_end(), "      ", width)
            .lines()
            .map(str::to_owned)
            .collect();
    }
    let lead = |index: usize| if index == 0 { "Next: " } else { "Then: " };
    let lines = steps.iter().enumerate();
    lines
        .map(|(index, step)| shortened(&format!("{}{}", lead(index), escape_controls(step)), width))
        .collect()
}
