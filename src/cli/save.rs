//! Writes files atomically, evidence.toml in its own encoding.

use crate::model::shown_path;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::replace::{Outcome, replace};
use crate::io::Encoding;
use crate::load::{EVIDENCE_FILE, Folder};
use crate::pack::AtomicFile;

/// Why a file was not written.
#[derive(Debug, thiserror::Error)]
pub(super) enum SaveError {
    /// Another program wrote to it since it was read.
    #[error("{} changed meanwhile and was left alone: try again", shown_path(.0))]
    ChangedMeanwhile(PathBuf),
    /// It can't be written to.
    #[error("{} can't be written: {}", shown_path(.0), clause(.1))]
    Unwritable(PathBuf, io::Error),
}

fn clause(error: &io::Error) -> String {
    match (error.kind(), error.get_ref()) {
        (io::ErrorKind::PermissionDenied, None) => {
            "you have no permission to write to it".to_owned()
        }
        _ => crate::load::error_clause(error),
    }
}

/// How often something is done again when evidence.toml changed meanwhile.
const TRIES: usize = 50;

/// Does something that ends with [`save`], and does it again where another program wrote to
/// evidence.toml meanwhile: two runs of mcred wait for each other so.
///
/// # Errors
/// What it returns itself.
pub(super) fn retry<T>(mut run: impl FnMut() -> anyhow::Result<T>) -> anyhow::Result<T> {
    let is_changed = |error: &anyhow::Error| {
        matches!(error.downcast_ref(), Some(SaveError::ChangedMeanwhile(_)))
    };
    for _ in 1..TRIES {
        match run() {
            Err(error) if is_changed(&error) => {}
            result => return result,
        }
    }
    run()
}

/// Replaces the text of evidence.toml, which was `before` when it was read.
///
/// # Errors
/// Another program changed it meanwhile, or writing fails. The file is unchanged then.
pub(super) fn save(folder: &Folder, before: &str, text: &str) -> Result<(), SaveError> {
    save_file(folder, EVIDENCE_FILE, before, text)
}

/// The same for any text of the portfolio.
///
/// # Errors
/// The same.
pub(super) fn save_file(
    folder: &Folder,
    path: &str,
    before: &str,
    text: &str,
) -> Result<(), SaveError> {
    let named = folder.on_disk(path);
    let unwritable = |error| SaveError::Unwritable(named.clone(), error);
    // Renaming would replace a link; the file is the target.
    let path = fs::canonicalize(&named).map_err(unwritable)?;
    let encoding = Encoding::of(&fs::read(&path).map_err(unwritable)?);
    let outcome = replace(&path, &encoding.encode(before), &encoding.encode(text));
    let leads_there = || fs::canonicalize(&named).is_ok_and(|now| now == path);
    match outcome.map_err(unwritable)? {
        Outcome::Replaced if leads_there() => Ok(()),
        _ => Err(SaveError::ChangedMeanwhile(named)),
    }
}

/// Writes a generated file. An interruption leaves the old one or none.
pub(super) fn write(file: &Path, text: &str) -> anyhow::Result<()> {
    let folder = file.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)
        .with_context(|| format!("the folder {} can't be made", shown_path(folder)))?;
    let mut temporary = AtomicFile::new_in(folder)
        .with_context(|| format!("{} can't be written to", shown_path(folder)))?;
    temporary.write_all(text.as_bytes())?;
    temporary.persist(file)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_editor_saved_meanwhile_is_kept() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join(EVIDENCE_FILE);
        let folder = Folder::new(home.path());
        fs::write(&file, "# saved by an editor\n").unwrap();
        let error = save(&folder, "# as it was read\n", "# mended\n").unwrap_err();
        assert!(error.to_string().contains("changed meanwhile"), "{error}");
        assert_eq!(fs::read(&file).unwrap(), b"# saved by an editor\n");
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1);
        save(&folder, "# saved by an editor\n", "# mended\n").unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"# mended\n");
    }
}
