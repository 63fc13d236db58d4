//! What each way to write a place means.

use super::*;
use crate::model::{CellRange, Sheet, Slide};

fn sheet(name: &str) -> Sheet {
    let used = CellRange::parse("A1:F20").ok();
    Sheet { name: name.into(), used, filled: used.into_iter().collect(), ..Sheet::default() }
}

fn facts(sheets: &[&str]) -> Facts {
    let roman = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"].map(str::to_owned);
    let arabic = (1..=2).map(|number: u32| number.to_string());
    Facts {
        pages: Some(12),
        page_labels: Some(roman.into_iter().chain(arabic).collect()),
        slides: Some(vec![Slide { hidden: false }; 9]),
        sheets: Some(sheets.iter().map(|name| sheet(name)).collect()),
        headings: Some(vec!["Introduction".into(), "Findings".into()]),
        paragraphs: Some(30),
        millis: Some(600_000),
        ..Facts::default()
    }
}

/// The place, and in square brackets what is offered where it is refused.
fn read(kind: Kind, typed: &str, sheets: &[&str]) -> String {
    match read_place(typed, kind, Some(&facts(sheets))) {
        Ok(place) => place.location.to_string(),
        Err(error) => format!("[{}]", error.offers.join("|")),
    }
}

#[test]
fn times_are_read_as_people_write_them() {
    for (typed, means) in [
        ("7:45 to 8:03", "7:45-8:03"),
        ("from 7:45 to 8:03", "7:45-8:03"),
        ("7m45s", "7:45"),
        ("7m45s-8m03s", "7:45-8:03"),
        ("1h02m03s", "1:02:03"),
        ("1 hour 2 minutes", "1:02:00"),
        ("7'45\"", "7:45"),
        ("7’45”", "7:45"),
        ("7:45 min", "7:45"),
        ("465 sec", "7:45"),
        ("00:07:45,500", "7:45.5"),
        ("00:07:45,500, 9:10", "7:45.5, 9:10"),
        ("7:45, 9:10", "7:45, 9:10"),
        ("7:45-8:03, 9:00-9:10", "7:45-8:03, 9:00-9:10"),
        ("7:45 and 9:10", "7:45, 9:10"),
        ("7:45-58", "7:45-7:58"),
        ("1:02:03-40", "1:02:03-1:02:40"),
        ("minute 7", "7:00"),
        ("@7:45", "7:45"),
        ("t=465", "7:45"),
        ("7.45s", "0:07.45"),
        ("the whole recording", "whole"),
        ("465", "[465s|7:45]"),
        ("00:07:45:12", "[7:45]"),
        ("7:45-", "[7:45]"),
        ("7.45", "[7:45|7.45s]"),
        ("later", "[]"),
    ] {
        assert_eq!(read(Kind::Video, typed, &[]), means, "{typed}");
    }
}

#[test]
fn pages_are_read_as_people_write_them() {
    for (typed, means) in [
        ("page iv", "page 4"),
        ("page #4", "page 4"),
        ("Page: 4", "page 4"),
        ("page 4 of 12", "page 4"),
        ("pages 4 to 6", "pages 4-6"),
        ("pages 4 and 6", "pages 4, 6"),
        ("pages 4, 5 and 7", "pages 4-5, 7"),
        ("p. 4 and p. 9", "pages 4, 9"),
        ("p4", "page 4"),
        ("page 4; page 9", "pages 4, 9"),
        ("4", "page 4"),
        ("4-6", "pages 4-6"),
        ("page four", "page 4"),
        ("#page=4", "page 4"),
        ("page 4.", "page 4"),
        ("last page", "page 12"),
        ("whole document", "whole"),
        ("slide 4", "page 4"),
        ("page 4 (top)", "[page 4]"),
        ("page 4 of 30", "[page 4]"),
        ("pages 4-", "[page 4]"),
        ("page", "[]"),
        ("the appendix", "[]"),
    ] {
        assert_eq!(read(Kind::Pdf, typed, &[]), means, "{typed}");
    }
    let note = |typed| read_place(typed, Kind::Pdf, Some(&facts(&[]))).unwrap().note;
    assert_eq!(note("page 4"), None);
    assert_eq!(note("slide 4").as_deref(), Some("a PDF has pages: this is read as page 4"));
    let labelled = "the page that viewers call iv is page 4 of the file";
    assert_eq!(note("page iv").as_deref(), Some(labelled));
}

#[test]
fn slides_are_read_as_people_write_them() {
    for (typed, means) in [
        ("Slide #3", "slide 3"),
        ("slides 3 to 5", "slides 3-5"),
        ("slide three", "slide 3"),
        ("3", "slide 3"),
        ("Slides 3 and 5", "slides 3, 5"),
        ("slide 3 notes", "[slide 3]"),
    ] {
        assert_eq!(read(Kind::Presentation, typed, &[]), means, "{typed}");
    }
    let error = read_place("slide 3 notes", Kind::Presentation, None).unwrap_err();
    assert_eq!(error.message, "speaker notes are not shown to an assessor");
}

#[test]
fn cells_are_read_as_people_write_them() {
    let sheets = &["Results", "Survey Data"][..];
    for (typed, means) in [
        ("sheet Results B2:D9", "sheet \"Results\" B2:D9"),
        ("Results!B2:D9", "sheet \"Results\" B2:D9"),
        ("'Survey Data'!A1", "sheet \"Survey Data\" A1"),
        ("sheet Survey Data A1", "sheet \"Survey Data\" A1"),
        ("sheet 1", "sheet \"Results\""),
        ("sheet 2 A1", "sheet \"Survey Data\" A1"),
        ("sheet \"Results\", B2:D9", "sheet \"Results\" B2:D9"),
        ("sheet \"Results\" cell B2", "sheet \"Results\" B2"),
        ("sheet \"Results\" rows 2-9", "sheet \"Results\" rows 2-9"),
        ("sheet \"Results\" column B", "sheet \"Results\" B:B"),
        ("sheet \"Results\" columns B to D", "sheet \"Results\" B:D"),
        ("sheet \"Results\" D9:B2", "sheet \"Results\" B2:D9"),
        ("tab \"Results\"", "sheet \"Results\""),
        ("results", "sheet \"Results\""),
        ("B2:D9", "[sheet \"Results\" B2:D9|sheet \"Survey Data\" B2:D9]"),
        ("sheet \"Results\" the total", "[sheet \"Results\"]"),
    ] {
        assert_eq!(read(Kind::Spreadsheet, typed, sheets), means, "{typed}");
    }
    assert_eq!(read(Kind::Spreadsheet, "B2:D9", &["Only"]), "sheet \"Only\" B2:D9");
}

#[test]
fn sections_are_read_as_people_write_them() {
    for (typed, means) in [
        ("section Findings", "section \"Findings\""),
        ("heading \"Findings\"", "section \"Findings\""),
        ("Findings", "section \"Findings\""),
        ("paragraphs 1-2", "paragraphs 1-2"),
        ("para 2", "paragraph 2"),
        ("paragraph two", "paragraph 2"),
        ("page 4", "page 4"),
        ("2", "[paragraph 2]"),
        ("section Budget", "[]"),
    ] {
        assert_eq!(read(Kind::Document, typed, &[]), means, "{typed}");
    }
}

#[test]
fn examples_are_places_of_the_artifact() {
    let scan = Facts { pages: Some(3), ..Facts::default() };
    assert_eq!(examples(Kind::Pdf, Some(&scan)), ["page 3", "pages 2-3"]);
    let film = Facts { millis: Some(180_000), ..Facts::default() };
    assert_eq!(examples(Kind::Video, Some(&film)), ["0:45", "0:45-1:30"]);
    assert_eq!(examples(Kind::Pdf, None), ["page 4", "pages 4-6", "pages 2, 4-6"]);
}
