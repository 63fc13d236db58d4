//! Pictures, films and other Office files (the data of a chart) inside Office files, which have
//! metadata of their own.

use std::io::{Cursor, Read};

use super::Changes;
use crate::container::zip::Package;
use crate::formats::{StripError, StripPlan, image, isobmff};
use crate::io::PatchedReader;

/// The largest that is searched; it is unpacked in memory.
const LARGEST: u64 = 64 * 1024 * 1024;

/// How deep the Office file lies that is searched: one inside another is, one inside that is not.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Depth {
    Outermost,
    Within,
}

/// The new contents of pictures, films and Office files inside, without metadata.
pub(crate) fn changes(
    package: &Package<'_>,
    plan: &mut StripPlan,
    depth: Depth,
) -> Result<Changes, StripError> {
    let mut changes = Changes::new();
    for name in package.names() {
        let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
        let reader = match extension.to_ascii_lowercase().as_str() {
            "jpg" | "jpeg" | "jfif" => |bytes: &[u8]| image::strip_jpeg(&mut Cursor::new(bytes)),
            "png" => |bytes: &[u8]| image::strip_png(&mut Cursor::new(bytes)),
            "tif" | "tiff" => |bytes: &[u8]| image::strip_tiff(&mut Cursor::new(bytes)),
            "gif" => |bytes: &[u8]| image::strip_gif(&mut Cursor::new(bytes)),
            "webp" => |bytes: &[u8]| image::strip_webp(&mut Cursor::new(bytes)),
            "mp4" | "m4v" | "m4a" | "mov" => {
                |bytes: &[u8]| isobmff::strip(&mut Cursor::new(bytes.to_vec()))
            }
            "docx" | "xlsx" | "pptx" if depth == Depth::Outermost => {
                |bytes: &[u8]| super::inner(&mut Cursor::new(bytes.to_vec()))
            }
            // Whether these have any is unknown: mcred does not look into them.
            "heic" | "avif" | "svg" | "docx" | "xlsx" | "pptx" | "doc" | "xls" | "ppt" | "xlsb" => {
                plan.leave(format!("properties of {name}"));
                continue;
            }
            _ => continue,
        };
        if package.entry(name).is_some_and(|entry| entry.header.unpacked > LARGEST) {
            plan.leave(format!("properties of {name}, which is over 64 MB"));
            continue;
        }
        let content = package.read(name)?;
        match reader(&content) {
            Ok(inside) => {
                inside.left.iter().for_each(|what| plan.leave(format!("{what} in {name}")));
                if inside.edits.is_empty() {
                    continue;
                }
                let patch = inside.edits.patch(content.len() as u64)?;
                let mut copy = Vec::new();
                PatchedReader::new(Cursor::new(content), patch.into()).read_to_end(&mut copy)?;
                inside.removed.iter().for_each(|what| plan.remove(format!("{what} in {name}")));
                changes.insert(name.to_owned(), copy);
            }
            // Its bytes are not what its extension says.
            Err(_) => plan.leave(format!("properties of {name}, which is damaged")),
        }
    }
    Ok(changes)
}
