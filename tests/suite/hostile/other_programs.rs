//! What verify calls whole, other programs unpack to the same names and bytes.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use mcred::load::Bundle;

use super::assert_problems_of;
use super::bags::{bag, bag_with};
use super::zip_writer::{Entry, closed, laid_out, zip};
use crate::kit::{bytes_of, require_tool};

/// The place of `PK` with these two bytes behind it.
fn places(bytes: &[u8], kind: [u8; 2]) -> Vec<usize> {
    let signature = [b'P', b'K', kind[0], kind[1]];
    (0..bytes.len()).filter(|at| bytes[*at..].starts_with(&signature)).collect()
}

#[test]
fn what_programs_read_in_two_ways_is_reported() {
    let whole = zip(&bag());
    let end = places(&whole, [5, 6])[0];
    let records = places(&whole, [1, 2]);
    let headers = places(&whole, [3, 4]);
    let note = "b/data/artifacts/note.txt";
    let changed = |changes: &[(usize, u8)]| {
        let mut bytes = whole.clone();
        for (at, value) in changes {
            bytes[*at] = *value;
        }
        bytes
    };
    let both = |at: usize, value| [(records[3] + at + 2, value), (headers[3] + at, value)];
    let archive = "bundle.zip";
    let differently = "unpacks differently";
    for (bytes, entry, why) in [
        (changed(&[(end + 4, 1)]), archive, "several disks"),
        (changed(&[(end + 6, 1)]), archive, "several disks"),
        (changed(&[(end + 8, 5)]), archive, differently),
        (changed(&[(records[3] + 34, 1)]), note, "another disk"),
        (changed(&[(records[3] + 41, 0x41)]), note, "folder by its mode"),
        (changed(&[(records[3] + 38, 0x10)]), note, "folder by its mode"),
        (changed(&[(records[3] + 39, 0x04)]), note, "no plain file"),
        (changed(&[(records[3] + 5, 2)]), note, "few people have"),
        (changed(&[(records[3] + 6, 99)]), note, "few people have"),
        (changed(&both(6, 1 << 4)), note, "flags that programs understand"),
        (changed(&[(headers[3] + 7, 0)]), note, "other flags"),
        (changed(&both(6, 1 << 3)), note, "does not say at its own place"),
    ] {
        assert_problems_of(&bytes, &[(entry, why)]);
    }

    // A comment in which another end may be found.
    let mut commented = whole.clone();
    commented[end + 20] = 4;
    commented.extend(b"PK\x05\x06");
    assert!(super::verify(&commented).status > 0);
    let mut commented = whole.clone();
    commented[end + 20] = 6;
    commented.extend(b"xPK\x01\x02x");
    assert_problems_of(&commented, &[(archive, differently)]);

    // A second directory, and bytes within the only one.
    let entries = bag();
    let (bytes, records) = laid_out(&entries);
    for between in [&b"PK\x05\x05\0\0"[..], b"PK\x06\x08\0\0\0\0"] {
        let with = [records.clone(), vec![between.to_vec()]].concat();
        let ran = super::verify(&closed(bytes.clone(), &with, entries.len()));
        assert!(ran.status == 2 || ran.out.contains("unpacks differently"), "{ran:?}");
    }
}

#[test]
fn extra_fields_and_streams_that_programs_read_in_two_ways_are_reported() {
    let note = "b/data/artifacts/note.txt";
    let with = |change: fn(&mut Entry)| {
        let mut entries = bag();
        change(&mut entries[3]);
        zip(&entries)
    };
    /// The Unicode path of Info-ZIP (APPNOTE, section 4.6.9).
    fn second_name() -> Vec<u8> {
        [&[0x75, 0x70, 10, 0, 1, 0, 0, 0, 0][..], b"../up"].concat()
    }
    let field = "that programs understand in different ways";
    for (bytes, why) in [
        (with(|entry| entry.local_extra = second_name()), "second name"),
        (with(|entry| entry.extra = vec![0x0d, 0, 4, 0, 1, 2, 3, 4]), field),
        (with(|entry| entry.local_extra = vec![0x6e, 0x75, 1, 0, 1]), field),
        (with(|entry| entry.extra = vec![0x55, 0x54, 9, 0, 1]), "damaged extra fields"),
        (with(|entry| entry.extra = [[0xfe, 0xca, 0, 0]; 2].concat()), "two extra fields"),
        (with(|entry| entry.extra = [&[1, 0, 8, 0][..], &[9; 8]].concat()), "its length twice"),
    ] {
        assert_problems_of(&bytes, &[(note, why)]);
    }
    // Times and owners, as ordinary programs write them.
    let times = with(|entry| {
        entry.extra = vec![0x55, 0x54, 5, 0, 1, 0, 0, 0, 0];
        entry.local_extra = vec![0x55, 0x54, 9, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0];
    });
    assert_problems_of(&times, &[]);

    let deflated = |change: fn(&mut Entry)| {
        let mut entries = bag();
        entries[3] = Entry::deflated(note, b"Good morning.\n\n");
        change(&mut entries[3]);
        let packed = u32::try_from(entries[3].packed.len()).unwrap();
        entries[3].declared.0 = packed;
        entries[3].local.0 = packed;
        zip(&entries)
    };
    let inside = "data/artifacts/note.txt";
    let trailing = deflated(|entry| entry.packed.extend(b"PK\x03\x04"));
    assert_problems_of(&trailing, &[(inside, "behind the end of its content")]);
    let cut = deflated(|entry| entry.packed.truncate(entry.packed.len() - 1));
    assert_problems_of(&cut, &[(inside, "can't be read")]);
}

/// What a program unpacks, by its path.
fn unpacked(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = bytes_of(folder).into_iter();
    let path = |file: &Path| {
        let parts = file.strip_prefix(folder).unwrap().iter();
        parts.map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
    };
    files.map(|(file, bytes)| (path(&file), bytes)).collect()
}

/// Every value of every header byte that differs in one bit, or is the smallest or largest.
fn variants(whole: &[u8]) -> Vec<Vec<u8>> {
    let mut at_headers = Vec::new();
    for at in places(whole, [3, 4]) {
        at_headers.extend(at..at + 30);
    }
    for at in places(whole, [1, 2]) {
        at_headers.extend(at..at + 46);
    }
    at_headers.extend(places(whole, [5, 6])[0]..whole.len());
    let mut variants = Vec::new();
    for at in at_headers {
        let byte = whole[at];
        for value in (0..8).map(|bit| byte ^ (1 << bit)).chain([0, 0xff]) {
            let mut variant = whole.to_vec();
            variant[at] = value;
            variants.push(variant);
        }
    }
    variants
}

#[test]
fn other_programs_unpack_what_verify_calls_whole_to_the_same_files() {
    let note = "b/data/artifacts/note.txt";
    let mut entries = bag_with("data/artifacts/caf\u{e9}.txt", b"Coffee\n");
    entries[3] = Entry::deflated(note, b"Good morning.\n\n");
    entries.truncate(5);
    let whole = zip(&entries);
    let home = tempfile::tempdir().unwrap();
    let one = home.path().join("one.zip");
    let problems = |bytes: &[u8]| {
        fs::write(&one, bytes).unwrap();
        Bundle::open(&one).map(|bundle| bundle.problems(&|_| {}))
    };
    // The bag lacks its manifests, which does not matter here: no other problem may be there.
    let accepted = problems(&whole).unwrap();
    let archives = home.path().join("archives");
    fs::create_dir(&archives).unwrap();
    let mut kept = 0;
    for variant in variants(&whole).into_iter().chain([whole.clone()]) {
        if problems(&variant).is_ok_and(|found| found == accepted) {
            fs::write(archives.join(format!("{kept}.zip")), variant).unwrap();
            kept += 1;
        }
    }
    assert!(kept > 100, "dates and permissions may differ: {kept}");
    fs::write(&one, &whole).unwrap();
    let each = |tool: &str, command: &str| {
        let script = format!("for f in *.zip; do mkdir -p ../{tool}/$f; {command}; done");
        let mut shell = Command::new("sh");
        shell.env("LC_ALL", "C.UTF-8").current_dir(&archives);
        shell.arg("-c").arg(script).output().unwrap();
    };
    let wanted: BTreeMap<String, Vec<u8>> = entries
        .iter()
        .map(|entry| (String::from_utf8(entry.name.clone()).unwrap(), entry.content.clone()))
        .collect();
    let python = "import glob, zipfile\nfor f in glob.glob('*.zip'):\n  zipfile.ZipFile(f).extractall('../python3/' + f)";
    for (tool, command) in [
        ("unzip", "unzip -qq -o $f -d ../unzip/$f"),
        ("bsdtar", "bsdtar -xf $f -C ../bsdtar/$f"),
        ("7z", "7z x -y -bd -o../7z/$f $f"),
        ("python3", ""),
    ] {
        if require_tool(tool).is_none() {
            continue;
        }
        match command {
            "" => {
                let mut run = Command::new("python3");
                let ran = run.args(["-c", python]).current_dir(&archives).output().unwrap();
                assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
            }
            command => each(tool, command),
        }
        for index in 0..kept {
            let found = unpacked(&home.path().join(tool).join(format!("{index}.zip")));
            assert!(found == wanted, "{tool} {index}.zip: {:?}", found.keys());
        }
    }
}
