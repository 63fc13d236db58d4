//! Floor 2: a text -> the names and the personal data that stand in it.
//!
//! Findings are ranges of bytes of the text; [`mask()`] says what may be shown of one.

mod address;
mod birth;
mod email;
mod forms;
mod mask;
mod names;
mod pattern;
mod personal_data;
mod phone;
mod security_number;
mod student_number;
mod tokens;

pub use mask::mask;
pub use names::{Mention, Names, Where};
pub use personal_data::{DataKind, Datum, kind_of_heading, personal_data};
