//! Bundles that somebody tampered with, or made to do harm: `verify` names what
//! is wrong with each, and nothing else, in little time and memory.

mod bags;
#[cfg(target_os = "linux")]
mod effort;
mod zip_writer;

use std::fs;

use bags::{EVIDENCE, bag, bag_of, bag_with, bag_with_manifest_lines, files, line};
use zip_writer::{DEFLATED, Entry, closed, deflate, laid_out, zip};

use crate::kit::{MCRED, Run, command, run};

/// Runs verify on these bytes, where it can within little memory.
fn verify(bytes: &[u8]) -> Run {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("bundle.zip");
    fs::write(&file, bytes).unwrap();
    if !cfg!(target_os = "linux") {
        return run(command().arg("verify").arg(&file).args(["--format", "json"]));
    }
    // All its addresses: the program, its stacks and libraries, and 1 GB for what it reads.
    let mut shell = std::process::Command::new("sh");
    shell.args(["-c", "ulimit -v 1500000; exec \"$@\"", "sh", MCRED]);
    shell.env("RAYON_NUM_THREADS", "2");
    run(shell.arg("verify").arg(&file).args(["--format", "json"]))
}

/// The problems that verify names, as `entry message`.
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

/// Asserts that exactly these problems are named: each begins and goes on as said.
#[track_caller]
fn names(entries: &[Entry], wanted: &[(&str, &str)]) {
    names_of(&zip(entries), wanted);
}

#[track_caller]
fn names_of(bytes: &[u8], wanted: &[(&str, &str)]) {
    let found = problems(bytes);
    let same = found.len() == wanted.len()
        && wanted.iter().all(|(entry, reason)| {
            found.iter().any(|line| line.starts_with(entry) && line.contains(reason))
        });
    assert!(same, "found {found:#?}\nwanted {wanted:#?}");
}

/// Asserts that the bytes are no bundle at all, and why.
#[track_caller]
fn is_refused(bytes: &[u8], reason: &str) {
    let ran = verify(bytes);
    assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{ran:?}");
    assert!(ran.err.starts_with("error: ") && ran.err.contains(reason), "{ran:?}");
    assert_eq!(ran.err.lines().count(), 1, "{ran:?}");
}
#[test]
fn a_whole_bag_is_whole() {
    names(&bag(), &[]);
    let mut deflated = bag();
    deflated[2] = Entry::deflated("b/data/evidence.toml", EVIDENCE);
    // Folders of their own, as other programs write them.
    deflated.push(Entry { attributes: 0o040_755 << 16, ..Entry::new("b/data/", b"") });
    names(&deflated, &[]);
}

#[test]
fn names_that_lead_out_are_named() {
    let added = |name: &str| {
        let mut entries = bag();
        entries.push(Entry::new(name, b"x"));
        entries
    };
    names(&added("../up.txt"), &[("../up.txt", "leads out of the bundle")]);
    names(&added("b/data/../../../up.txt"), &[("b/data/../../../up.txt", "leads out")]);
    names(&added("/etc/passwd"), &[("/etc/passwd", "is an absolute path")]);
    names(&added("//server/share/x"), &[("//server/share/x", "is an absolute path")]);
    names(&added("C:/x"), &[("C:/x", "drive letter")]);
    names(&added("b/C:x"), &[("b/C:x", "drive letter")]);
    names(&added("b\\data\\x"), &[("b\\data\\x", "backslash")]);
    names(&added("..\\x"), &[("..\\x", "leads out")]);
    names(&added("b/data//x"), &[("b/data//x", "empty part")]);
    names(&added("b/data/a\nb\u{1b}[2J"), &[("b/data/a\nb", "control character")]);
    let deep = format!("b/{}x", "d/".repeat(500));
    names(&added(&deep), &[("b/d/d", "too long or too deep")]);
}

#[test]
fn names_that_are_two_names_are_named() {
    let mut entries = bag();
    entries.push(Entry::new("b/x", b"x").named(b"b/\xff\xfe"));
    names(&entries, &[("b/", "not UTF-8")]);

    let mut entries = bag();
    entries[3].local_name = b"b/data/artifacts/evil.txt".to_vec();
    names(
        &entries,
        &[
            ("b/data/artifacts/note.txt", "is named `b/data/artifacts/evil.txt` at its own place"),
            ("data/artifacts/note.txt", "is missing"),
            ("bag-info.txt", "Payload-Oxum"),
            // What no longer counts as an entry leaves a hole.
            ("b/manifest-sha256.txt", "stands behind"),
        ],
    );

    // The Unicode path of Info-ZIP (APPNOTE, section 4.6.9), which some programs unpack to.
    let mut entries = bag();
    let mut extra = vec![0x75, 0x70, 10, 0, 1, 0, 0, 0, 0];
    extra.extend(b"../up");
    entries[3].extra = extra;
    names(
        &entries,
        &[
            ("b/data/artifacts/note.txt", "has a second name, `../up`"),
            ("data/artifacts/note.txt", "is missing"),
            ("bag-info.txt", "Payload-Oxum"),
        ],
    );
}

#[test]
fn names_that_collide_are_named() {
    let mut entries = bag();
    entries.push(entries[3].clone());
    names(&entries, &[("b/data/artifacts/note.txt", "is there twice")]);

    names(
        &bag_of(&[files(), vec![("data/artifacts/NOTE.txt".into(), b"".to_vec())]].concat()),
        &[
            ("data/artifacts/note.txt", "is the same name as `data/artifacts/NOTE.txt`"),
            ("bag-info.txt", "in 3"),
        ],
    );
    let twins = ["data/artifacts/caf\u{e9}.txt", "data/artifacts/cafe\u{301}.txt"];
    let twins = twins.map(|path| (path.to_owned(), b"".to_vec())).to_vec();
    names(
        &bag_of(&[files(), twins].concat()),
        &[("data/artifacts/caf\u{e9}.txt", "is the same name"), ("bag-info.txt", "in 4")],
    );
    names(
        &bag_with("data/artifacts/note.txt/inner.txt", b""),
        &[
            ("data/artifacts/note.txt", "is a file, and `data/artifacts/note.txt/inner.txt` needs"),
            ("bag-info.txt", "in 3"),
        ],
    );
}

#[test]
fn what_is_no_plain_file_is_named() {
    let with = |change: fn(&mut Entry)| {
        let mut entries = bag();
        change(&mut entries[3]);
        entries
    };
    let note = "b/data/artifacts/note.txt";
    // What is not read does not count as payload either.
    let oxum = ("bag-info.txt", "Payload-Oxum");
    names(&with(|e| e.attributes = 0o120_777 << 16), &[(note, "is a symbolic link"), oxum]);
    names(&with(|e| e.attributes = 0o010_644 << 16), &[(note, "device, pipe or socket"), oxum]);
    names(&with(|e| e.flags |= 1), &[(note, "is encrypted"), oxum]);
    names(&with(|e| e.method = 99), &[(note, "number 99"), oxum]);
}

#[test]
fn lengths_that_lie_are_named() {
    let note = "b/data/artifacts/note.txt";
    let oxum = ("bag-info.txt", "Payload-Oxum");
    let deflated = |content: &[u8], says: u32| {
        let mut entries = bag();
        entries[3] = Entry::deflated(note, content);
        entries[3].declared.1 = says;
        entries[3].local.1 = says;
        entries
    };
    // The directory says 15 bytes, as the manifest's oxum; the stream holds ten million.
    names(
        &deflated(&vec![0; 10_000_000], 15),
        &[("data/artifacts/note.txt", "it says 15 bytes, and there is more")],
    );
    names(
        &deflated(b"Good morning.\n\n", 20),
        &[("data/artifacts/note.txt", "it says 20 bytes, and holds 15"), oxum],
    );
    names(&deflated(b"Good morning.\n\n", u32::MAX - 1), &[(note, "can't unpack to"), oxum]);

    let mut entries = bag();
    entries[3].declared = (15, 16);
    entries[3].local = (15, 16);
    names(&entries, &[(note, "lies about its length: stored in 15 bytes"), oxum]);

    let mut entries = bag();
    entries[3].local = (14, 14);
    names(
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
    names(&entries, &[("data/artifacts/note.txt", "wrong checksum (CRC-32)")]);

    let mut entries = bag();
    let last = entries.len() - 1;
    entries[last].declared = (9_999, 9_999);
    entries[last].local = (9_999, 9_999);
    names(
        &entries,
        &[
            ("b/tagmanifest-sha256.txt", "reaches beyond the end"),
            ("bundle.zip", "before its directory that belong to no entry"),
        ],
    );
}

#[test]
fn bombs_are_named_unexploded() {
    // 300 kB that say to be 300 MB: within what deflate can do, and beyond what files do.
    let mut entries = bag();
    entries[3].method = DEFLATED;
    entries[3].packed = vec![0; 300_000];
    entries[3].declared = (300_000, 300_000_000);
    entries[3].local = entries[3].declared;
    names(
        &entries,
        &[
            ("b/data/artifacts/note.txt", "is a zip bomb: 300.0 kB that unpack to 300.0 MB"),
            ("bag-info.txt", "Payload-Oxum"),
        ],
    );

    // Many that are no bombs alone.
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
fn overlapping_entries_are_named() {
    // David Fifield's bomb ("A better zip bomb", 2019): each entry quotes the header of the
    // next, so that all share one stream; 45 kB unpack to 5 GB.
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
    // The outermost quote is nobody's.
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

    // Two entries of the directory that share one content under one name.
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
fn bytes_that_belong_to_nothing_are_named() {
    let mut entries = bag();
    entries[2].gap = b"PK\x03\x04 hidden".to_vec();
    names(&entries, &[("b/data/evidence.toml", "stands behind 11 bytes that belong to no entry")]);
    let mut entries = bag();
    entries[0].gap = b"#!/bin/sh\nexit\n".to_vec();
    names(&entries, &[("b/bagit.txt", "stands behind 15 bytes")]);

    let mut longer = zip(&bag());
    longer.extend(b"more");
    is_refused(&longer, "something follows it");
}

#[test]
fn what_is_cut_off_is_no_bundle() {
    // A zip inside, as every DOCX is one, must not pass for the whole when the end is lost.
    let inner = zip(&bag());
    let outer = zip(&[Entry::new("b/data/artifacts/inner.zip", &inner), bag()[0].clone()]);
    for length in [0, 1, 21, 40, inner.len(), outer.len() / 2, outer.len() - 1] {
        let whole = &outer[..length];
        let ran = verify(whole);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{length} {ran:?}");
        assert_eq!(ran.err.lines().count(), 1, "{ran:?}");
    }
    is_refused(b"%PDF-1.7", "it is no zip archive");
}

#[test]
fn a_directory_that_lies_is_named() {
    let entries = bag();
    let (bytes, mut records) = laid_out(&entries);
    let lying = closed(bytes.clone(), &records, 3);
    names_of(&lying, &[("bundle.zip", "lies about its directory: it says 3 and has 6")]);

    records[3] = entries[3].record(7);
    let found = problems(&closed(bytes, &records, records.len()));
    assert!(
        found.iter().any(|l| l.starts_with("b/data/artifacts/note.txt lies about its place")),
        "{found:#?}"
    );
}

#[test]
fn what_is_missing_changed_or_added_is_named() {
    let mut entries = bag();
    entries.remove(3);
    let missing = ("data/artifacts/note.txt", "is missing: manifest-sha256.txt names it");
    names(&entries, &[missing, ("bag-info.txt", "holds 58 bytes in 2 files (Payload-Oxum)")]);

    let mut entries = bag();
    entries[3] = Entry::new("b/data/artifacts/note.txt", b"Good evening.\n\n");
    names(&entries, &[("data/artifacts/note.txt", "has changed")]);

    let mut entries = bag();
    entries.push(Entry::new("b/data/artifacts/more.txt", b""));
    names(
        &entries,
        &[
            ("data/artifacts/more.txt", "was added: manifest-sha256.txt does not name it"),
            ("bag-info.txt", "in 3"),
        ],
    );

    let mut entries = bag();
    entries.push(Entry::new("b/START-HERE.html", b"<p>Another guide"));
    names(&entries, &[("START-HERE.html", "was added: tagmanifest-sha256.txt does not name it")]);

    let mut entries = bag_with("START-HERE.html", b"<p>The guide");
    entries.pop();
    names(&entries, &[("tagmanifest-sha256.txt", "nothing vouches for the pages")]);

    let mut entries = bag();
    entries.remove(4);
    names(
        &entries,
        &[
            ("manifest-sha256.txt", "is missing or can't be used"),
            ("manifest-sha256.txt", "is missing: tagmanifest-sha256.txt names it"),
        ],
    );

    names(
        &bag_with("data/private.toml", b""),
        &[("data/private.toml", "what reviewers must not learn"), ("bag-info.txt", "in 3")],
    );
    names(
        &bag_with("fetch.txt", b"https://example.org/x 1 data/x\n"),
        &[("fetch.txt", "names files that are not in the bundle")],
    );
}

#[test]
fn declarations_that_are_wrong_are_named() {
    let mut entries = bag();
    entries.remove(0);
    names(
        &entries,
        &[
            ("bagit.txt", "is missing: without it this is no bag"),
            ("bagit.txt", "is missing: tagmanifest-sha256.txt names it"),
        ],
    );
    let declares = |text: &str| bag_with("bagit.txt", text.as_bytes());
    names(&declares("BagIt-Version: 2.0\n"), &[("bagit.txt", "version 2.0")]);
    names(&declares("\u{feff}BagIt-Version: 1.0\n"), &[("bagit.txt", "does not begin with")]);
    names(
        &declares("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-16\n"),
        &[("bagit.txt", "does not say `Tag-File-Character-Encoding: UTF-8`")],
    );
    let info = |text: &[u8]| bag_with("bag-info.txt", text);
    names(&info(b"Payload-Oxum: 57.2\n"), &[("bag-info.txt", "holds 57 bytes in 2 files")]);
    names(&info(b"Payload-Oxum: many\n"), &[("bag-info.txt", "no pair of numbers")]);
    names(&info(b"payload-oxum : 58.2\n"), &[]);
    names(&info(b"\xff"), &[("bag-info.txt", "is not UTF-8 text")]);
}

#[test]
fn manifests_that_reach_beyond_are_named() {
    let name = "manifest-sha256.txt";
    let names_line = |path: &str| bag_with_manifest_lines(&line(b"", path));
    names(&names_line("../../etc/passwd"), &[(name, "names `../../etc/passwd`, which leads out")]);
    names(&names_line("data/../../x"), &[(name, "names `data/../../x`, which leads out")]);
    names(&names_line("/etc/passwd"), &[(name, "names `/etc/passwd`, which is an absolute path")]);
    names(&names_line("data\\x"), &[(name, "backslash")]);
    names(&names_line("bagit.txt"), &[(name, "names `bagit.txt`, which does not belong")]);
    names(&names_line("data/evidence.toml"), &[(name, "names `data/evidence.toml` twice")]);
    names(&names_line("data/gone.txt"), &[("data/gone.txt", "is missing")]);
    names(&bag_with_manifest_lines("nonsense\n"), &[(name, "line 3 that is no hash and path")]);
    names(&bag_with_manifest_lines("\n"), &[]);
}

#[test]
fn more_than_one_base_folder_is_named() {
    let mut entries = bag();
    entries.push(Entry::new("c/x", b""));
    names(&entries, &[("c/", "is a second base folder: everything should be in `b/`")]);
    let mut entries = bag();
    entries.push(Entry::new("x", b""));
    names(&entries, &[("x", "stands outside the base folder")]);
    let bare = |entry: &Entry| {
        let name = entry.name.strip_prefix(b"b/").unwrap().to_vec();
        entry.clone().named(&name)
    };
    let bare: Vec<Entry> = bag().iter().map(bare).collect();
    names(&bare, &[("bundle.zip", "has no base folder")]);
    names(&[], &[("bundle.zip", "holds no file that can be used")]);
}

#[test]
fn any_byte_that_is_turned_is_noticed_and_nothing_panics() {
    let whole = zip(&bag());
    for at in 0..whole.len() {
        let mut turned = whole.clone();
        turned[at] ^= 0x20;
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("bundle.zip");
        fs::write(&file, &turned).unwrap();
        // A panic fails the test, which is half of its purpose.
        let Ok(bundle) = mcred::load::Bundle::open(&file) else { continue };
        let _ = mcred::rules::Checked::of(&bundle, &crate::kit::options());
        // Dates, versions and spare fields say nothing of the content.
        let noticed = !bundle.problems(&|_| {}).is_empty();
        let is_content = whole[at..].len() > 22 && content_ranges(&whole).any(|r| r.contains(&at));
        assert!(noticed || !is_content, "byte {at} of {}", whole.len());
    }
}

/// Where the contents of the entries lie in a plain zip.
fn content_ranges(zip: &[u8]) -> impl Iterator<Item = std::ops::Range<usize>> {
    let starts = (0..zip.len()).filter(|at| zip[*at..].starts_with(b"PK\x03\x04"));
    starts.map(|at| {
        let number = |from: usize| usize::from(u16::from_le_bytes([zip[from], zip[from + 1]]));
        let start = at + 30 + number(at + 26);
        start..start + number(at + 18)
    })
}
