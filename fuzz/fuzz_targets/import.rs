//! Requirements in any form: what is read becomes a catalog file that says the same.
#![no_main]

use std::io::Cursor;

use mcred::formats::{identify, layout};
use mcred::import::{Imported, catalog_toml, import_json, import_lines, import_text};
use mcred::load::read_catalog;
use mcred::model::SourceText;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    assert_kept(import_text(&text, Some("own"), None, &[]).ok());
    assert_kept(import_json(&text, Some("own"), None, &[]).ok());
    let mut source = Cursor::new(bytes);
    if let Ok(found) = identify(&mut source, "page.html")
        && let Ok(Some(lines)) = layout(&mut source, &found)
    {
        assert_kept(import_lines(lines, Some("own"), None, &[]).ok());
    }
});

fn assert_kept(imported: Option<Imported>) {
    let Some(imported) = imported else { return };
    let text = catalog_toml(&imported.credential);
    let (again, problems) =
        read_catalog(&SourceText::new("catalog/own.toml", text.as_str()), "own");
    if !imported.credential.outcomes.is_empty() {
        assert_eq!(again.as_ref(), Some(&imported.credential), "{problems:?}\n{text}");
    }
}
