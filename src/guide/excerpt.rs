//! An excerpt of a cited place: the quoted words with their surroundings, cells as a table, the
//! text of a slide or a section.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use maud::{Markup, html};

use crate::locate::quote::Quote;
use crate::model::normalize::one_line;
use crate::model::{CellRange, column_letters};

/// The most characters that are shown before and after a quote, about four lines each.
const AROUND: usize = 320;
/// The most characters that are shown of a place without a quote.
const MAX_CHARACTERS: usize = 900;
/// The most rows and columns of a table that are shown.
const MAX_ROWS: usize = 40;
const MAX_COLUMNS: usize = 12;
/// The most characters of a cell that are shown.
const MAX_IN_CELL: usize = 240;

/// A part of an artifact, as the guide shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Excerpt {
    /// Running text.
    Text(Text),
    /// Cells of a sheet, or rows of a table.
    Table(Table),
}

/// Running text around a quote, or the beginning of a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Text {
    /// Whether the place has text before this.
    cut_before: bool,
    before: String,
    /// The quote as the artifact has it; empty if there is none.
    quote: String,
    after: String,
    /// Whether the place has text after this.
    cut_after: bool,
}

/// Cells with their places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Table {
    /// The columns that are shown, from 1 for A.
    columns: Vec<u32>,
    /// The cells of each row, by its number.
    rows: BTreeMap<u32, Vec<Cell>>,
    /// Whether the place has more cells.
    cut: bool,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Cell {
    text: String,
    quoted: bool,
}

impl Excerpt {
    /// The text of a place around its quote, given by its characters, white space not counted. None
    /// if there is no text.
    pub fn of_text(text: &str, quote: Option<Range<usize>>) -> Option<Excerpt> {
        let text = tidy(text);
        if text.is_empty() {
            return None;
        }
        let quote = quote.map_or(0..0, |quote| without_spaces(&text, quote));
        let (before, after) = match quote.is_empty() {
            true => (0, MAX_CHARACTERS),
            false => (AROUND, AROUND),
        };
        let start = word_start_before(&text, quote.start, before);
        let end = word_end_after(&text, quote.end, after);
        let part = |range: Range<usize>| text.get(range).unwrap_or("").to_owned();
        Some(Excerpt::Text(Text {
            cut_before: start > 0,
            before: part(start..quote.start),
            quote: part(quote.clone()),
            after: part(quote.end..end),
            cut_after: end < text.len(),
        }))
    }

    /// The cells of a place, which `each` shows one by one whenever it is called. Those that hold
    /// the quote are marked, and rows and columns without text are left out. The first row stays in a
    /// table that is cut: most often it names the columns. None if no cell has text.
    pub fn of_cells(
        each: impl Fn(&mut dyn FnMut(CellRange, &str)),
        quote: Option<&str>,
    ) -> Option<Excerpt> {
        let quote = quote.map(Quote::new);
        let holds_quote = |text: &str| quote.as_ref().is_some_and(|quote| quote.is_in(text));
        let each_filled = |show: &mut dyn FnMut(CellRange, &str)| {
            each(&mut |at, text| {
                if !text.trim().is_empty() {
                    show(at, text);
                }
            });
        };
        let mut numbers: BTreeSet<u32> = BTreeSet::new();
        let mut columns: BTreeSet<u32> = BTreeSet::new();
        let mut quoted = None;
        each_filled(&mut |at, text| {
            numbers.insert(at.first_row);
            // A merged cell may be as wide as a sheet.
            columns.extend((at.first_column..=at.last_column).take(MAX_COLUMNS + 1));
            if quoted.is_none() && holds_quote(text) {
                quoted = Some(at.first_row);
            }
        });
        let first_row = *numbers.first()?;
        let above = quoted.map_or(0, |row| numbers.range(..row).count());
        let skipped = if above < MAX_ROWS { 0 } else { above.saturating_sub(MAX_ROWS / 2) };
        let mut shown: BTreeSet<u32> =
            numbers.iter().copied().skip(skipped).take(MAX_ROWS).collect();
        shown.insert(first_row);
        let all_columns = columns.len();
        let columns: Vec<u32> = columns.into_iter().take(MAX_COLUMNS).collect();
        let mut rows: BTreeMap<u32, Vec<Cell>> = BTreeMap::new();
        each_filled(&mut |at, text| {
            if !shown.contains(&at.first_row) {
                return;
            }
            let row = rows
                .entry(at.first_row)
                .or_insert_with(|| columns.iter().map(|_| Cell::default()).collect());
            for (column, cell) in columns.iter().zip(row) {
                if (at.first_column..=at.last_column).contains(column) {
                    *cell = Cell { text: short(&tidy(text)), quoted: holds_quote(text) };
                }
            }
        });
        let cut = columns.len() < all_columns || shown.len() < numbers.len();
        Some(Excerpt::Table(Table { columns, rows, cut }))
    }

    /// Whether the excerpt shows the quote.
    pub fn holds_quote(&self) -> bool {
        match self {
            Excerpt::Text(text) => !text.quote.is_empty(),
            Excerpt::Table(table) => table.rows.values().flatten().any(|cell| cell.quoted),
        }
    }

    /// The excerpt as a figure; `place` is its source.
    pub fn markup(&self, place: &str) -> Markup {
        html! {
            figure.excerpt {
                @match self {
                    Excerpt::Text(text) => blockquote { p {
                        @if text.cut_before { "… " }
                        (text.before)
                        @if !text.quote.is_empty() { mark { (text.quote) } }
                        (text.after)
                        @if text.cut_after { " …" }
                    } },
                    Excerpt::Table(table) => (table.markup(place)),
                }
                figcaption { "From " (place) }
            }
        }
    }
}

impl Table {
    fn markup(&self, place: &str) -> Markup {
        html! {
            div.wide tabindex="0" role="group" aria-label={ "Cells of " (place) } {
                table.cells {
                    thead {
                        tr {
                            td {}
                            @for column in &self.columns {
                                th scope="col" { (column_letters(*column)) }
                            }
                        }
                    }
                    tbody {
                        @for (row, cells) in &self.rows {
                            tr {
                                th scope="row" { (row) }
                                @for cell in cells {
                                    td { @if cell.quoted { mark { (cell.text) } } @else { (cell.text) } }
                                }
                            }
                        }
                    }
                }
            }
            @if self.cut {
                p.hint { "A part of the cited cells; the file has them all." }
            }
        }
    }
}

/// A text with its paragraphs, without doubled spaces and empty lines.
fn tidy(text: &str) -> String {
    text.lines().map(one_line).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// The start of the word at most this many characters before a place.
fn word_start_before(text: &str, from: usize, characters: usize) -> usize {
    let before = text.get(..from).unwrap_or("");
    match before.char_indices().rev().nth(characters) {
        None => 0,
        Some((at, _)) => {
            let space = before.get(at..).and_then(|rest| rest.find(char::is_whitespace));
            space.map_or(from, |space| at + space + 1)
        }
    }
}

/// The end of the word at most this many characters after a place.
fn word_end_after(text: &str, from: usize, characters: usize) -> usize {
    let after = text.get(from..).unwrap_or("");
    match after.char_indices().nth(characters) {
        None => text.len(),
        Some((at, _)) => {
            let space = after.get(..at).and_then(|part| part.rfind(char::is_whitespace));
            from + space.unwrap_or(at)
        }
    }
}

/// The bytes of these characters of a text, white space not counted.
fn without_spaces(text: &str, characters: Range<usize>) -> Range<usize> {
    let mut seen = text.char_indices().filter(|(_, c)| !c.is_whitespace());
    let length = characters.len();
    let first = seen.nth(characters.start).filter(|_| length > 0);
    let last = if length > 1 { seen.nth(length - 2) } else { first };
    first.zip(last).map_or(0..0, |((start, _), (end, c))| start..end + c.len_utf8())
}

/// The text of a cell, shortened if it is very long.
fn short(text: &str) -> String {
    match text.char_indices().nth(MAX_IN_CELL) {
        Some((at, _)) => format!("{} …", text.get(..at).unwrap_or("").trim_end()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str, quote: Range<usize>) -> String {
        Excerpt::of_text(text, Some(quote)).unwrap().markup("page 1").into_string()
    }

    #[test]
    fn the_quote_is_marked_as_the_artifact_has_it() {
        let shown = text("Most ﬁfth-\ngraders <b>“felt   safe”</b> – always.", 4..16);
        assert!(shown.contains("Most <mark>ﬁfth-\ngraders</mark> &lt;b&gt;“felt safe”"), "{shown}");
        assert!(text("\n a\u{a0} b", 1..2).contains("<p>a <mark>b</mark></p>"));
        assert!(!text("a b", 2..2).contains("mark") && !text("a b", 2..3).contains("mark"));
    }

    #[test]
    fn long_places_are_cut_at_words_around_the_quote() {
        let long = "word ".repeat(400) + "the quote itself " + &"more ".repeat(400);
        let shown = text(&long, 1_600..1_614);
        assert!(shown.contains("<p>… word"), "{shown}");
        assert!(shown.contains("word <mark>the quote itself</mark> more"), "{shown}");
        assert!(shown.contains("more …</p>"), "{shown}");
        assert!(shown.len() < 1_000, "{}", shown.len());
        let start = text(&"é".repeat(2_000), 0..0);
        assert!(start.contains("é …</p>") && !start.contains("mark"), "{start}");
        assert_eq!(Excerpt::of_text(" \n ", None), None);
    }

    fn table(cells: &[(CellRange, &str)], quote: Option<&str>) -> Option<Excerpt> {
        Excerpt::of_cells(|show| cells.iter().for_each(|(at, text)| show(*at, text)), quote)
    }

    #[test]
    fn cells_are_a_table_with_their_places() {
        let at = |range| CellRange::parse(range).unwrap();
        let cells =
            [(at("B2"), "Trust"), (at("C2:D2"), "wide"), (at("D5"), "7 < 9"), (at("A9"), " ")];
        let excerpt = table(&cells, Some("trust")).unwrap();
        assert!(excerpt.holds_quote());
        let shown = excerpt.markup("Results").into_string();
        for part in [
            r#"<th scope="col">B</th><th scope="col">C</th><th scope="col">D</th>"#,
            r#"<th scope="row">2</th><td><mark>Trust</mark></td><td>wide</td><td>wide</td>"#,
            r#"<th scope="row">5</th><td></td><td></td><td>7 &lt; 9</td>"#,
        ] {
            assert!(shown.contains(part), "{part}: {shown}");
        }
        assert_eq!(table(&[(at("A1"), " ")], None), None);
    }

    #[test]
    fn a_long_table_is_cut_around_the_quote() {
        let cells: Vec<(CellRange, String)> = (1..=200)
            .map(|row| (CellRange::parse(&format!("A{row}")).unwrap(), format!("row {row}")))
            .collect();
        let cells: Vec<_> = cells.iter().map(|(at, text)| (*at, text.as_str())).collect();
        let shown = |quote| table(&cells, quote).unwrap().markup("x").into_string();
        assert!(shown(None).contains("<td>row 40</td>") && !shown(None).contains("row 41<"));
        let late = shown(Some("Row 150"));
        assert!(late.contains("<mark>row 150</mark>") && late.contains("A part of"), "{late}");
        // The letters, the first row and forty others.
        assert_eq!(late.matches("<tr>").count(), 42);
        assert!(late.contains("<td>row 1</td>"), "{late}");
    }
}
