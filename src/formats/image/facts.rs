//! JPEG, PNG, GIF, WebP, HEIC, AVIF, BMP and TIFF: the size of a picture.

use std::io::{BufReader, Seek};

use imagesize::{ImageError, ImageType};

use super::{bmp, exif};
use crate::io::{ProbeError, Source, read_range};
use crate::model::Facts;

/// Width and height in pixels as viewers show them: a photo that was taken upright on a phone lies
/// on its side in the file, with a note that says so.
pub(crate) fn facts(source: &mut dyn Source) -> Result<Facts, ProbeError> {
    if let Some((width, height)) = bmp::size(&read_range(source, 0..64)?) {
        return sized(width, height);
    }
    source.rewind()?;
    let mut reader = BufReader::new(&mut *source);
    let image_type = imagesize::reader_type(&mut reader).map_err(probe_error)?;
    reader.rewind()?;
    let size = imagesize::reader_size(&mut reader).map_err(probe_error)?;
    let pixels = |size| u32::try_from(size).unwrap_or(u32::MAX);
    let (width, height) = (pixels(size.width), pixels(size.height));
    let lies_on_its_side = match image_type {
        // A HEIF file turns its picture by a property of its own (ISO/IEC 23008-12 section
        // 6.5.10), which is in the size already; its EXIF orientation is only for information.
        ImageType::Heif(_) => false,
        _ => matches!(exif::orientation(source), Some(5..=8)),
    };
    let (width, height) = if lies_on_its_side { (height, width) } else { (width, height) };
    sized(width, height)
}

fn sized(width: u32, height: u32) -> Result<Facts, ProbeError> {
    if width == 0 || height == 0 {
        return Err(ProbeError::damaged("it says that it is 0 pixels wide or high"));
    }
    Ok(Facts { width: Some(width), height: Some(height), ..Facts::default() })
}

fn probe_error(error: ImageError) -> ProbeError {
    match error {
        ImageError::NotSupported => ProbeError::damaged("its bytes are not those of an image"),
        ImageError::CorruptedImage => ProbeError::damaged("its description is not valid"),
        ImageError::IoError(error) => ProbeError::from(error),
    }
}
