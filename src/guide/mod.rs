//! Floor 5: portfolio + coverage + findings -> the guide that leads the
//! assessor from each detail to its evidence (design section 8).

mod artifacts;
mod ascii;
mod browsers;
mod cited;
mod completeness;
mod evidence;
mod excerpt;
mod fields;
mod footnotes;
mod link;
mod markdown;
mod matrix;
mod media;
mod page;
mod pages;
mod portal;
#[cfg(test)]
mod sample;
mod say;
mod since;
mod strippings;
#[cfg(test)]
mod tests;

pub use page::{Edition, page};
pub use pages::pages_to_draw;
pub use portal::{Characters, portal};
