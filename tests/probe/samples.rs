//! The sample files, and what the probes say of them.

use std::fs::{self, File};
use std::path::PathBuf;
use std::time::Duration;

use mcred::model::{Facts, Passages};
use mcred::probe::{self, Identity, Trouble};

/// The folder of this test.
pub fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/probe")
}

/// The path of a sample file.
pub fn path(name: &str) -> PathBuf {
    folder().join("samples").join(name)
}

/// The names of all sample files, in order.
pub fn names() -> Vec<String> {
    let entries = fs::read_dir(folder().join("samples")).expect("the samples are there");
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// What the bytes of a sample say it is.
pub fn identity(name: &str) -> Identity {
    let mut file = File::open(path(name)).expect(name);
    probe::identify(&mut file, name).expect(name)
}

/// The facts of a sample.
pub fn facts(name: &str) -> Result<Facts, Trouble> {
    let mut file = File::open(path(name)).expect(name);
    let identity = probe::identify(&mut file, name)?;
    probe::facts(&mut file, &identity)
}

/// The text of a sample.
pub fn passages(name: &str) -> Passages {
    let path = path(name);
    let name = name.to_owned();
    let passages = probe::within(Duration::from_secs(60), move || {
        let mut file = File::open(&path)?;
        let identity = probe::identify(&mut file, &name)?;
        probe::passages(&mut file, &identity)
    });
    passages.flatten().expect("the sample has text")
}
