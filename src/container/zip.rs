//! The zip around an office file: its parts, each read with a bound.

use std::io::{self, BufRead, BufReader, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::io::{ProbeError, Source};

/// The most that one part may unpack to. The text of a 2,000-page book has about 30 MiB.
const LARGEST_PART: u64 = 256 * 1024 * 1024;
/// The most entries that the list of contents may have.
const MOST_ENTRIES: usize = 100_000;

/// An office file as a set of named parts.
pub(crate) struct Archive<'a> {
    zip: ZipArchive<BufReader<&'a mut dyn Source>>,
}

impl<'a> Archive<'a> {
    /// Reads the list of contents.
    pub fn open(source: &'a mut dyn Source) -> Result<Archive<'a>, ProbeError> {
        let zip = ZipArchive::new(BufReader::new(source))
            .map_err(|e| trouble(e, "its list of contents"))?;
        if zip.len() > MOST_ENTRIES {
            return Err(ProbeError::TooLarge(format!("it has {} parts", zip.len())));
        }
        Ok(Archive { zip })
    }

    /// The names of all parts.
    pub fn names(&self) -> impl Iterator<Item = String> {
        self.zip.file_names().filter_map(Result::ok).map(|name| name.into_owned())
    }

    /// Whether there is a part of this name.
    pub fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// A part, unpacked while it is read; reading past the bound is an error.
    pub fn part(&mut self, name: &str) -> Result<impl BufRead + use<'_, 'a>, ProbeError> {
        match self.zip.by_name(name) {
            Ok(part) => Ok(BufReader::new(Bounded { inner: part, left: LARGEST_PART })),
            Err(ZipError::FileNotFound) => {
                Err(ProbeError::Damaged(format!("the part {name} is missing")))
            }
            Err(error) => Err(trouble(error, &format!("the part {name}"))),
        }
    }
}

/// The message of the error by which [`Bounded`] ends.
const TOO_LARGE: &str = "a part unpacks to over 256 MB";

/// Counts what is unpacked, whatever the list of contents says of it.
struct Bounded<R> {
    inner: R,
    left: u64,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.left = self
            .left
            .checked_sub(read as u64)
            .ok_or_else(|| io::Error::new(io::ErrorKind::FileTooLarge, TOO_LARGE))?;
        Ok(read)
    }
}

/// What an error of unpacking means for the artifact.
pub(crate) fn unpacking(error: io::Error, part: &str) -> ProbeError {
    match error.kind() {
        io::ErrorKind::FileTooLarge => ProbeError::TooLarge(TOO_LARGE.into()),
        _ => ProbeError::reading(error, part),
    }
}

fn trouble(error: ZipError, what: &str) -> ProbeError {
    match error {
        ZipError::Io(error) => unpacking(error, what),
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => ProbeError::Encrypted,
        _ => ProbeError::Damaged(format!("{what} cannot be read")),
    }
}
