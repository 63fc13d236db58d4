//! Floor 0: the data of mcred, without any reading or writing.

mod artifact;
mod cells;
mod credential;
mod date;
mod detail_id;
mod detail_words;
mod document_text;
mod evidence;
mod facts;
mod format;
mod kind;
mod layout_line;
mod limits;
mod location;
mod metadata;
mod narrative;
mod near_name;
mod nearest;
pub mod normalize;
mod numbers;
mod parse_location_error;
mod passage;
mod passages;
mod picture;
mod portable_name;
mod portfolio;
mod private;
mod sanitize;
mod source_text;
mod stripping;
mod text_format;
mod time;

pub use artifact::{Artifact, ArtifactState, COMPARED_BYTES, Inside, Seen, StandIn, Transcript};
pub(crate) use cells::LAST_COLUMN;
pub use cells::{CellRange, cell, column_letters};
pub use credential::{
    Course, Credential, Detail, Outcome, Overview, Purchase, Question, Reflection, Wording, Work,
};
pub use date::Date;
pub use detail_id::{DetailId, ParseDetailIdError};
pub use detail_words::{comment_above, former_words_in_comment, likeness, words_in_comment};
pub use document_text::DocumentText;
pub use evidence::{Citation, Entry, EvidenceFile, Honesty, TomlSlip, Waiver};
pub use facts::{Facts, Sheet, Slide, Unshown};
pub use format::Format;
pub use kind::Kind;
pub use layout_line::{LayoutCell, LayoutLine};
pub use limits::{AnswerLimit, Limits, TranscriptLimit};
pub(crate) use location::plain_punctuation;
pub use location::{Location, TypedPlace};
pub use metadata::{HiddenText, Metadata, Property};
pub use narrative::{Answer, Link, Narrative, NarrativeState, Prose, Unreadable, Words};
pub use near_name::{
    NearNarrative, STUBS, is_nearly_evidence, is_stub, near_narrative, nearly_folder,
};
pub use nearest::nearest;
pub use numbers::Numbers;
pub use parse_location_error::ParseLocationError;
pub use passage::{Passage, Unit};
pub use passages::Passages;
pub use picture::{Page, Picture, Pictures};
pub use portable_name::{Twin, name_fault, same_file_key, twins};
pub use portfolio::{
    MisplacedFile, Portfolio, Problem, ProblemKind, RecordingTranscripts, file_name,
};
pub use private::{Identity, KnownFrom, Private};
pub use sanitize::{
    disarm_commands, escape_controls, sanitize, sanitize_colored, sanitize_json, sanitize_page,
};
pub use source_text::{Place, Position, SourceText, Span, Spanned};
pub use stripping::Stripping;
pub use text_format::{
    abridged, counted, enumerated, grouped, letters, plural, roman, shown_path, size, wrapped,
};
pub use time::{TimeRange, Times, clock};
