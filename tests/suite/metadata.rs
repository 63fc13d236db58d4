//! Metadata is read as other programs read it, and stripping survives damaged files.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use mcred::formats::{facts, identify, metadata};
use mcred::load::{EntryKind, Tree};
use mcred::model::Facts;
use mcred::strip::Stripped;

use crate::kit::{MemoryTree, project, require_python, require_tool};

#[test]
fn metadata_equals_what_other_programs_read() {
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
fn other_programs_still_give_the_recorded_answers() {
    let (Some(_), Some(_)) = (require_tool("exiftool"), require_tool("pdfinfo")) else { return };
    let Some(mut python) = require_python("docx, odf, openpyxl, pptx") else { return };
    let answer = python.arg(folder().join("record.py")).output().unwrap();
    assert!(answer.status.success(), "{answer:?}");
    let recorded = fs::read_to_string(folder().join("recorded.txt")).unwrap();
    assert_eq!(String::from_utf8(answer.stdout).unwrap().replace("\r\n", "\n"), recorded);
}

#[test]
fn a_plain_picture_has_no_metadata_and_a_cut_file_does_no_harm() {
    for sample in samples() {
        let bytes = fs::read(&sample).unwrap();
        let name = sample.file_name().unwrap().to_str().unwrap();
        for length in [bytes.len() / 4, bytes.len() / 2, bytes.len() * 9 / 10] {
            let mut half = std::io::Cursor::new(bytes[..length].to_vec());
            let identity = identify(&mut half, name).unwrap();
            metadata(&mut half, &identity);
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
    let traces = metadata(&mut file, &identity);
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
    project("tests/privacy")
}

/// The stripped copies of all files of a tree.
fn copies(tree: &dyn Tree) -> MemoryTree {
    let stripped = Stripped::new(tree);
    let mut copies = MemoryTree::default();
    for entry in stripped.entries() {
        let mut bytes = Vec::new();
        stripped.open(&entry.path).unwrap().read_to_end(&mut bytes).unwrap();
        assert_eq!(entry.kind, EntryKind::File(bytes.len() as u64), "{}", entry.path);
        assert_eq!(stripped.stamp(&entry.path).unwrap().bytes, bytes.len() as u64);
        copies.0.insert(entry.path, bytes);
    }
    copies
}

/// Every sample: unchanged, cut, and with a few flipped bits.
fn damaged(seed: u64) -> MemoryTree {
    let mut random = fastrand::Rng::with_seed(seed);
    let own = project("tests/strip/samples");
    let own = fs::read_dir(own).unwrap().map(|it| it.unwrap().path());
    let mut files = MemoryTree::default();
    for sample in samples().into_iter().chain(own) {
        let bytes = fs::read(&sample).unwrap();
        let name = sample.file_name().unwrap().to_str().unwrap();
        let mut add = |number: u32, bytes: Vec<u8>| {
            files.0.insert(format!("artifacts/{number}-{name}"), bytes);
        };
        add(0, bytes.clone());
        add(1, bytes[..random.usize(1..bytes.len())].to_vec());
        for number in 2..5 {
            let mut bytes = bytes.clone();
            // The structure of a file is mostly described at its beginning and end.
            let near = bytes.len().min(600);
            let at = match number {
                2 => random.usize(..near),
                3 => bytes.len() - 1 - random.usize(..near),
                _ => random.usize(..bytes.len()),
            };
            bytes[at] ^= 1 << random.u8(..8);
            add(number, bytes);
        }
    }
    files
}

#[test]
fn stripping_a_stripped_file_changes_nothing_even_if_it_is_damaged() {
    for seed in 0..1 {
        let once = copies(&damaged(seed));
        let again = Stripped::new(&once);
        for stripping in again.strippings() {
            assert_eq!(stripping.removed, Vec::<String>::new(), "{} {seed}", stripping.path);
        }
        assert!(copies(&once).0 == once.0, "{seed}");
    }
}

#[test]
fn a_damaged_file_is_copied_as_it_is_or_shows_the_same_without_metadata() {
    let files = damaged(7);
    let copies = copies(&files);
    let folder = tempfile::tempdir().unwrap();
    let mut changed = 0;
    for (path, bytes) in files.0.iter().filter(|(path, bytes)| copies.0[*path] != **bytes) {
        changed += 1;
        let name = path.strip_prefix("artifacts/").unwrap();
        let shown = |bytes: &[u8], folder_name: &str| {
            let file = folder.path().join(format!("{folder_name}-{name}"));
            fs::write(&file, bytes).unwrap();
            let mut source = Cursor::new(bytes.to_vec());
            let identity = identify(&mut source, name).unwrap();
            let text = mcred::formats::passages(&mut source, &identity).ok();
            (text, decoded(&file))
        };
        assert!(shown(bytes, "file") == shown(&copies.0[path], "copy"), "{path}");
    }
    assert!(changed > 50, "{changed} of {} were changed", files.0.len());
}

/// Pixels, pages, frames or samples as another program decodes them; nothing if that program is
/// missing, and for Office files, whose text is compared.
fn decoded(file: &Path) -> Vec<u8> {
    let path = file.to_str().unwrap();
    let extension = file.extension().unwrap().to_str().unwrap();
    let (program, arguments): (&str, Vec<&str>) = match extension {
        "jpg" | "png" => ("ImageMagick", vec![path, "rgba:-"]),
        "pdf" => ("pdftoppm", vec!["-r", "20", path]),
        // For a damaged WebP, ImageMagick shows uninitialized memory.
        "webp" | "mp4" | "mov" | "mkv" | "webm" | "avi" | "m4a" | "mp3" | "wav" | "flac" => (
            "ffmpeg",
            vec!["-loglevel", "quiet", "-fflags", "+bitexact", "-i", path, "-f", "framemd5", "-"],
        ),
        _ => return Vec::new(),
    };
    require_tool(program)
        .map(|mut command| command.args(arguments).output().unwrap().stdout)
        .unwrap_or_default()
}
