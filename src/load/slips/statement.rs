//! The statements of a file: names of tables, keys with their values, and what is neither.

use super::super::shape::Value;
use super::edits::Mended;
use super::header::{header, is_blank};
use super::kind::SlipKind;
use super::scanner::{Garbled, Scanner, is_quote};
use super::strict;
use super::value::is_bullet;
use crate::model::Span;

/// A statement.
pub(super) struct Statement {
    pub span: Span,
    /// The name of the table that it begins, with its brackets, as it should be.
    pub header: Option<String>,
    /// Its key.
    pub key: Option<String>,
    /// Whether it can't be mended.
    pub is_garbled: bool,
}

/// Reads all statements of a text.
pub(super) fn statements(scanner: &mut Scanner<'_>) -> Vec<Statement> {
    let mut statements = Vec::new();
    while scanner.at < scanner.text.len() {
        let line = scanner.at;
        let end = scanner.line_end(line);
        let trimmed = scanner.slice(line..end).trim_matches([' ', '\t']);
        if trimmed.is_empty() || trimmed.starts_with('#') {
            scanner.at = scanner.next_line(end);
            continue;
        }
        if let Some(statement) = read(scanner, line) {
            scanner.at = scanner.at.max(statement.span.end);
            statements.push(statement);
        }
        // Each statement ends its line.
        scanner.at = scanner.next_line(scanner.at.max(end.min(scanner.text.len())));
    }
    statements
}

fn read(scanner: &mut Scanner<'_>, start: usize) -> Option<Statement> {
    let mut statement =
        Statement { span: start..start, header: None, key: None, is_garbled: false };
    if let Some(end) = strict::statement_end(scanner, start) {
        let span = start..end;
        let line = scanner.slice(span.clone()).trim();
        let named = line.starts_with('[').then(|| table_name(scanner, start)).flatten();
        let is_named_so = named.as_ref().is_none_or(|(typed, name)| is_same(typed, name));
        if is_named_so && strict::is_right(scanner, &span) {
            statement.span = span;
            match named {
                Some((_, name)) => statement.header = Some(name),
                None if line.starts_with('[') => statement.header = Some(own_name(line)),
                None => statement.key = typed_key(line),
            }
            return Some(statement);
        }
    }
    let first = scanner.edits.len();
    let is_read = loosely(scanner, &mut statement).is_ok();
    // A statement that TOML knows stays one; a value of the wrong kind is reported where it is read.
    let whole = strict::statement_end(scanner, start).map(|end| start..end);
    let whole = whole.filter(|span| strict::is_toml(scanner.slice(span.clone())));
    if let Some(span) = whole
        && (!is_read || !stays_toml(scanner, &span, first))
    {
        scanner.edits.truncate(first);
        scanner.at = span.end;
        let line = scanner.slice(span.clone()).trim();
        // A table in a table of a list, `[[outcomes.details]]`, begins others of its name.
        statement.header = line.starts_with('[').then(|| own_name(line));
        statement.span = span;
        return Some(statement);
    }
    if !is_read {
        scanner.edits.truncate(first);
        scanner.at = scanner.line_end(start);
        statement.is_garbled = true;
        // What can't be read ends where something that can begins.
        let mut next = scanner.next_line(scanner.at);
        let begins_value = statement.key.is_some();
        while begins_value && next < scanner.text.len() && !scanner.begins_statement(next) {
            let end = scanner.line_end(next);
            if scanner.slice(next..end).trim().is_empty() {
                break;
            }
            scanner.at = end;
            next = scanner.next_line(end);
        }
    }
    statement.span.end = scanner.at;
    let is_nothing = statement.header.is_none() && statement.key.is_none();
    (!is_nothing || statement.is_garbled).then_some(statement)
}

/// Whether a statement is TOML after its changes, those from an index on.
fn stays_toml(scanner: &Scanner<'_>, span: &Span, first: usize) -> bool {
    let mut edits = scanner.edits.get(first..).unwrap_or_default().to_vec();
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    for edit in &mut edits {
        let within = |at: usize| at.clamp(span.start, span.end) - span.start;
        edit.span = within(edit.span.start)..within(edit.span.end);
    }
    strict::is_toml(&Mended::new(scanner.slice(span.clone()), &edits).text)
}

/// Reads a statement with slips.
fn loosely(scanner: &mut Scanner<'_>, statement: &mut Statement) -> Result<(), Garbled> {
    scanner.skip_blanks();
    let start = scanner.at;
    let end = scanner.line_end(start);
    let line = scanner.slice(start..end).trim_end();
    if line.is_empty() {
        return Ok(());
    }
    if foreign_comment(scanner, line) {
        return Ok(());
    }
    let bullet = line.chars().next().filter(|c| is_bullet(*c)).map_or(0, char::len_utf8);
    let after_bullet = scanner.after_blanks(start + bullet);
    if bullet > 0
        && (scanner.begins_statement(after_bullet) || scanner.key_at(after_bullet).is_some())
    {
        scanner.edit(start..after_bullet, "", SlipKind::Bullet);
        scanner.at = after_bullet;
    }
    if let Some((typed, name)) = table_name(scanner, scanner.at) {
        let span = scanner.at..scanner.at + typed.len();
        if typed != name {
            scanner.edit(span.clone(), name.as_str(), header_kind(&typed, &name));
            anchor_name(scanner);
        }
        scanner.at = span.end;
        statement.header = Some(name);
        return end_of_line(scanner);
    }
    let (name, span, sign) = key(scanner).ok_or(Garbled)?;
    statement.key = Some(name.to_owned());
    let value = scanner.keys.value(name).unwrap_or(Value::Text);
    let is_known = scanner.keys.named(scanner.slice(span.clone()).trim_matches(is_quote)).is_some();
    if !is_known {
        // A slip in the name is reported where the name is read, unless it breaks the line.
        let typed = scanner.slice(span.clone());
        if typed.contains(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '-') {
            scanner.edit(span.clone(), name, SlipKind::KeyName(name));
        }
    }
    scanner.key_and_sign(name, span, sign);
    scanner.value(value)?;
    end_of_line(scanner)
}

/// The key at the begin of a line, and the sign behind it. Without a sign, a quote or bracket must
/// follow.
fn key(scanner: &Scanner<'_>) -> Option<(&'static str, Span, Option<Span>)> {
    if let Some(key) = scanner.key_at(scanner.at) {
        return Some((key.name, key.span, Some(key.sign)));
    }
    let start = scanner.at;
    let line = scanner.slice(start..scanner.line_end(start));
    let is_end = |c: char| "=:＝：[{".contains(c) || is_quote(c);
    let end = start + line.find(is_end)?;
    let typed = scanner.slice(start..end);
    let typed = typed.trim_end_matches(|c: char| is_blank(c) || c == '-');
    let name = scanner.keys.meant(typed).filter(|_| !typed.is_empty())?;
    let sign = scanner.sign(end).map(|sign| end..end + sign.len());
    Some((name, start..start + typed.len(), sign))
}

/// The key of a statement that is right: its last part.
fn typed_key(line: &str) -> Option<String> {
    let key = line.split('=').next()?.trim();
    Some(key.trim_matches(['"', '\'']).to_owned())
}

/// The name of a table as typed, with its brackets, and as it should be.
fn table_name(scanner: &Scanner<'_>, at: usize) -> Option<(String, String)> {
    let at = scanner.after_blanks(at);
    let line = scanner.slice(at..scanner.line_end(at));
    let typed = line.split('#').next().unwrap_or(line).trim_end_matches(is_blank);
    header(typed, scanner.keys).map(|name| (typed.to_owned(), name))
}

/// Whether two names are the same to TOML and to the reader of details.
fn is_same(typed: &str, name: &str) -> bool {
    let plain = |name: &str| name.replace([' ', '\t', '"', '\''], "");
    let typed = plain(typed);
    let name = plain(name);
    // The letter of a detail may be a capital.
    typed == name || typed.starts_with("[eo.") && typed.to_lowercase() == name
}

/// The name of a table that is none of those known.
pub(super) fn own_name(line: &str) -> String {
    line.split('#').next().unwrap_or(line).trim().replace([' ', '\t'], "")
}

fn header_kind(typed: &str, name: &str) -> SlipKind {
    let bare = |name: &str| name.trim_matches(|c| "[]".contains(c)).to_owned();
    // The names of details have forms of their own; another name that TOML accepts is a key.
    let is_key = !name.starts_with("[eo.") && strict::is_toml(typed);
    match (bare(typed) == bare(name), typed.ends_with(']'), typed.starts_with('[')) {
        (false, true, true) if is_key => {
            SlipKind::TableName(bare(typed).trim().to_owned(), bare(name))
        }
        (true, false, true) => SlipKind::Missing("]"),
        (true, true, false) => SlipKind::Missing("["),
        _ => SlipKind::Header(name.to_owned()),
    }
}

/// Reports a misspelt name of a table at the name itself, as any other key.
fn anchor_name(scanner: &mut Scanner<'_>) {
    if let Some(edit) = scanner.edits.last_mut()
        && let SlipKind::TableName(typed, _) = &edit.kind
    {
        let header = scanner.text.get(edit.span.clone()).unwrap_or_default();
        let start = edit.span.start + header.find(typed.as_str()).unwrap_or_default();
        edit.anchor = start..start + typed.len();
    }
}

/// Writes a comment of HTML, C or Markdown as one of TOML.
fn foreign_comment(scanner: &mut Scanner<'_>, line: &str) -> bool {
    let start = scanner.at;
    let comment = |words: &str| format!("# {}", words.trim());
    let line_end = start + line.len();
    if let Some(rest) = line.strip_prefix("<!--") {
        let body_start = start + 4;
        let close = scanner.text.get(body_start..).and_then(|rest| rest.find("-->"));
        let (body, end) = match close {
            Some(at) => (body_start..body_start + at, body_start + at + 3),
            None => (body_start..body_start + rest.len(), line_end),
        };
        let lines: Vec<String> = scanner.slice(body).trim().lines().map(comment).collect();
        scanner.edit(start..end, lines.join(scanner.line_break(end)), SlipKind::Comment);
        scanner.at = end;
    } else if line.starts_with("```") || line.starts_with("~~~") {
        scanner.edit(start..line_end, "", SlipKind::Comment);
        scanner.at = line_end;
    } else if let Some(words) = line.strip_prefix("//").or_else(|| line.strip_prefix(';')) {
        scanner.edit(start..line_end, comment(words), SlipKind::Comment);
        scanner.at = line_end;
    } else if let Some(words) = line.strip_prefix("/*").and_then(|rest| rest.strip_suffix("*/")) {
        scanner.edit(start..line_end, comment(words), SlipKind::Comment);
        scanner.at = line_end;
    } else {
        return false;
    }
    true
}

/// Checks that nothing follows on the line but a comment; stray commas and brackets are removed.
fn end_of_line(scanner: &mut Scanner<'_>) -> Result<(), Garbled> {
    let value_end = scanner.at;
    scanner.skip_blanks();
    let end = scanner.line_end(scanner.at);
    let rest = scanner.slice(scanner.at..end);
    let words = rest.split('#').next().unwrap_or(rest).trim_end();
    if !words.is_empty() {
        if words.contains(|c: char| !is_blank(c) && !",;]}).:".contains(c)) {
            return Err(Garbled);
        }
        scanner.edit(value_end..scanner.at + words.len(), "", SlipKind::Extra(words.to_owned()));
    }
    scanner.at = end;
    Ok(())
}
