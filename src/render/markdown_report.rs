//! `check --format markdown`: a page for a job summary or a comment.

use std::fmt::Write;

use super::cohort_words::{unsupported, zips};
use super::display_location::{DisplayLocation, path_with_portfolio};
use super::phrases::verdict;
use super::portfolio_names::credential_name;
use super::{RenderError, RenderOptions, alone, counted, grouped, next_steps, sanitize};
use crate::coverage::{DetailCoverage, Status};
use crate::finding::Finding;
use crate::load::Beside;
use crate::model::{Credential, Portfolio, normalize, shown_path};
use crate::rules::Checked;

/// One portfolio in full, or several in one table.
///
/// # Errors
/// None, but the signature is that of all formats.
pub fn markdown(checked: &[Checked], options: &RenderOptions) -> Result<String, RenderError> {
    Ok(match alone(checked, options) {
        Some(one) => portfolio(one),
        None => cohort(checked, options.beside),
    })
}

fn portfolio(checked: &Checked) -> String {
    let title = match &checked.portfolio.credential {
        Some(credential) => credential.title.clone(),
        None => "Portfolio".to_owned(),
    };
    let mut text = format!("## {}\n\n**{}**\n", inline(&title), inline(&verdict(checked)));
    if let Some(credential) = &checked.portfolio.credential {
        parts(&mut text, checked, credential);
        details(&mut text, checked, credential);
    }
    let steps = next_steps(checked);
    if !steps.is_empty() {
        text.push_str("\n### Next\n\n");
    }
    for (index, step) in steps.iter().enumerate() {
        let _ = writeln!(text, "{}. {}", index + 1, inline(step));
    }
    findings(&mut text, checked);
    text
}

/// The narratives and their questions.
fn parts(text: &mut String, checked: &Checked, credential: &Credential) {
    let portfolio = &checked.portfolio;
    text.push_str("\n| Narrative | Words | |\n|---|---:|---|\n");
    let mut row = |name: &str, words: usize, state: &str| {
        let _ = writeln!(text, "| {} | {} | {state} |", cell(name), grouped(words));
    };
    let minimum = |words: usize, least: usize| {
        let symbol = if words >= least { "✓" } else { "✗" };
        format!("{symbol} of {}", grouped(least))
    };
    let words = portfolio.overview.words().strict;
    row("Part 1: Overview", words, &minimum(words, credential.overview.minimum_words));
    for question in &credential.overview.questions {
        let words = portfolio.overview.read().map_or(0, |(_, p)| p.answer_words(question.number));
        let state = if words > 0 { "✓ answered" } else { "✗ no answer" };
        row(&format!("{}. {}", question.number, question.text), words, state);
    }
    let words = portfolio.reflection.words().strict;
    row("Part 3: Reflection", words, &minimum(words, credential.reflection.minimum_words));
}

/// The details and their evidence.
fn details(text: &mut String, checked: &Checked, credential: &Credential) {
    text.push_str("\n| Part 2: Detail | Explained | Evidence | |\n|---|---:|---|---|\n");
    for (coverage, detail) in checked.coverage.details().zip(credential.details()) {
        let explained = match coverage.explanation_words {
            0 => "✗ none".to_owned(),
            words => counted(words, "word"),
        };
        let state = if coverage.supported { "✓ supported" } else { "✗ not supported" };
        let asks = cell(&format!("{} {}", detail.id, detail.text));
        let _ = writeln!(text, "| {asks} | {explained} | {} | {state} |", evidence(coverage));
    }
}

fn evidence(detail: &DetailCoverage) -> String {
    let cited = detail.evidence.iter().map(|evidence| {
        let symbol = match evidence.status {
            Status::Verified => "✓",
            Status::Unverified => "·",
            Status::Failed => "✗",
        };
        cell(&format!("{symbol} {}, {}", evidence.artifact, evidence.at))
    });
    match cited.collect::<Vec<_>>().join("<br>") {
        none if none.is_empty() => "✗ none".to_owned(),
        cited => cited,
    }
}

fn findings(text: &mut String, checked: &Checked) {
    if checked.findings.is_empty() {
        return;
    }
    text.push_str("\n### Findings\n\n");
    for finding in &checked.findings {
        text.push_str(&item(finding, &checked.portfolio));
    }
}

fn item(finding: &Finding, portfolio: &Portfolio) -> String {
    let location = DisplayLocation::of(finding, portfolio);
    let place = match location.range {
        Some((start, _)) => format!("{}:{}", location.path, start.line),
        None => location.path,
    };
    let level = if finding.waived.is_some() { "waived" } else { finding.level().name() };
    let advice = match (&finding.waived, &finding.help) {
        (Some(reason), _) => format!("<br>reason: {}", inline(reason)),
        (None, Some(help)) => format!("<br>help: {}", inline(help)),
        (None, None) => String::new(),
    };
    format!(
        "- **{level}** {} ({}, `{}`){advice}\n",
        inline(&finding.message),
        code(&place),
        finding.rule.name
    )
}

fn cohort(checked: &[Checked], beside: &Beside) -> String {
    let complete = checked.iter().filter(|one| one.is_complete()).count();
    let mut text = format!(
        "## {complete} of {} complete\n\n\
         | Portfolio | Credential | Overview | Reflection | Details | Errors | Warnings | Next |\n\
         |---|---|---:|---:|---:|---:|---:|---|\n",
        counted(checked.len(), "portfolio")
    );
    for one in checked {
        let supported = one.coverage.details().filter(|detail| detail.supported).count();
        let counts = one.counts();
        let next = next_steps(one).into_iter().next().unwrap_or_else(|| "Pack it.".to_owned());
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {supported}/{} | {} | {} | {} |",
            cell(path_with_portfolio(&one.portfolio, "").trim_end_matches('/')),
            cell(&credential_name(one)),
            grouped(one.portfolio.overview.words().strict),
            grouped(one.portfolio.reflection.words().strict),
            one.coverage.details().count(),
            counts.errors,
            counts.warnings,
            cell(&match unsupported(one) {
                missing if missing.is_empty() => next,
                missing => format!("{next} Lacks {missing}."),
            }),
        );
    }
    for (folder, why) in &beside.folders {
        let folder = cell(&shown_path(folder));
        let _ =
            writeln!(text, "| {folder} | – | – | – | – | – | – | No portfolio: {} |", cell(why));
    }
    let zips = zips(beside);
    if !zips.is_empty() {
        let _ = writeln!(text, "\n{}", inline(&zips));
    }
    text
}

/// A text for a cell, where `|` is special even in code.
fn cell(text: &str) -> String {
    inline(text).replace('|', "\\|")
}

/// A path in a code span, or escaped if it has a backtick.
fn code(text: &str) -> String {
    match text.contains('`') {
        true => inline(text),
        false => format!("`{}`", one_line(text)),
    }
}

/// A text with its special characters escaped. Code between backticks stays as it is.
fn inline(text: &str) -> String {
    let line = one_line(text);
    let parts: Vec<&str> = line.split('`').collect();
    // With an even number of parts, one backtick has no partner.
    let paired = parts.len() % 2 == 1;
    let mut shown = String::new();
    for (index, part) in parts.iter().enumerate() {
        match (index % 2 == 1, part.is_empty()) {
            (true, false) if paired => {
                shown.push_str(&format!("`{part}`"));
                continue;
            }
            (true, _) if paired => shown.push_str("\\`\\`"),
            _ if index > 0 && !paired => shown.push_str("\\`"),
            _ => {}
        }
        for piece in part.split_inclusive(char::is_whitespace) {
            let word = piece.trim_matches(|c: char| !c.is_alphanumeric() && c != '/');
            match piece.split_once(word).filter(|_| is_address(word)) {
                Some((before, after)) => {
                    escape(before, &mut shown);
                    shown.push_str(&format!("`{word}`"));
                    escape(after, &mut shown);
                }
                None => escape(piece, &mut shown),
            }
        }
    }
    shown
}

fn escape(text: &str, shown: &mut String) {
    for character in text.chars() {
        if "\\*_[]<>#~&@$".contains(character) {
            shown.push('\\');
        }
        shown.push(character);
    }
}

/// Whether GitHub makes a link of a word: nobody should be led from a report to a page that a
/// portfolio names.
fn is_address(word: &str) -> bool {
    let word = word.to_lowercase();
    ["://", "www.", "mailto:", "xmpp:"].iter().any(|mark| word.contains(mark))
        || word.split_once('@').is_some_and(|(account, domain)| {
            account.ends_with(char::is_alphanumeric) && domain.contains('.')
        })
}

fn one_line(text: &str) -> String {
    sanitize(&normalize::one_line(text))
}

#[cfg(test)]
mod tests {
    use super::{cell, inline};

    #[test]
    fn text_is_escaped_and_code_is_not() {
        assert_eq!(inline("*a* <b> `x_y*`\nc"), "\\*a\\* \\<b\\> `x_y*` c");
        assert_eq!(inline("one ` tick_"), "one \\` tick\\_");
        assert_eq!(inline("none ``"), "none \\`\\`");
        let addresses = "see https://evil.example/?a_b, www.evil.example and jane@hill.org.";
        assert_eq!(
            inline(addresses),
            "see `https://evil.example/?a_b`, `www.evil.example` and `jane@hill.org`."
        );
        assert_eq!(cell("a|b `c|d`"), "a\\|b `c\\|d`");
    }
}
