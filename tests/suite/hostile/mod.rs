//! Bundles that were tampered with or made to do harm: `verify` reports exactly what is wrong, in
//! little time and memory.

mod bag_files;
mod bags;
#[cfg(target_os = "linux")]
mod bounds;
#[cfg(target_os = "linux")]
mod effort;
#[cfg(unix)]
mod other_programs;
#[cfg(target_os = "linux")]
mod transcripts;
mod zip_writer;

use std::fs;

use bags::{EVIDENCE, bag, bag_of, bag_with, files};
use zip_writer::{DEFLATED, Entry, closed, deflate, laid_out, zip};

use crate::kit::{MCRED, Run, command, run};

/// Runs verify on these bytes, on Linux with a limit of memory.
fn verify(bytes: &[u8]) -> Run {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("bundle.zip");
    fs::write(&file, bytes).unwrap();
    if !cfg!(target_os = "linux") {
        return run(command().arg("verify").arg(&file).args(["--format", "json"]));
    }
    // The address space: program, stacks and libraries, and 1 GB for what it reads.
    let mut shell = std::process::Command::new("sh");
    shell.args(["-c", "ulimit -v 1500000; exec \"$@\"", "sh", MCRED]);
    shell.env("RAYON_NUM_THREADS", "2");
    run(shell.arg("verify").arg(&file).args(["--format", "json"]))
}

/// The problems that verify reports, as `entry message`.
fn problems(bytes: &[u8]) -> Vec<String> {
    let ran = verify(bytes);
    let document: serde_json::Value =
        serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {ran:?}"));
    let problems = document["bundle"]["problems"].as_array().unwrap();
    // The content of these bags is incomplete, so the status is 1 in any case.
    assert_eq!(ran.status, 1, "{ran:?}");
    assert_eq!(document["bundle"]["whole"].as_bool(), Some(problems.is_empty()));
    let text = |value: &serde_json::Value| value.as_str().unwrap_or("bundle.zip").to_owned();
    problems.iter().map(|p| format!("{} {}", text(&p["entry"]), text(&p["message"]))).collect()
}

/// Asserts that verify reports exactly these problems: the beginning of each entry, and a part of its
/// message.
#[track_caller]
fn assert_problems(entries: &[Entry], wanted: &[(&str, &str)]) {
    assert_problems_of(&zip(entries), wanted);
}

#[track_caller]
fn assert_problems_of(bytes: &[u8], wanted: &[(&str, &str)]) {
    let found = problems(bytes);
    let same = found.len() == wanted.len()
        && wanted.iter().all(|(entry, reason)| {
            found.iter().any(|line| line.starts_with(entry) && line.contains(reason))
        });
    assert!(same, "found {found:#?}\nwanted {wanted:#?}");
}

/// Asserts that verify refuses the bytes for this reason.
#[track_caller]
fn assert_refused(bytes: &[u8], reason: &str) {
    let ran = verify(bytes);
    assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{ran:?}");
    assert!(ran.err.starts_with("error: ") && ran.err.contains(reason), "{ran:?}");
    assert_eq!(ran.err.lines().count(), 1, "{ran:?}");
}
#[test]
fn an_intact_bag_has_no_problems() {
    assert_problems(&bag(), &[]);
    let mut deflated = bag();
    deflated[2] = Entry::deflated("b/data/evidence.toml", EVIDENCE);
    // Entries for folders, as other programs write them.
    deflated.push(Entry { attributes: 0o040_755 << 16, ..Entry::new("b/data/", b"") });
    assert_problems(&deflated, &[]);
}

#[test]
fn entries_that_lead_out_of_the_bag_are_reported() {
    let added = |name: &str| {
        let mut entries = bag();
        entries.push(Entry::new(name, b"x"));
        entries
    };
    assert_problems(&added("../up.txt"), &[("../up.txt", "leads out of the bundle")]);
    assert_problems(&added("b/data/../../../up.txt"), &[("b/data/../../../up.txt", "leads out")]);
    assert_problems(&added("/etc/passwd"), &[("/etc/passwd", "is an absolute path")]);
    assert_problems(&added("//server/share/x"), &[("//server/share/x", "is an absolute path")]);
    assert_problems(&added("C:/x"), &[("C:/x", "drive letter")]);
    assert_problems(&added("b/C:x"), &[("b/C:x", "drive letter")]);
    assert_problems(&added("b\\data\\x"), &[("b\\data\\x", "backslash")]);
    assert_problems(&added("..\\x"), &[("..\\x", "leads out")]);
    assert_problems(&added("b/data//x"), &[("b/data//x", "empty part")]);
    assert_problems(&added("b/data/a\nb\u{1b}[2J"), &[("b/data/a\nb", "control character")]);
    let deep = format!("b/{}x", "d/".repeat(500));
    assert_problems(&added(&deep), &[("b/d/d", "too long or too deep")]);
}

#[test]
fn entries_with_two_names_are_reported() {
    let mut entries = bag();
    entries.push(Entry::new("b/x", b"x").named(b"b/\xff\xfe"));
    assert_problems(&entries, &[("b/", "not UTF-8")]);

    let mut entries = bag();
    entries[3].local_name = b"b/data/artifacts/evil.txt".to_vec();
    assert_problems(
        &entries,
        &[
            ("b/data/artifacts/note.txt", "is named `b/data/artifacts/evil.txt` at its own place"),
            ("data/artifacts/note.txt", "is missing"),
            ("bag-info.txt", "Payload-Oxum"),
            // An entry that is not accepted leaves unaccounted bytes.
            ("b/manifest-sha256.txt", "stands behind"),
        ],
    );

    // The Unicode path of Info-ZIP (APPNOTE, section 4.6.9), which some programs use.
    let mut entries = bag();
    let mut extra = vec![0x75, 0x70, 10, 0, 1, 0, 0, 0, 0];
    extra.extend(b"../up");
    entries[3].extra = extra;
    assert_problems(
        &entries,
        &[
            ("b/data/artifacts/note.txt", "has a second name, `../up`"),
            ("data/artifacts/note.txt", "is missing"),
            ("bag-info.txt", "Payload-Oxum"),
        ],
    );
}

#[test]
fn names_that_collide_are_reported() {
    let mut entries = bag();
    entries.push(entries[3].clone());
    assert_problems(&entries, &[("b/data/artifacts/note.txt", "is there twice")]);

    assert_problems(
        &bag_of(&[files(), vec![("data/artifacts/NOTE.txt".into(), b"".to_vec())]].concat()),
        &[
            ("data/artifacts/note.txt", "is the same name as `data/artifacts/NOTE.txt`"),
            ("bag-info.txt", "in 3"),
        ],
    );
    let twins = ["data/artifacts/caf\u{e9}.txt", "data/artifacts/cafe\u{301}.txt"];
    let twins = twins.map(|path| (path.to_owned(), b"".to_vec())).to_vec();
    assert_problems(
        &bag_of(&[files(), twins].concat()),
        &[("data/artifacts/caf\u{e9}.txt", "is the same name"), ("bag-info.txt", "in 4")],
    );
    assert_problems(
        &bag_with("data/artifacts/note.txt/inner.txt", b""),
        &[
            ("data/artifacts/note.txt", "is a file, and `data/artifacts/note.txt/inner.txt` needs"),
            ("bag-info.txt", "in 3"),
        ],
    );
}

#[test]
fn entries_that_are_not_plain_files_are_reported() {
    let with = |change: fn(&mut Entry)| {
        let mut entries = bag();
        change(&mut entries[3]);
        entries
    };
    let note = "b/data/artifacts/note.txt";
    // An entry that is not read is not counted as payload either.
    let oxum = ("bag-info.txt", "Payload-Oxum");
    assert_problems(
        &with(|e| e.attributes = 0o120_777 << 16),
        &[(note, "is a symbolic link"), oxum],
    );
    assert_problems(
        &with(|e| e.attributes = 0o010_644 << 16),
        &[(note, "device, pipe or socket"), oxum],
    );
    assert_problems(&with(|e| e.flags |= 1), &[(note, "is encrypted"), oxum]);
    assert_problems(&with(|e| e.method = 99), &[(note, "number 99"), oxum]);
}

#[test]
fn wrong_lengths_are_reported() {
    let note = "b/data/artifacts/note.txt";
    let oxum = ("bag-info.txt", "Payload-Oxum");
    let deflated = |content: &[u8], says: u32| {
        let mut entries = bag();
        entries[3] = Entry::deflated(note, content);
        entries[3].declared.1 = says;
        entries[3].local.1 = says;
        entries
    };
    // The directory states 15 bytes, as does Payload-Oxum; the stream holds ten million.
    assert_problems(
        &deflated(&vec![0; 10_000_000], 15),
        &[("data/artifacts/note.txt", "it says 15 bytes, and there is more")],
    );
    assert_problems(
        &deflated(b"Good morning.\n\n", 20),
        &[("data/artifacts/note.txt", "it says 20 bytes, and holds 15"), oxum],
    );
    assert_problems(
        &deflated(b"Good morning.\n\n", u32::MAX - 1),
        &[(note, "can't unpack to"), oxum],
    );

    let mut entries = bag();
    entries[3].declared = (15, 16);
    entries[3].local = (15, 16);
    assert_problems(&entries, &[(note, "lies about its length: stored in 15 bytes"), oxum]);

    let mut entries = bag();
    entries[3].local = (14, 14);
    assert_problems(
        &entries,
        &[
            (note, "its own header and the directory differ"),
            ("data/artifacts/note.txt", "is missing"),
            ("b/manifest-sha256.txt", "stands behind"),
            oxum,
        ],
    );

    let mut entries = bag();
    entries[3].crc ^= 1;
    assert_problems(&entries, &[("data/artifacts/note.txt", "wrong checksum (CRC-32)")]);

    let mut entries = bag();
    let last = entries.len() - 1;
    entries[last].declared = (9_999, 9_999);
    entries[last].local = (9_999, 9_999);
    assert_problems(
        &entries,
        &[
            ("b/tagmanifest-sha256.txt", "reaches beyond the end"),
            ("bundle.zip", "before its directory that belong to no entry"),
        ],
    );
}

#[test]
fn zip_bombs_are_reported_without_unpacking_them() {
    // 300 kB that claim 300 MB: possible with deflate, but not for real files.
    let mut entries = bag();
    entries[3].method = DEFLATED;
    entries[3].packed = vec![0; 300_000];
    entries[3].declared = (300_000, 300_000_000);
    entries[3].local = entries[3].declared;
    assert_problems(
        &entries,
        &[
            ("b/data/artifacts/note.txt", "is a zip bomb: 300.0 kB that unpack to 300.0 MB"),
            ("bag-info.txt", "Payload-Oxum"),
        ],
    );

    // Many entries, each of which alone is no bomb.
    let mut entries = bag();
    for index in 0..20 {
        let mut entry = Entry::new(&format!("b/data/artifacts/{index}.txt"), b"");
        entry.method = DEFLATED;
        entry.packed = vec![0; 100_000];
        entry.declared = (100_000, 100_000_000);
        entry.local = entry.declared;
        entries.push(entry);
    }
    let found = problems(&zip(&entries));
    assert!(
        found.iter().any(|line| line.starts_with("bundle.zip is a zip bomb: 2.0 MB that")),
        "{found:#?}"
    );
}

#[test]
fn overlapping_entries_are_reported() {
    // David Fifield's bomb ("A better zip bomb", 2019): each entry contains the header of the
    // next as a stored block, so that all share one stream; 45 kB unpack to 5 GB.
    let each = 22_000_000_usize;
    let kernel = deflate(&vec![0; each]);
    let mut data = kernel;
    let mut unpacked = each;
    let mut parts: Vec<(Entry, usize)> = Vec::new();
    for index in (0..250).rev() {
        let mut entry = Entry::new(&format!("b/data/artifacts/{index:03}"), b"");
        entry.method = DEFLATED;
        let lengths = (u32::try_from(data.len()).unwrap(), u32::try_from(unpacked).unwrap());
        entry.declared = lengths;
        entry.local = lengths;
        let header = entry.header();
        let quoted = u16::try_from(header.len()).unwrap();
        let from_end = header.len() + data.len();
        let mut outer = vec![0];
        outer.extend(quoted.to_le_bytes());
        outer.extend((!quoted).to_le_bytes());
        outer.extend(&header);
        outer.extend(&data);
        unpacked += header.len();
        data = outer;
        parts.push((entry, from_end));
    }
    // The outermost block belongs to no entry.
    let bytes = data.split_off(5);
    let length = bytes.len();
    let record = |(entry, from_end): &(Entry, usize)| {
        entry.record(u32::try_from(length - from_end).unwrap())
    };
    let records: Vec<Vec<u8>> = parts.iter().rev().map(record).collect();
    let bomb = closed(bytes, &records, records.len());
    assert!(bomb.len() < 60_000, "{}", bomb.len());
    #[cfg(target_os = "linux")]
    {
        let ((plain, room), (seconds, memory)) =
            (effort::effort(&zip(&bag())), effort::effort(&bomb));
        assert!(memory < 2 * room, "{memory} bytes, {room} for a bag of two files");
        assert!(seconds < 20.0 * plain, "{seconds} s, {plain} s for a bag of two files");
    }
    let found = problems(&bomb);
    let overlaps = found.iter().filter(|line| line.contains("shares its bytes with")).count();
    assert_eq!(overlaps, 250, "{found:#?}");

    // Two entries of the directory with the same content and the same name.
    let entries = bag();
    let (bytes, mut records) = laid_out(&entries);
    records.push(records[3].clone());
    let found = problems(&closed(bytes, &records, records.len()));
    assert!(
        found.iter().any(|l| l.starts_with("b/data/artifacts/note.txt shares its bytes")),
        "{found:#?}"
    );
}

#[test]
fn bytes_outside_of_any_entry_are_reported() {
    let mut entries = bag();
    entries[2].gap = b"PK\x03\x04 hidden".to_vec();
    assert_problems(
        &entries,
        &[("b/data/evidence.toml", "stands behind 11 bytes that belong to no entry")],
    );
    let mut entries = bag();
    entries[0].gap = b"#!/bin/sh\nexit\n".to_vec();
    assert_problems(&entries, &[("b/bagit.txt", "stands behind 15 bytes")]);

    let mut longer = zip(&bag());
    longer.extend(b"more");
    assert_refused(&longer, "something follows it");
}

#[test]
fn a_bundle_that_is_cut_off_is_refused() {
    // A zip inside, such as a DOCX, must not be taken for the bundle when the end is lost.
    let inner = zip(&bag());
    let outer = zip(&[Entry::new("b/data/artifacts/inner.zip", &inner), bag()[0].clone()]);
    for length in [0, 1, 21, 40, inner.len(), outer.len() / 2, outer.len() - 1] {
        let whole = &outer[..length];
        let ran = verify(whole);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{length} {ran:?}");
        assert_eq!(ran.err.lines().count(), 1, "{ran:?}");
    }
    assert_refused(b"%PDF-1.7", "it is no zip archive");
}

#[test]
fn a_wrong_directory_is_reported() {
    let entries = bag();
    let (bytes, mut records) = laid_out(&entries);
    let lying = closed(bytes.clone(), &records, 3);
    assert_problems_of(&lying, &[("bundle.zip", "lies about its directory: it says 3 and has 6")]);

    records[3] = entries[3].record(7);
    let found = problems(&closed(bytes, &records, records.len()));
    assert!(
        found.iter().any(|l| l.starts_with("b/data/artifacts/note.txt lies about its place")),
        "{found:#?}"
    );
}

#[test]
fn any_changed_byte_is_noticed_and_nothing_panics() {
    let whole = zip(&bag());
    for at in 0..whole.len() {
        let mut turned = whole.clone();
        turned[at] ^= 0x20;
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("bundle.zip");
        fs::write(&file, &turned).unwrap();
        // A panic fails the test as well.
        let Ok(bundle) = mcred::load::Bundle::open(&file) else { continue };
        let _ = mcred::rules::Checked::of(&bundle, &crate::kit::options());
        // Dates, versions and unused fields do not affect the content.
        let noticed = !bundle.problems(&|_| {}).is_empty();
        let is_content = whole[at..].len() > 22 && content_ranges(&whole).any(|r| r.contains(&at));
        assert!(noticed || !is_content, "byte {at} of {}", whole.len());
    }
}

/// The byte ranges of the contents in a plain zip.
fn content_ranges(zip: &[u8]) -> impl Iterator<Item = std::ops::Range<usize>> {
    let starts = (0..zip.len()).filter(|at| zip[*at..].starts_with(b"PK\x03\x04"));
    starts.map(|at| {
        let number = |from: usize| usize::from(u16::from_le_bytes([zip[from], zip[from + 1]]));
        let start = at + 30 + number(at + 26);
        start..start + number(at + 18)
    })
}
