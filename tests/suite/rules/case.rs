//! The portfolio of a case: the base, the files of the case, and the changes of its `case.toml`.

use std::fs;
use std::path::Path;

use mcred::load::{Folder, load};
use mcred::model::Portfolio;
use serde::Deserialize;

use super::{name, rules_folder};

/// The content of `case.toml`: changes that files in git cannot express.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Changes {
    /// The only system (`unix`, `linux`) on which such a portfolio can exist.
    pub only: Option<String>,
    remove: Vec<String>,
    write: Vec<Write>,
    twin: Vec<Twin>,
    empty: Vec<String>,
    sparse: Vec<Sparse>,
    repeat: Vec<Repeat>,
    encode: Vec<Encode>,
    symlink: Vec<Symlink>,
    fifo: Vec<String>,
}

/// A file whose name or bytes git can't hold on every system.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Write {
    path: String,
    /// The bytes of the file's name, in place of the last part of `path`, if they are not text.
    name_hex: Option<String>,
    text: Option<String>,
    hex: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Twin {
    path: String,
    of: String,
}

/// A file that is extended with zeros, which take no space on the disk.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sparse {
    path: String,
    bytes: u64,
}

/// A file that repeats a text.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Repeat {
    path: String,
    text: String,
    times: usize,
}

/// A UTF-8 file that is saved as another editor would.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Encode {
    path: String,
    encoding: Encoding,
    #[serde(default)]
    crlf: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Encoding {
    Utf8Bom,
    Utf16Le,
    Utf16Be,
    Windows1252,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Symlink {
    path: String,
    to: String,
}

/// The portfolio of a case, and the temporary folder that it is in.
pub fn build(case: &Path, changes: &Changes) -> (tempfile::TempDir, Portfolio) {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("portfolio");
    copy(&rules_folder().join("base"), &folder);
    copy(case, &folder);
    apply(changes, &folder);
    let portfolio = load(&Folder::new(&folder));
    (home, portfolio)
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let from = entry.unwrap().path();
        match name(&from) {
            "case.toml" | "expect.txt" | "README.md" | "against" => {}
            name if from.is_dir() => copy(&from, &to.join(name)),
            name => drop(fs::copy(&from, to.join(name)).unwrap()),
        }
    }
}

fn apply(changes: &Changes, folder: &Path) {
    let place = |path: &str| {
        let place = folder.join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        place
    };
    for path in &changes.remove {
        fs::remove_file(place(path)).unwrap();
    }
    for write in &changes.write {
        let mut path = place(&write.path);
        if let Some(name) = &write.name_hex {
            path.set_file_name(file_name(bytes_of_hex(name)));
        }
        let text = write.text.as_ref().map(|text| text.clone().into_bytes());
        let bytes = text.or_else(|| write.hex.as_deref().map(bytes_of_hex));
        fs::write(path, bytes.expect("a file to write has `text` or `hex`")).unwrap();
    }
    for twin in &changes.twin {
        fs::copy(folder.join(&twin.of), place(&twin.path)).unwrap();
    }
    for path in &changes.empty {
        fs::write(place(path), "").unwrap();
    }
    for sparse in &changes.sparse {
        let file = fs::OpenOptions::new().write(true).open(place(&sparse.path)).unwrap();
        file.set_len(sparse.bytes).unwrap();
    }
    for repeat in &changes.repeat {
        fs::write(place(&repeat.path), repeat.text.repeat(repeat.times)).unwrap();
    }
    for encode in &changes.encode {
        let path = place(&encode.path);
        let mut text = fs::read_to_string(&path).unwrap();
        if encode.crlf {
            text = text.replace('\n', "\r\n");
        }
        fs::write(path, encoded(&text, &encode.encoding)).unwrap();
    }
    for symlink in &changes.symlink {
        link(Path::new(&symlink.to), &place(&symlink.path));
    }
    for path in &changes.fifo {
        let made = std::process::Command::new("mkfifo").arg(place(path)).status().unwrap();
        assert!(made.success());
    }
}

fn encoded(text: &str, encoding: &Encoding) -> Vec<u8> {
    let marked = format!("\u{FEFF}{text}");
    match encoding {
        Encoding::Utf8Bom => marked.into_bytes(),
        Encoding::Utf16Le => marked.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        Encoding::Utf16Be => marked.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        // For the letters in the cases, this is Latin-1.
        Encoding::Windows1252 => text.chars().map(|c| u8::try_from(c).unwrap()).collect(),
    }
}

fn bytes_of_hex(hex: &str) -> Vec<u8> {
    let digits: Vec<u8> =
        hex.chars().filter_map(|c| c.to_digit(16)).map(|d| u8::try_from(d).unwrap()).collect();
    digits.chunks(2).map(|pair| pair[0] * 16 + pair[1]).collect()
}

#[cfg(unix)]
fn link(to: &Path, at: &Path) {
    std::os::unix::fs::symlink(to, at).unwrap();
}

#[cfg(not(unix))]
fn link(_: &Path, at: &Path) {
    panic!("{}: a case with links is `only = \"unix\"`", at.display());
}

#[cfg(unix)]
fn file_name(bytes: Vec<u8>) -> std::ffi::OsString {
    std::os::unix::ffi::OsStringExt::from_vec(bytes)
}

#[cfg(not(unix))]
fn file_name(_: Vec<u8>) -> std::ffi::OsString {
    panic!("a case with names in bytes is `only = \"linux\"`")
}
