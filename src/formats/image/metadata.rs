//! The metadata of a picture: EXIF, IPTC, XMP, comments of JPEG and texts of PNG.

use std::io::Read;

use super::{exif, iptc, strip_gif};
use crate::container::jpeg::{COMMENT, START_OF_SCAN, Segments};
use crate::container::png::Chunks;
use crate::formats::xmp;
use crate::io::{ProbeError, Source, read_range};
use crate::model::Metadata;

/// Keywords of PNG that name somebody (PNG third edition, section 11.3.3.2).
const KEYWORDS: [&str; 6] = ["Author", "Artist", "Copyright", "Source", "Owner", "Creator"];
/// The longest compressed text that is read.
const LONGEST_TEXT: u64 = 1 << 20;

/// Reads all metadata of a picture; of a damaged one, what stands before the damage.
pub(crate) fn metadata(source: &mut dyn Source, found: &mut Metadata) -> Result<(), ProbeError> {
    exif::metadata(source, found)?;
    let packet = match read_range(source, 0..4)?.as_slice() {
        [0xff, 0xd8, ..] => in_jpeg(&mut Segments::of(source)?, found),
        b"\x89PNG" => in_png(&mut Chunks::of(source)?, found),
        b"GIF8" => {
            strip_gif::comments(source, found);
            return xmp::scan(source, found);
        }
        _ => return xmp::scan(source, found),
    };
    if let Some(packet) = packet {
        xmp::metadata(&packet, found);
    }
    Ok(())
}

/// Reads the segments before the picture itself; returns the XMP.
fn in_jpeg(segments: &mut Segments<'_>, found: &mut Metadata) -> Option<Vec<u8>> {
    let mut packet = None;
    while let Ok(Some(segment)) = segments.next()
        && segment.marker != START_OF_SCAN
    {
        if let Some(resources) = segment.photoshop() {
            iptc::metadata_of_resources(resources, found);
        }
        if segment.marker == COMMENT {
            found.add("JPEG Comment", &String::from_utf8_lossy(&segment.content));
        }
        packet = packet.or_else(|| xmp::find_packet(&segment.content).map(<[u8]>::to_vec));
    }
    packet
}

/// Reads the chunks that are not the picture itself; returns the XMP.
fn in_png(chunks: &mut Chunks<'_>, found: &mut Metadata) -> Option<Vec<u8>> {
    let mut packet = None;
    while let Ok(chunk) = chunks.next() {
        if matches!(&chunk.name, b"IDAT" | b"fdAT") {
            continue;
        }
        let Ok(content) = chunks.content(&chunk) else { break };
        if let Some((keyword, text)) = text(chunk.name, &content) {
            found.add(format!("PNG {keyword}"), &text);
        }
        packet = packet.or_else(|| xmp::find_packet(&content).map(<[u8]>::to_vec));
    }
    packet
}

/// The keyword and text of a `tEXt`, `zTXt` or `iTXt` that names somebody (section 11.3.3).
fn text(name: [u8; 4], content: &[u8]) -> Option<(String, String)> {
    let end = memchr::memchr(0, content)?;
    let (keyword, rest) = content.split_at(end);
    let keyword = String::from_utf8_lossy(keyword).into_owned();
    if !KEYWORDS.iter().any(|known| known.eq_ignore_ascii_case(&keyword)) {
        return None;
    }
    let latin = |bytes: &[u8]| encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned();
    let text = match &name {
        b"tEXt" => latin(rest.get(1..).unwrap_or_default()),
        // Behind the end of the keyword stands the method, of which there is one.
        b"zTXt" => latin(&inflate(rest.get(2..).unwrap_or_default())),
        // Compression flag and method, then language and translated keyword, each ended by 0.
        b"iTXt" => {
            let fields = rest.get(3..).unwrap_or_default();
            let text = fields.splitn(3, |&byte| byte == 0).nth(2).unwrap_or_default();
            match rest.get(1) {
                Some(1) => String::from_utf8_lossy(&inflate(text)).into_owned(),
                _ => String::from_utf8_lossy(text).into_owned(),
            }
        }
        _ => return None,
    };
    Some((keyword, text))
}

/// A text as it was before it was compressed (zlib, RFC 1950); of a damaged one, what can be read.
fn inflate(bytes: &[u8]) -> Vec<u8> {
    let mut text = Vec::new();
    flate2::read::ZlibDecoder::new(bytes).take(LONGEST_TEXT).read_to_end(&mut text).ok();
    text
}
