//! Excel workbooks (ECMA-376 part 1, SpreadsheetML): sheets, used cells, text of cells.

use std::borrow::Cow;

use super::drawings;
use super::escapes::unescape_from;
use super::number_formats::NumberFormats;
use super::ooxml::{Relations, has_macros, main_part};
use super::workbook::Workbook;
use crate::container::xml::{Node, Tag, walk};
use crate::container::zip::Package;
use crate::io::{ProbeError, Source};
use crate::locate::cells::cells_from;
use crate::model::{CellRange, Facts, Metadata, Passages, cell};

/// Sheets in the order of their tabs, the cells that are not empty, and macros.
pub(crate) fn facts(source: &mut dyn Source) -> Result<Facts, ProbeError> {
    Ok(read_workbook(source, Workbook::without_text())?.0)
}

/// The same, and the text: the cells of each visible sheet, row by row. Numbers, dates and percentages
/// are given as they are displayed, together with the stored value.
pub(crate) fn read(source: &mut dyn Source) -> Result<(Facts, Passages), ProbeError> {
    read_workbook(source, Workbook::with_text())
}

/// The text of hidden sheets, rows and columns.
pub(super) fn hidden_texts(package: &Package<'_>) -> Result<Metadata, ProbeError> {
    let mut workbook = Workbook::with_hidden_text();
    read_sheets(package, &main_part(package, MAIN)?, &mut workbook)?;
    Ok(workbook.hidden_texts())
}

fn read_workbook(
    source: &mut dyn Source,
    mut workbook: Workbook,
) -> Result<(Facts, Passages), ProbeError> {
    let package = Package::open(source)?;
    let macros = has_macros(&package);
    let main = main_part(&package, MAIN)?;
    if is_binary(&main) {
        return Ok((Facts { macros, ..Facts::default() }, Passages::default()));
    }
    read_sheets(&package, &main, &mut workbook)?;
    Ok(workbook.finish(macros))
}

fn read_sheets(
    package: &Package<'_>,
    main: &str,
    workbook: &mut Workbook,
) -> Result<(), ProbeError> {
    let relations = Relations::of(package, main)?;
    let mut context = None;
    for tab in tabs(package, main, &relations)? {
        workbook.begin(tab.name, tab.hidden);
        let Some(part) = &tab.part else { continue };
        if !tab.is_cells {
            drawings::read(package, part, true, workbook)?;
            continue;
        }
        if context.is_none() && workbook.takes_text() {
            context = Some(Context::of(package, main, &relations)?);
        }
        read_cells(package, part, workbook, context.as_ref())?;
        drawings::read(package, part, false, workbook)?;
    }
    Ok(())
}

const MAIN: &str = "xl/workbook.xml";

/// Whether its parts are in the binary format (XLSB, MS-XLSB), which is not read.
fn is_binary(main: &str) -> bool {
    main.ends_with(".bin")
}

/// A tab of the workbook.
struct Tab {
    name: String,
    hidden: bool,
    /// Its part; none for one of a kind that is not read.
    part: Option<String>,
    /// Whether it has cells; else it is a chart.
    is_cells: bool,
}

fn tabs(package: &Package<'_>, main: &str, relations: &Relations) -> Result<Vec<Tab>, ProbeError> {
    let mut tabs = Vec::new();
    walk(package.part(main)?, main, |node| {
        if let Node::Start("sheet", tag) = node {
            let id = tag.relationship().unwrap_or_default();
            let kind = relations.kind(&id);
            let is_cells = kind == Some("worksheet");
            let is_known = is_cells || kind == Some("chartsheet");
            let part = relations.target(&id).filter(|_| is_known).map(str::to_owned);
            let hidden = matches!(tag.get("state").as_deref(), Some("hidden" | "veryHidden"));
            tabs.push(Tab { name: tag.get("name").unwrap_or_default(), hidden, part, is_cells });
        }
        Ok(())
    })?;
    Ok(tabs)
}

/// The strings that cells refer to by number.
#[derive(Default)]
struct SharedStrings {
    all: String,
    /// The end of each in `all`.
    ends: Vec<usize>,
}

impl SharedStrings {
    /// Reads them (section 18.4.9).
    fn of(package: &Package<'_>, part: &str) -> Result<SharedStrings, ProbeError> {
        let SharedStrings { mut all, mut ends } = SharedStrings::default();
        // Phonetic readings of Japanese words (rPh) are no part of the text.
        let (mut in_text, mut in_reading) = (false, false);
        walk(package.part(part)?, part, |node| {
            match node {
                Node::End("si") => {
                    let start = ends.last().copied().unwrap_or(0);
                    unescape_from(&mut all, start);
                    ends.push(all.len());
                }
                Node::Start("rPh", _) => in_reading = true,
                Node::End("rPh") => in_reading = false,
                Node::Start("t", _) => in_text = true,
                Node::End("t") => in_text = false,
                Node::Text(text) if in_text && !in_reading => all.push_str(text),
                _ => {}
            }
            Ok(())
        })?;
        Ok(SharedStrings { all, ends })
    }

    fn get(&self, number: usize) -> Option<&str> {
        let before = number.checked_sub(1).and_then(|before| self.ends.get(before));
        self.all.get(before.copied().unwrap_or(0)..*self.ends.get(number)?)
    }
}

/// What a cell refers to: shared strings and number formats.
struct Context {
    strings: SharedStrings,
    formats: NumberFormats,
}

impl Context {
    fn of(package: &Package<'_>, main: &str, relations: &Relations) -> Result<Context, ProbeError> {
        let strings = match relations.of_kind("sharedStrings").first() {
            Some(part) => SharedStrings::of(package, part)?,
            None => SharedStrings::default(),
        };
        let formats = NumberFormats::of(package, main, relations);
        Ok(Context { strings, formats })
    }
}

/// Reads the cells of a sheet (section 18.3.1.4).
fn read_cells(
    package: &Package<'_>,
    part: &str,
    workbook: &mut Workbook,
    context: Option<&Context>,
) -> Result<(), ProbeError> {
    let context = context.filter(|_| workbook.takes_text());
    let (mut column, mut row) = (0_u32, 0_u32);
    let (mut cell_type, mut style) = (None, None);
    let mut value = String::new();
    let (mut in_value, mut in_reading, mut is_formula) = (false, false, false);
    walk(package.part(part)?, part, |node| {
        match node {
            // A row or cell without a reference follows the one before it.
            Node::Start("row", tag) => {
                let named = tag.get("r").and_then(|row| row.parse().ok());
                row = named.unwrap_or(row.saturating_add(1));
                column = 0;
                workbook.begin_row(is_hidden(&tag, "ht"));
            }
            Node::Start("c", tag) => {
                let named = tag.get("r").and_then(|name| cell(&name));
                (column, row) = named.unwrap_or((column.saturating_add(1), row.max(1)));
                cell_type = tag.get("t");
                style = tag.get("s").and_then(|number| number.parse().ok());
                is_formula = false;
                value.clear();
            }
            Node::Start("f", _) => is_formula = true,
            Node::Start("rPh", _) => in_reading = true,
            Node::End("rPh") => in_reading = false,
            Node::Start("v" | "t", _) => in_value = true,
            Node::End("v" | "t") => in_value = false,
            Node::Text(text) if in_value && !in_reading => value.push_str(text),
            Node::End("c") if !value.is_empty() => {
                let text = context.map(|it| displayed(cell_type.as_deref(), style, &value, it));
                let (text, stored) = text.unwrap_or_default();
                workbook.add(cells_from(column, row, 1, 1), Some(&text), stored.as_deref());
            }
            // Programs that compute nothing store formulas without a value; Excel shows one.
            Node::End("c") if is_formula => {
                workbook.add(cells_from(column, row, 1, 1), None, None);
            }
            Node::Start("col", tag) if is_hidden(&tag, "width") => {
                let number = |name| tag.get(name).and_then(|number| number.parse().ok());
                let first = number("min").unwrap_or(1);
                workbook.hide_columns(first, number("max").unwrap_or(first));
            }
            Node::Start("mergeCell", tag) => {
                let cells = tag.get("ref").and_then(|cells| CellRange::parse(&cells).ok());
                cells.into_iter().for_each(|cells| workbook.merge(cells));
            }
            _ => {}
        }
        Ok(())
    })
}

/// Whether a row or column is hidden, or so small that it is not seen.
fn is_hidden(tag: &Tag<'_>, size: &str) -> bool {
    let is_on = matches!(tag.get("hidden").as_deref(), Some("1" | "true" | "on"));
    is_on || tag.get(size).and_then(|size| size.parse::<f64>().ok()).is_some_and(|size| size <= 0.0)
}

/// The displayed text of a cell by its type (section 18.18.11, ST_CellType), and the stored one where
/// it differs.
fn displayed<'a>(
    cell_type: Option<&str>,
    style: Option<usize>,
    value: &'a str,
    context: &'a Context,
) -> (Cow<'a, str>, Option<Cow<'a, str>>) {
    match cell_type {
        Some("s") => {
            let number = value.trim().parse().ok();
            let text = number.and_then(|number| context.strings.get(number));
            (text.unwrap_or_default().into(), None)
        }
        Some("str" | "inlineStr") if value.contains("_x") => {
            let mut text = value.to_owned();
            unescape_from(&mut text, 0);
            (text.into(), None)
        }
        Some("b") => (if value.trim() == "1" { "TRUE" } else { "FALSE" }.into(), None),
        Some("n") | None => {
            let stored = number(value.trim());
            match context.formats.displayed(style, value.trim()).filter(|it| *it != stored) {
                Some(displayed) => (displayed.into(), Some(stored)),
                None => (stored, None),
            }
        }
        _ => (value.into(), None),
    }
}

/// A number with the 15 digits that Excel displays: the file may have 0.8300000000000001 for 0.83.
fn number(value: &str) -> Cow<'_, str> {
    match value.parse::<f64>() {
        Ok(exact) if value.contains('.') && value.len() > 16 => {
            let shown = format!("{exact:.14e}").parse::<f64>();
            shown.map_or(value.into(), |shown| shown.to_string().into())
        }
        _ => value.into(),
    }
}
