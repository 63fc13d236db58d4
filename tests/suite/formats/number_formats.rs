//! Numbers as spreadsheets show them, compared with LibreOffice: `tests/probe/formats/make.py` makes
//! the workbooks with openpyxl, and LibreOffice exports what it shows as CSV. Where Excel shows
//! something else, Excel counts; those cases are listed here.

use std::fs;
use std::io::Cursor;

use mcred::formats::{identify, passages};
use mcred::locate::quote::{Found, find};
use mcred::locate::text_at;
use mcred::model::{CellRange, Location, Passages};

use crate::kit::project;

fn read(name: &str) -> Passages {
    let file = project("tests/probe/formats").join(name);
    let mut source = Cursor::new(fs::read(file).unwrap());
    let identity = identify(&mut source, name).unwrap();
    passages(&mut source, &identity).unwrap()
}

fn shown(passages: &Passages, column: char, row: usize) -> String {
    let cells = CellRange::parse(&format!("{column}{row}")).ok();
    text_at(passages, &Location::Sheet { name: "Formats".into(), cells }).unwrap_or_default()
}

/// The number of cells, and those that LibreOffice shows differently: code, value, ours, theirs.
fn compared(name: &str) -> (usize, Vec<[String; 4]>) {
    let passages = read(&format!("{name}.xlsx"));
    let csv = read(&format!("{name}.csv"));
    let plain = |text: &str| text.split_whitespace().collect::<String>();
    let mut differ = Vec::new();
    let mut rows: Vec<Vec<String>> = Vec::new();
    csv.iter().for_each(|row| rows.push(row.text.split('\t').map(str::to_owned).collect()));
    for (index, row) in rows.iter().enumerate().skip(1) {
        let ours = shown(&passages, 'C', index + 1);
        let theirs = row.get(2).cloned().unwrap_or_default();
        if plain(&ours) != plain(&theirs) {
            differ.push([row[0].clone(), row[1].clone(), ours, theirs]);
        }
    }
    (rows.len() - 1, differ)
}

/// Whether a difference is known: LibreOffice shows it differently from Excel, which most readers
/// have, or the library that formats numbers is wrong.
fn is_known([code, value, ..]: &[String; 4], from_1904: bool) -> bool {
    let number: f64 = value.parse().unwrap();
    let is_day = code.contains(['y', 'd']) && !code.contains("students");
    // Excel has a 29 February 1900, LibreOffice does not and begins a day later. Excel has a day 0
    // before the first day; with the epoch of 1904, so does the library.
    let first_days = is_day && number < if from_1904 { 1.0 } else { 61.0 };
    // LibreOffice truncates 59.99996 seconds, Excel rounds them.
    let second = value == "0.0006944444444";
    // Excel rounds 28.5 % up, although its binary value is less.
    let half = code.contains('%') && ["0.285", "1.005"].contains(&value.as_str());
    // Excel keeps the point of `#.##`; the others are mistakes of the library.
    first_days || second || half || ["#.##", "0.00E+00", "##0.0E+0"].contains(&code.as_str())
}

#[test]
fn numbers_are_shown_as_spreadsheets_show_them() {
    for (name, least) in [("formats", 680), ("formats-1904", 275)] {
        let (all, differ) = compared(name);
        let unknown: Vec<_> =
            differ.iter().filter(|it| !is_known(it, name == "formats-1904")).collect();
        assert!(unknown.is_empty(), "{name}: {unknown:#?}");
        assert!(all - differ.len() >= least, "{name}: {} of {all}", all - differ.len());
    }
}

/// Excel takes 1900 for a leap year.
#[test]
fn the_first_days_of_1900_are_counted_as_excel_counts_them() {
    let passages = read("formats.xlsx");
    let rows: Vec<_> = (2..900).filter(|row| shown(&passages, 'A', *row) == "yyyy-mm-dd").collect();
    let days = rows.iter().map(|row| (shown(&passages, 'B', *row), shown(&passages, 'C', *row)));
    let days: std::collections::BTreeMap<String, String> = days.collect();
    for (number, day) in
        [("1", "1900-01-01"), ("59", "1900-02-28"), ("60", "1900-02-29"), ("61", "1900-03-01")]
    {
        assert_eq!(days[number], day);
    }
    assert_eq!(days["45000"], "2023-03-15");
}

#[test]
fn a_quoted_number_is_found_as_shown_and_as_stored() {
    let passages = read("formats.xlsx");
    let place = Location::parse("sheet \"Formats\" C2").unwrap();
    assert_eq!(shown(&passages, 'C', 2), "83%");
    for (quote, stands) in [("83 %", true), ("0.83", true), ("83", true), ("8", false)] {
        let found = find(&passages, Some(&place), quote);
        assert_eq!(found == Found::Here, stands, "{quote}: {found:?}");
    }
    let date = cell_of(&passages, "mmmm d, yyyy", "45000");
    assert_eq!(find(&passages, Some(&date), "March 15, 2023"), Found::Here);
    assert_eq!(find(&passages, Some(&date), "45000"), Found::Here);
    assert_eq!(find(&passages, Some(&date), "March 16, 2023"), Found::Nowhere);
}

/// The cell that shows this value with this format code.
fn cell_of(passages: &Passages, code: &str, value: &str) -> Location {
    let is_it =
        |row: &usize| shown(passages, 'A', *row) == code && shown(passages, 'B', *row) == value;
    let row = (2..900).find(is_it).unwrap();
    Location::parse(&format!("sheet \"Formats\" C{row}")).unwrap()
}
