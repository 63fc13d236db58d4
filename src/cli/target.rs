//! The place of a file that mcred makes: never one of the portfolio's own files, and nothing but a file.

use crate::model::shown_path;
use std::fs;
use std::path::{Component, Path, PathBuf};

use anyhow::bail;

/// The folder of a portfolio for what mcred makes.
const SUBMISSION: &str = "submission";

/// The path of a file in `submission/`.
///
/// # Errors
/// `submission` is a link, or something else than a file has this name.
pub(super) fn in_submission(portfolio: &Path, name: &str) -> anyhow::Result<PathBuf> {
    let submission = portfolio.join(SUBMISSION);
    let found = fs::symlink_metadata(&submission).map(|metadata| metadata.file_type());
    match found {
        Ok(kind) if kind.is_symlink() => bail!(
            "{} is a link, and what is written there would land elsewhere: make it a folder, or name \
             the file with -o",
            shown_path(&submission)
        ),
        Ok(kind) if !kind.is_dir() => bail!("{} is no folder: remove it", shown_path(&submission)),
        _ => {}
    }
    let file = submission.join(name);
    require_file(&file)?;
    Ok(file)
}

/// The path that a person named: anywhere but among the portfolio's own files.
///
/// # Errors
/// It is there, or is no file.
pub(super) fn chosen(portfolio: &Path, file: &Path) -> anyhow::Result<PathBuf> {
    if file.is_dir() {
        bail!("{} is a folder: name the file to write", shown_path(file));
    }
    require_file(file)?;
    // A link stays: what it leads to is written.
    let real_file = real(file);
    let (portfolio, submission) = (real(portfolio), real(portfolio).join(SUBMISSION));
    if real_file.starts_with(&portfolio) && !real_file.starts_with(&submission) {
        bail!(
            "{} is among the portfolio's own files: write it to submission/ or outside",
            shown_path(file)
        );
    }
    let is_link = fs::symlink_metadata(file).is_ok_and(|metadata| metadata.is_symlink());
    Ok(if is_link { real_file } else { file.to_owned() })
}

/// Devices and pipes are not replaced by a file, nor is a link to one or to nothing.
fn require_file(file: &Path) -> anyhow::Result<()> {
    let there = fs::symlink_metadata(file).is_ok();
    match fs::metadata(file) {
        Ok(metadata) if metadata.is_file() => Ok(()),
        Ok(_) => bail!("{} is a device, a pipe or a folder: name a file", shown_path(file)),
        Err(_) if there => bail!("{} is a link that leads nowhere: remove it", shown_path(file)),
        Err(_) => Ok(()),
    }
}

/// The path without links, also where its last folders are still to be made.
fn real(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    for above in absolute.ancestors() {
        let Ok(found) = above.canonicalize() else { continue };
        let rest = absolute.strip_prefix(above).unwrap_or(Path::new(""));
        return rest.components().fold(found, |mut real, part| {
            match part {
                Component::ParentDir => drop(real.pop()),
                part => real.push(part),
            }
            real
        });
    }
    absolute
}
