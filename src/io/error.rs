//! Why an artifact could not be examined.

use std::io;

use thiserror::Error;

/// Why an artifact could not be examined.
///
/// [`Display`](std::fmt::Display) prints one clause that goes on after the artifact's name, as
/// in "survey.pdf: it is damaged: the end of the file is missing".
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ProbeError {
    /// It opens only with a password.
    #[error("it opens only with a password")]
    Encrypted,
    /// Its bytes break the rules of its format; the clause says how.
    #[error("it is damaged: {0}")]
    Damaged(String),
    /// It would take more memory than one artifact gets; the clause says what is large.
    #[error("it is too large to look into: {0}")]
    TooLarge(String),
    /// It took longer than one artifact gets.
    #[error("looking into it took too long")]
    TimedOut,
    /// A library panicked.
    #[error("it is damaged in a way that cannot be made sense of")]
    Crashed,
    /// The operating system could not read it.
    #[error("it cannot be read: {0}")]
    Io(#[source] io::Error),
}

impl ProbeError {
    /// Damage, as one clause.
    pub(crate) fn damaged(what: impl Into<String>) -> ProbeError {
        ProbeError::Damaged(what.into())
    }

    /// The file ends too early.
    pub(crate) fn cut_off() -> ProbeError {
        ProbeError::damaged("the end of the file is missing")
    }

    /// An error while a format was read: what a library says of the content is damage, a failure of
    /// the disk is not.
    pub(crate) fn reading(error: io::Error, what: &str) -> ProbeError {
        match error.kind() {
            io::ErrorKind::UnexpectedEof
            | io::ErrorKind::InvalidData
            | io::ErrorKind::InvalidInput
            | io::ErrorKind::Other => ProbeError::Damaged(format!("{what} cannot be read")),
            _ => ProbeError::Io(error),
        }
    }
}

impl From<io::Error> for ProbeError {
    fn from(error: io::Error) -> ProbeError {
        match error.kind() {
            io::ErrorKind::UnexpectedEof => ProbeError::cut_off(),
            io::ErrorKind::InvalidData => ProbeError::damaged(error.to_string()),
            _ => ProbeError::Io(error),
        }
    }
}
