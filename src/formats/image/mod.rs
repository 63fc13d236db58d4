//! Pictures: JPEG, PNG, GIF, WebP, HEIC, AVIF, BMP and TIFF.

mod bmp;
mod exif;
mod facts;
mod heif_items;
mod iptc;
mod metadata;
mod strip_gif;
mod strip_heif;
mod strip_jpeg;
mod strip_png;
mod strip_tiff;
mod strip_webp;

pub(super) use bmp::size as bitmap_size;
pub(super) use facts::facts;
pub(super) use metadata::metadata;
pub(super) use strip_gif::strip as strip_gif;
pub(super) use strip_heif::strip as strip_heif;
pub(super) use strip_jpeg::{blank as blank_jpeg, strip as strip_jpeg};
pub(super) use strip_png::strip as strip_png;
pub(super) use strip_tiff::strip as strip_tiff;
pub(super) use strip_webp::strip as strip_webp;
