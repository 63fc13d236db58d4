//! Why a file is packed as it is.

use std::fmt;
use std::io;

use crate::io::ProbeError;

/// What stands in the way, as a clause that goes on after the file's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StripError(pub String);

impl StripError {
    /// It breaks the rules of its format; the clause says how.
    pub fn damaged(how: &str) -> StripError {
        StripError(format!("it is damaged: {how}"))
    }

    /// Its end came too early.
    pub fn cut_off() -> StripError {
        StripError::damaged("the end of the file is missing")
    }
}

impl fmt::Display for StripError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<io::Error> for StripError {
    fn from(error: io::Error) -> StripError {
        ProbeError::from(error).into()
    }
}

impl From<ProbeError> for StripError {
    fn from(trouble: ProbeError) -> StripError {
        StripError(trouble.to_string())
    }
}
