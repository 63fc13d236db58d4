//! All integration tests, in one binary, so that the library is linked only once.
//!
//! `cargo test --test suite rules::` runs the tests of one module. The files that the tests read are
//! in the other folders of `tests/`.

mod bundle;
mod catalog;
mod document_words;
mod faults;
mod formats;
mod hostile;
mod house;
mod import;
mod kit;
#[cfg(target_os = "linux")]
mod memory;
mod metadata;
mod personal_data;
mod program;
mod properties;
mod render;
mod rules;
mod schemas;
#[cfg(windows)]
mod windows;
mod words;
