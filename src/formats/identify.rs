//! What an artifact is, by its bytes; its name decides only where they leave it open.

use std::io::{self, Read, SeekFrom};

use file_format::FileFormat;

use super::identity::Identity;
use super::row::Format;
use super::table::{
    self, CSV, CUT, HTML, IWORK, LOCKED, MARKDOWN, OLD_OFFICE, PDF, TEXT, UNKNOWN, ZIP,
};
use super::{isobmff, signatures};
use crate::container::zip::Archive;
use crate::io::{Source, text_chunks};
use crate::model::Kind;

/// How much of the beginning is looked at.
const HEAD: usize = 64 * 1024;
/// Where in a file the mark of a PDF may stand (ISO 32000-1, implementation note 13).
const PDF_MARK: usize = 1_024;
/// How much of an old office file is searched for the name of its encrypted part.
const DIRECTORY: u64 = 64 * 1024 * 1024;

/// Tells what an artifact is. Among texts (a table, a web page, Markdown, anything else), and for
/// bytes that mcred does not know, its file name decides.
///
/// # Errors
/// What the machine says when it cannot read the artifact.
pub fn identify(source: &mut dyn Source, name: &str) -> io::Result<Identity> {
    source.rewind()?;
    let mut head = vec![0; HEAD];
    let filled = text_chunks::fill(source, &mut head)?;
    head.truncate(filled);
    let promised = Kind::of_name(name);
    if head.is_empty() {
        return Ok(Identity { kind: promised, format: "empty file", extensions: &[] });
    }
    if holds(head.get(..PDF_MARK).unwrap_or(&head), b"%PDF-") {
        return Ok(PDF.identity());
    }
    let signature = signature(source, &head)?;
    if let Some(format) = signatures::of_signature(signature) {
        return Ok(refined(source, format).identity());
    }
    Ok(match signature {
        FileFormat::Zip => of_zip(source, name, promised).identity(),
        FileFormat::CompoundFileBinary if is_locked(source)? => {
            table::of_kind(&LOCKED, promised).identity()
        }
        FileFormat::CompoundFileBinary => table::of_kind(&OLD_OFFICE, promised).identity(),
        _ if is_text(&head) => of_text(&head, name, promised),
        _ => table::of_kind(&UNKNOWN, promised).identity(),
    })
}

/// The signature of a binary format. A text is not searched for one: some formats begin with
/// letters that a sentence may begin with as well.
fn signature(source: &mut dyn Source, head: &[u8]) -> io::Result<FileFormat> {
    let marked = [&b"{\\rtf"[..], b"<svg", b"<?xml"].iter().any(|mark| begins(head, mark));
    if is_text(head) && !marked {
        return Ok(FileFormat::PlainText);
    }
    source.rewind()?;
    match FileFormat::from_reader(&mut *source) {
        Ok(FileFormat::ArbitraryBinaryData) => Ok(by_first_bytes(head)),
        Ok(format) => Ok(format),
        // The library looks into containers, and gives up on one that is damaged inside: then the
        // first bytes alone have to do.
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(error),
        Err(_) => Ok(by_first_bytes(head)),
    }
}

/// Containers by their first bytes, for those that are damaged further on.
fn by_first_bytes(head: &[u8]) -> FileFormat {
    match head {
        [b'P', b'K', 3, 4, ..] => FileFormat::Zip,
        [0xd0, 0xcf, 0x11, 0xe0, ..] => FileFormat::CompoundFileBinary,
        [0x1a, 0x45, 0xdf, 0xa3, ..] => FileFormat::ExtensibleBinaryMetaLanguage,
        [b'I', b'D', b'3', ..] => FileFormat::Id3v2,
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => FileFormat::Mpeg4Part14,
        _ => FileFormat::ArbitraryBinaryData,
    }
}

/// A recording without a picture is sound, whatever brand its container has.
fn refined(source: &mut dyn Source, format: &'static Format) -> &'static Format {
    let brands = [
        FileFormat::Mpeg4Part14,
        FileFormat::AppleQuicktime,
        FileFormat::AppleItunesVideo,
        FileFormat::ThirdGenerationPartnershipProject,
    ];
    let mut formats = brands.into_iter().filter_map(signatures::of_signature);
    if !formats.any(|it| it.name == format.name) {
        return format;
    }
    match (isobmff::facts(source), signatures::of_signature(FileFormat::Mpeg4Part14Audio)) {
        (Ok(facts), Some(sound))
            if facts.has_video == Some(false) && facts.has_audio == Some(true) =>
        {
            sound
        }
        _ => format,
    }
}

/// What a text is, by its name; a page that was saved under the name of something else (the login
/// page that came instead of the document) shows itself.
fn of_text(head: &[u8], name: &str, promised: Kind) -> Identity {
    let is_page = begins(head, b"<!doctype html") || begins(head, b"<html");
    match promised {
        Kind::Csv => CSV.identity(),
        Kind::Markdown => MARKDOWN.identity(),
        Kind::Html => HTML.identity(),
        Kind::Text => Identity { extensions: &[], ..TEXT.identity() },
        Kind::Other if !is_page || has_extension(name) => {
            Identity { extensions: &[], ..TEXT.identity() }
        }
        _ if is_page => HTML.identity(),
        _ => TEXT.identity(),
    }
}

/// Whether these bytes begin a text: in UTF-8 or UTF-16, or in an encoding of one byte a sign.
fn is_text(head: &[u8]) -> bool {
    if head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]) {
        return head.len().is_multiple_of(2);
    }
    let control = |byte: &u8| *byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b);
    if head.iter().any(control) {
        return false;
    }
    // Without control signs: UTF-8 always, and another encoding if it is mostly letters.
    let foreign = head.iter().filter(|&&byte| byte >= 0x80).count();
    text_chunks::is_utf8(head) || foreign * 3 < head.len()
}

/// Whether the bytes begin like this, behind a byte order mark and spaces, in whatever case.
fn begins(head: &[u8], mark: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    head.get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark))
}

fn holds(bytes: &[u8], mark: &[u8]) -> bool {
    bytes.windows(mark.len()).any(|window| window == mark)
}

fn has_extension(name: &str) -> bool {
    name.rsplit('/').next().is_some_and(|file| file.trim_start_matches('.').contains('.'))
}

/// A zip whose list of contents shows no office file: one whose parts were packed anew or have
/// unusual names still names itself, and Apple's office files are known by their names alone.
fn of_zip(source: &mut dyn Source, name: &str, promised: Kind) -> &'static Format {
    let Ok(mut archive) = Archive::open(source) else {
        return table::of_kind(&CUT, promised);
    };
    let mut start = |name: &str| {
        let mut bytes = Vec::new();
        if let Ok(part) = archive.part(name) {
            // A part that cannot be read leaves nothing that is known.
            part.take(HEAD as u64).read_to_end(&mut bytes).ok();
        }
        String::from_utf8_lossy(&bytes).into_owned()
    };
    let (mimetype, types) = (start("mimetype"), start("[Content_Types].xml"));
    let name = name.to_ascii_lowercase();
    let apple = [".pages", ".key", ".numbers"].iter().any(|extension| name.ends_with(extension));
    match signatures::of_mimetype(&mimetype).or_else(|| signatures::of_content_types(&types)) {
        Some(format) => format,
        None if apple => table::of_kind_or(&IWORK, promised, &ZIP),
        None => &ZIP,
    }
}

/// Whether an old container holds an encrypted office file: the name of the part, in UTF-16.
fn is_locked(source: &mut dyn Source) -> io::Result<bool> {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    source.seek(SeekFrom::Start(0))?;
    let mut bytes = Vec::new();
    source.take(DIRECTORY).read_to_end(&mut bytes)?;
    Ok(holds(&bytes, &name))
}
