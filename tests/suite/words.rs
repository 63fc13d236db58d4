//! No other word counter gives less than the strict count.
//!
//! `tests/words/counts.toml` holds the count of each sample, by hand and by the programs that a
//! reviewer may use, and how each number was obtained.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use mcred::model::Words;
use serde::Deserialize;

use crate::kit::project;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    case: Vec<Sample>,
}

#[derive(Deserialize)]
struct Sample {
    file: String,
    strict: usize,
    #[expect(dead_code, reason = "for readers of the table")]
    why: String,
    #[serde(default)]
    #[expect(dead_code, reason = "for readers of the table")]
    note: String,
    #[serde(default)]
    undercut: Vec<String>,
    /// The count of each program.
    #[serde(flatten)]
    programs: BTreeMap<String, usize>,
}

const PROGRAMS: [&str; 4] = ["libreoffice", "pandoc", "pandoc_lua", "word"];

#[test]
fn the_strict_count_equals_the_count_by_hand() {
    let differences: Vec<String> = samples()
        .iter()
        .map(|sample| (sample, words(sample).strict))
        .filter(|(sample, counted)| *counted != sample.strict)
        .map(|(sample, counted)| format!("{}: {counted}, not {}", sample.file, sample.strict))
        .collect();
    assert!(differences.is_empty(), "\n{}", differences.join("\n"));
}

#[test]
fn no_program_counts_fewer_words_except_where_the_table_says_why() {
    for sample in samples() {
        for (program, counted) in &sample.programs {
            let excused = sample.undercut.contains(program);
            assert_eq!(*counted < sample.strict, excused, "{}: {program}", sample.file);
        }
    }
}

#[test]
fn the_generous_count_is_never_below_the_strict_count() {
    for sample in samples() {
        let words = words(&sample);
        assert!(words.strict <= words.generous, "{}: {words:?}", sample.file);
    }
}

#[test]
fn the_table_has_every_sample_and_every_program() {
    let named: Vec<String> = samples().iter().map(|sample| sample.file.clone()).collect();
    let mut found: Vec<String> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".md"))
        .collect();
    found.sort();
    assert_eq!(named, found);
    for sample in samples() {
        assert_eq!(sample.programs.keys().collect::<Vec<_>>(), PROGRAMS, "{}", sample.file);
    }
}

fn words(sample: &Sample) -> Words {
    let text = fs::read_to_string(folder().join(&sample.file)).unwrap();
    mcred::narrative::read(&text, &[], &[]).words
}

fn samples() -> Vec<Sample> {
    let text = fs::read_to_string(folder().join("counts.toml")).unwrap();
    toml::from_str::<Table>(&text).unwrap().case
}

fn folder() -> PathBuf {
    project("tests/words")
}
