//! Floor 2: places in the text of an artifact: whether they exist, their text, and the places of
//! quotes.

pub(crate) mod cells;
pub(crate) mod names;
mod narrowest;
mod nearest_words;
mod normalize;
pub mod quote;
mod resolve;
mod speakers;
pub(crate) mod text_at;
mod typed_place;

pub use names::same_name;
pub use nearest_words::{NearWords, nearest_words};
pub use resolve::{PlaceNotFound, resolve};
pub use text_at::{passages_at, separator, text_at};
pub use typed_place::{examples, read_place};
