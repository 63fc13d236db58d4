//! The probes against other programs, and against files that mean harm.

#[path = "probe/bad_input.rs"]
mod bad_input;
#[path = "probe/formats.rs"]
mod formats;
#[path = "probe/live.rs"]
mod live;
#[path = "probe/page_text.rs"]
mod page_text;
#[cfg(feature = "pictures")]
#[path = "probe/pictures.rs"]
mod pictures;
#[path = "probe/quotes.rs"]
mod quotes;
#[path = "probe/recorded.rs"]
mod recorded;
#[path = "probe/samples.rs"]
mod samples;
mod tools;
