//! A text: the first byte selects the name under which it is read.
#![no_main]

const NAMES: [&str; 6] = ["a.csv", "a.html", "a.md", "a.txt", "a.rs", "a"];

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    mcred_fuzz::ask_everything(NAMES[usize::from(*first) % NAMES.len()], rest);
});
