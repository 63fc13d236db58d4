//! Floor 8: a checked portfolio -> the text of a better evidence.toml. All other bytes stay as they
//! are, and nothing is written to disk.

mod change;
mod cite;
mod diff;
mod fix;
mod heading_fixes;
mod line_ends;
mod migrate;
mod missing_tables;
pub mod offers;
mod proposal;
mod replaced;
mod value;

pub use change::{Change, change};
pub use cite::{CiteError, NewCitation, cite};
pub use diff::{diff, text_diff};
pub use fix::{Fix, apply, fixes};
pub use heading_fixes::heading_fixes;
pub use migrate::{Migration, migrate};
pub use proposal::{Proposal, propose, stands_already};
