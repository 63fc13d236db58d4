//! Pictures: JPEG, PNG, GIF, WebP, HEIC, AVIF, BMP and TIFF.

mod exif;
mod exif_metadata;
mod facts;
mod iptc;
mod metadata;
mod orientation;
mod strip_heif;
mod strip_jpeg;
mod strip_png;
mod strip_webp;

pub(super) use facts::facts;
pub(super) use metadata::look as metadata;
pub(super) use strip_heif::plan as strip_heif;
pub(super) use strip_jpeg::{blanked as blanked_jpeg, plan as strip_jpeg};
pub(super) use strip_png::plan as strip_png;
pub(super) use strip_webp::plan as strip_webp;
