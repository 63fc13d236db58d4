//! The blocks of a picture: EXIF, IPTC, XMP, and the texts of PNG.

use std::io::Read;

use super::{exif_metadata, iptc};
use crate::container::picture_blocks;
use crate::formats::xmp;
use crate::io::{ProbeError, Source};
use crate::model::Metadata;

/// Keywords of PNG that name somebody (PNG third edition, section 11.3.3.2).
const KEYWORDS: [&str; 6] = ["Author", "Artist", "Copyright", "Source", "Owner", "Creator"];

/// Reads all blocks of a picture.
pub(crate) fn look(source: &mut dyn Source, traces: &mut Metadata) -> Result<(), ProbeError> {
    exif_metadata::look(source, traces);
    let bytes = match picture_blocks::of(source)? {
        Some(blocks) => blocks,
        None => return xmp::look_for(source, traces),
    };
    match bytes.as_slice() {
        [0xff, 0xd8, segments @ ..] => jpeg(segments, traces),
        [0x89, b'P', b'N', b'G', _, _, _, _, chunks @ ..] => png(chunks, traces),
        _ => {}
    }
    if let Some(packet) = xmp::packet(&bytes) {
        xmp::look(packet, traces);
    }
    Ok(())
}

/// The segments before the picture itself (ITU-T T.81, annex B): IPTC stands in APP13.
fn jpeg(mut segments: &[u8], traces: &mut Metadata) {
    const PHOTOSHOP: &[u8] = b"Photoshop 3.0\0";
    while let [0xff, marker, high, low, rest @ ..] = segments {
        let length = usize::from(u16::from_be_bytes([*high, *low])).saturating_sub(2);
        // Behind "start of scan" comes the picture.
        if *marker == 0xda {
            return;
        }
        let Some((segment, after)) = rest.split_at_checked(length) else { return };
        segments = after;
        match marker {
            0xed => {
                if let Some(resources) = segment.strip_prefix(PHOTOSHOP) {
                    iptc::in_resources(resources, traces);
                }
            }
            0xfe => traces.add("JPEG Comment", &String::from_utf8_lossy(segment)),
            _ => {}
        }
    }
}

/// The longest compressed text that is read: a packed gigabyte is no name.
const LONGEST: u64 = 1 << 20;

/// Texts: `tEXt`, and `zTXt` and `iTXt`, which may be compressed (section 11.3.3).
fn png(mut chunks: &[u8], traces: &mut Metadata) {
    while let [a, b, c, d, w, x, y, z, rest @ ..] = chunks {
        let length = u32::from_be_bytes([*a, *b, *c, *d]) as usize;
        let Some((data, after)) = rest.split_at_checked(length) else { return };
        chunks = after.get(4..).unwrap_or_default();
        let Some(end) = data.iter().position(|&byte| byte == 0) else { continue };
        let (keyword, rest) = data.split_at(end);
        let keyword = String::from_utf8_lossy(keyword);
        if !KEYWORDS.iter().any(|known| known.eq_ignore_ascii_case(&keyword)) {
            continue;
        }
        let latin = |bytes: &[u8]| encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned();
        let text = match &[*w, *x, *y, *z] {
            b"tEXt" => latin(rest.get(1..).unwrap_or_default()),
            // Behind the keyword's end comes the method, of which there is one.
            b"zTXt" => latin(&inflated(rest.get(2..).unwrap_or_default())),
            // Compression flag and method, then language and translated keyword, each ended by 0.
            b"iTXt" => {
                let fields = rest.get(3..).unwrap_or_default();
                let text = fields.splitn(3, |&byte| byte == 0).nth(2).unwrap_or_default();
                match rest.get(1) {
                    Some(1) => String::from_utf8_lossy(&inflated(text)).into_owned(),
                    _ => String::from_utf8_lossy(text).into_owned(),
                }
            }
            _ => continue,
        };
        traces.add(format!("PNG {keyword}"), &text);
    }
}

/// A text as it was before it was compressed (zlib, RFC 1950); what can be read of a broken one.
fn inflated(bytes: &[u8]) -> Vec<u8> {
    let mut text = Vec::new();
    flate2::read::ZlibDecoder::new(bytes).take(LONGEST).read_to_end(&mut text).ok();
    text
}
