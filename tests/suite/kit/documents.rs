//! Office files as tests make them: parts of a zip, of which some are replaced.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// Replaces the text of one part of an Office file.
pub fn edit_part(file: &Path, part: &str, edit: impl FnOnce(&str) -> String) {
    edit_parts(file, |parts| {
        let text = &mut parts.iter_mut().find(|(name, _)| name == part).unwrap().1;
        *text = edit(std::str::from_utf8(text).unwrap()).into_bytes();
    });
}

/// Edits the parts of an Office file.
pub fn edit_parts(file: &Path, edit: impl FnOnce(&mut Vec<(String, Vec<u8>)>)) {
    let mut archive = ZipArchive::new(fs::File::open(file).unwrap()).unwrap();
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).unwrap();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        parts.push((entry.name().unwrap().into_owned(), bytes));
    }
    edit(&mut parts);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(&bytes).unwrap();
    }
    fs::write(file, zip.finish().unwrap().into_inner()).unwrap();
}

/// The text of one part of an Office file.
pub fn text_of_part(file: &Path, part: &str) -> String {
    let mut archive = ZipArchive::new(fs::File::open(file).unwrap()).unwrap();
    let mut text = String::new();
    archive.by_name(part).unwrap().read_to_string(&mut text).unwrap();
    text
}
