//! Floor 8: a checked portfolio -> the bundle. A plan lists its content, and a sink takes it: an
//! archive, or a list for a dry run.

mod atomic_file;
mod bag;
mod list;
mod plan;
mod progress;
mod sink;
mod write;
mod zip;

pub use atomic_file::AtomicFile;
pub use list::list;
pub use plan::Plan;
pub use progress::Progress;
pub use write::{Packed, write, write_to};
