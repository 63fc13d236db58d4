//! What the targets share: a portfolio in memory, inputs of several files, and the examination of an
//! artifact.
#![forbid(unsafe_code)]

mod artifact;
mod blame;
mod copy;
#[path = "../../tests/suite/kit/memory_tree.rs"]
mod memory_tree;
mod parts;

pub use artifact::ask_everything;
pub use blame::blame_mcred_alone;
pub use memory_tree::{MemoryTree, assert_sound, check};
pub use parts::{parts, zip_of};
