//! An Office file: the input lists its parts with their content, or is the zip itself.
#![no_main]

use mcred_fuzz::{ask_everything, parts, zip_of};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    match bytes.starts_with(b"PK") {
        true => ask_everything("artifacts/a.docx", bytes),
        false => ask_everything("artifacts/a.docx", &zip_of(&parts(bytes))),
    }
});
