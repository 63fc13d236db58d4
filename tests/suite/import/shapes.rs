//! Texts of many shapes: what each item became, and what is said of the rest.
//!
//! The snapshots were compared with the texts by hand.

use std::fmt::Write;
use std::fs;

use mcred::import::{Imported, Item, import_text};

use crate::kit::project;

#[test]
fn texts_of_every_shape_are_read_item_by_item() {
    let texts = texts();
    assert!(texts.len() >= 12);
    for (name, text) in texts {
        let imported = import_text(&text, None, Some("the-portfolio"), &[]).unwrap();
        compare(&name, &shown(&imported));
    }
}

/// Name and text of each pasted text.
pub(super) fn texts() -> Vec<(String, String)> {
    let files = fs::read_dir(project("tests/import/shapes")).unwrap();
    let mut files: Vec<_> = files.map(|it| it.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|it| it == "txt" || it == "md"));
    files.sort();
    let read = |path: &std::path::PathBuf| {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        (name, fs::read_to_string(path).unwrap())
    };
    files.iter().map(read).collect()
}

/// Compares what was read with a snapshot.
pub(super) fn compare(name: &str, shown: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(project("tests/import/shapes"));
    settings.set_prepend_module_to_snapshot(false);
    settings.bind(|| insta::assert_snapshot!(name, shown));
}

/// One line for each item, with its line in the source.
pub(super) fn shown(imported: &Imported) -> String {
    let credential = &imported.credential;
    let limits = &credential.limits;
    let mut text = String::new();
    let line = |item: Item| imported.line(&item).map_or("-".to_owned(), |line| line.to_string());
    let _ = writeln!(text, "{:>4} {} = {}", line(Item::Title), credential.id, credential.title);
    let _ = writeln!(text, "     overview: {} words", credential.overview.minimum_words);
    for question in &credential.overview.questions {
        let place = line(Item::Question(question.number));
        let _ = writeln!(text, "{place:>4} question {}: {}", question.number, question.text);
    }
    for outcome in &credential.outcomes {
        let place = line(Item::Outcome(outcome.number));
        let _ = writeln!(text, "{place:>4} outcome {}: {}", outcome.number, outcome.text);
        for detail in &outcome.details {
            let place = line(Item::Detail(detail.id.clone()));
            let wording = detail.wording.name();
            let _ = writeln!(text, "{place:>4}   {} ({wording}): {}", detail.id, detail.text);
            for criterion in &detail.criteria {
                let _ = writeln!(text, "       criterion: {criterion}");
            }
        }
    }
    let reflection = &credential.reflection;
    let place = line(Item::Reflection);
    let _ = writeln!(
        text,
        "{place:>4} reflection: {} words: {}",
        reflection.minimum_words, reflection.prompt
    );
    for limit in limits.sentences() {
        let _ = writeln!(text, "     limit: {limit}");
    }
    for remark in &imported.remarks {
        let place = remark.line.map_or("-".to_owned(), |line| line.to_string());
        let _ = writeln!(text, "{place:>4} ! {}", remark.text);
    }
    for unused in &imported.unused {
        let _ = writeln!(text, "{:>4} unused: {}", unused.line.unwrap_or(0), unused.text);
    }
    text
}
