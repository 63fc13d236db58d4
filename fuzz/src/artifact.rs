//! Everything that mcred reads from an artifact.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use mcred::formats::{self, FileType, Opened};
use mcred::locate::quote;
use mcred::model::{Facts, Location, Numbers, Passages, Unit};

/// Examines an artifact in every way, and asserts what must hold for all. A panic in a library ends
/// the examination, as in mcred.
pub fn ask_everything(name: &str, bytes: &[u8]) {
    crate::blame_mcred_alone();
    catch_unwind(AssertUnwindSafe(|| ask(name, bytes))).ok();
}

fn ask(name: &str, bytes: &[u8]) {
    let mut source = Cursor::new(bytes);
    let identity = formats::identify(&mut source, name).expect("memory can be read");
    let facts = formats::facts(&mut source, &identity);
    let passages = formats::passages(&mut source, &identity);
    let traces = formats::metadata(&mut source, &identity);
    assert_eq!(traces, formats::metadata(&mut source, &identity), "traces, asked twice");
    for property in &traces.properties {
        assert!(!property.name.is_empty() && property.value.len() <= 4_096, "{property:?}");
    }
    let again = formats::facts(&mut source, &identity);
    assert_eq!(facts.as_ref().ok(), again.as_ref().ok(), "facts, asked twice");
    if let Ok(facts) = &facts {
        let passages = passages.unwrap_or_default();
        hold(&identity, facts, &passages);
        crate::copy::hold(name, bytes, facts);
        if facts.pages.is_some() {
            first_page(name, bytes, facts, &passages);
        }
    }
}

/// What must hold between the facts of an artifact and its text.
fn hold(identity: &FileType, facts: &Facts, passages: &Passages) {
    for sheet in facts.sheets.iter().flatten() {
        for filled in &sheet.filled {
            let used = sheet.used.expect("what is filled is used");
            assert!(used.contains(filled.first_column, filled.first_row), "{sheet:?}");
            assert!(used.contains(filled.last_column, filled.last_row), "{sheet:?}");
        }
    }
    let mut longest: Option<(Location, String)> = None;
    passages.iter().for_each(|passage| {
        if longest.as_ref().is_none_or(|(_, text)| text.len() <= passage.text.len()) {
            longest = Some((passages.location(passage.at), passage.text.to_owned()));
        }
        assert!(passage.lines.is_none_or(|(first, last)| 1 <= first && first <= last));
        // The location of every text exists according to the facts. A sheet may have only a name.
        if matches!(passage.at, Unit::Cells { cells: None, .. }) {
            return;
        }
        if let Err(miss) =
            mcred::locate::resolve(facts, identity.kind, &passages.location(passage.at))
        {
            panic!("{:?} {miss}", passage.at);
        }
    });
    let Some((at, text)) = longest else { return };
    let words: Vec<&str> = text.split_whitespace().take(5).collect();
    let words = words.join(" ");
    // A text is found at its own location.
    if at != Location::Whole && words.chars().filter(|c| c.is_ascii_alphabetic()).count() > 3 {
        let found = quote::find(passages, Some(&at), &words);
        let _ = found;
        if let quote::Found::Elsewhere(places) = quote::find(passages, None, &words) {
            for place in places {
                let printed = place.to_string();
                let read = Location::parse(&printed);
                assert!(read.is_ok(), "{printed:?}: {read:?}");
                mcred::locate::text_at(passages, &place);
            }
        }
    }
}

/// A page that is read alone has the same text as among the others.
fn first_page(name: &str, bytes: &[u8], facts: &Facts, passages: &Passages) {
    let page = Location::Pages(Numbers::one(1));
    let source = Box::new(Cursor::new(bytes.to_vec()));
    let mut opened = Opened::identify(source, name).expect("memory can be read");
    let Ok(Some((alone, read))) = opened.facts_and_pages(&[Numbers::one(1)], 0) else {
        return;
    };
    assert_eq!(alone.pages, facts.pages, "pages");
    if !passages.is_empty() {
        assert_eq!(
            mcred::locate::text_at(&read, &page),
            mcred::locate::text_at(passages, &page),
            "page 1"
        );
    }
}
