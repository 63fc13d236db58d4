//! What a bag is looked up in: a folder, or an archive.

use std::collections::BTreeMap;
use std::io::{self, Read};

/// A file of a bag, ready to be read once from its beginning.
pub(super) struct Opened {
    pub(super) content: Box<dyn Read + Send>,
    /// Its length, as what holds it declares it.
    pub(super) bytes: u64,
    /// The CRC-32 that an archive gives for it.
    pub(super) crc: Option<u32>,
}

/// What a bag is looked up in.
pub(super) trait Bagged: Sync {
    /// Length of each file by its path from the base folder on; none where its
    /// content is not read, which was said already.
    fn files(&self) -> &BTreeMap<String, Option<u64>>;

    /// Opens one of these files.
    ///
    /// # Errors
    /// What the machine says.
    fn open_whole(&self, path: &str) -> io::Result<Opened>;
}
