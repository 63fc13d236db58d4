//! Whole portfolios, as chance fills them in.

use std::fs;
use std::path::Path;
use std::process::Command;

use mcred::rules::Checked;
use proptest::prelude::*;

use crate::paper::{Paper, is_sound};

/// A value of any type, as TOML has it.
fn value() -> impl Strategy<Value = String> {
    let plain = prop_oneof![
        Just("true".to_owned()),
        Just("-7".to_owned()),
        Just("1e400".to_owned()),
        Just("2026-11-22".to_owned()),
        Just("\"\"".to_owned()),
        Just("'''\nlong\n'''".to_owned()),
        Just("\"artifacts/a.md\"".to_owned()),
        Just("\"section 'Plan'\"".to_owned()),
        Just("\"page 4\"".to_owned()),
        Just("\"../up.txt\"".to_owned()),
        Just("\"\\u001b[2J\\u0007\\u009b\\u202e\\r\\n\\u0000\"".to_owned()),
        "\"[^\\\\\"\\x00-\\x1f\\x7f]{0,12}\"",
    ];
    plain.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3)
                .prop_map(|it| format!("[{}]", it.join(", "))),
            (key(), inner).prop_map(|(key, value)| format!("{{ {key} = {value} }}")),
        ]
    })
}

fn key() -> impl Strategy<Value = String> {
    const KEYS: [&str; 14] = [
        "credential",
        "honesty",
        "own_words",
        "explanation",
        "evidence",
        "artifact",
        "at",
        "quote",
        "digest",
        "rule",
        "path",
        "reason",
        "until",
        "evidnce",
    ];
    prop_oneof![4 => prop::sample::select(&KEYS[..]).prop_map(str::to_owned), 1 => "[a-zA-Z0-9_-]{1,5}"]
}

/// Tables with the names that evidence.toml has, and others, in any order.
fn evidence() -> impl Strategy<Value = String> {
    const HEADERS: [&str; 12] = [
        "[honesty]",
        "[eo]",
        "[eo.1]",
        "[eo.1.a]",
        "[eo.1.b]",
        "[eo.9.z]",
        "[eo.1.a.b]",
        "[[eo.1.a]]",
        "[[waive]]",
        "[waive]",
        "[x]",
        "[eo.'1'.\"é\"]",
    ];
    let line = (key(), value()).prop_map(|(key, value)| format!("{key} = {value}\n"));
    let lines = prop::collection::vec(line, 0..4).prop_map(|lines| lines.concat()).boxed();
    let table = (prop::sample::select(&HEADERS[..]), lines.clone());
    let first = prop_oneof![
        3 => Just("credential = \"leading-a-culture-of-safety\"\n".to_owned()),
        1 => lines,
    ];
    (first, prop::collection::vec(table, 0..5)).prop_map(|(mut text, tables)| {
        for (header, lines) in tables {
            text += &format!("{header}\n{lines}");
        }
        text
    })
}

fn paper(evidence: &str) -> Paper {
    Paper::default()
        .with("evidence.toml", evidence.as_bytes())
        .with("artifacts/a.md", b"# Plan\n\nWe greet each child.\n")
        .with("narratives/overview.md", b"## 1. How?\n\nSo. [a](../artifacts/gone.png)\n")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn every_finding_stands_inside_its_file(evidence in evidence()) {
        let paper = paper(&evidence);
        let checked = Checked::of(&paper);
        is_sound(&checked);
        prop_assert!(checked == Checked::of(&paper), "another answer the second time");
    }

    #[test]
    fn a_message_is_one_line(path in "artifacts/[a-z\\n\\r\\t\u{85}\u{2028}]{1,8}") {
        let path = toml::Value::from(path);
        let evidence = format!("eo.1.a.evidence = [{{ artifact = {path}, at = {path} }}]");
        is_sound(&Checked::of(&paper(&evidence)));
    }

    #[test]
    fn any_text_is_judged(evidence in any::<String>(), catalog in any::<String>()) {
        let paper = paper(&evidence).with("catalog/own.toml", catalog.as_bytes());
        is_sound(&Checked::of(&paper));
    }
}

/// What `check` prints of the portfolio in a folder, in one format.
fn printed(home: &Path, format: &str) -> Vec<u8> {
    let mut check = Command::new(env!("CARGO_BIN_EXE_mcred"));
    check.args(["check", "portfolio", "--format", format]).current_dir(home);
    let output = check.env("NO_COLOR", "1").output().expect("mcred runs");
    assert_eq!(output.status.code(), Some(1));
    output.stdout
}

#[test]
fn the_order_of_files_on_disk_changes_nothing() {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/incomplete");
    let files: Vec<_> = walkdir::WalkDir::new(&example)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| {
            entry.file_type().is_file() && !entry.path().iter().any(|it| it == "submission")
        })
        .map(|entry| entry.path().strip_prefix(&example).unwrap().to_owned())
        .collect();
    let formats = ["human", "json"];
    let mut wanted: Option<Vec<Vec<u8>>> = None;
    // A temporary file system lists files by when they came, ext4 by a hash of their names.
    for place in ["/dev/shm", "/tmp", env!("CARGO_TARGET_TMPDIR")] {
        for round in 0..2_u64 {
            let Ok(home) = tempfile::tempdir_in(place) else { continue };
            let mut files = files.clone();
            fastrand::Rng::with_seed(round).shuffle(&mut files);
            for file in &files {
                let to = home.path().join("portfolio").join(file);
                fs::create_dir_all(to.parent().unwrap()).unwrap();
                fs::copy(example.join(file), to).unwrap();
            }
            let found: Vec<_> = formats.iter().map(|format| printed(home.path(), format)).collect();
            let wanted = wanted.get_or_insert_with(|| found.clone());
            assert!(*wanted == found, "another order, another answer");
        }
    }
    assert!(wanted.is_some(), "there was no place to try it");
}
