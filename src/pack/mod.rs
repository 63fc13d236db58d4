//! Floor 8: a checked portfolio -> the bundle. A plan says what goes in; a sink
//! takes it: an archive, or a list for a dry run.

mod bag;
mod list;
mod plan;
mod sink;
mod unfinished;
mod watch;
mod write;
mod zip;

pub use list::list;
pub use plan::{Item, Plan};
pub use unfinished::Unfinished;
pub use watch::Watch;
pub use write::{Packed, write, write_to};
