//! Chunks of RIFF (Microsoft, "Multimedia Programming Interface and Data Specifications 1.0"): the
//! container of WAV, AVI and WebP.

use std::ops::Range;

use crate::io::{ProbeError, Source, read_range};

/// A chunk, of which only name and length have been read.
pub(crate) struct Chunk {
    pub name: [u8; 4],
    pub content: Range<u64>,
}

impl Chunk {
    /// The chunk that begins here.
    ///
    /// # Errors
    /// The file ends before, or cannot be read.
    pub fn at(source: &mut dyn Source, start: u64) -> Result<Chunk, ProbeError> {
        let header = read_range(source, start..start.saturating_add(8))?;
        let Some(([n, a, m, e, length @ ..], [])) = header.split_first_chunk::<8>() else {
            return Err(ProbeError::cut_off());
        };
        let content = start + 8;
        let end = content + u64::from(u32::from_le_bytes(*length));
        Ok(Chunk { name: [*n, *a, *m, *e], content: content..end })
    }

    /// Where the next one begins: odd lengths are padded.
    pub fn next(&self) -> u64 {
        self.content.end + self.content.end % 2
    }

    /// The name that the content of a `RIFF` or a `LIST` begins with; chunks follow it.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn form_type(&self, source: &mut dyn Source) -> Result<Vec<u8>, ProbeError> {
        Ok(read_range(source, self.content.start..self.content.start + 4)?)
    }
}
