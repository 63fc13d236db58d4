//! The bundle as a zip archive: the same bytes for the same content.

use std::io::{self, Read, Seek, Write};

use ::zip::write::SimpleFileOptions;
use ::zip::{CompressionMethod, DateTime, System, ZipWriter};

use super::sink::Sink;
use crate::formats::is_compressed;

/// The bytes that are copied at a time.
const BUFFER: usize = 256 << 10;

/// The size from which a file needs 64-bit fields (APPNOTE, section 4.3.9.2). It is a little below the
/// limit, since compression can add bytes.
const ZIP64_FROM: u64 = 0xF000_0000;

/// Writes a zip archive.
pub(super) struct Zip<'t, W: Write + Seek> {
    /// None after `finish`.
    writer: Option<ZipWriter<&'t mut W>>,
    buffer: Vec<u8>,
}

impl<'t, W: Write + Seek> Zip<'t, W> {
    pub(super) fn new(target: &'t mut W) -> Zip<'t, W> {
        Zip { writer: Some(ZipWriter::new(target)), buffer: vec![0; BUFFER] }
    }

    /// Writes the directory of the archive.
    pub(super) fn finish(mut self) -> io::Result<()> {
        match self.writer.take() {
            Some(writer) => Ok(writer.finish().map(|_| ())?),
            None => Ok(()),
        }
    }
}

impl<W: Write + Seek> Drop for Zip<'_, W> {
    fn drop(&mut self) {
        // Dropping the writer would write a directory to a file that is discarded, and print an
        // error if the disk is full. It is small enough to leak.
        if let Some(writer) = self.writer.take() {
            std::mem::forget(writer);
        }
    }
}

impl<W: Write + Seek> Sink for Zip<'_, W> {
    fn add(&mut self, path: &str, bytes: u64, content: &mut dyn Read) -> io::Result<()> {
        // The bytes must not depend on the machine or the day: no time, no owner, one mode.
        let options = SimpleFileOptions::default()
            .compression_method(method(path))
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644)
            .system(System::Unix)
            .large_file(bytes >= ZIP64_FROM);
        let Some(writer) = &mut self.writer else { return Ok(()) };
        writer.start_file(path, options)?;
        loop {
            match content.read(&mut self.buffer) {
                Ok(0) => return Ok(()),
                Ok(read) => writer.write_all(&self.buffer[..read])?,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }
}

fn method(path: &str) -> CompressionMethod {
    match is_compressed(path) {
        true => CompressionMethod::Stored,
        false => CompressionMethod::Deflated,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_compressed_already_is_stored() {
        assert_eq!(method("a/b.PDF"), CompressionMethod::Stored);
        assert_eq!(method("a/b.txt"), CompressionMethod::Deflated);
        assert_eq!(method("a/b"), CompressionMethod::Deflated);
    }
}
