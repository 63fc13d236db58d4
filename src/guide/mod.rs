//! Floor 8: portfolio + coverage + findings -> the guide that leads the
//! assessor from each detail to its evidence (design section 8).

mod artifacts;
mod ascii;
mod browsers;
mod captions;
mod changes;
mod cited_text;
mod completeness;
mod document;
mod evidence;
mod excerpt;
mod footnotes;
mod hrefs;
mod labels;
mod matrix;
mod media;
mod notes;
mod page;
mod page_pictures;
mod portal;
mod portal_page;
mod rich_text;
mod safe_view;
mod sheet_frame;
mod stripped_metadata;
#[cfg(test)]
mod test_portfolio;
#[cfg(test)]
mod tests;

pub use page::{Edition, page};
pub use page_pictures::pages_to_draw;
pub use portal::{Characters, portal};
pub use portal_page::portal_page;
