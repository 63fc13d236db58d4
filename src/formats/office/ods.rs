//! OpenDocument spreadsheets: sheets, used cells, text of cells.

use std::collections::HashSet;

use super::book::Book;
use super::odf::{CONTENT, Gathered, has_macros, open};
use crate::container::xml::{Node, Tag, walk};
use crate::io::{ProbeError, Source};
use crate::locate::cells::cells_from;
use crate::model::{Facts, Passages};

/// The most that a row or column can be repeated: as many as a sheet of LibreOffice has rows.
const MOST_REPEATS: u32 = 1_048_576;

/// Sheets in the order of their tabs, the cells that hold something, and macros.
pub(crate) fn facts(source: &mut dyn Source) -> Result<Facts, ProbeError> {
    Ok(book(source, Book::measured())?.0)
}

/// The same, and the text: the cells of each sheet that is shown, row by row, as they are seen: `45 %`
/// where the file has 0.45 beside it. Equal cells side by side are one passage where the file has them as one.
pub(crate) fn read(source: &mut dyn Source) -> Result<(Facts, Passages), ProbeError> {
    book(source, Book::read())
}

/// Where the walk stands in a sheet.
#[derive(Default)]
struct Place {
    row: u32,
    rows: u32,
    column: u32,
    columns: u32,
    /// The value of the cell, for one that shows no text.
    value: Option<String>,
}

fn book(source: &mut dyn Source, mut book: Book) -> Result<(Facts, Passages), ProbeError> {
    let package = open(source)?;
    let macros = has_macros(&package);
    // The styles of sheets whose tab is hidden (section 20.365, table:display).
    let mut hiding = HashSet::new();
    let mut style = None;
    // A table inside a cell is a part of that cell.
    let mut depth = 0_u32;
    let mut at = Place::default();
    let mut gathered = Gathered::default();
    walk(package.part(CONTENT)?, CONTENT, |node| {
        gathered.take_in(&node);
        match node {
            Node::Start("style:style", tag) => style = tag.get("name"),
            Node::Start("style:table-properties", tag)
                if tag.get("display").as_deref() == Some("false") =>
            {
                hiding.extend(style.take());
            }
            Node::Start("table:table", tag) => {
                depth += 1;
                if depth == 1 {
                    let name = tag.get("name").unwrap_or_default();
                    let hidden = tag.get("style-name").is_some_and(|it| hiding.contains(&it));
                    book.begin(name, hidden);
                    // A cell outside of any row stands in the first.
                    at = Place { row: 1, rows: 1, column: 1, ..Place::default() };
                }
            }
            Node::End("table:table") => depth = depth.saturating_sub(1),
            _ if depth != 1 => {}
            Node::Start("table:table-row", tag) => {
                at.rows = repeats(&tag, "number-rows-repeated");
                at.column = 1;
            }
            Node::End("table:table-row") => at.row = at.row.saturating_add(at.rows),
            Node::Start("table:table-cell" | "table:covered-table-cell", tag) => {
                at.columns = repeats(&tag, "number-columns-repeated");
                at.value = ["value", "date-value", "time-value", "boolean-value", "string-value"]
                    .iter()
                    .find_map(|name| tag.get(name));
                drop(gathered.finish());
            }
            Node::End("table:table-cell") => {
                let shown: Vec<String> = gathered.finish().into_iter().map(|it| it.text).collect();
                let value = at.value.take().filter(|value| !value.is_empty());
                let text = if shown.is_empty() { value } else { Some(shown.join("\n")) };
                if let Some(text) = text {
                    book.add(cells_from(at.column, at.row, at.columns, at.rows), &text, None);
                }
                at.column = at.column.saturating_add(at.columns);
            }
            // What another cell covers is not seen.
            Node::End("table:covered-table-cell") => {
                drop(gathered.finish());
                at.column = at.column.saturating_add(at.columns);
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(book.finish(macros))
}

fn repeats(tag: &Tag<'_>, name: &str) -> u32 {
    let count = tag.get(name).and_then(|count| count.parse().ok()).unwrap_or(1);
    count.clamp(1, MOST_REPEATS)
}
