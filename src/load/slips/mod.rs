//! Slips in TOML: a text that the parser refuses, or that says something else than was meant, is read once
//! more as people write. What can only be meant one way is mended, so that the rest of the file is
//! checked; each slip is reported in the reader's words, with the line as it should be.

mod edits;
mod header;
mod keys;
mod kind;
mod order;
mod scanner;
mod statement;
mod strict;
#[cfg(test)]
mod tests;
mod text;
mod value;

use toml::de::DeTable;

use edits::{Edit, Mended};
use keys::Keys;
use kind::SlipKind;
use scanner::Scanner;
use statement::Statement;

use super::shape::Shape;
use crate::model::{ProblemKind, SourceText, Span};

/// A slip.
pub(super) struct Slip {
    pub span: Span,
    pub kind: ProblemKind,
    pub message: String,
    pub help: String,
    /// What mends it, if only this can be meant.
    pub edits: Vec<(Span, String)>,
}

/// A text without its slips.
pub(super) struct Repaired {
    mended: Mended,
    pub slips: Vec<Slip>,
    /// Whether nothing had to be left out.
    pub is_whole: bool,
}

impl Repaired {
    /// The text to read.
    pub(super) fn text(&self) -> &str {
        &self.mended.text
    }

    /// Where a stretch of it stands in the file.
    pub(super) fn original(&self, span: &Span) -> Span {
        self.mended.original(span)
    }
}

/// How many statements are left out one after the other before the rest is given up.
const LEFT_OUT: usize = 20;

/// Reads a text of this shape as people write; none if there is nothing to mend.
pub(super) fn repair(source: &SourceText, shape: &'static Shape) -> Option<Repaired> {
    let text = source.text.as_str();
    let keys = Keys::new(shape);
    let mut scanner = Scanner::new(text, &keys);
    let mut statements = statement::statements(&mut scanner);
    let mut all = scanner.edits;
    order::keep_own_names(text, &mut statements, &mut all);
    all.extend(order::outside_list(text, &statements, &keys));
    for edit in order::duplicates(source, &statements) {
        leave_out(&mut all, edit);
    }
    for statement in statements.iter().filter(|statement| statement.is_garbled) {
        leave_out(&mut all, order::left_out(&statement.span, stray(text, statement)));
    }
    let mended = settle(text, &statements, &mut all);
    if all.is_empty() {
        return None;
    }
    let is_whole = !all.iter().any(is_left_out);
    Some(Repaired { slips: slips(source, &mended, &all), mended, is_whole })
}

/// Leaves a statement out in place of mending it.
fn leave_out(all: &mut Vec<Edit>, edit: Edit) {
    all.retain(|other| other.span.end <= edit.span.start || other.span.start >= edit.span.end);
    all.push(edit);
}

fn is_left_out(edit: &Edit) -> bool {
    use SlipKind::{BelowTwice, NotToml, Stray, Twice};
    matches!(edit.kind, BelowTwice | NotToml(_) | Stray | Twice(..))
}

/// What is wrong with a statement that can't be mended.
fn stray(text: &str, statement: &Statement) -> SlipKind {
    let words = text.get(statement.span.clone()).unwrap_or_default();
    let (_, errors) = DeTable::parse_recoverable(words);
    let is_prose = statement.key.is_none() && !words.trim_start().starts_with('[');
    match errors.first() {
        Some(error) if !is_prose => SlipKind::NotToml(parser_words(error)),
        _ => SlipKind::Stray,
    }
}

fn parser_words(error: &toml::de::Error) -> String {
    error.message().trim().replace('\n', ", ")
}

/// Applies the changes; as long as the parser refuses the result, the statement that it stops at is left
/// out.
fn settle(text: &str, statements: &[Statement], all: &mut Vec<Edit>) -> Mended {
    for _ in 0..LEFT_OUT {
        all.sort_by_key(|edit| (edit.span.start, edit.span.end));
        let mended = Mended::new(text, all);
        let (_, errors) = DeTable::parse_recoverable(&mended.text);
        let start = |error: &toml::de::Error| error.span().map_or(usize::MAX, |span| span.start);
        let Some(error) = errors.iter().min_by_key(|error| start(error)) else { return mended };
        let at = start(error).min(mended.text.len());
        let at = mended.original(&(at..at)).start;
        let index = statements.partition_point(|statement| statement.span.start <= at);
        let Some(statement) = index.checked_sub(1).and_then(|index| statements.get(index)) else {
            return mended;
        };
        let is_out = all.iter().any(|edit| is_left_out(edit) && edit.span == statement.span);
        if is_out {
            return mended;
        }
        leave_out(all, order::left_out(&statement.span, SlipKind::NotToml(parser_words(error))));
    }
    Mended::new(text, all)
}

/// The slips of each line.
fn slips(source: &SourceText, mended: &Mended, all: &[Edit]) -> Vec<Slip> {
    let now = SourceText::new("", mended.text.as_str());
    let mut reported: Vec<&Edit> =
        all.iter().filter(|edit| edit.kind != SlipKind::BelowTwice).collect();
    reported.sort_by_key(|edit| edit.anchor.start);
    let line = |edit: &&Edit| source.position(edit.anchor.start).line;
    let lines = reported.chunk_by(|one, next| line(one) == line(next));
    lines.filter_map(|edits| slip(source, mended, &now, edits)).collect()
}

fn slip(source: &SourceText, mended: &Mended, now: &SourceText, edits: &[&Edit]) -> Option<Slip> {
    let first = edits.first()?;
    let mut kinds: Vec<&SlipKind> = Vec::new();
    for edit in edits {
        if !kinds.contains(&&edit.kind) {
            kinds.push(&edit.kind);
        }
    }
    let messages: Vec<String> = kinds.iter().map(|kind| kind.message()).collect();
    let help = kinds.iter().find_map(|kind| kind.help()).unwrap_or_else(|| {
        let at = mended.now(first.span.start.min(first.anchor.start));
        format!("write: {}", line_around(now, at))
    });
    let is_sure = edits.iter().all(|edit| edit.sure);
    let changes = edits.iter().map(|edit| (edit.span.clone(), edit.text.clone()));
    let end = source.text[first.anchor.start..]
        .find('\n')
        .map_or(source.text.len(), |end| first.anchor.start + end);
    Some(Slip {
        span: first.anchor.start..first.anchor.end.clamp(first.anchor.start, end),
        kind: match kinds.as_slice() {
            [only] => only.problem(),
            _ => ProblemKind::EvidenceFile,
        },
        message: messages.join("; "),
        help,
        edits: if is_sure { changes.collect() } else { Vec::new() },
    })
}

/// The most characters of a line that are shown.
const SHOWN: usize = 100;

/// The line of the mended text around a byte, without what is far from it.
fn line_around(now: &SourceText, at: usize) -> String {
    let text = now.text.as_str();
    let at = (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[at..].find('\n').map_or(text.len(), |newline| at + newline);
    let line = text[start..end].trim();
    let length = line.chars().count();
    if length <= SHOWN {
        return line.to_owned();
    }
    let before = text[start..at].trim_start().chars().count();
    let head: String = line.chars().take(if before > SHOWN { 24 } else { SHOWN * 2 / 3 }).collect();
    let tail = if before > SHOWN { length - (before - 20).min(length) } else { SHOWN / 3 };
    let tail: String = line.chars().skip(length - tail.min(length)).take(SHOWN - 24).collect();
    format!("{head} … {tail}")
}
