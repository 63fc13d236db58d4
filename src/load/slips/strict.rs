//! Whether a statement is as TOML and the shape of the file have it.

use toml::de::{DeTable, DeValue};

use super::super::shape::{Shape, Value};
use super::scanner::Scanner;
use crate::model::Span;

/// The end of the statement that begins here, read as TOML has it; none if it has none.
pub(super) fn statement_end(scanner: &Scanner<'_>, start: usize) -> Option<usize> {
    let text = scanner.text;
    let (mut at, mut depth) = (start, 0_usize);
    let mut line_begins = false;
    while at < text.len() {
        if line_begins && scanner.begins_statement(at) {
            return None;
        }
        line_begins = false;
        let rest = &text[at..];
        match rest.as_bytes().first()? {
            b'\n' if depth == 0 => return Some(at),
            b'\n' => line_begins = true,
            b'#' => {
                at = scanner.line_end(at);
                continue;
            }
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.checked_sub(1)?,
            quote @ (b'"' | b'\'') => {
                at = string_end(scanner, at, *quote)?;
                continue;
            }
            _ => {}
        }
        at += rest.chars().next().map_or(1, char::len_utf8);
    }
    (depth == 0).then_some(at)
}

/// The end of a text in quotes; none if it has none, or another statement seems to begin in it.
fn string_end(scanner: &Scanner<'_>, start: usize, quote: u8) -> Option<usize> {
    let text = scanner.text;
    let mark = if quote == b'"' { "\"\"\"" } else { "'''" };
    let is_triple = text[start..].starts_with(mark);
    let mark = if is_triple { mark } else { &mark[..1] };
    let mut at = start + mark.len();
    while at < text.len() {
        let rest = &text[at..];
        if rest.starts_with(mark) {
            let quotes = rest.len() - rest.trim_start_matches(&mark[..1]).len();
            return Some(at + if is_triple { quotes.min(5) } else { 1 });
        }
        let c = rest.chars().next()?;
        at += c.len_utf8();
        match c {
            '\\' if quote == b'"' => at += text[at..].chars().next().map_or(0, char::len_utf8),
            '\n' if !is_triple || scanner.begins_statement(at) => return None,
            _ => {}
        }
    }
    None
}

/// Whether this statement can stay as it is.
pub(super) fn is_right(scanner: &Scanner<'_>, span: &Span) -> bool {
    let (table, errors) = DeTable::parse_recoverable(scanner.slice(span.clone()));
    errors.is_empty() && fits(scanner, table.get_ref())
}

/// Whether TOML knows this statement, whatever its value is.
pub(super) fn is_toml(statement: &str) -> bool {
    DeTable::parse_recoverable(statement).1.is_empty()
}

/// Whether the values of a table, by the last part of their keys, are of the right kind.
fn fits(scanner: &Scanner<'_>, table: &DeTable<'_>) -> bool {
    table.iter().all(|(key, value)| {
        let value = value.get_ref();
        match (scanner.keys.value(key.get_ref()), value) {
            // A dotted key.
            (Some(Value::Details(_) | Value::Table(_)) | None, DeValue::Table(inner)) => {
                fits(scanner, inner)
            }
            (Some(kind), value) => fits_kind(kind, value),
            (None, _) => true,
        }
    })
}

fn fits_kind(kind: Value, value: &DeValue<'_>) -> bool {
    let all = |items: &[toml::Spanned<DeValue<'_>>], fits: &dyn Fn(&DeValue<'_>) -> bool| {
        items.iter().all(|item| fits(item.get_ref()))
    };
    match (kind, value) {
        (Value::Artifact, DeValue::String(path)) => {
            let is_foreign = path.starts_with("\\\\") || path.get(1..2) == Some(":");
            let is_own = !is_foreign || path.contains("\\artifacts\\");
            !path.contains(|c: char| c.is_control() || c == '\\' && is_own)
        }
        (kind, DeValue::String(_)) if kind.is_text() => true,
        (kind, _) if kind.is_text() => false,
        (Value::Truth, value) => value.as_bool().is_some(),
        (Value::Texts, DeValue::Array(items)) => all(items, &|item| item.as_str().is_some()),
        (Value::Tables(shape) | Value::SomeTables(shape), DeValue::Array(items)) => {
            all(items, &|item| item.as_table().is_some_and(|table| fits_shape(shape, table)))
        }
        (Value::Tables(_) | Value::SomeTables(_), _) => false,
        (Value::Table(shape), DeValue::Table(table)) => fits_shape(shape, table),
        _ => true,
    }
}

fn fits_shape(shape: &Shape, table: &DeTable<'_>) -> bool {
    table.iter().all(|(key, value)| {
        shape.key(key.get_ref()).is_none_or(|key| fits_kind(key.value, value.get_ref()))
    })
}
