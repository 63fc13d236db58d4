//! Why an artifact could not be looked into.

use std::{fmt, io};

/// What stands in the way of looking into an artifact.
///
/// [`fmt::Display`] prints one clause that goes on after the artifact's name, as
/// in "survey.pdf: it is damaged: the end of the file is missing".
#[derive(Debug)]
pub enum Trouble {
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

impl Trouble {
    /// Damage, as one clause for a person.
    pub(super) fn damaged(what: impl Into<String>) -> Trouble {
        Trouble::Damaged(what.into())
    }

    /// An error of reading inside a format: an end that came too early is damage, while a failure
    /// of the disk stays one.
    pub(super) fn reading(error: io::Error, what: &str) -> Trouble {
        match error.kind() {
            io::ErrorKind::UnexpectedEof
            | io::ErrorKind::InvalidData
            | io::ErrorKind::InvalidInput
            | io::ErrorKind::Other => Trouble::Damaged(format!("{what} cannot be read")),
            _ => Trouble::Io(error),
        }
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Trouble::Encrypted => f.write_str("it opens only with a password"),
            Trouble::Damaged(what) => write!(f, "it is damaged: {what}"),
            Trouble::TooLarge(what) => write!(f, "it is too large to look into: {what}"),
            Trouble::TimedOut => f.write_str("looking into it took too long"),
            Trouble::Crashed => f.write_str("it is damaged in a way that cannot be made sense of"),
            Trouble::Io(error) => write!(f, "it cannot be read: {error}"),
        }
    }
}

impl std::error::Error for Trouble {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Trouble::Io(error) => Some(error),
            _ => None,
        }
    }
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Trouble {
        match error.kind() {
            io::ErrorKind::UnexpectedEof => Trouble::damaged("the end of the file is missing"),
            io::ErrorKind::InvalidData => Trouble::damaged(error.to_string()),
            _ => Trouble::Io(error),
        }
    }
}
