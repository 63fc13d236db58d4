//! Floor 2: a text -> the names and personal data in it.
//!
//! Each is a range of bytes of the text; [`mask()`] makes it safe to show.

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

pub use mask::{is_masked, mask};
pub use names::{Mention, Names, TextKind};
pub use personal_data::{DataKind, Datum, kind_of_heading, personal_data};
