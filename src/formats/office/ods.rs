//! OpenDocument spreadsheets: sheets, used cells, text of cells.

use super::odf::{CONTENT, HiddenStyles, Paragraphs, has_macros, open};
use super::workbook::Workbook;
use crate::container::xml::{Node, Tag, walk};
use crate::io::{ProbeError, Source};
use crate::locate::cells::cells_from;
use crate::model::{Facts, Passages};

/// The most that a row or column can be repeated: as many as a sheet of LibreOffice has rows.
const MOST_REPEATS: u32 = 1_048_576;

/// Sheets in the order of their tabs, the cells that are not empty, and macros.
pub(crate) fn facts(source: &mut dyn Source) -> Result<Facts, ProbeError> {
    Ok(read_workbook(source, Workbook::without_text())?.0)
}

/// The same, and the text: the cells of each visible sheet, row by row, as they are displayed: `45 %`
/// where the value is 0.45. Repeated cells that the file stores once are one passage.
pub(crate) fn read(source: &mut dyn Source) -> Result<(Facts, Passages), ProbeError> {
    read_workbook(source, Workbook::with_text())
}

/// The position of the walk in a sheet.
#[derive(Default)]
struct Position {
    row: u32,
    rows: u32,
    column: u32,
    columns: u32,
    /// The value of the cell, used where it displays no text.
    value: Option<String>,
}

fn read_workbook(
    source: &mut dyn Source,
    mut workbook: Workbook,
) -> Result<(Facts, Passages), ProbeError> {
    let package = open(source)?;
    let macros = has_macros(&package);
    // The tabs of sheets of these styles are hidden (section 20.365, table:display).
    let mut hiding = HiddenStyles::by("style:table-properties", "display", "false");
    // A table inside a cell is a part of that cell.
    let mut depth = 0_u32;
    let mut at = Position::default();
    let mut paragraphs = Paragraphs::default();
    walk(package.part(CONTENT)?, CONTENT, |node| {
        paragraphs.visit(&node);
        hiding.visit(&node);
        match node {
            Node::Start("table:table", tag) => {
                depth += 1;
                if depth == 1 {
                    let name = tag.get("name").unwrap_or_default();
                    workbook.begin(name, hiding.hides(&tag));
                    // A cell outside of any row stands in the first.
                    at = Position { row: 1, rows: 1, column: 1, ..Position::default() };
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
                drop(paragraphs.take_all());
            }
            Node::End("table:table-cell") => {
                let shown: Vec<String> =
                    paragraphs.take_all().into_iter().map(|it| it.text).collect();
                let value = at.value.take().filter(|value| !value.is_empty());
                let text = if shown.is_empty() { value } else { Some(shown.join("\n")) };
                if let Some(text) = text {
                    workbook.add(cells_from(at.column, at.row, at.columns, at.rows), &text, None);
                }
                at.column = at.column.saturating_add(at.columns);
            }
            // Another cell hides this one.
            Node::End("table:covered-table-cell") => {
                drop(paragraphs.take_all());
                at.column = at.column.saturating_add(at.columns);
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(workbook.finish(macros))
}

fn repeats(tag: &Tag<'_>, name: &str) -> u32 {
    let count = tag.get(name).and_then(|count| count.parse().ok()).unwrap_or(1);
    count.clamp(1, MOST_REPEATS)
}
