//! The files of a bag, in a folder or in an archive.

use std::collections::BTreeMap;
use std::io::{self, Read};

/// A file of a bag, ready to be read once from its beginning.
pub(super) struct BagFile {
    pub(super) content: Box<dyn Read + Send>,
    /// Its length, as the folder or archive declares it.
    pub(super) bytes: u64,
    /// Its CRC-32, as an archive declares it.
    pub(super) crc: Option<u32>,
}

/// The files of a bag.
pub(super) trait BagFiles: Sync {
    /// Length of each file by its path from the base folder on; none if its
    /// content is not read, which is reported elsewhere.
    fn files(&self) -> &BTreeMap<String, Option<u64>>;

    /// Opens one of these files.
    ///
    /// # Errors
    /// What the machine says.
    fn open_file(&self, path: &str) -> io::Result<BagFile>;
}
