//! Floor 2: one reader per container: zip, XML, ISO base media, EBML, RIFF, JPEG, PNG, TIFF, PDF.

pub(crate) mod compound;
pub(crate) mod ebml;
pub(crate) mod isobmff;
pub(crate) mod jpeg;
pub(crate) mod pdf;
pub(crate) mod png;
pub(crate) mod riff;
pub(crate) mod tiff;
pub(crate) mod xml;
pub(crate) mod zip;
