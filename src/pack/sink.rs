//! The target of a plan.

use std::io::{self, Read};

/// Receives the files of a bundle one after the other.
pub(super) trait Sink {
    /// Adds a file of this size, and reads it to its end.
    ///
    /// # Errors
    /// Reading or writing fails.
    fn add(&mut self, path: &str, bytes: u64, content: &mut dyn Read) -> io::Result<()>;
}
