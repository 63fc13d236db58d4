//! How much of the personal data in texts is found, and how often something else is taken for it. The
//! documentation of `personal-data` gives the figures.

use std::fs;
use std::path::{Path, PathBuf};

use mcred::privacy::{DataKind, personal_data};

use crate::kit::project;

/// Lines of `tests/privacy/personal-data.txt` that are not found: a pattern for them would match too
/// much else.
const MISSED: [&str; 9] = [
    "Work 773/386-4471",
    "his number is 386-4471",
    "write to dan (at) hill (dot) org",
    "DOB 03142013",
    "Birth month: May 2014",
    "Student ID 20-44178",
    "Student ID: 4417",
    "Mailing address: PO Box 114",
    "She lives at 501 Broadway",
];

#[test]
fn personal_data_in_the_list_is_found() {
    let list = read("tests/privacy/personal-data.txt");
    let mut missed = Vec::new();
    for line in list.lines().filter(|line| !line.starts_with('#')) {
        let mut parts = line.splitn(3, " | ");
        let (kind, datum, text) =
            (parts.next().unwrap(), parts.next().unwrap(), parts.next().unwrap());
        let found: Vec<(DataKind, &str)> =
            personal_data(text).into_iter().map(|it| (it.kind, &text[it.span])).collect();
        if found != [(kind_of(kind), datum)] {
            missed.push(text.to_owned());
            println!("{text}: {found:?}");
        }
    }
    missed.retain(|text| !MISSED.contains(&text.as_str()));
    assert_eq!(missed, [""; 0]);
}

/// The line of `tests/privacy/near-misses.txt` in which something is found: it has the form of a
/// social-security number, and only a reader can tell that it is none.
const MISTAKEN: &str = "Room 302-14-2200 does not exist; order 1234-567-8901.";

#[test]
fn text_that_only_resembles_personal_data_is_not_found() {
    for line in read("tests/privacy/near-misses.txt").lines() {
        let found: Vec<_> = personal_data(line).into_iter().map(|it| &line[it.span]).collect();
        assert_eq!(found.is_empty(), line != MISTAKEN, "{line}: {found:?}");
    }
}

/// These lines were written after the patterns, by somebody who had not read them. The documented
/// figures come from them, not from the lists above, which helped to build the patterns.
#[test]
fn unseen_lines_are_judged_as_well_as_documented() {
    let list = read("tests/privacy/fresh-data.txt");
    let lines: Vec<Vec<&str>> = list
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.splitn(3, " | ").collect())
        .collect();
    let is_found = |line: &&Vec<&str>| {
        let found = personal_data(line[2]);
        let right = found
            .iter()
            .any(|it| it.kind == kind_of(line[0]) && line[2][it.span.clone()].contains(line[1]));
        if !right {
            println!("missed: {line:?} {found:?}");
        }
        right
    };
    let found = lines.iter().filter(is_found).count();
    let near = read("tests/privacy/fresh-near-misses.txt");
    let mistaken = near.lines().filter(|line| {
        let found = personal_data(line);
        if !found.is_empty() {
            println!("mistaken: {line}: {found:?}");
        }
        !found.is_empty()
    });
    let (mistaken, near) = (mistaken.count(), near.lines().count());
    println!("{found} of {}; {mistaken} of {near}", lines.len());
    assert!(found >= 46 && mistaken == 0);
}

/// Takes the folders to read, separated by `:`:
/// `MCRED_TEXTS=/usr/share/doc cargo test --release --test suite texts_of_the_machine -- --ignored --nocapture`
#[test]
#[ignore = "reads whatever texts are on the machine, to print figures"]
fn measure_on_texts_of_the_machine() {
    let folders = std::env::var("MCRED_TEXTS").expect("MCRED_TEXTS names folders");
    let mut files = Vec::new();
    for folder in folders.split(':') {
        collect(Path::new(folder), &mut files);
    }
    files.sort();
    let sampled: Vec<&PathBuf> = files.iter().step_by((files.len() / 3_000).max(1)).collect();
    let (mut words, mut hits) = (0_usize, std::collections::BTreeMap::<DataKind, usize>::new());
    for file in &sampled {
        let Ok(text) = fs::read_to_string(file) else { continue };
        words += text.split_whitespace().count();
        for datum in personal_data(&text) {
            *hits.entry(datum.kind).or_default() += 1;
            let count = hits.values().sum::<usize>();
            if datum.kind != DataKind::Email || count.is_multiple_of(50) {
                let from = text[..datum.span.start].rfind('\n').map_or(0, |at| at + 1);
                let line = text[from..].lines().next().unwrap_or_default();
                println!("{:?} {}: {}", datum.kind, file.display(), line.trim());
            }
        }
    }
    println!("{} files, {words} words", sampled.len());
    for (kind, count) in hits {
        println!("{kind:?}: {count}, {:.2} in 100,000 words", count as f64 * 1e5 / words as f64);
    }
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        let Ok(kind) = entry.file_type() else { continue };
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
        let text = [".md", ".txt", ".rst"].iter().any(|ending| name.ends_with(ending))
            || ["license", "copying", "readme", "copyright", "notice"]
                .iter()
                .any(|start| name.starts_with(start));
        if kind.is_dir() {
            collect(&path, files);
        } else if kind.is_file() && text && entry.metadata().is_ok_and(|it| it.len() < 2 << 20) {
            files.push(path);
        }
    }
}

fn kind_of(name: &str) -> DataKind {
    match name {
        "ssn" => DataKind::SecurityNumber,
        "phone" => DataKind::Phone,
        "email" => DataKind::Email,
        "birth" => DataKind::Birth,
        "student" => DataKind::StudentNumber,
        "address" => DataKind::Address,
        other => panic!("no kind: {other}"),
    }
}

fn read(path: &str) -> String {
    fs::read_to_string(project(path)).unwrap()
}
