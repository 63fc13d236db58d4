//! `check` at a terminal: the progress, the findings that matter most, and how to see the others.

use super::display_location::path_with_portfolio;
use super::phrases::{NO_MORE, SAMPLE, argument, colored_level, pack_it, place, verdict};
use super::progress::{Progress, WIDEST};
use super::text_width::{columns, shortened};
use super::{RenderOptions, linked, next_steps, sanitize};
use crate::finding::{Finding, Level};
use crate::model::{escape_controls, plural, wrapped};
use crate::rules::Checked;

/// The rows that the command itself and the next prompt take.
const PROMPTS: usize = 2;

/// The rows that findings should have before questions get any.
const FOR_FINDINGS: usize = 12;

/// One portfolio on a screen with this many rows.
pub(super) fn one_screen(checked: &Checked, options: &RenderOptions, height: usize) -> String {
    let width = options.width.min(WIDEST);
    let rows = height.saturating_sub(PROMPTS);
    let Progress { above, questions, unanswered, parts } = Progress::of(checked, width);
    let ends = ends(checked, options, width);
    // The verdict and the line below the findings.
    let fixed = above.len() + parts.len() + ends.len() + 2;
    // Each has a line at least: of more than these, none is shown or counted.
    let most = rows.max(FOR_FINDINGS);
    let groups = groups(checked);
    let shown = groups.iter().take(most);
    let blocks: Vec<Vec<String>> =
        shown.map(|group| block(group, checked, options, width)).collect();
    let needed = blocks.iter().map(Vec::len).sum::<usize>().min(FOR_FINDINGS);
    let has_questions = rows >= fixed + questions.len() + needed;
    let questions = if has_questions { questions } else { unanswered.into_iter().collect() };
    let mut room = rows.saturating_sub(fixed + questions.len());
    let mut lines = [above, questions, parts, vec![verdict(checked)]].concat();
    let mut shown = 0;
    for block in blocks {
        // The first is shown on the smallest screen.
        if block.len() > room && shown > 0 {
            break;
        }
        room = room.saturating_sub(block.len());
        shown += 1;
        lines.extend(block);
    }
    lines.extend(more(checked, shown).map(|more| shortened(&more, width)));
    lines.extend(ends);
    lines.join("\n") + "\n"
}

/// Where to see what the screen has no room for.
fn more(checked: &Checked, shown: usize) -> Option<String> {
    checked.portfolio.credential.as_ref()?;
    let all = format!("`mcred check{} --all`", argument(&checked.portfolio));
    Some(match checked.findings.len().saturating_sub(shown) {
        0 => format!("  Each detail with its evidence: {all}"),
        more => format!("  … {more} more {}: {all}", plural(more, "finding")),
    })
}

/// The lines below the findings: what to do next.
fn ends(checked: &Checked, options: &RenderOptions, width: usize) -> Vec<String> {
    let mut text = String::from("\n");
    if checked.portfolio.evidence.is_sample() {
        text.push_str(&wrapped(SAMPLE, "", width));
    }
    match next_steps(checked).first() {
        Some(step) => {
            let step = format!("Next: {}", escape_controls(step));
            text.push_str(&wrapped(&step, "      ", width));
        }
        None => {
            text.push_str(&wrapped(NO_MORE, "", width));
            text.push_str(&wrapped(&pack_it(&checked.portfolio, options), "      ", width));
        }
    }
    sanitize(&text).trim_end().lines().map(str::to_owned).collect()
}

/// Findings of one kind: the first one, and the number of the others.
struct Group<'c> {
    first: &'c Finding,
    others: usize,
}

/// The findings in the order in which a person should act.
fn groups(checked: &Checked) -> Vec<Group<'_>> {
    let mut open: Vec<&Finding> =
        checked.findings.iter().filter(|finding| finding.waived.is_none()).collect();
    open.sort_by_key(|finding| urgency(finding, checked));
    let mut groups: Vec<Group<'_>> = Vec::new();
    for finding in open {
        let alike = |group: &&mut Group<'_>| {
            group.first.rule.name == finding.rule.name
                && (is_gap(finding) || group.first.help == finding.help)
        };
        match groups.iter_mut().find(alike) {
            Some(group) => group.others += 1,
            None => groups.push(Group { first: finding, others: 0 }),
        }
    }
    groups
}

/// Whether a finding says that something is still to be written, which the progress says, too.
fn is_gap(finding: &Finding) -> bool {
    const GAPS: [&str; 7] = [
        "missing-narrative",
        "too-few-words",
        "unanswered-question",
        "missing-evidence",
        "missing-explanation",
        "leftover-placeholder",
        "missing-attestation",
    ];
    GAPS.contains(&finding.rule.name)
}

/// What is wrong in the form hides other findings, and what is wrong is mended sooner than what is
/// missing. Then come the parts in their order, and last what only a finished portfolio can affirm.
fn urgency(finding: &Finding, checked: &Checked) -> (u8, u8) {
    const FORM: [&str; 3] = ["invalid-evidence-file", "unknown-credential", "invalid-catalog"];
    let tier = match finding.level() {
        Level::Error if FORM.contains(&finding.rule.name) => 0,
        Level::Error if !is_gap(finding) => 1,
        Level::Error => 2,
        Level::Warning => 3,
        Level::Note => 4,
    };
    let portfolio = &checked.portfolio;
    let part = match finding.place.path.as_str() {
        _ if finding.rule.name == "missing-attestation" => 3,
        path if path == portfolio.overview.path => 0,
        path if path == portfolio.reflection.path => 2,
        _ => 1,
    };
    (tier, part)
}

/// The most lines of a message, and of its help.
const LINES: usize = 3;

/// A finding with its place and its help, wrapped.
fn block(
    group: &Group<'_>,
    checked: &Checked,
    options: &RenderOptions,
    width: usize,
) -> Vec<String> {
    let Group { first, others } = group;
    let level = first.level().name();
    let place = sanitize(&place(first, checked));
    let more = if *others > 0 { format!(" (and {others} more)") } else { String::new() };
    let room = (width * LINES).saturating_sub(columns(&more) + 2 * LINES);
    let message = shortened(&format!("  {level}: {place}: {}", first.message), room);
    let mut text = wrapped(&escape_controls(&format!("{message}{more}")), "    ", width);
    if let Some(help) = &first.help {
        let help = shortened(&escape_controls(help), width * LINES);
        text.push_str(&wrapped(&format!("    → {help}"), "      ", width));
    }
    let path = path_with_portfolio(&checked.portfolio, &first.place.path);
    let text = text.replacen(&place, &linked(&place, path.as_ref(), options), 1);
    let text = text.replacen(level, &colored_level(first), 1);
    text.lines().map(str::to_owned).collect()
}
