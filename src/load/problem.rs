//! A problem with a bundle itself, not with its content.

/// A problem with a bundle.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct BundleProblem {
    /// The path of the entry, as the bundle gives it; none for the bundle as a
    /// whole. It may contain any character: escape it before it is shown.
    pub entry: Option<String>,
    /// What is wrong, as the rest of a sentence that begins with the entry.
    pub message: String,
}

impl BundleProblem {
    /// A problem with one entry.
    pub fn of(entry: impl Into<String>, message: impl Into<String>) -> BundleProblem {
        BundleProblem { entry: Some(entry.into()), message: message.into() }
    }

    /// A problem with the bundle as a whole.
    pub fn of_whole(message: impl Into<String>) -> BundleProblem {
        BundleProblem { entry: None, message: message.into() }
    }
}
