//! How far a portfolio is, a line per part: for screens that show everything at a glance.

use super::cohort_words::details as ids;
use super::text_width::{columns, padded, shortened};
use super::{counted, grouped, sanitize};
use crate::coverage::{DetailCoverage, Status};
use crate::model::{Credential, Question, plural};
use crate::rules::Checked;

/// The widest line that is comfortable to read.
pub(super) const WIDEST: usize = 100;

/// The lines of a portfolio; none where its credential is unknown.
#[derive(Default)]
pub(super) struct Progress {
    /// The title and the overview.
    pub(super) above: Vec<String>,
    /// The questions of the overview, which may be left out.
    pub(super) questions: Vec<String>,
    /// In place of all questions, a line that names those without an answer.
    pub(super) unanswered: Option<String>,
    /// The evidence, the reflection and an empty line.
    pub(super) parts: Vec<String>,
}

impl Progress {
    /// The progress of this portfolio.
    pub(super) fn of(checked: &Checked, width: usize) -> Progress {
        let Some(credential) = &checked.portfolio.credential else { return Progress::default() };
        let title = sanitize(&credential.title);
        let above = vec![
            shortened(&format!(" {title}"), width),
            "━".repeat(columns(&title).saturating_add(2).min(width)),
            overview(checked, credential, width),
        ];
        let unanswered = unanswered(checked, credential, width);
        let mut parts = evidence(checked, width);
        parts.push(reflection(checked, credential, width));
        parts.push(String::new());
        Progress { above, questions: questions(checked, credential, width), unanswered, parts }
    }
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
    let line = |question: &Question| {
        let words = read.map_or(0, |(_, prose)| prose.answer_words(question.number));
        let value = if words > 0 { counted(words, "word") } else { "no answer".to_owned() };
        fact(&format!("  {}. {}", question.number, question.text), &value, words > 0, width)
    };
    credential.overview.questions.iter().map(line).collect()
}

fn unanswered(checked: &Checked, credential: &Credential, width: usize) -> Option<String> {
    let (_, prose) = checked.portfolio.overview.read()?;
    let questions = credential.overview.questions.iter();
    let open = questions.filter(|question| prose.answer_words(question.number) == 0);
    let open: Vec<String> = open.map(|question| question.number.to_string()).collect();
    let line = format!("  no answer: {} {}", plural(open.len(), "question"), open.join(", "));
    (!open.is_empty()).then(|| shortened(&line, width))
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
    let uncited = ids(checked, |detail| detail.evidence.is_empty());
    let unexplained = ids(checked, |detail| detail.explanation_words == 0);
    let failing = ("evidence fails", ids(checked, failed));
    let lacks = match uncited == unexplained {
        true => vec![("no evidence, no explanation", uncited), failing],
        false => vec![("no evidence", uncited), ("no explanation", unexplained), failing],
    };
    let lacks = lacks.iter().filter(|(_, ids)| !ids.is_empty());
    lines.extend(lacks.map(|(name, ids)| shortened(&format!("  {name}: {ids}"), width)));
    lines
}
