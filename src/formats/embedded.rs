//! Files that are embedded in Office files: the workbook behind a chart, a document shown as an icon. A
//! reader of the file sees a part of them, and everybody who opens it can read all.

use std::io::{Cursor, Read};

use crate::container::compound;
use crate::container::zip::Package;
use crate::io::{ProbeError, Source};

/// The most embedded files that are looked into.
const MOST_FILES: usize = 100;
/// The longest one, and how much of all of them is read.
const LONGEST: u64 = 32 << 20;
const MOST_BYTES: u64 = 64 << 20;

/// Hands over each embedded file with its name; of one that is wrapped as an object, the file itself.
///
/// # Errors
/// The file cannot be read.
pub(super) fn each(
    source: &mut dyn Source,
    take: &mut dyn FnMut(&str, Vec<u8>),
) -> Result<(), ProbeError> {
    let package = Package::open(source)?;
    let mut left = MOST_BYTES;
    for name in package.names().filter(|name| is_embedded(name)).take(MOST_FILES) {
        let most = LONGEST.min(left);
        let mut bytes = Vec::new();
        // One that is damaged costs itself.
        let read = package.part(name).map(|part| part.take(most).read_to_end(&mut bytes));
        if !matches!(read, Ok(Ok(_))) {
            continue;
        }
        left = left.saturating_sub(bytes.len() as u64);
        let short = name.rsplit('/').next().unwrap_or(name);
        match bytes.starts_with(compound::MAGIC).then(|| wrapped(&bytes)).flatten() {
            Some((own, file)) => take(own.as_deref().unwrap_or(short), file),
            None => take(short, bytes),
        }
    }
    Ok(())
}

/// Whether a part is an embedded file: in a folder of its own in Office files since 2007, and an object
/// beside the content in OpenDocument.
fn is_embedded(name: &str) -> bool {
    let is_file = !name.ends_with('/') && !name.ends_with(".rels");
    let is_object = |name: &str| name.starts_with("Object ") && !name.contains('/');
    is_file && (name.contains("embeddings/") || is_object(name))
}

/// The file inside an object, and its name (MS-OLEDS, section 2.3.6).
fn wrapped(object: &[u8]) -> Option<(Option<String>, Vec<u8>)> {
    const NATIVE: &str = "\u{1}Ole10Native";
    const NAMES: [&str; 4] = ["Package", "EmbeddedOdf", "CONTENTS", NATIVE];
    let (name, native) = compound::first_stream(&mut Cursor::new(object), &NAMES, LONGEST)?;
    if name != NATIVE {
        return Some((None, native));
    }
    // The length of all, two bytes of flags, a label, the path that the file had, four bytes, the path
    // of a copy behind its length, and the file behind its length.
    let (label, rest) = text(native.get(6..)?)?;
    let (_, rest) = text(rest)?;
    let (copy, rest) = rest.get(4..)?.split_first_chunk::<4>()?;
    let rest = rest.get(u32::from_le_bytes(*copy) as usize..)?;
    let (length, file) = rest.split_first_chunk::<4>()?;
    let file = file.get(..u32::from_le_bytes(*length) as usize).unwrap_or(file);
    Some((Some(label), file.to_vec()))
}

/// A text up to its zero, and what follows.
fn text(bytes: &[u8]) -> Option<(String, &[u8])> {
    let (text, rest) = bytes.split_at_checked(memchr::memchr(0, bytes)?)?;
    Some((String::from_utf8_lossy(text).into_owned(), rest.get(1..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn embedded_files_are_told_from_other_parts() {
        for (name, expected) in [
            ("ppt/embeddings/Microsoft_Excel_Sheet1.xlsx", true),
            ("word/embeddings/oleObject1.bin", true),
            ("xl/embeddings/_rels/a.rels", false),
            ("ppt/slides/slide1.xml", false),
            ("Object 1", true),
            ("Object 1/content.xml", false),
        ] {
            assert_eq!(is_embedded(name), expected, "{name}");
        }
    }
}
