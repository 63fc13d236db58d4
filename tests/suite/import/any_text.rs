//! Whatever a source holds, the catalog file that is written says what was read.

use mcred::import::{catalog_toml, import_text};
use mcred::load::read_catalog;
use mcred::model::SourceText;
use proptest::prelude::*;

/// Pieces of which lists of requirements consist.
fn piece() -> impl Strategy<Value = &'static str> {
    prop::sample::select(
        &[
            "1. ",
            "2) ",
            "iv. ",
            "a. ",
            "(b) ",
            "B) ",
            "1.a ",
            "2.1 ",
            "• ",
            "o\t",
            "- [ ] ",
            "# ",
            "    ",
            "\t",
            "| ",
            "\n",
            "\n",
            "\n",
            "\n\n",
            "\r\n",
            "Essential Outcomes",
            "Essential Outcome 2: ",
            "EO 1 Details",
            "Detail c: ",
            "Part 1. Overview Questions",
            "Question 3 ",
            "Part 3. Reflection",
            "(1,000-word minimum)",
            "no more than 500 words ",
            "at most 9 files ",
            "Plants in every bed. ",
            "Waters?",
            "**bold** ",
            "*x* ",
            "[a](b) ",
            "\u{a0}",
            "\u{feff}",
            "ü§\u{0}\u{7f} ",
            "\"\"\" ' \\ ",
            "Outcome\tDetail\tCriteria",
            "word ",
            "and ",
            ": ",
            "; ",
        ][..],
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_catalog_file_says_what_was_read(pieces in prop::collection::vec(piece(), 0..60)) {
        let text = pieces.concat();
        let Ok(imported) = import_text(&text, Some("own"), None, &[]) else { return Ok(()) };
        let credential = imported.credential;
        if credential.outcomes.is_empty() {
            return Ok(());
        }
        let file = catalog_toml(&credential);
        let (again, problems) = read_catalog(&SourceText::new("own.toml", file.as_str()), "own");
        prop_assert_eq!(again.as_ref(), Some(&credential), "{:?}\n{}\n{}", problems, text, file);
    }
}

#[test]
fn long_and_hostile_texts_are_read_in_bounded_time() {
    let started = std::time::Instant::now();
    for text in [
        "Essential Outcomes: ".to_owned() + &"1. Plants and waters. ".repeat(40_000),
        "Essential Outcomes\n".to_owned() + &"Plants and waters\n".repeat(20_000),
        "Overview Questions\n".to_owned() + &"1. What?\nWhy?\n".repeat(20_000),
        "Essential Outcomes\n1. ".to_owned() + &"*a [b (c _d ".repeat(40_000),
    ] {
        let _ = import_text(&text, Some("own"), None, &[]);
    }
    assert!(started.elapsed().as_secs() < 240, "{:?}", started.elapsed());
}
