//! A picture of any format: its size, EXIF, XMP and IPTC.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| mcred_fuzz::ask_everything("artifacts/a.jpg", bytes));
