//! Floor 8: checked portfolio -> a better evidence.toml, with every byte that is
//! not meant left as it is. Nothing here writes to disk.

mod cite;
mod diff;
mod fix;
mod value;

pub use cite::{CiteError, NewCitation, cite};
pub use diff::diff;
pub use fix::{Fix, apply, fixes};
