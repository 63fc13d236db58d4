//! Floor 2: one reader per container: zip, XML, ISO base media, JPEG and PNG, TIFF.

pub(crate) mod isobmff;
pub(crate) mod picture_blocks;
pub(crate) mod tiff;
pub(crate) mod xml;
pub(crate) mod zip;
