//! Words of a narrative are read as something else than prose.
//!
//! In Markdown a line that begins with four spaces or a tab is code, `<!--` hides everything up to `-->`, three
//! backticks begin code up to the next three, and a heading needs an ordinary space behind `##`. HTML, as other
//! programs paste it, and the cells of a table are no prose either, in a document as in Markdown. Git's marks of
//! a merge conflict are no words of yours.
//!
//! ## Why it matters
//!
//! These words do not count, and the assessor sees them as code, as a table or not at all.
//!
//! ## How to mend it
//!
//! Do what the help says, or keep the narrative in Word (`overview.docx`), where none of this can happen.

use super::case::Case;
use crate::finding::{Finding, Level, Rule};
use crate::model::normalize::one_line;
use crate::model::{Place, SourceText, counted};
use crate::narrative::{Misread, MisreadKind, misread};

pub(super) const RULE: Rule =
    Rule::new("misread-text", Level::Warning, include_str!("misread_text.rs"));

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    let narratives = case.portfolio.narratives();
    let read = narratives.into_iter().filter_map(|narrative| narrative.read());
    read.flat_map(|(source, _)| {
        let is_markdown = source.path.ends_with(".md");
        let found = misread(&source.text).into_iter();
        let found = found.filter(move |it| is_markdown || it.kind == MisreadKind::Table);
        found.map(move |it| finding(source, &it)).collect::<Vec<_>>()
    })
    .collect()
}

fn finding(source: &SourceText, misread: &Misread) -> Finding {
    let written = source.text.get(misread.span.clone()).unwrap_or_default();
    let words = counted(misread.words, "word");
    let verb = if misread.words == 1 { "does" } else { "do" };
    let (message, help) = match misread.kind {
        MisreadKind::Indented => (
            format!("these lines begin with a tab or four spaces, so they are code: {words} {verb} not count"),
            "delete the white space at the begin of each line".to_owned(),
        ),
        MisreadKind::UnclosedComment => (
            format!("this comment has no end, so it hides everything below it: {words} {verb} not count"),
            "write `-->` where the comment ends, or delete `<!--`".to_owned(),
        ),
        MisreadKind::UnclosedFence => (
            format!("this block of code has no end, so it takes in everything below it: {words} {verb} not count"),
            format!("delete `{}`", one_line(written.lines().next().unwrap_or_default())),
        ),
        MisreadKind::NoHeading => {
            let signs = written.len() - written.trim_start_matches('#').len();
            let (signs, title) = written.split_at(signs);
            let heading = format!("{signs} {}", title.trim());
            let message = match title.starts_with(char::is_whitespace) {
                true => "this is no heading: the space behind its number signs is a special one",
                false => "this is no heading: a space is missing behind its number signs",
            };
            (message.to_owned(), format!("write `{heading}`"))
        }
        MisreadKind::Html => (
            format!("this is HTML, as other programs paste it: {words} {verb} not count"),
            "paste the text again without its looks (Ctrl+Shift+V), or keep the narrative in Word, as a .docx"
                .to_owned(),
        ),
        MisreadKind::Table => (
            format!("this table holds whole sentences: {words} {verb} not count"),
            "write the answers as paragraphs below their headings; a table is for results".to_owned(),
        ),
        MisreadKind::Conflict => (
            "git left two versions of the text here".to_owned(),
            "keep the version that you mean, and delete the lines that begin with `<<<<<<<`, `=======` and \
             `>>>>>>>`"
                .to_owned(),
        ),
    };
    let first = written.lines().next().unwrap_or_default().trim_end().len();
    let start = misread.span.start;
    Finding::new(RULE, Place::at(&source.path, start..start + first), message).help(help)
}
