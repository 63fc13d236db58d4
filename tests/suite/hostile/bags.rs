//! Small BagIt bags in which tests change one thing.

use sha2::{Digest, Sha256};

use super::zip_writer::Entry;

pub fn line(content: &[u8], path: &str) -> String {
    let hash = Sha256::digest(content);
    let hash: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{hash}  {path}\n")
}

pub const EVIDENCE: &[u8] = b"credential = \"leading-a-culture-of-safety\"\n";
pub const DECLARATION: &[u8] = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

/// The files of an intact bag without its manifests.
pub fn files() -> Vec<(String, Vec<u8>)> {
    let files: [(&str, &[u8]); 4] = [
        ("bagit.txt", DECLARATION),
        ("bag-info.txt", b"Payload-Oxum: 58.2\n"),
        ("data/evidence.toml", EVIDENCE),
        ("data/artifacts/note.txt", b"Good morning.\n\n"),
    ];
    files.iter().map(|(path, content)| ((*path).to_owned(), content.to_vec())).collect()
}

/// The entries of a bag of these files; the last two are its manifests.
pub fn bag_of(files: &[(String, Vec<u8>)]) -> Vec<Entry> {
    let lines = |payload: bool| -> String {
        let files = files.iter().filter(|(path, _)| path.starts_with("data/") == payload);
        files.map(|(path, content)| line(content, path)).collect()
    };
    let manifest = lines(true);
    let tags = lines(false) + &line(manifest.as_bytes(), "manifest-sha256.txt");
    let entry = |path: &str, content: &[u8]| Entry::new(&format!("b/{path}"), content);
    let mut entries: Vec<Entry> =
        files.iter().map(|(path, content)| entry(path, content)).collect();
    entries.push(entry("manifest-sha256.txt", manifest.as_bytes()));
    entries.push(entry("tagmanifest-sha256.txt", tags.as_bytes()));
    entries
}

pub fn bag() -> Vec<Entry> {
    bag_of(&files())
}

/// A bag with one file replaced or added.
pub fn bag_with(path: &str, content: &[u8]) -> Vec<Entry> {
    let mut files = files();
    files.retain(|(other, _)| other != path);
    files.push((path.to_owned(), content.to_vec()));
    bag_of(&files)
}

/// A bag whose payload manifest has these additional lines.
pub fn bag_with_manifest_lines(lines: &str) -> Vec<Entry> {
    let mut entries = bag();
    let manifest = String::from_utf8(entries[4].packed.clone()).unwrap() + lines;
    let tags = String::from_utf8(entries[5].packed.clone()).unwrap();
    let kept: String =
        tags.lines().filter(|line| !line.contains("manifest-")).map(|l| format!("{l}\n")).collect();
    let tags = kept + &line(manifest.as_bytes(), "manifest-sha256.txt");
    entries[4] = Entry::new("b/manifest-sha256.txt", manifest.as_bytes());
    entries[5] = Entry::new("b/tagmanifest-sha256.txt", tags.as_bytes());
    entries
}
