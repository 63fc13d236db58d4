//! private.toml, and what else reviewers must not learn.

use super::source_text::SourceText;

/// What must not leave the building. It is never packed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Private {
    /// The text of private.toml; empty where there is none.
    pub source: SourceText,
    /// Names that would tell a reviewer whose portfolio it is.
    pub identities: Vec<Identity>,
}

/// A name that would tell a reviewer whose portfolio it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The name, as it was found.
    pub name: String,
    /// Where it is known from.
    pub known_from: KnownFrom,
}

/// Where an identity is known from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KnownFrom {
    /// `identities` in private.toml.
    PrivateFile,
    /// The name under which the user is logged in.
    UserName,
    /// `user.name` or `user.email` of git.
    Git,
}

impl KnownFrom {
    /// Where it is known from, for the end of a sentence.
    pub fn clause(self) -> &'static str {
        match self {
            KnownFrom::PrivateFile => "it follows from `identities` in private.toml",
            KnownFrom::UserName => "it follows from the user name of this computer",
            KnownFrom::Git => "it follows from the author in the settings of git",
        }
    }
}
