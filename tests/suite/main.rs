//! All integration tests, in one binary: what they are made of is linked once.
//!
//! `cargo test --test suite rules::` runs those of one module. Their files lie in the folders of
//! `tests/` beside this one.

mod bundle;
mod catalog;
mod faults;
mod formats;
mod hostile;
mod house;
mod kit;
#[cfg(target_os = "linux")]
mod memory;
mod metadata;
mod personal_data;
mod program;
mod properties;
mod render;
mod rules;
mod shapes;
mod words;
