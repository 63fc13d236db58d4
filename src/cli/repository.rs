//! The git repository around a folder.

use std::path::{Path, PathBuf};

/// The folder of the repository that holds this folder; the folder itself if there is none.
pub(super) fn root(folder: &Path) -> PathBuf {
    let real = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let top = real.ancestors().position(|folder| folder.join(".git").exists()).unwrap_or(0);
    // Relative, with `..`, so that messages show paths from the current folder.
    let up: PathBuf = (0..top).map(|_| "..").collect();
    match top {
        0 => folder.to_owned(),
        _ if folder == Path::new(".") => up,
        _ => folder.join(up),
    }
}

/// The names of the folders that lead from the root of the repository to this folder; none for the root
/// itself, and where there is no repository.
///
/// # Errors
/// A folder can't be resolved.
pub(super) fn path_below(folder: &Path) -> std::io::Result<Vec<String>> {
    let (real, root) = (folder.canonicalize()?, root(folder).canonicalize()?);
    let below = real.strip_prefix(root).unwrap_or(Path::new(""));
    Ok(below.iter().map(|part| part.to_string_lossy().into_owned()).collect())
}
