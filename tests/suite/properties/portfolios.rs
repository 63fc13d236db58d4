//! Whole portfolios with random content.

use std::fs;
use std::path::Path;

use proptest::prelude::*;

use crate::kit::{MemoryTree, assert_sound, check, mcred, project};

/// A TOML value of any type.
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

/// Tables with names of evidence.toml and others, in any order.
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

fn with_evidence(evidence: &str) -> MemoryTree {
    MemoryTree::default()
        .with("evidence.toml", evidence.as_bytes())
        .with("artifacts/a.md", b"# Plan\n\nWe greet each child.\n")
        .with("narratives/overview.md", b"## 1. How?\n\nSo. [a](../artifacts/gone.png)\n")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn every_finding_is_inside_its_file(evidence in evidence()) {
        let paper = with_evidence(&evidence);
        let first = check(&paper);
        assert_sound(&first);
        prop_assert!(first == check(&paper), "another answer the second time");
    }

    #[test]
    fn every_message_is_one_line(path in "artifacts/[a-z\\n\\r\\t\u{85}\u{2028}]{1,8}") {
        let path = toml::Value::from(path);
        let evidence = format!("eo.1.a.evidence = [{{ artifact = {path}, at = {path} }}]");
        assert_sound(&check(&with_evidence(&evidence)));
    }

    #[test]
    fn any_text_can_be_checked(evidence in any::<String>(), catalog in any::<String>()) {
        let paper = with_evidence(&evidence).with("catalog/own.toml", catalog.as_bytes());
        assert_sound(&check(&paper));
    }
}

/// A portfolio in which everything that a person writes contains this text: names of files, the
/// credential, narratives, explanations, quotes, reasons.
fn hostile(words: &str) -> MemoryTree {
    let quoted = |text: &str| toml::Value::from(text).to_string();
    let catalog = mcred::load::bundled_text("leading-a-culture-of-safety").unwrap();
    let mut own = String::new();
    for line in catalog.lines() {
        let free = ["title", "issuer", "text", "prompt", "page", "summary", "honesty", "quote"];
        let value = line.split_once(" = \"").filter(|(key, _)| free.contains(key));
        own += &match value {
            Some((key, text)) => {
                format!("{key} = {}", quoted(&format!("{words}{}", text.trim_end_matches('"'))))
            }
            None => line.to_owned(),
        };
        own.push('\n');
    }
    let path = format!("artifacts/{words}.md");
    let other = format!("artifacts/{words}.png");
    let evidence = format!(
        "credential = \"leading-a-culture-of-safety\"\nhonesty.own_words = true\n\
         {words_key} = 1\n[eo.1.a]\nexplanation = {w}\nevidence = [{{ artifact = {path}, at = {at}, \
         quote = {w} }}, {{ artifact = {w}, at = {w} }}]\n[[waive]]\nrule = \"unused-artifact\"\n\
         path = {other}\nreason = {w}\n[[waive]]\nrule = {w}\npath = {w}\nreason = {w}\n",
        words_key = quoted(words),
        w = quoted(words),
        path = quoted(&path),
        other = quoted(&other),
        at = quoted(&format!("section \"{words}\"")),
    );
    let prose =
        format!("# {words}\n\n## 1. {words}\n\n{words} So `{words}`. [{words}](../{path})\n");
    MemoryTree::default()
        .with("evidence.toml", evidence.as_bytes())
        .with("catalog/leading-a-culture-of-safety.toml", own.as_bytes())
        .with("private.toml", format!("identities = [{}]", quoted(words)).as_bytes())
        .with("narratives/overview.md", prose.as_bytes())
        .with("narratives/reflection.md", prose.as_bytes())
        .with(&path, prose.as_bytes())
        .with(&other, b"")
}

#[test]
fn no_control_character_reaches_a_terminal() {
    let symbols = (0..0x20).chain(0x7f..0xa0).chain(0x202a..=0x202e).chain(0x2066..=0x2069);
    // A file with a zero byte is not text, and no path can contain one.
    let symbols: Vec<char> =
        symbols.filter_map(char::from_u32).filter(|symbol| *symbol != '\0').collect();
    for symbols in symbols.chunks(14) {
        let words: String = symbols.iter().map(|it| format!("a{it}[8mb {it}]0;")).collect();
        let checked = check(&hostile(&words));
        assert!(checked.portfolio.credential.is_some(), "{:?}", checked.findings);
        assert!(!checked.portfolio.evidence.entries.is_empty());
        assert_sound(&checked);
    }
}

/// What `check` prints for the portfolio in a folder.
fn printed(home: &Path, format: &str) -> String {
    let run = mcred(home, &["check", "portfolio", "--format", format]);
    assert_eq!(run.status, 1);
    run.out
}

#[test]
fn the_order_of_files_on_disk_does_not_matter() {
    let example = project("examples/incomplete");
    let files: Vec<_> = walkdir::WalkDir::new(&example)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| {
            entry.file_type().is_file() && !entry.path().iter().any(|it| it == "submission")
        })
        .map(|entry| entry.path().strip_prefix(&example).unwrap().to_owned())
        .collect();
    let formats = ["human", "json"];
    let mut wanted: Option<Vec<String>> = None;
    // tmpfs lists files in the order of creation, ext4 by a hash of their names.
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
