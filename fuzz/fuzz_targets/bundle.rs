//! A bundle: if `verify` calls it whole, another zip reader reads the same files.
#![no_main]

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use mcred::load::Bundle;
use mcred_fuzz::{assert_sound, blame_mcred_alone, check, parts, zip_of};

// The input is a zip, or names the parts of one.
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    blame_mcred_alone();
    match bytes.starts_with(b"=== ") {
        true => verify(&zip_of(&parts(bytes))),
        false => verify(bytes),
    }
});

fn verify(zip: &[u8]) {
    let file = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(file.path(), zip).expect("room for it");
    let Ok(bundle) = Bundle::open(file.path()) else { return };
    let problems = bundle.problems(&|_| {});
    for problem in &problems {
        assert!(!problem.message.is_empty());
    }
    let (files, bytes) = bundle.extent();
    assert_sound(&check(&bundle));
    if problems.is_empty() {
        let read = read_by_another(zip).expect("a whole bundle is a whole zip");
        assert_eq!(read.len(), files, "{read:?}");
        assert_eq!(read.values().sum::<u64>(), bytes);
        for name in read.keys() {
            assert!(name.starts_with(bundle.base()) && !name.contains(".."), "{name}");
        }
    }
}

/// The names and lengths of all files, each read to its end.
fn read_by_another(zip: &[u8]) -> Result<BTreeMap<String, u64>, zip::result::ZipError> {
    let mut archive = zip::ZipArchive::new(Cursor::new(zip))?;
    let mut read = BTreeMap::new();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index)?;
        let mut content = Vec::new();
        entry.read_to_end(&mut content)?;
        if !entry.is_dir() {
            read.insert(entry.name()?.into_owned(), content.len() as u64);
        }
    }
    Ok(read)
}
