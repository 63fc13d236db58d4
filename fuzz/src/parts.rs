//! Several files in one input, with a line `=== <name>` before each, so that the fuzzer changes the
//! files in a zip and not its compressed bytes.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const MARK: &[u8] = b"=== ";

/// The parts of an input; text before the first mark is ignored.
pub fn parts(input: &[u8]) -> Vec<(String, &[u8])> {
    let mut starts = Vec::new();
    let mut at = 0;
    for line in input.split_inclusive(|byte| *byte == b'\n') {
        if line.starts_with(MARK) {
            starts.push((at, at + line.len()));
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).map(|(mark, _)| *mark).chain([input.len()]);
    starts
        .iter()
        .zip(ends)
        .map(|((mark, start), end)| {
            let name = String::from_utf8_lossy(&input[mark + MARK.len()..*start]);
            (name.trim().to_owned(), &input[*start..end])
        })
        .collect()
}

/// A zip of these parts; a repeated name is left out.
pub fn zip_of(parts: &[(String, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in parts {
        if zip.start_file(name.as_str(), options).is_ok() {
            zip.write_all(bytes).expect("memory takes it");
        }
    }
    zip.finish().expect("memory takes it").into_inner()
}
