//! The bytes of an artifact.

use std::io::{Read, Seek};

/// The bytes of an artifact, wherever they lie: a file, or an entry of a zip.
pub trait Source: Read + Seek + Send {}

impl<T: Read + Seek + Send + ?Sized> Source for T {}
