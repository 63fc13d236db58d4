//! Tables that fit the terminal.

use comfy_table::{
    CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Table, TableStyle, Width,
};

use super::RenderOptions;
use super::text_width::columns;
use crate::model::escape_controls;

/// Lines above and below the table and below its heading, none between rows.
const STYLE: TableStyle = TableStyle::new()
    .top_border(LineStyle::none().fill('─').junction('─'))
    .header_separator(LineStyle::none().fill('─').junction('─'))
    .bottom_border(LineStyle::none().fill('─').junction('─'));

/// A column: its heading, its alignment, and whether it may be wrapped.
pub struct Column {
    heading: &'static str,
    right: bool,
    fixed: bool,
    at_least: usize,
}

impl Column {
    /// Text that wraps.
    pub const fn text(heading: &'static str) -> Column {
        Column { heading, right: false, fixed: false, at_least: 0 }
    }

    /// A minimum width.
    pub const fn at_least(mut self, width: usize) -> Column {
        self.at_least = width;
        self
    }

    /// Short words that stay on one line.
    pub const fn word(heading: &'static str) -> Column {
        Column { heading, right: false, fixed: true, at_least: 0 }
    }

    /// Numbers, aligned right.
    pub const fn number(heading: &'static str) -> Column {
        Column { heading, right: true, fixed: true, at_least: 0 }
    }
}

/// A table with at most this width.
pub fn table(width: usize, headings: &[Column], mut rows: Vec<Vec<String>>) -> String {
    // Names may contain control characters; line breaks are the table's own.
    for cell in rows.iter_mut().flatten() {
        *cell = cell.split('\n').map(escape_controls).collect::<Vec<_>>().join("\n");
    }
    let mut table = Table::new();
    table
        .load_style(STYLE)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(width).unwrap_or(u16::MAX))
        .set_header(headings.iter().map(|column| column.heading))
        .add_rows(rows.iter());
    for (index, column) in headings.iter().enumerate() {
        let cells = rows.iter().filter_map(|row| row.get(index)).map(String::as_str);
        let lines = cells.chain([column.heading]).flat_map(str::lines);
        let widest = lines.map(columns).max();
        let Some(shown) = table.column_mut(index) else { continue };
        if column.right {
            shown.set_cell_alignment(CellAlignment::Right);
        }
        // Columns are two spaces apart, one of which is part of the style.
        let left = u16::from(index == 0);
        shown.set_padding((left, 1));
        let widest = widest.unwrap_or(0) + usize::from(left) + 1;
        let fixed = |width: usize| Width::Fixed(u16::try_from(width).unwrap_or(u16::MAX));
        if column.fixed {
            shown.set_constraint(ColumnConstraint::Absolute(fixed(widest)));
        } else if column.at_least > 0 {
            let width = fixed(widest.min(column.at_least));
            shown.set_constraint(ColumnConstraint::LowerBoundary(width));
        }
    }
    table.trim_fmt()
}

/// The least width for wrapped text.
const READABLE: usize = 16;

/// Whether a table of this width breaks no word in a column that does not wrap.
fn has_room(width: usize, headings: &[Column], rows: &[Vec<String>]) -> bool {
    let widest = |(index, column): (usize, &Column)| {
        let cells = rows.iter().filter_map(|row| row.get(index)).map(String::as_str);
        let widest = cells.chain([column.heading]).flat_map(str::lines).map(columns).max();
        let needed = if column.fixed { usize::MAX } else { READABLE };
        widest.unwrap_or(0).min(needed) + 2
    };
    headings.iter().enumerate().map(widest).sum::<usize>() <= width + 1
}

/// A table, or a line per cell (`Details: 14`) for screen readers or if there is no room.
pub fn table_or_lines(
    options: &RenderOptions,
    columns: &[Column],
    rows: Vec<Vec<String>>,
) -> String {
    if !options.plain && has_room(options.width, columns, &rows) {
        return table(options.width, columns, rows);
    }
    let mut text = String::new();
    for row in rows {
        for (index, (column, cell)) in columns.iter().zip(row).enumerate() {
            let indent = if index == 0 { "" } else { "  " };
            text.push_str(&format!("{indent}{}: {cell}\n", column.heading));
        }
    }
    text
}
