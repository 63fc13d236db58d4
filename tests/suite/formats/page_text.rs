//! The text of generated PDF pages: every way to show text, and to hide it.

use std::io::{Cursor, Write};
use std::process::Stdio;

use mcred::formats;

use super::bad_input::pdf_of;
use crate::kit::require_tool;

/// A page with this content, more objects from number 6 on, and more resources and entries than the
/// font /F1.
fn page(content: &str, resources: &str, entries: &str, objects: &[String]) -> Vec<u8> {
    let page = format!(
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R\
         /Resources<</Font<</F1 5 0 R>>{resources}>>{entries}>>"
    );
    let content = stream("", content);
    let catalog = "<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[6 0 R 7 0 R]\
                   /D<</OFF[7 0 R]>>>>>>";
    let font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>";
    let mut all = vec![catalog, "<</Type/Pages/Kids[3 0 R]/Count 1>>", &page, &content, font];
    all.extend(objects.iter().map(String::as_str));
    pdf_of(&all)
}

fn stream(entries: &str, content: &str) -> String {
    format!("<<{entries}/Length {}>>\nstream\n{content}\nendstream", content.len())
}

fn form(entries: &str, content: &str) -> String {
    stream(&format!("/Type/XObject/Subtype/Form/BBox[0 0 600 800]{entries}"), content)
}

/// The text of the page with normalized white space.
fn text(pdf: &[u8]) -> String {
    let mut source = Cursor::new(pdf.to_vec());
    let identity = formats::identify(&mut source, "page.pdf").unwrap();
    let passages = formats::passages(&mut source, &identity).unwrap();
    let text =
        mcred::locate::text_at(&passages, &mcred::model::Location::Whole).unwrap_or_default();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The same as Poppler reads it, in the order of the content; none if Poppler is missing.
fn text_by_poppler(pdf: &[u8]) -> Option<String> {
    let mut reader = require_tool("pdftotext")?
        .args(["-raw", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    reader.stdin.take().unwrap().write_all(pdf).unwrap();
    let read = reader.wait_with_output().unwrap();
    let text = String::from_utf8_lossy(&read.stdout).into_owned();
    Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Asserts the text of a page, and that Poppler reads the same.
#[track_caller]
fn assert_text(pdf: &[u8], expected: &str) {
    assert_eq!(text(pdf), expected);
    if let Some(theirs) = text_by_poppler(pdf) {
        assert_eq!(theirs, expected, "Poppler reads another text");
    }
}

#[test]
fn text_of_every_operator_is_read() {
    for (content, expected) in [
        ("BT /F1 12 Tf 50 700 Td (One) Tj 0 -20 Td (two) Tj ET", "One two"),
        ("BT /F1 12 Tf 50 700 Td [(Ke) 80 (rn) -20 (ed) -700 (far)] TJ ET", "Kerned far"),
        ("BT /F1 12 Tf 14 TL 50 700 Td (One) Tj (two) ' 0 0 (three) \" ET", "One two three"),
        ("BT /F1 12 Tf 50 700 TD (One) Tj 0 -14 TD (two) Tj T* (three) Tj ET", "One two three"),
        ("BT /F1 12 Tf 1 0 0 1 50 700 Tm (One) Tj 1 0 0 1 90 700 Tm (two) Tj ET", "One two"),
        // The letters are apart by less than a space, then by more.
        ("BT /F1 12 Tf 1 Tc 50 700 Td (wide) Tj ET", "wide"),
        ("BT /F1 12 Tf 50 700 Td (a b) Tj 5 Ts (up) Tj 0 Ts ( on) Tj ET", "a bup on"),
        ("BT /F1 12 Tf 200 Tz 50 700 Td (One) Tj (two) Tj ET", "Onetwo"),
        (
            "q 0 1 -1 0 300 100 cm BT /F1 12 Tf 0 0 Td (Turned by) Tj 0 -14 Td (a quarter) Tj ET Q",
            "Turned by a quarter",
        ),
        // Invisible text over a scan.
        ("BT 3 Tr /F1 12 Tf 50 700 Td (Recognised) Tj ET", "Recognised"),
        ("q BT /F1 12 Tf 50 700 Td (in) Tj ET Q q BT 50 600 Td /F1 12 Tf (out) Tj ET Q", "in out"),
    ] {
        assert_text(&page(content, "", "", &[]), expected);
    }
}

#[test]
fn text_that_is_filled_and_outlined_is_read_once() {
    let content = "BT /F1 12 Tf 50 700 Td 0 Tr (Bold) Tj ET BT 50 700 Td 1 Tr (Bold) Tj ET";
    assert_eq!(text(&page(content, "", "", &[])), "Bold");
    let elsewhere = "BT /F1 12 Tf 50 700 Td 0 Tr (Bold) Tj ET BT 50 600 Td 1 Tr (Bold) Tj ET";
    assert_eq!(text(&page(elsewhere, "", "", &[])), "Bold Bold");
}

#[test]
fn form_xobjects_are_read_where_they_are_drawn() {
    let content = "BT /F1 12 Tf 50 700 Td (Before) Tj ET /Fm Do BT 50 600 Td (after) Tj ET";
    let resources = "/XObject<</Fm 6 0 R>>";
    let own = "BT /F1 12 Tf 50 650 Td (inside) Tj ET";
    assert_text(&page(content, resources, "", &[form("", own)]), "Before inside after");

    // A form that draws itself is read up to the limit of nesting.
    let circle = "BT /F1 12 Tf 50 650 Td (round) Tj ET /Fm Do";
    let read = text(&page(content, resources, "", &[form(resources, circle)]));
    assert!(read.starts_with("Before round") && read.ends_with("after"), "{read}");
    assert!(read.matches("round").count() <= 50);
}

#[test]
fn hidden_layers_are_not_read() {
    let resources = "/Properties<</On 6 0 R/Off 7 0 R/Any 8 0 R/All 9 0 R>>/XObject<</Fm 10 0 R>>";
    let shown = |layer: &str, word: &str| format!("/OC /{layer} BDC ({word}) Tj EMC ");
    let words = [("On", "on "), ("Off", "off "), ("Any", "any "), ("All", "all ")];
    let words: String = words.iter().map(|(layer, word)| shown(layer, word)).collect();
    let content = format!(
        "BT /F1 12 Tf 50 700 Td /Span BMC (plain ) Tj EMC {words}\
         /OC /Off BDC /OC /On BDC (inner ) Tj EMC EMC (end) Tj ET /Fm Do"
    );
    let group = |name: &str| format!("<</Type/OCG/Name({name})>>");
    let membership = |policy: &str| format!("<</Type/OCMD/OCGs[6 0 R 7 0 R]/P/{policy}>>");
    let objects = [
        group("on"),
        group("off"),
        membership("AnyOn"),
        membership("AllOn"),
        form("/OC 7 0 R", "BT /F1 12 Tf 50 600 Td (form) Tj ET"),
    ];
    let read = text(&page(&content, resources, "", &objects));
    assert_eq!(read, "plain on any end");
}

#[test]
fn form_fields_are_read_and_hidden_annotations_are_not() {
    let appearance = "BT /F1 12 Tf 2 2 Td (Filled in) Tj ET";
    let objects = [
        "<<>>".to_owned(),
        "<<>>".to_owned(),
        form("", appearance),
        "<</Type/Annot/Subtype/Widget/FT/Tx/Rect[50 600 200 620]/F 4/AP<</N 8 0 R>>>>".to_owned(),
        "<</Type/Annot/Subtype/Stamp/Rect[50 500 200 520]/F 2/AP<</N 8 0 R>>>>".to_owned(),
        "<</Type/Annot/Subtype/Widget/FT/Btn/Rect[50 400 70 420]/AS/Yes\
         /AP<</N<</Yes 8 0 R/Off 6 0 R>>>>>>"
            .to_owned(),
    ];
    let content = "BT /F1 12 Tf 50 700 Td (Form) Tj ET";
    let read = text(&page(content, "", "/Annots[9 0 R 10 0 R 11 0 R]", &objects));
    assert_eq!(read, "Form Filled in Filled in");
}

#[test]
fn hostile_page_content_is_read_in_bounds() {
    let deep = "q ".repeat(300_000);
    let content = format!("{deep}BT /F1 12 Tf 50 700 Td (Deep) Tj ET {}", "Q ".repeat(400_000));
    assert_eq!(text(&page(&content, "", "", &[])), "Deep");
    let stray = "Q EMC ET BT /F1 12 Tf 50 700 Td (Stray) Tj ET Q EMC";
    assert_eq!(text(&page(stray, "", "", &[])), "Stray");
    for content in [
        "BT /F1 1e38 Tf 1e38 1e38 Td (a) Tj 1e38 Tc (b) Tj ET",
        "BT /None 12 Tf (\\377\\376) Tj /F1 Tf Tj Td ET BT BT ET ET EMC EMC Q Q",
        "BT /F1 0 Tf (nothing) Tj 0 Tz (narrow) Tj ET /Fm Do /F1 Do",
    ] {
        text(&page(content, "", "", &[]));
    }
}
