//! Files in the encodings of Windows Notepad give the same findings at the same places.

use std::fs;
use std::path::Path;

use crate::kit::{example, mcred};

type Encode = fn(&str) -> Vec<u8>;

const ENCODINGS: [(&str, Encode); 5] = [
    ("CRLF", |text| crlf(text).into_bytes()),
    ("UTF-8 with BOM", |text| format!("\u{FEFF}{text}").into_bytes()),
    ("UTF-8 with BOM, CRLF", |text| format!("\u{FEFF}{}", crlf(text)).into_bytes()),
    ("UTF-16 LE", |text| {
        format!("\u{FEFF}{}", crlf(text)).encode_utf16().flat_map(u16::to_le_bytes).collect()
    }),
    ("UTF-16 BE", |text| {
        format!("\u{FEFF}{}", crlf(text)).encode_utf16().flat_map(u16::to_be_bytes).collect()
    }),
];

const TEXTS: [&str; 3] = ["evidence.toml", "narratives/overview.md", "narratives/reflection.md"];

fn crlf(text: &str) -> String {
    text.replace('\n', "\r\n")
}

#[test]
fn a_complete_portfolio_is_complete_in_every_encoding() {
    the_same_is_said_of("complete", 0);
}

#[test]
fn findings_have_the_same_places_in_every_encoding() {
    the_same_is_said_of("incomplete", 1);
}

fn the_same_is_said_of(name: &str, status: i32) {
    let (_home, folder) = example(name);
    let plain = mcred(&folder, &["check", "--format", "json"]);
    assert_eq!(plain.status, status, "{plain:?}");
    for (encoding, encode) in ENCODINGS {
        let (_home, folder) = example(name);
        TEXTS.iter().for_each(|path| save(&folder.join(path), encode));
        let encoded = mcred(&folder, &["check", "--format", "json"]);
        assert_eq!(encoded.status, status, "{encoding}: {encoded:?}");
        assert_eq!(encoded.json(), plain.json(), "{encoding}");
    }
}

#[test]
fn a_bundle_holds_files_in_their_own_encoding() {
    for (encoding, encode) in ENCODINGS {
        let (home, folder) = example("complete");
        TEXTS.iter().for_each(|path| save(&folder.join(path), encode));
        let packed = mcred(home.path(), &["pack", "portfolio", "-o", "bundle.zip"]);
        assert_eq!(packed.status, 0, "{encoding}: {packed:?}");
        let bundle = fs::File::open(home.path().join("bundle.zip")).unwrap();
        let mut zip = zip::ZipArchive::new(bundle).unwrap();
        for path in TEXTS {
            let mut packed = Vec::new();
            let name = format!("leading-a-culture-of-safety/data/{path}");
            std::io::copy(&mut zip.by_name(&name).unwrap(), &mut packed).unwrap();
            assert_eq!(packed, fs::read(folder.join(path)).unwrap(), "{encoding}: {path}");
        }
    }
}

fn save(path: &Path, encode: Encode) {
    let text = fs::read_to_string(path).unwrap();
    fs::write(path, encode(&text)).unwrap();
}
