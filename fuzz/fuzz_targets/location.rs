//! The grammar of `at`: a location that is read, printed and read again is the same.
#![no_main]

use mcred::model::{Facts, Kind, Location, Sheet, Slide};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let place = match Location::parse(text) {
        Ok(place) => place,
        Err(why) => return assert!(!why.message.is_empty()),
    };
    let printed = place.to_string();
    assert_eq!(Location::parse(&printed).as_ref(), Ok(&place), "{printed:?}");
    // The artifact is empty: every kind of place is missing, with a sentence, or passes.
    let nothing = Facts {
        pages: Some(0),
        slides: Some(vec![Slide { hidden: true }]),
        sheets: Some(vec![Sheet::default()]),
        millis: Some(0),
        width: Some(0),
        height: Some(0),
        lines: Some(0),
        rows: Some(0),
        headings: Some(vec!["Findings".into()]),
        paragraphs: Some(0),
        ..Facts::default()
    };
    for kind in [Kind::Pdf, Kind::Video, Kind::Presentation, Kind::Spreadsheet, Kind::Other] {
        if let Err(miss) = mcred::locate::resolve(&nothing, kind, &place) {
            assert!(!miss.to_string().is_empty());
        }
    }
});
