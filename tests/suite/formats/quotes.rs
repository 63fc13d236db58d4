//! Text of the samples: where it is, and where quotes are found.

use mcred::locate::quote::{Found, find};
use mcred::locate::text_at;
use mcred::model::Location;

use super::samples;

#[test]
fn text_is_found_at_its_location() {
    for (name, at, text) in [
        ("reportlab.pdf", "page 3", "Page 3 of the plan\nWe felt safe at school, item 14."),
        (
            "qpdf-owner-password.pdf",
            "page 1",
            "Page 1 of the plan\nWe felt safe at school, item 0.",
        ),
        ("python-docx.docx", "section \"By  grade\"", "By grade\nGrade\nSafe\n5\n91 %"),
        ("python-docx.docx", "paragraph 11", "We will listen first."),
        ("libreoffice.odt", "paragraph 3", "Most students felt safe at school."),
        ("python-pptx.pptx", "slide 2", "Survey\nResults of the spring survey\nGrade\n91 percent"),
        ("python-pptx.pptx", "slide 3", ""),
        ("libreoffice.odp", "slides 3-4", "Close\nThank you for listening"),
        ("openpyxl.xlsx", "sheet \"results\" B2:C3", "Grade\tFelt safe\n3\t0.83"),
        ("openpyxl.xlsx", "row 3", "3\t0.83"),
        ("libreoffice.ods", "sheet \"Comments “raw”\"", "They listen & act\nlast row"),
        ("libreoffice.ods", "sheet \"Old - notes\"", ""),
        ("libreoffice.csv", "row 4", "\t4\t0.84\t\t\t"),
        (
            "libreoffice.html",
            "section \"By grade\"",
            "By grade\nFifth grade: 91\u{a0}%.\nlisten\nact",
        ),
        (
            "pandoc.md",
            "lines 3-9",
            "Most students felt safe at school.\nBy grade\nFifth grade: 91\u{a0}%.\nlisten",
        ),
        ("libreoffice.txt", "lines 2-3", "Climate survey\nMost students felt safe at school."),
    ] {
        let at = Location::parse(at).unwrap();
        let found = text_at(&samples::passages(name), &at);
        assert_eq!(found.unwrap_or_default(), text, "{name}, {at}");
    }
}

#[test]
fn a_quote_is_found_at_its_location_or_elsewhere() {
    for (name, at, quote, found) in [
        ("reportlab.pdf", "pages 2-3", "page 2 of the PLAN", "here"),
        ("reportlab.pdf", "page 2", "item 14", "page 3"),
        ("reportlab.pdf", "page 2", "item 1", "nowhere"),
        ("slides.pdf", "page 1", "results of the spring\nsurvey", "page 2"),
        ("python-docx.docx", "section \"Findings\"", "91%", "here"),
        ("python-docx.docx", "section \"Findings\"", "we will listen", "section \"Next “steps”\""),
        ("python-docx.docx", "section \"Findings\"", "hidden", "nowhere"),
        ("python-pptx.pptx", "slide 1", "91 percent", "slide 2"),
        ("python-pptx.pptx", "slide 1", "Not shown to anyone", "nowhere"),
        ("python-pptx.pptx", "slide 1", "Speaker note 1", "nowhere"),
        ("libreoffice.ods", "sheet \"Results\" B2:C4", "0.85", "sheet \"Results\" C5"),
        ("openpyxl.xlsx", "sheet \"Results\"", "listen & act", "sheet \"Comments “raw”\" A1"),
        ("libreoffice.csv", "row 2", "3 0.83", "row 3"),
        ("libreoffice.txt", "line 1", "we \"listen\" - then act", "line 9"),
        ("pandoc.md", "section \"By grade\"", "listen act", "here"),
        ("libreoffice.html", "whole", "Fifth grade: 91 %", "here"),
    ] {
        let place = Location::parse(at).unwrap();
        let answer = match find(&samples::passages(name), Some(&place), quote) {
            Found::Here => "here".to_owned(),
            Found::Nowhere => "nowhere".to_owned(),
            Found::Elsewhere(places) => {
                places.iter().map(Location::to_string).collect::<Vec<_>>().join("; ")
            }
        };
        assert_eq!(answer, found, "{name}, {at}: {quote}");
    }
}

#[test]
fn a_quote_is_found_at_the_location_that_was_reported() {
    for name in samples::names() {
        let mut file = std::fs::File::open(samples::path(&name)).unwrap();
        let identity = samples::identity(&name);
        let Ok(passages) = mcred::formats::passages(&mut file, &identity) else { continue };
        passages.iter().for_each(|passage| {
            if !passage.text.chars().any(char::is_alphanumeric) {
                return;
            }
            let Found::Elsewhere(places) = find(&passages, None, passage.text) else {
                panic!("{name}: {:?} is not found", passage.text);
            };
            for place in places {
                // Printed and read again, the location is the same.
                let typed = Location::parse(&place.to_string()).unwrap();
                let again = find(&passages, Some(&typed), passage.text);
                assert_eq!(again, Found::Here, "{name}, {place}: {:?}", passage.text);
            }
        });
    }
}
