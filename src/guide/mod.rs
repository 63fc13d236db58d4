//! Floor 5: portfolio + coverage + findings -> the guide that leads the
//! assessor from each detail to its evidence (design section 8).

mod completeness;
mod evidence;
mod link;
mod markdown;
mod page;
mod portal;

pub use page::page;
pub use portal::portal;
