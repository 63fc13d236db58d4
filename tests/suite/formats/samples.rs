//! The sample files and their facts.

use std::fs::{self, File};
use std::path::PathBuf;
use std::time::Duration;

use mcred::formats::{self, FileType};
use mcred::io::ProbeError;
use mcred::model::{Facts, Passages};

use crate::kit::project;

/// The folder of the samples.
pub fn folder() -> PathBuf {
    project("tests/probe")
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

/// The file type of a sample by its bytes.
pub fn identity(name: &str) -> FileType {
    let mut file = File::open(path(name)).expect(name);
    formats::identify(&mut file, name).expect(name)
}

/// The facts of a sample.
pub fn facts(name: &str) -> Result<Facts, ProbeError> {
    let mut file = File::open(path(name)).expect(name);
    let identity = formats::identify(&mut file, name)?;
    formats::facts(&mut file, &identity)
}

/// The text of a sample.
pub fn passages(name: &str) -> Passages {
    let path = path(name);
    let name = name.to_owned();
    let passages = mcred::io::run_with_timeout(Duration::from_secs(60), move || {
        let mut file = File::open(&path)?;
        let identity = formats::identify(&mut file, &name)?;
        formats::passages(&mut file, &identity)
    });
    passages.flatten().expect("the sample has text")
}
