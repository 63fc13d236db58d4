//! Excel workbooks (ECMA-376 part 1, SpreadsheetML): sheets, used cells, text of cells.

use super::archive::Archive;
use super::cells::{CellText, Cells};
use super::number_formats::NumberFormats;
use super::ooxml::{Relations, has_macros, main_part};
use super::xml::{Node, walk};
use super::{Passage, Source, Trouble};
use crate::model::{Facts, cell};

/// Sheets in the order of their tabs, the cells that hold something, and macros.
pub(super) fn facts(source: &mut dyn Source) -> Result<Facts, Trouble> {
    let mut archive = Archive::open(source)?;
    let macros = has_macros(&archive);
    if is_binary(&mut archive)? {
        return Ok(Facts { macros, ..Facts::default() });
    }
    let mut sheets = Vec::new();
    for tab in tabs(&mut archive)? {
        let cells = read(&mut archive, &tab, None)?;
        sheets.push(cells.sheet(tab.name, tab.hidden));
    }
    Ok(Facts { sheets: Some(sheets), macros, ..Facts::default() })
}

/// The cells of each sheet that is shown, row by row. Numbers stand as a reader sees them, dates and
/// percentages among them, with what the file stores beside them.
pub(super) fn passages(source: &mut dyn Source) -> Result<Vec<Passage>, Trouble> {
    let mut archive = Archive::open(source)?;
    if is_binary(&mut archive)? {
        return Ok(Vec::new());
    }
    let main = main_part(&mut archive, MAIN)?;
    let relations = Relations::of(&mut archive, &main)?;
    let strings = match relations.of_sort("sharedStrings").first() {
        Some(part) => strings(&mut archive, part)?,
        None => Vec::new(),
    };
    let formats = NumberFormats::of(&mut archive, &main, &relations);
    let texts = Texts { strings, formats };
    let mut passages = Vec::new();
    for tab in tabs(&mut archive)?.into_iter().filter(|tab| !tab.hidden) {
        let cells = read(&mut archive, &tab, Some(&texts))?;
        passages.extend(cells.passages(&tab.name));
    }
    Ok(passages)
}

const MAIN: &str = "xl/workbook.xml";

/// Whether its parts are in the binary form (XLSB, MS-XLSB), which cannot be looked into.
fn is_binary(archive: &mut Archive<'_>) -> Result<bool, Trouble> {
    Ok(main_part(archive, MAIN)?.ends_with(".bin"))
}

/// A tab of the workbook.
struct Tab {
    name: String,
    hidden: bool,
    /// Its part; none for a tab that holds a chart and no cells.
    part: Option<String>,
}

fn tabs(archive: &mut Archive<'_>) -> Result<Vec<Tab>, Trouble> {
    let main = main_part(archive, MAIN)?;
    let relations = Relations::of(archive, &main)?;
    let mut tabs = Vec::new();
    walk(archive.part(&main)?, &main, |node| {
        if let Node::Start("sheet", tag) = node {
            let id = tag.relationship().unwrap_or_default();
            let is_cells = relations.sort(&id) == Some("worksheet");
            let part = relations.target(&id).filter(|_| is_cells).map(str::to_owned);
            let hidden = matches!(tag.get("state").as_deref(), Some("hidden" | "veryHidden"));
            tabs.push(Tab { name: tag.get("name").unwrap_or_default(), hidden, part });
        }
        Ok(())
    })?;
    Ok(tabs)
}

/// The strings that cells share (section 18.4.9), by their numbers.
fn strings(archive: &mut Archive<'_>, part: &str) -> Result<Vec<String>, Trouble> {
    let mut all = Vec::new();
    let mut current = String::new();
    // Readings of Japanese words (rPh) stand above the text and are not part of it.
    let (mut in_text, mut in_reading) = (false, false);
    walk(archive.part(part)?, part, |node| {
        match node {
            Node::Start("si", _) => current.clear(),
            Node::End("si") => all.push(std::mem::take(&mut current)),
            Node::Start("rPh", _) => in_reading = true,
            Node::End("rPh") => in_reading = false,
            Node::Start("t", _) => in_text = true,
            Node::End("t") => in_text = false,
            Node::Text(text) if in_text && !in_reading => current.push_str(text),
            _ => {}
        }
        Ok(())
    })?;
    Ok(all)
}

/// What the text of a cell is made of, beside its own value.
struct Texts {
    strings: Vec<String>,
    formats: NumberFormats,
}

/// Reads the cells of a sheet (section 18.3.1.4); their text only with what it is made of at hand.
fn read(archive: &mut Archive<'_>, tab: &Tab, texts: Option<&Texts>) -> Result<Cells, Trouble> {
    let mut cells = Cells::default();
    let Some(part) = &tab.part else { return Ok(cells) };
    let (mut column, mut row) = (0, 0);
    let (mut sort, mut style) = (None, None);
    let mut value = String::new();
    let (mut in_value, mut in_reading) = (false, false);
    walk(archive.part(part)?, part, |node| {
        match node {
            // A row or cell that does not say where it is stands after the one before.
            Node::Start("row", tag) => {
                row = tag.get("r").and_then(|row| row.parse().ok()).unwrap_or(row + 1_u32);
                column = 0;
            }
            Node::Start("c", tag) => {
                let named = tag.get("r").and_then(|name| cell(&name));
                (column, row) = named.unwrap_or((column + 1, row.max(1)));
                sort = tag.get("t");
                style = tag.get("s").and_then(|number| number.parse().ok());
                value.clear();
            }
            Node::Start("rPh", _) => in_reading = true,
            Node::End("rPh") => in_reading = false,
            Node::Start("v" | "t", _) => in_value = true,
            Node::End("v" | "t") => in_value = false,
            Node::Text(text) if in_value && !in_reading => value.push_str(text),
            Node::End("c") if !value.is_empty() => {
                let text = texts.map(|texts| shown(sort.as_deref(), style, &value, texts));
                cells.add(column, row, 1, 1, text)?;
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(cells)
}

/// The text of a cell by its type (section 18.18.11, ST_CellType).
fn shown(sort: Option<&str>, style: Option<usize>, value: &str, texts: &Texts) -> CellText {
    let text = match sort {
        Some("s") => {
            let number = value.trim().parse::<usize>().ok();
            number.and_then(|number| texts.strings.get(number)).cloned().unwrap_or_default()
        }
        Some("b") => if value.trim() == "1" { "TRUE" } else { "FALSE" }.to_owned(),
        Some("n") | None => {
            let stored = number(value.trim());
            let shown = texts.formats.shown(style, value.trim()).filter(|shown| *shown != stored);
            return match shown {
                Some(shown) => CellText { shown, stored: Some(stored.into()) },
                None => stored.into(),
            };
        }
        _ => value.to_owned(),
    };
    text.into()
}

/// A number with the 15 digits that Excel shows: the file may have 0.8300000000000001 for 0.83.
fn number(value: &str) -> String {
    match value.parse::<f64>() {
        Ok(exact) if value.contains('.') && value.len() > 16 => {
            let shown = format!("{exact:.14e}").parse::<f64>();
            shown.map_or_else(|_| value.to_owned(), |shown| shown.to_string())
        }
        _ => value.to_owned(),
    }
}
