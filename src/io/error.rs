//! Why an artifact could not be looked into.

use std::{fmt, io};

/// What stands in the way of looking into an artifact.
///
/// [`fmt::Display`] prints one clause that goes on after the artifact's name, as
/// in "survey.pdf: it is damaged: the end of the file is missing".
#[derive(Debug)]
pub enum ProbeError {
    /// It opens only with a password.
    Encrypted,
    /// Its bytes break the rules of its format; the clause says how.
    Damaged(String),
    /// Looking into it would take more memory than one artifact gets; the clause says what is large.
    TooLarge(String),
    /// Looking into it took longer than one artifact gets.
    TimedOut,
    /// A library gave up on it in a way that it should not.
    Crashed,
    /// The machine could not read it.
    Io(io::Error),
}

impl ProbeError {
    /// Damage, as one clause for a person.
    pub(crate) fn damaged(what: impl Into<String>) -> ProbeError {
        ProbeError::Damaged(what.into())
    }

    /// The end of the file came too early.
    pub(crate) fn cut_off() -> ProbeError {
        ProbeError::damaged("the end of the file is missing")
    }

    /// An error of reading inside a format: an end that came too early is damage, while a failure
    /// of the disk stays one.
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

impl fmt::Display for ProbeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ProbeError::Encrypted => f.write_str("it opens only with a password"),
            ProbeError::Damaged(what) => write!(f, "it is damaged: {what}"),
            ProbeError::TooLarge(what) => write!(f, "it is too large to look into: {what}"),
            ProbeError::TimedOut => f.write_str("looking into it took too long"),
            ProbeError::Crashed => {
                f.write_str("it is damaged in a way that cannot be made sense of")
            }
            ProbeError::Io(error) => write!(f, "it cannot be read: {error}"),
        }
    }
}

impl std::error::Error for ProbeError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            ProbeError::Io(error) => Some(error),
            _ => None,
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
