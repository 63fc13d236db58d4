//! What an artifact is, by its bytes; its name decides only where they leave it open.

use std::io::{self, Read};

use file_format::FileFormat;
use memchr::memmem;

use super::file_type::FileType;
use super::{image, isobmff, kind_of_name, table};
use crate::container::compound;
use crate::container::zip::Package;
use crate::io::{Source, is_utf8};
use crate::model::{Format, Kind};

/// How much of the beginning is looked at.
const HEAD: u64 = 64 * 1024;
/// Where in a file the mark of a PDF may stand (ISO 32000-1, implementation note 13).
const PDF_MARK: usize = 1_024;

/// Identifies an artifact by its bytes. Among texts (a table, a web page, Markdown, anything else), and for
/// bytes that mcred does not know, its file name decides.
///
/// # Errors
/// What the machine says when it cannot read the artifact.
pub fn identify(source: &mut dyn Source, name: &str) -> io::Result<FileType> {
    source.rewind()?;
    let mut head = Vec::new();
    source.take(HEAD).read_to_end(&mut head)?;
    let kind = kind_of_name(name);
    if head.is_empty() {
        return Ok(FileType { format: Format::Empty, kind });
    }
    if memmem::find(head.get(..PDF_MARK).unwrap_or(&head), b"%PDF-").is_some() {
        return Ok(Format::Pdf.into());
    }
    let found = match signature(source, &head)? {
        Some(signature) => table::of_signature(signature),
        None => table::of_magic(&head),
    };
    Ok(match found.map(|row| row.format) {
        Some(Format::Zip) => in_zip(source, name, kind),
        Some(format) if head.starts_with(compound::MAGIC) => {
            in_compound_file(source, format, kind).into()
        }
        Some(format) => without_picture(source, format).into(),
        // The library knows the headers of Windows alone.
        None if image::bitmap_size(&head).is_some() => Format::Bmp.into(),
        None if is_text(&head) => text_format(&head, name, kind).into(),
        None => FileType { format: Format::Unknown, kind },
    })
}

/// The signature of a binary format, as the library names it; none where it knows none. A text is
/// not searched for one: some formats begin with letters that a sentence may begin with as well.
fn signature(source: &mut dyn Source, head: &[u8]) -> io::Result<Option<FileFormat>> {
    let is_marked = [&b"{\\rtf"[..], b"<svg", b"<?xml"].iter().any(|mark| begins(head, mark));
    if is_text(head) && !is_marked {
        return Ok(None);
    }
    source.rewind()?;
    match FileFormat::from_reader(&mut *source) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(error),
        // The library does not know every brand of film, and gives up on a container that is damaged
        // inside: then the first bytes alone have to do.
        Ok(FileFormat::ArbitraryBinaryData) | Err(_) if head.get(4..8) == Some(b"ftyp") => {
            Ok(Some(FileFormat::Mpeg4Part14))
        }
        Ok(FileFormat::ArbitraryBinaryData) | Err(_) => Ok(None),
        Ok(signature) => Ok(Some(signature)),
    }
}

/// A recording without a picture is sound, whatever brand its container has.
fn without_picture(source: &mut dyn Source, format: Format) -> Format {
    let brands = [Format::Mp4, Format::Mp4Video, Format::QuickTime, Format::ThreeGp];
    if !brands.contains(&format) {
        return format;
    }
    match isobmff::facts(source) {
        Ok(facts) if facts.has_video == Some(false) && facts.has_audio == Some(true) => Format::M4a,
        _ => format,
    }
}

/// What a text is, by its name; a page that was saved under the name of something else (the login
/// page that came instead of the document) shows itself.
fn text_format(head: &[u8], name: &str, kind: Kind) -> Format {
    let is_page = begins(head, b"<!doctype html") || begins(head, b"<html");
    let is_transcript = begins(head, b"WEBVTT");
    match (kind, table::of_name(name)) {
        _ if is_transcript && matches!(kind, Kind::Other | Kind::Text | Kind::Transcript) => {
            Format::WebVtt
        }
        (Kind::Transcript, Some(format)) => format,
        (Kind::Csv | Kind::Markdown | Kind::Html | Kind::Text, Some(format)) => format,
        (Kind::Other, _) if table::extension(name).is_some() => Format::PlainText,
        _ if is_page => Format::Html,
        _ => Format::PlainText,
    }
}

/// Whether these bytes begin a text: in UTF-8 or UTF-16, or in an encoding of one byte per
/// character.
fn is_text(head: &[u8]) -> bool {
    if head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]) {
        return head.len().is_multiple_of(2);
    }
    // Word pastes a vertical tab for a line break and a form feed for a page break.
    let is_control = |byte: &u8| *byte < 0x20 && !matches!(byte, b'\t'..=b'\r' | 0x1b);
    if head.iter().any(is_control) {
        return false;
    }
    // Without control characters: UTF-8 always, and another encoding if it is mostly letters.
    let foreign = head.iter().filter(|&&byte| byte >= 0x80).count();
    is_utf8(head) || foreign * 3 < head.len()
}

/// Whether the bytes begin like this, behind a byte order mark and spaces, in whatever case.
fn begins(head: &[u8], mark: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    head.get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark))
}

/// A zip whose list of contents shows no office file: one whose parts were packed anew or have
/// unusual names still names itself, and Apple's office files are known by their names alone.
fn in_zip(source: &mut dyn Source, name: &str, kind: Kind) -> FileType {
    let Ok(package) = Package::open(source) else {
        let of_office = [Kind::Document, Kind::Presentation, Kind::Spreadsheet].contains(&kind);
        let kind = if of_office { kind } else { Kind::Other };
        return FileType { format: Format::TruncatedZip, kind };
    };
    let start = |name: &str| {
        let mut bytes = Vec::new();
        if let Ok(part) = package.part(name) {
            // A part that cannot be read leaves nothing that is known.
            part.take(HEAD).read_to_end(&mut bytes).ok();
        }
        String::from_utf8_lossy(&bytes).into_owned()
    };
    let (mimetype, types) = (start("mimetype"), start("[Content_Types].xml"));
    let of_name = table::of_name(name);
    let of_apple = |format| matches!(format, Format::Pages | Format::Keynote | Format::Numbers);
    named_by_mimetype(&mimetype)
        .or_else(|| named_by_content_types(&types))
        .or(of_name.filter(|&format| of_apple(format)))
        .unwrap_or(Format::Zip)
        .into()
}

/// The OpenDocument format that a file names itself (OpenDocument part 2, section 3.3).
fn named_by_mimetype(mimetype: &str) -> Option<Format> {
    let name = mimetype.trim().strip_prefix("application/vnd.oasis.opendocument.")?;
    match name.strip_suffix("-template").unwrap_or(name) {
        "text" => Some(Format::Odt),
        "presentation" => Some(Format::Odp),
        "spreadsheet" => Some(Format::Ods),
        _ => None,
    }
}

/// The format that the content types of a package name (ECMA-376 part 2, section 10.1.2).
fn named_by_content_types(types: &str) -> Option<Format> {
    let main_parts = [
        ("wordprocessingml.document.main+xml", Format::Docx),
        ("presentationml.presentation.main+xml", Format::Pptx),
        ("spreadsheetml.sheet.main+xml", Format::Xlsx),
    ];
    main_parts.into_iter().find(|(part, _)| types.contains(part)).map(|(_, format)| format)
}

/// What Microsoft's container of before 2007 holds, by the streams inside; the class that it names is
/// wrong in some files. Where it is damaged, its name decides.
fn in_compound_file(source: &mut dyn Source, found: Format, kind: Kind) -> Format {
    let streams = compound::streams(source);
    let has = |name: &str| streams.iter().any(|stream| stream.eq_ignore_ascii_case(name));
    let of_kind = |document, presentation, spreadsheet, other| match kind {
        Kind::Document => document,
        Kind::Presentation => presentation,
        Kind::Spreadsheet => spreadsheet,
        _ => other,
    };
    // A file behind a password is a stream of its own (MS-OFFCRYPTO, section 2.3.1).
    if has("EncryptedPackage") {
        of_kind(
            Format::EncryptedWord,
            Format::EncryptedPowerPoint,
            Format::EncryptedExcel,
            Format::EncryptedOffice,
        )
    } else if has("Workbook") || has("Book") {
        Format::Xls
    } else if has("PowerPoint Document") {
        Format::Ppt
    } else if has("WordDocument") {
        Format::Doc
    } else if has("VisioDocument") {
        Format::Visio
    } else if has("__properties_version1.0") {
        Format::OutlookMessage
    } else if found != Format::CompoundFile {
        found
    } else if streams.is_empty() {
        of_kind(Format::Doc, Format::Ppt, Format::Xls, Format::CompoundFile)
    } else {
        Format::CompoundFile
    }
}
