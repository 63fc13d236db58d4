//! A recording of any format: its length and tags.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| mcred_fuzz::ask_everything("artifacts/a.mp4", bytes));
