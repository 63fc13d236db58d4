//! What a workbook shows, merges, hides and draws, in both formats.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{odf_metadata, ods, ooxml_metadata, xlsx};
use crate::locate::cells::{Content, content};
use crate::locate::text_at;
use crate::model::{CellRange, Facts, Location, Metadata, Passages};

const RELATIONSHIPS: &str = "xmlns='http://schemas.openxmlformats.org/package/2006/relationships'";

fn zip_of(parts: &[(&str, &[u8])]) -> Cursor<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap()
}

/// A workbook with the sheets `Results`, with these cells and what follows them, and `Names`, which is
/// hidden, and with a tab that is a chart.
fn workbook(sheet: &[u8]) -> Cursor<Vec<u8>> {
    let relations = |pairs: &[(&str, &str, &str)]| {
        let pairs = pairs.iter().map(|(id, kind, target)| {
            format!("<Relationship Id='{id}' Type='x/{kind}' Target='{target}'/>")
        });
        format!("<Relationships {RELATIONSHIPS}>{}</Relationships>", pairs.collect::<String>())
    };
    let of_workbook = relations(&[
        ("r1", "worksheet", "worksheets/sheet1.xml"),
        ("r2", "worksheet", "worksheets/sheet2.xml"),
        ("r3", "chartsheet", "chartsheets/sheet1.xml"),
    ]);
    let of_sheet = relations(&[("r1", "drawing", "../drawings/drawing1.xml")]);
    let of_drawing = relations(&[("r1", "chart", "../charts/chart1.xml")]);
    let of_package = relations(&[("r1", "officeDocument", "xl/workbook.xml")]);
    zip_of(&[
        ("_rels/.rels", of_package.as_bytes()),
        (
            "xl/workbook.xml",
            b"<workbook xmlns:r='r'><sheets><sheet name='Results' r:id='r1'/>\
              <sheet name='Names' state=\"veryHidden\" r:id='r2'/><sheet name='Trend' r:id='r3'/>\
              </sheets></workbook>",
        ),
        ("xl/_rels/workbook.xml.rels", of_workbook.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet),
        (
            "xl/worksheets/sheet2.xml",
            b"<worksheet><sheetData><row><c t='str'><v>Student ID</v></c></row>\
              <row><c t='str'><v>9001234</v></c></row></sheetData></worksheet>",
        ),
        ("xl/chartsheets/sheet1.xml", b"<chartsheet/>"),
        ("xl/worksheets/_rels/sheet1.xml.rels", of_sheet.as_bytes()),
        ("xl/chartsheets/_rels/sheet1.xml.rels", of_sheet.as_bytes()),
        (
            "xl/drawings/drawing1.xml",
            b"<xdr:wsDr xmlns:r='r'><xdr:twoCellAnchor><xdr:from><xdr:col>7</xdr:col>\
              <xdr:row>1</xdr:row></xdr:from><xdr:to><xdr:col>9</xdr:col><xdr:row>5</xdr:row>\
              </xdr:to><c:chart r:id='r1'/></xdr:twoCellAnchor></xdr:wsDr>",
        ),
        ("xl/drawings/_rels/drawing1.xml.rels", of_drawing.as_bytes()),
        (
            "xl/charts/chart1.xml",
            b"<c:chartSpace><a:p><a:t>Belonging rose</a:t></a:p><c:cat><c:v>Grade 7</c:v></c:cat>\
              </c:chartSpace>",
        ),
    ])
}

const SHEET: &str = "<worksheet><cols><col min=\"6\" max=\"6\" hidden=\"1\"/></cols><sheetData>\
    <row r=\"1\"><c r=\"A1\" t=\"str\"><v>Survey_x000D_ of 2026</v></c></row>\
    <row r=\"2\"><c r=\"A2\" t=\"str\"><v>Safe</v></c><c r=\"B2\"><f>SUM(B3)</f></c>\
    <c r=\"F2\" t=\"str\"><v>Rosa</v></c></row>\
    <row r=\"3\" hidden=\"1\"><c r=\"A3\" t=\"str\"><v>Omar</v></c></row></sheetData>\
    <mergeCells><mergeCell ref=\"A1:D1\"/><mergeCell ref=\"A9:D9\"/></mergeCells></worksheet>";

fn contents(facts: &Facts, sheet: usize, cells: &str) -> Content {
    content(&facts.sheets.as_ref().unwrap()[sheet], CellRange::parse(cells).ok().as_ref())
}

fn text(passages: &Passages, at: &str) -> Option<String> {
    text_at(passages, &Location::parse(at).unwrap())
}

fn hidden(metadata: &Metadata) -> Vec<(&str, &str)> {
    let texts = metadata.hidden_texts.iter();
    texts.map(|hidden| (hidden.place.as_str(), hidden.text.as_str())).collect()
}

#[test]
fn a_workbook_of_excel_shows_merges_hides_and_draws() {
    let (facts, passages) = xlsx::read(&mut workbook(SHEET.as_bytes())).unwrap();
    for (cells, expected) in [
        ("C1", Content::Cells),
        ("B2", Content::Cells),
        ("F2", Content::Hidden),
        ("A3", Content::Hidden),
        ("H2", Content::Drawing),
        ("K2", Content::Nothing),
        ("B9", Content::Nothing),
    ] {
        assert_eq!(contents(&facts, 0, cells), expected, "{cells}");
    }
    assert_eq!(contents(&facts, 2, "A1"), Content::Drawing);
    assert_eq!(text(&passages, "sheet \"Results\" C1").as_deref(), Some("Survey\r of 2026"));
    let chart = "Belonging rose\tGrade 7";
    assert_eq!(text(&passages, "sheet \"Results\" I4").as_deref(), Some(chart));
    assert_eq!(text(&passages, "sheet \"Trend\"").as_deref(), Some(chart));
    let unknown: Vec<bool> = passages.iter().map(|passage| passage.has_unread).collect();
    assert_eq!(unknown, [false, false, true, false, false, false, false], "the formula");
    let mut metadata = Metadata::default();
    ooxml_metadata(&mut workbook(SHEET.as_bytes()), &mut metadata).unwrap();
    assert_eq!(
        hidden(&metadata),
        [
            ("hidden cells of sheet \"Results\"", "Rosa\nSurvey\r of 2026: Omar"),
            ("hidden sheet \"Names\"", "Student ID\nStudent ID: 9001234"),
        ]
    );
}

#[test]
fn a_part_in_utf_16_is_read() {
    let units = format!("\u{feff}{SHEET}");
    let bytes: Vec<u8> = units.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let (utf8, utf16) =
        (xlsx::read(&mut workbook(SHEET.as_bytes())), xlsx::read(&mut workbook(&bytes)));
    assert_eq!(utf16.unwrap(), utf8.unwrap());
}

#[test]
fn a_workbook_of_libreoffice_shows_merges_hides_and_draws() {
    let content = "<office:document-content><office:spreadsheet><table:table table:name='Results'>\
        <table:table-column table:number-columns-repeated='2'/>\
        <table:table-column table:visibility=\"collapse\"/>\
        <table:table-row><table:table-cell table:number-columns-spanned='2'><text:p>Survey</text:p>\
        </table:table-cell><table:covered-table-cell/><table:table-cell><text:p>Rosa</text:p>\
        </table:table-cell></table:table-row><table:table-row table:visibility=\"filter\">\
        <table:table-cell><text:p>Omar</text:p></table:table-cell></table:table-row>\
        <table:table-row><table:table-cell table:formula='of:=SUM([.B9])'/><table:table-cell>\
        <draw:frame table:end-cell-address='Results.F9'><draw:object href='./Object 1'/>\
        </draw:frame></table:table-cell></table:table-row></table:table></office:spreadsheet>\
        </office:document-content>";
    let chart =
        "<office:chart><chart:title><text:p>Belonging rose</text:p></chart:title></office:chart>";
    let parts = [("content.xml", content.as_bytes()), ("Object 1/content.xml", chart.as_bytes())];
    let (facts, passages) = ods::read(&mut zip_of(&parts)).unwrap();
    for (cells, expected) in [
        ("B1", Content::Cells),
        ("C1", Content::Hidden),
        ("A2", Content::Hidden),
        ("A3", Content::Cells),
        ("F9", Content::Drawing),
        ("G9", Content::Nothing),
    ] {
        assert_eq!(contents(&facts, 0, cells), expected, "{cells}");
    }
    assert_eq!(text(&passages, "sheet \"Results\" B1").as_deref(), Some("Survey"));
    assert_eq!(text(&passages, "sheet \"Results\" E5").as_deref(), Some("Belonging rose"));
    let mut metadata = Metadata::default();
    odf_metadata(&mut zip_of(&parts), &mut metadata).unwrap();
    let place = "hidden cells of sheet \"Results\"";
    assert_eq!(hidden(&metadata), [(place, "Rosa\nSurvey: Omar")]);
}
