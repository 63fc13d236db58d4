//! A transcript: the first byte selects the name under which it is read.
#![no_main]

const NAMES: [&str; 2] = ["artifacts/a.vtt", "artifacts/a.srt"];

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    mcred_fuzz::ask_everything(NAMES[usize::from(*first) % NAMES.len()], rest);
});
