//! What the targets share: a portfolio in memory, files in several parts, and the questions that
//! are asked of any artifact.
#![forbid(unsafe_code)]

mod artifact;
mod blame;
mod copy;
#[path = "../../tests/suite/kit/paper.rs"]
mod paper;
mod parts;

pub use artifact::ask_everything;
pub use blame::blame_mcred_alone;
pub use paper::{Paper, check, is_sound};
pub use parts::{parts, zip_of};
