//! What an issuer asks of files and of the length of texts, beyond the requirements themselves.

use serde::Serialize;

use super::text_format::{counted, enumerated, grouped};

/// The limits that a catalog file states; each is there only where the file states it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Limits {
    /// Extensions of the files that are taken, in lower case and without a dot; empty where any is.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub file_types: Vec<String>,
    /// The largest file, in megabytes of 1,000,000 bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maximum_file_mb: Option<u32>,
    /// All files together, in megabytes of 1,000,000 bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maximum_total_mb: Option<u32>,
    /// The most files.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maximum_files: Option<u32>,
    /// The most pages of a document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maximum_pages: Option<u32>,
    /// The longest recording, in minutes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maximum_minutes: Option<u32>,
    /// Whether recordings must or must not come with a transcript.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transcripts: Option<TranscriptLimit>,
    /// The most words of the overview.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overview_maximum_words: Option<u32>,
    /// The most words of the reflection.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reflection_maximum_words: Option<u32>,
    /// Bounds of the answers, in the order of the questions that have any.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<AnswerLimit>,
}

/// What an issuer says of transcripts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum TranscriptLimit {
    /// Each recording has one.
    Required,
    /// No recording has one.
    Forbidden,
}

impl TranscriptLimit {
    /// Its name in files.
    pub fn name(self) -> &'static str {
        match self {
            TranscriptLimit::Required => "required",
            TranscriptLimit::Forbidden => "forbidden",
        }
    }
}

/// The bounds of the answer to one question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct AnswerLimit {
    /// The number of the question.
    pub question: u32,
    /// The fewest words that are accepted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minimum_words: Option<u32>,
    /// The most words that are accepted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maximum_words: Option<u32>,
}

impl Limits {
    /// Whether the catalog file states none.
    pub fn is_empty(&self) -> bool {
        *self == Limits::default()
    }

    /// Takes over the limits of files that others state.
    pub fn take_files_of(&mut self, other: &Limits) {
        if !other.file_types.is_empty() {
            self.file_types.clone_from(&other.file_types);
        }
        self.maximum_file_mb = other.maximum_file_mb.or(self.maximum_file_mb);
        self.maximum_total_mb = other.maximum_total_mb.or(self.maximum_total_mb);
        self.maximum_files = other.maximum_files.or(self.maximum_files);
        self.maximum_pages = other.maximum_pages.or(self.maximum_pages);
        self.maximum_minutes = other.maximum_minutes.or(self.maximum_minutes);
        self.transcripts = other.transcripts.or(self.transcripts);
    }

    /// Each limit as a sentence without full stop.
    pub fn sentences(&self) -> Vec<String> {
        let number = |limit: u32| grouped(usize::try_from(limit).unwrap_or(usize::MAX));
        let count = |limit: u32, noun| counted(usize::try_from(limit).unwrap_or(usize::MAX), noun);
        let mut all = Vec::new();
        if !self.file_types.is_empty() {
            all.push(format!("Files end in {}", enumerated(&self.file_types, "or")));
        }
        all.extend(self.maximum_file_mb.map(|it| format!("A file has at most {} MB", number(it))));
        all.extend(
            self.maximum_total_mb
                .map(|it| format!("All files together have at most {} MB", number(it))),
        );
        all.extend(self.maximum_files.map(|it| format!("At most {}", count(it, "file"))));
        all.extend(
            self.maximum_pages.map(|it| format!("A document has at most {}", count(it, "page"))),
        );
        all.extend(
            self.maximum_minutes
                .map(|it| format!("A recording lasts at most {}", count(it, "minute"))),
        );
        all.extend(self.transcripts.map(|it| match it {
            TranscriptLimit::Required => "Each recording has a transcript".to_owned(),
            TranscriptLimit::Forbidden => "Recordings come without transcripts".to_owned(),
        }));
        all.extend(
            self.overview_maximum_words
                .map(|it| format!("The overview has at most {}", count(it, "word"))),
        );
        all.extend(
            self.reflection_maximum_words
                .map(|it| format!("The reflection has at most {}", count(it, "word"))),
        );
        for answer in &self.answers {
            let question = answer.question;
            all.extend(answer.minimum_words.map(|it| {
                format!("The answer to question {question} has at least {}", count(it, "word"))
            }));
            all.extend(answer.maximum_words.map(|it| {
                format!("The answer to question {question} has at most {}", count(it, "word"))
            }));
        }
        all
    }
}
