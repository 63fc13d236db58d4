//! OpenDocument spreadsheets: sheets, used cells, text of cells.

use super::odf::{CONTENT, HiddenStyles, Object, Paragraphs, has_macros, open};
use super::workbook::Workbook;
use crate::container::xml::{Node, Tag, walk};
use crate::container::zip::Package;
use crate::io::{ProbeError, Source};
use crate::locate::cells::{cells_from, hull};
use crate::model::{Facts, Metadata, Passages, cell};

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
    /// How many columns were described.
    columns_before: u32,
    /// The value of the cell, used where it displays no text.
    value: Option<String>,
    is_formula: bool,
}

/// The text of hidden sheets, rows and columns.
pub(super) fn hidden_texts(package: &Package<'_>) -> Result<Metadata, ProbeError> {
    let mut workbook = Workbook::with_hidden_text();
    read_sheets(package, &mut workbook)?;
    Ok(workbook.hidden_texts())
}

fn read_workbook(
    source: &mut dyn Source,
    mut workbook: Workbook,
) -> Result<(Facts, Passages), ProbeError> {
    let package = open(source)?;
    let macros = has_macros(&package);
    read_sheets(&package, &mut workbook)?;
    Ok(workbook.finish(macros))
}

fn read_sheets(package: &Package<'_>, workbook: &mut Workbook) -> Result<(), ProbeError> {
    // The tabs of sheets of these styles are hidden (section 20.365, table:display).
    let mut hiding = HiddenStyles::by("style:table-properties", "display", "false");
    // A table inside a cell is a part of that cell.
    let mut depth = 0_u32;
    let mut at = Position::default();
    let mut drawing = cells_from(1, 1, 1, 1);
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
            Node::Start("draw:frame" | "draw:custom-shape", tag) => {
                let last = tag.get("end-cell-address").and_then(|cell| last_cell(&cell));
                let last = last.unwrap_or((at.column, at.row));
                let corner = cells_from(last.0, last.1, 1, 1);
                drawing = hull(&cells_from(at.column.max(1), at.row.max(1), 1, 1), &corner);
                workbook.draw(drawing, &[], false);
            }
            Node::Start("draw:image", _) => workbook.draw(drawing, &[], true),
            Node::Start("draw:object", tag) => {
                let address = tag.get("href").unwrap_or_default();
                let object = Object::at(package, &address);
                let texts = if object.is_chart { object.texts } else { Vec::new() };
                workbook.draw(drawing, &texts, !object.is_chart);
            }
            Node::Start("table:table-column", tag) => {
                let columns = repeats(&tag, "number-columns-repeated");
                if is_hidden(&tag) {
                    workbook.hide_columns(
                        at.columns_before + 1,
                        at.columns_before.saturating_add(columns),
                    );
                }
                at.columns_before = at.columns_before.saturating_add(columns);
            }
            Node::Start("table:table-row", tag) => {
                workbook.begin_row(is_hidden(&tag));
                at.rows = repeats(&tag, "number-rows-repeated");
                at.column = 1;
            }
            Node::End("table:table-row") => at.row = at.row.saturating_add(at.rows),
            Node::Start("table:table-cell" | "table:covered-table-cell", tag) => {
                at.columns = repeats(&tag, "number-columns-repeated");
                at.value = ["value", "date-value", "time-value", "boolean-value", "string-value"]
                    .iter()
                    .find_map(|name| tag.get(name));
                at.is_formula = tag.get("formula").is_some();
                let [columns, rows] =
                    ["number-columns-spanned", "number-rows-spanned"].map(|it| repeats(&tag, it));
                if columns > 1 || rows > 1 {
                    workbook.merge(cells_from(at.column, at.row, columns, rows));
                }
                drop(paragraphs.take_all());
            }
            Node::End("table:table-cell") => {
                let shown: Vec<String> =
                    paragraphs.take_all().into_iter().map(|it| it.text).collect();
                let value = at.value.take().filter(|value| !value.is_empty());
                let text = if shown.is_empty() { value } else { Some(shown.join("\n")) };
                let cells = cells_from(at.column, at.row, at.columns, at.rows);
                match text {
                    Some(text) => workbook.add(cells, Some(&text), None),
                    // A formula whose value another program has to compute.
                    None if at.is_formula => workbook.add(cells, None, None),
                    None => {}
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
    })
}

/// The cell of an address such as `Results.H20` or `'My sheet'.H20`.
fn last_cell(address: &str) -> Option<(u32, u32)> {
    cell(address.rsplit('.').next().unwrap_or_default())
}

/// Whether a row or column is hidden, or filtered out (section 19.749, table:visibility).
fn is_hidden(tag: &Tag<'_>) -> bool {
    matches!(tag.get("visibility").as_deref(), Some("collapse" | "filter"))
}

fn repeats(tag: &Tag<'_>, name: &str) -> u32 {
    let count = tag.get(name).and_then(|count| count.parse().ok()).unwrap_or(1);
    count.clamp(1, MOST_REPEATS)
}
