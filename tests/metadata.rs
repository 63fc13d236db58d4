//! What mcred reads of author, device, place, changes and comments is what other programs read.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use mcred::model::Facts;
use mcred::probe::{facts, identify, traces};

#[test]
fn properties_are_those_that_other_programs_read() {
    let recorded = fs::read_to_string(folder().join("recorded.txt")).unwrap();
    let recorded: BTreeSet<String> = recorded.lines().map(str::to_owned).collect();
    let mut found = BTreeSet::new();
    for sample in samples() {
        found.extend(lines_of(&sample));
    }
    let only = |one: &BTreeSet<String>, other: &BTreeSet<String>| -> Vec<String> {
        one.difference(other).cloned().collect()
    };
    assert_eq!(only(&recorded, &found), only(&found, &recorded), "only others; only mcred");
}

#[test]
fn the_recorded_answers_are_still_theirs() {
    let there =
        |program: &str, argument: &str| Command::new(program).arg(argument).output().is_ok();
    if !there("exiftool", "-ver") || !there("pdfinfo", "-v") {
        eprintln!("exiftool or pdfinfo is not here: the recorded answers stand");
        return;
    }
    let asked = Command::new("python3").arg(folder().join("record.py")).output();
    let Some(answer) = asked.ok().filter(|answer| answer.status.success()) else {
        eprintln!("python3 or a library of it is not here: the recorded answers stand");
        return;
    };
    let recorded = fs::read_to_string(folder().join("recorded.txt")).unwrap();
    assert_eq!(String::from_utf8(answer.stdout).unwrap().replace("\r\n", "\n"), recorded);
}

#[test]
fn nothing_is_told_of_a_plain_picture_and_nothing_breaks_on_half_a_file() {
    for sample in samples() {
        let bytes = fs::read(&sample).unwrap();
        let name = sample.file_name().unwrap().to_str().unwrap();
        for length in [bytes.len() / 4, bytes.len() / 2, bytes.len() * 9 / 10] {
            let mut half = std::io::Cursor::new(bytes[..length].to_vec());
            let identity = identify(&mut half, name).unwrap();
            traces(&mut half, &identity);
        }
        if name.starts_with("plain.") {
            assert_eq!(lines_of(&sample), Vec::<String>::new());
        }
    }
}

fn lines_of(sample: &Path) -> Vec<String> {
    let name = sample.file_name().unwrap().to_str().unwrap();
    let mut file = File::open(sample).unwrap();
    let identity = identify(&mut file, name).unwrap();
    let Facts { slides, sheets, .. } = facts(&mut file, &identity).unwrap();
    let traces = traces(&mut file, &identity);
    let mut lines: Vec<String> = traces
        .properties
        .iter()
        .map(|it| format!("{name} | {} | {}", it.name.to_lowercase(), it.value))
        .collect();
    let slides = slides.iter().flatten().filter(|slide| slide.hidden).count();
    let sheets = sheets.iter().flatten().filter(|sheet| sheet.hidden).count();
    for (what, number) in [
        ("comments", traces.comments as usize),
        ("tracked changes", traces.tracked_changes as usize),
        ("noted slides", traces.noted_slides as usize),
        ("hidden slides", slides),
        ("hidden sheets", sheets),
    ] {
        if number > 0 {
            lines.push(format!("{name} | {what} | {number}"));
        }
    }
    if traces.has_place {
        lines.push(format!("{name} | place | yes"));
    }
    lines
}

fn samples() -> Vec<PathBuf> {
    let mut samples: Vec<PathBuf> =
        fs::read_dir(folder().join("samples")).unwrap().map(|it| it.unwrap().path()).collect();
    samples.sort();
    samples
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/privacy")
}
