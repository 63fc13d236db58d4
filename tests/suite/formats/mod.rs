//! What mcred reads of each format, compared with other programs, and on files that mean harm.

mod bad_input;
mod live;
mod number_formats;
mod page_text;
#[cfg(feature = "pictures")]
mod pictures;
mod quotes;
mod recorded;
mod samples;
