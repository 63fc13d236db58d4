//! Why a file is packed as it is.

use std::fmt;
use std::io;

use crate::probe::Trouble;

/// What stands in the way, as a clause that goes on after the file's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cannot(pub String);

impl Cannot {
    /// It breaks the rules of its format; the clause says how.
    pub fn damaged(how: &str) -> Cannot {
        Cannot(format!("it is damaged: {how}"))
    }

    /// Its end came too early.
    pub fn cut_off() -> Cannot {
        Cannot::damaged("the end of the file is missing")
    }
}

impl fmt::Display for Cannot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<io::Error> for Cannot {
    fn from(error: io::Error) -> Cannot {
        Trouble::from(error).into()
    }
}

impl From<Trouble> for Cannot {
    fn from(trouble: Trouble) -> Cannot {
        Cannot(trouble.to_string())
    }
}
