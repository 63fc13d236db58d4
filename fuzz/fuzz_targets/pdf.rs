//! A PDF: pages, text, metadata.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| mcred_fuzz::ask_everything("artifacts/a.pdf", bytes));
