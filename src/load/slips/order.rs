//! Slips in the order of statements: what stands there twice, and keys of evidence outside of its list.

use std::collections::HashMap;

use super::edits::Edit;
use super::keys::Keys;
use super::kind::SlipKind;
use super::statement::{Statement, own_name};
use crate::model::{SourceText, Span};

/// Leaves misspelt names of tables alone where the table that is meant stands there, too: which of them
/// counts is not sure, and the reader of the file reports the name.
pub(super) fn keep_own_names(text: &str, statements: &mut [Statement], edits: &mut Vec<Edit>) {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for name in statements.iter().filter_map(|statement| statement.header.clone()) {
        *counts.entry(name).or_default() += 1;
    }
    edits.retain(|edit| {
        let is_misspelt = matches!(edit.kind, SlipKind::TableName(..));
        let is_doubled = !edit.text.starts_with("[[") && counts.get(&edit.text) > Some(&1);
        if !is_misspelt || !is_doubled {
            return true;
        }
        let typed = text.get(edit.span.clone()).unwrap_or_default();
        let index = statements.partition_point(|one| one.span.start <= edit.span.start);
        let statement = index.checked_sub(1).and_then(|index| statements.get_mut(index));
        if let Some(statement) = statement {
            statement.header = Some(own_name(typed));
        }
        false
    });
}

/// Reports tables and keys that stand there twice. The second ones are left out of the mended text.
pub(super) fn duplicates(source: &SourceText, statements: &[Statement]) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut tables: HashMap<&str, usize> = HashMap::new();
    let mut keys: HashMap<&str, usize> = HashMap::new();
    let mut is_left_out = false;
    for statement in statements {
        let line = || source.position(statement.span.start).line;
        let second = if statement.is_garbled {
            // What stands below a table without a name belongs to no other.
            if source.text[statement.span.clone()].trim_start().starts_with('[') {
                is_left_out = true;
            }
            continue;
        } else if let Some(name) = &statement.header {
            keys.clear();
            let first = tables.get(name.as_str()).filter(|_| !name.starts_with("[[")).copied();
            tables.entry(name).or_insert_with(line);
            is_left_out = first.is_some();
            first.map(|first| SlipKind::Twice(name.clone(), first))
        } else if is_left_out {
            Some(SlipKind::BelowTwice)
        } else if let Some(key) = &statement.key {
            let first = keys.get(key.as_str()).copied();
            keys.entry(key).or_insert_with(line);
            first.map(|first| SlipKind::Twice(format!("`{key}`"), first))
        } else {
            None
        };
        edits.extend(second.map(|kind| left_out(&statement.span, kind)));
    }
    edits
}

/// The change that leaves a statement out.
pub(super) fn left_out(span: &Span, kind: SlipKind) -> Edit {
    Edit { anchor: span.clone(), span: span.clone(), text: String::new(), kind, sure: false }
}

/// Puts `artifact` and `at`, where they stand below a detail itself, into the list `evidence`.
pub(super) fn outside_list(text: &str, statements: &[Statement], keys: &Keys) -> Vec<Edit> {
    let mut edits = Vec::new();
    let is_inner = |statement: &Statement| {
        let key = statement.key.as_deref().filter(|_| !statement.is_garbled);
        key.and_then(|key| keys.named(key)).is_some_and(|key| !keys.is_outer(key))
    };
    let tables = statements.chunk_by(|_, next| next.header.is_none());
    for table in tables {
        let is_detail =
            |header: &String| header.starts_with("[eo.") && header.matches('.').count() == 2;
        let is_detail =
            table.first().and_then(|first| first.header.as_ref()).is_some_and(is_detail);
        let has_list = table.iter().any(|one| one.key.as_deref() == Some("evidence"));
        let mut runs = table.chunk_by(|one, next| is_inner(one) == is_inner(next));
        let mut inner = runs.by_ref().filter(|run| run.first().is_some_and(is_inner));
        let (Some(run), None) = (inner.next(), inner.next()) else { continue };
        if !is_detail || has_list || !run.iter().any(|one| one.key.as_deref() == Some("artifact")) {
            continue;
        }
        edits.extend(listed(text, run).unwrap_or_default());
    }
    edits
}

fn listed(text: &str, run: &[Statement]) -> Option<Vec<Edit>> {
    let (first, last) = (run.first()?, run.last()?);
    let edit = |span: Span, text: &str| Edit {
        span,
        text: text.to_owned(),
        kind: SlipKind::OutsideList,
        anchor: first.span.clone(),
        sure: true,
    };
    let mut edits = vec![edit(first.span.start..first.span.start, "evidence = [{ ")];
    for (one, next) in run.iter().zip(&run[1..]) {
        let between = one.span.end..next.span.start;
        // A comment between them has no place in one line.
        if !text.get(between.clone())?.trim().is_empty() || text[one.span.clone()].contains('#') {
            return None;
        }
        edits.push(edit(between, ", "));
    }
    edits.push(edit(last.span.end..last.span.end, " }]"));
    Some(edits)
}
