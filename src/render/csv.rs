//! `check --format csv`: a row per portfolio, for a coach's spreadsheet.
//!
//! Fields and lines are those of RFC 4180. A text that a spreadsheet would read as a formula gets an
//! apostrophe in front: a practitioner's evidence.toml must not run code in the coach's program.

use super::{RenderError, RenderOptions, next_steps, sanitize};
use crate::rules::Checked;

const HEADINGS: &str = "portfolio,credential,complete,overview_words,overview_minimum,\
    reflection_words,reflection_minimum,questions_answered,questions,details_supported,details,\
    errors,warnings,notes,waived,next_step";

/// A heading, then a row per portfolio.
///
/// # Errors
/// None, but the signature is that of all formats.
pub fn csv(checked: &[Checked], _: &RenderOptions) -> Result<String, RenderError> {
    let rows = checked.iter().map(row).map(|row| format!("{}\r\n", row.join(",")));
    Ok(format!("{HEADINGS}\r\n{}", rows.collect::<String>()))
}

fn row(checked: &Checked) -> Vec<String> {
    let portfolio = &checked.portfolio;
    let named = portfolio.evidence.credential.as_ref().map_or("", |id| id.value.as_str());
    let credential = portfolio.credential.as_ref();
    let questions = credential.map_or(&[][..], |credential| &credential.overview.questions);
    let answered = portfolio.overview.read().map_or(0, |(_, prose)| {
        questions.iter().filter(|question| prose.answer_words(question.number) > 0).count()
    });
    let supported = checked.coverage.details().filter(|detail| detail.supported).count();
    let counts = checked.counts();
    let next = next_steps(checked).into_iter().next().unwrap_or_default();
    let number = |number: usize| number.to_string();
    vec![
        field(&portfolio.name),
        field(named),
        checked.is_complete().to_string(),
        number(portfolio.overview.words().strict),
        number(credential.map_or(0, |credential| credential.overview.minimum_words)),
        number(portfolio.reflection.words().strict),
        number(credential.map_or(0, |credential| credential.reflection.minimum_words)),
        number(answered),
        number(questions.len()),
        number(supported),
        number(checked.coverage.details().count()),
        number(counts.errors),
        number(counts.warnings),
        number(counts.notes),
        number(counts.waived),
        field(&next),
    ]
}

fn field(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if formula { format!("'{text}") } else { text.to_owned() };
    // Spreadsheets refuse files with control characters.
    let text = sanitize(&text);
    // Spreadsheets of other locales split at a semicolon or a tab.
    match formula || text.contains([',', ';', '\t', '"', '\r', '\n']) {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text,
    }
}

#[cfg(test)]
mod tests {
    use super::field;

    #[test]
    fn fields_are_quoted_where_they_must_be() {
        assert_eq!(field("anna"), "anna");
        assert_eq!(field("Smith, \"Jo\"\n"), "\"Smith, \"\"Jo\"\"\n\"");
        assert_eq!(field("=1+1"), "\"'=1+1\"");
        assert_eq!(field("a;=1+1"), "\"a;=1+1\"");
        assert_eq!(field("a\u{1a}b"), "a\u{fffd}b");
    }
}
