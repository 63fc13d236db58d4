//! Sheets of workbooks and cells in them.

use crate::locate::same_name;
use crate::model::{CellRange, Facts, Location, ParseLocationError, Sheet, TypedPlace};

type Read = Option<Result<TypedPlace, ParseLocationError>>;

/// Reads a place of a workbook; none where it names no sheet and no cells.
pub(super) fn read(text: &str, facts: &Facts) -> Read {
    let sheets = facts.sheets.as_deref().unwrap_or_default();
    // `Results!B2:D9`, as spreadsheets write it.
    if let Some((name, rest)) = text.rsplit_once('!') {
        return Some(on_sheet(unquoted(name), rest, sheets));
    }
    let lower = text.to_lowercase();
    let words = ["sheet", "tab", "worksheet"];
    let named = words.iter().find_map(|word| lower.strip_prefix(word).map(|_| word.len()));
    let after_word = named.and_then(|length| text.get(length..));
    let Some(rest) = after_word.filter(|rest| rest.starts_with([' ', ':', '"', '\''])) else {
        return without_word(text, sheets);
    };
    let rest = rest.trim_start_matches(':').trim();
    if let Some(quote) = rest.chars().next().filter(|c| ['"', '\''].contains(c)) {
        let (name, rest) = rest.get(1..)?.rsplit_once(quote)?;
        return Some(on_sheet(name.trim(), rest, sheets));
    }
    if let Some((name, rest)) = known_name(rest, sheets) {
        return Some(on_sheet(name, rest, sheets));
    }
    let number = rest.split(' ').next().unwrap_or_default();
    let index = number.trim_end_matches(',').parse::<usize>().ok()?.checked_sub(1)?;
    let sheet = sheets.iter().filter(|sheet| !sheet.hidden).nth(index)?;
    let cells = rest.get(number.len()..).unwrap_or_default();
    let note = format!("no sheet is called {}: sheet number {0} is \"{}\"", index + 1, sheet.name);
    Some(on_sheet(&sheet.name, cells, sheets).map(|it| TypedPlace { note: Some(note), ..it }))
}

/// A place without the word `sheet`: the name of one, or cells.
fn without_word(text: &str, sheets: &[Sheet]) -> Read {
    if let Some((name, rest)) = known_name(text, sheets) {
        return Some(on_sheet(name, rest, sheets));
    }
    let range = cells(text)?.ok()?;
    let shown: Vec<&Sheet> = sheets.iter().filter(|sheet| !sheet.hidden).collect();
    match shown.as_slice() {
        [] => None,
        [only] => {
            let location = Location::Sheet { name: only.name.clone(), cells: Some(range) };
            Some(Ok(location.into()))
        }
        shown => {
            let message = format!("`{text}` does not say on which of its {} sheets", shown.len());
            let offers = shown.iter().take(5).map(|sheet| {
                Location::Sheet { name: sheet.name.clone(), cells: Some(range) }.to_string()
            });
            Some(Err(ParseLocationError::new(message).offering(offers)))
        }
    }
}

/// The longest name of a sheet that the text begins with, and what follows it.
fn known_name<'t>(text: &'t str, sheets: &'t [Sheet]) -> Option<(&'t str, &'t str)> {
    let ends = text.char_indices().map(|(at, _)| at).filter(|at| *at > 0).chain([text.len()]);
    let splits = ends.filter_map(|end| text.split_at_checked(end));
    splits
        .filter(|(_, rest)| rest.is_empty() || rest.starts_with([' ', ',', ':']))
        .filter_map(|(name, rest)| {
            let sheet = sheets.iter().find(|sheet| same_name(&sheet.name, unquoted(name)))?;
            Some((sheet.name.as_str(), rest))
        })
        .next_back()
}

fn on_sheet(name: &str, rest: &str, sheets: &[Sheet]) -> Result<TypedPlace, ParseLocationError> {
    let known = sheets.iter().find(|sheet| same_name(&sheet.name, name));
    let name = known.map_or(name, |sheet| &sheet.name).to_owned();
    let cells = cells(rest).transpose().map_err(|error| {
        let whole = Location::Sheet { name: name.clone(), cells: None };
        error.offering([whole.to_string()])
    })?;
    Ok(Location::Sheet { name, cells }.into())
}

/// The cells that a text names, none where it is empty.
fn cells(text: &str) -> Option<Result<CellRange, ParseLocationError>> {
    let text = text.trim_matches([' ', ',', ':', ';']);
    if text.is_empty() {
        return None;
    }
    let lower = text.to_lowercase().replace(" to ", "-").replace(" - ", "-");
    let (word, rest) = lower.split_once(' ').unwrap_or(("", &lower));
    let typed = match word {
        "cell" | "cells" | "range" => rest.to_owned(),
        "column" | "columns" | "col" if !rest.contains(['-', ':']) => format!("{rest}:{rest}"),
        "column" | "columns" | "col" => rest.to_owned(),
        _ => lower.clone(),
    };
    Some(CellRange::parse(typed.trim()).map_err(|_| {
        ParseLocationError::new(format!("`{text}` is not a range of cells, such as `B2:D9`"))
    }))
}

fn unquoted(name: &str) -> &str {
    let name = name.trim();
    let inside = ['"', '\'']
        .into_iter()
        .find_map(|quote| name.strip_prefix(quote).and_then(|name| name.strip_suffix(quote)));
    inside.unwrap_or(name)
}
