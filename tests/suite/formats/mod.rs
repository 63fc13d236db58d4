//! Facts and text of every format, compared with other programs, and damaged and hostile files.

mod bad_input;
mod live;
mod number_formats;
mod page_text;
#[cfg(feature = "pictures")]
mod pictures;
mod quotes;
mod recorded;
mod samples;
mod spoken;
mod text_tracks;
