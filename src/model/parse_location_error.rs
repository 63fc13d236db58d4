//! Why a text is no place in an artifact.

/// Why a text is no location: one sentence for the person who typed it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
#[non_exhaustive]
pub struct ParseLocationError {
    /// What is wrong, one sentence without full stop.
    pub message: String,
    /// What was probably meant, each as the exact text to type.
    pub offers: Vec<String>,
}

impl ParseLocationError {
    /// An error with nothing to offer.
    pub fn new(message: impl Into<String>) -> ParseLocationError {
        ParseLocationError { message: message.into(), offers: Vec::new() }
    }

    /// The same with texts to type instead.
    pub fn offering(self, offers: impl IntoIterator<Item = String>) -> ParseLocationError {
        ParseLocationError { offers: offers.into_iter().collect(), ..self }
    }
}
