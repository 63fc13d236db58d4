//! Floor 2: the text of an artifact with its places: whether a place is there, what stands at it,
//! and where a quote stands.

pub(crate) mod cells;
pub(crate) mod names;
mod narrowest;
mod normalize;
pub mod quote;
mod resolve;
pub(crate) mod text_at;
mod typed_place;

pub use names::same_name;
pub use resolve::{PlaceNotFound, resolve};
pub use text_at::{Joint, each_at, read_at, text_at};
pub use typed_place::{examples, read_place};
