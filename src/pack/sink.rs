//! Where a plan can go.

use std::io::{self, Read};

/// Takes the files of a bundle one after the other.
pub(super) trait Sink {
    /// Takes a file of this length, reading it to its end.
    ///
    /// # Errors
    /// What the machine says.
    fn take(&mut self, path: &str, bytes: u64, content: &mut dyn Read) -> io::Result<()>;
}
