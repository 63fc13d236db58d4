//! Bags whose files, declarations or manifests are wrong.

use super::assert_problems;
use super::bags::{bag, bag_with, bag_with_manifest_lines, line};
use super::zip_writer::Entry;

#[test]
fn files_that_are_missing_changed_or_added_are_reported() {
    let mut entries = bag();
    entries.remove(3);
    let missing = ("data/artifacts/note.txt", "is missing: manifest-sha256.txt names it");
    assert_problems(
        &entries,
        &[missing, ("bag-info.txt", "holds 58 bytes in 2 files (Payload-Oxum)")],
    );

    let mut entries = bag();
    entries[3] = Entry::new("b/data/artifacts/note.txt", b"Good evening.\n\n");
    assert_problems(&entries, &[("data/artifacts/note.txt", "has changed")]);

    let mut entries = bag();
    entries.push(Entry::new("b/data/artifacts/more.txt", b""));
    assert_problems(
        &entries,
        &[
            ("data/artifacts/more.txt", "was added: manifest-sha256.txt does not name it"),
            ("bag-info.txt", "in 3"),
        ],
    );

    let mut entries = bag();
    entries.push(Entry::new("b/START-HERE.html", b"<p>Another guide"));
    assert_problems(
        &entries,
        &[("START-HERE.html", "was added: tagmanifest-sha256.txt does not name it")],
    );

    let mut entries = bag_with("START-HERE.html", b"<p>The guide");
    entries.pop();
    assert_problems(&entries, &[("tagmanifest-sha256.txt", "nothing vouches for the pages")]);

    let mut entries = bag();
    entries.remove(4);
    assert_problems(
        &entries,
        &[
            ("manifest-sha256.txt", "is missing or can't be used"),
            ("manifest-sha256.txt", "is missing: tagmanifest-sha256.txt names it"),
        ],
    );

    assert_problems(
        &bag_with("data/private.toml", b""),
        &[("data/private.toml", "what reviewers must not learn"), ("bag-info.txt", "in 3")],
    );
    assert_problems(
        &bag_with("fetch.txt", b"https://example.org/x 1 data/x\n"),
        &[("fetch.txt", "names files that are not in the bundle")],
    );
}

#[test]
fn wrong_declarations_are_reported() {
    let mut entries = bag();
    entries.remove(0);
    assert_problems(
        &entries,
        &[
            ("bagit.txt", "is missing: without it this is no bag"),
            ("bagit.txt", "is missing: tagmanifest-sha256.txt names it"),
        ],
    );
    let declares = |text: &str| bag_with("bagit.txt", text.as_bytes());
    assert_problems(&declares("BagIt-Version: 2.0\n"), &[("bagit.txt", "version 2.0")]);
    assert_problems(
        &declares("\u{feff}BagIt-Version: 1.0\n"),
        &[("bagit.txt", "does not begin with")],
    );
    assert_problems(
        &declares("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-16\n"),
        &[("bagit.txt", "does not say `Tag-File-Character-Encoding: UTF-8`")],
    );
    let info = |text: &[u8]| bag_with("bag-info.txt", text);
    assert_problems(
        &info(b"Payload-Oxum: 57.2\n"),
        &[("bag-info.txt", "holds 57 bytes in 2 files")],
    );
    assert_problems(&info(b"Payload-Oxum: many\n"), &[("bag-info.txt", "no pair of numbers")]);
    assert_problems(&info(b"payload-oxum : 58.2\n"), &[]);
    assert_problems(&info(b"\xff"), &[("bag-info.txt", "is not UTF-8 text")]);
}

#[test]
fn manifests_that_name_files_outside_are_reported() {
    let name = "manifest-sha256.txt";
    let names_line = |path: &str| bag_with_manifest_lines(&line(b"", path));
    assert_problems(
        &names_line("../../etc/passwd"),
        &[(name, "names `../../etc/passwd`, which leads out")],
    );
    assert_problems(
        &names_line("data/../../x"),
        &[(name, "names `data/../../x`, which leads out")],
    );
    assert_problems(
        &names_line("/etc/passwd"),
        &[(name, "names `/etc/passwd`, which is an absolute path")],
    );
    assert_problems(&names_line("data\\x"), &[(name, "backslash")]);
    assert_problems(
        &names_line("bagit.txt"),
        &[(name, "names `bagit.txt`, which does not belong")],
    );
    assert_problems(
        &names_line("data/evidence.toml"),
        &[(name, "names `data/evidence.toml` twice")],
    );
    assert_problems(&names_line("data/gone.txt"), &[("data/gone.txt", "is missing")]);
    assert_problems(
        &bag_with_manifest_lines("nonsense\n"),
        &[(name, "line 3 that is no hash and path")],
    );
    assert_problems(&bag_with_manifest_lines("\n"), &[]);
}

#[test]
fn more_than_one_base_folder_is_reported() {
    let mut entries = bag();
    entries.push(Entry::new("c/x", b""));
    assert_problems(&entries, &[("c/", "is a second base folder: everything should be in `b/`")]);
    let mut entries = bag();
    entries.push(Entry::new("x", b""));
    assert_problems(&entries, &[("x", "stands outside the base folder")]);
    let bare = |entry: &Entry| {
        let name = entry.name.strip_prefix(b"b/").unwrap().to_vec();
        entry.clone().named(&name)
    };
    let bare: Vec<Entry> = bag().iter().map(bare).collect();
    assert_problems(&bare, &[("bundle.zip", "has no base folder")]);
    assert_problems(&[], &[("bundle.zip", "holds no file that can be used")]);
}

#[test]
fn files_that_no_bundle_has_are_reported() {
    for path in [
        "data/setup.exe",
        "data/autorun.inf",
        "data/index.html",
        "data/submission/x.zip",
        "index.html",
        "portal/run.bat",
        "more/manifest-x.txt",
    ] {
        let found = super::problems(&super::zip(&bag_with(path, b"x")));
        let wanted = format!("{path} is no part of a bundle");
        assert!(found.iter().any(|line| line.starts_with(&wanted)), "{found:#?}");
    }
    assert_problems(&bag_with("portal/overview.txt", b"x"), &[]);
    let mut entries = bag();
    let folder = Entry { attributes: 0o040_755 << 16, ..Entry::new("b/bagit.txt/", b"") };
    entries.push(folder);
    assert_problems(&entries, &[("b/bagit.txt", "is a file and a folder")]);
}

/// What verify says of a bundle that another program packed again.
fn whole(entries: &[Entry]) -> (String, Vec<String>) {
    let ran = super::verify(&super::zip(entries));
    let bundle = &ran.json()["bundle"];
    assert_eq!(bundle["problems"], serde_json::json!([]), "{bundle}");
    let added = bundle["added"].as_array().unwrap();
    let added = added.iter().map(|it| it.as_str().unwrap().to_owned()).collect();
    (bundle["base"].as_str().unwrap().to_owned(), added)
}

#[test]
fn a_bag_that_was_packed_again_is_found() {
    assert_eq!(whole(&bag()), ("b".to_owned(), vec![]));
    let mut littered = bag();
    littered.push(Entry::new("b/data/.DS_Store", b"Bud1"));
    littered.push(Entry::new("__MACOSX/b/._data", b"\0\x05\x16\x07"));
    littered.push(Entry::new("b/Thumbs.db", b"x"));
    let added = ["__MACOSX/b/._data", "b/Thumbs.db", "b/data/.DS_Store"].map(str::to_owned);
    assert_eq!(whole(&littered), ("b".to_owned(), added.to_vec()));
    // In another folder, with a folder's entry, in an archive of its own.
    let moved: Vec<Entry> = littered
        .iter()
        .map(|entry| entry.clone().named(&[b"Documents/hand in/", &entry.name[..]].concat()))
        .collect();
    let (base, added) = whole(&moved);
    assert_eq!((base.as_str(), added.len()), ("Documents/hand in/b", 3));
    let inner = super::zip(&moved);
    for outer in [Entry::new("mail/b.ZIP", &inner), Entry::deflated("b.zip", &inner)] {
        let (base, _) = whole(&[outer, Entry::new("__MACOSX/._b.zip", b"x")]);
        assert_eq!(base, "Documents/hand in/b");
    }
    // What stands beside it is no part of it.
    let mut more = moved;
    more.push(Entry::new("Documents/x.exe", b"x"));
    assert_problems(&more, &[("Documents/x.exe", "stands outside the base folder")]);
}
