//! Floor 1: a text -> the names and the personal data that stand in it.
//!
//! Nothing here knows files or findings. Whatever is found is said as a stretch of the text; what
//! may be shown of it is what [`mask()`] leaves.

mod address;
mod birth;
mod datum;
mod email;
mod forms;
mod label;
mod mask;
mod names;
mod phone;
mod security_number;
mod signs;
mod student_number;
mod tokens;

pub use datum::{Datum, Sort, personal_data, sort_of_label};
pub use mask::mask;
pub use names::{Mention, Names, Where};
