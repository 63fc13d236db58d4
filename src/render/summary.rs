//! The progress of a portfolio on one screen, for `check --watch`.

use super::phrases::{colored_level, pack_it, place, verdict};
use super::progress::{Progress, WIDEST};
use super::text_width::{columns, shortened};
use super::{RenderOptions, alone, cohort, counted, next_steps, plain_summary, sanitize};
use crate::finding::Finding;
use crate::model::{escape_controls, wrapped};
use crate::rules::Checked;

/// One portfolio or a cohort in at most `height` lines, if there is a limit.
pub fn summary(checked: &[Checked], options: &RenderOptions, height: Option<usize>) -> String {
    let height = height.unwrap_or(usize::MAX);
    match alone(checked, options) {
        _ if options.plain => plain_summary::plain_summary(checked, options),
        Some(one) => portfolio(one, options, height),
        None => whole_rows(checked, options, height),
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

fn portfolio(checked: &Checked, options: &RenderOptions, height: usize) -> String {
    let width = options.width.min(WIDEST);
    let Progress { above, questions, parts, .. } = match options.quiet {
        true => Progress::default(),
        false => Progress::of(checked, width),
    };
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
    let level = finding.level().name();
    let place = place(finding, checked);
    let room = width.saturating_sub(level.len() + columns(more) + 4);
    let text = shortened(&escape_controls(&format!("{place}: {}", finding.message)), room);
    format!("  {}: {text}{more}", colored_level(finding))
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
