//! Writes files atomically, evidence.toml in its own encoding.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, bail};

use crate::io::Encoding;
use crate::load::{EVIDENCE_FILE, Folder};
use crate::pack::AtomicFile;

/// Replaces the text of evidence.toml, which was `before` when it was read.
///
/// # Errors
/// Another program changed it meanwhile, or writing fails. The file is unchanged then.
pub(super) fn save(folder: &Folder, before: &str, text: &str) -> anyhow::Result<()> {
    // Renaming would replace a link; the file is the target.
    let named = folder.on_disk(EVIDENCE_FILE);
    let path = fs::canonicalize(&named).with_context(|| format!("{} is gone", named.display()))?;
    let context = || format!("{} can't be written", named.display());
    let bytes = fs::read(&path).with_context(context)?;
    let encoding = Encoding::of(&bytes);
    let parent = path.parent().with_context(context)?;
    let mut file = AtomicFile::new_in(parent).with_context(context)?;
    file.write_all(&encoding.encode(text)).with_context(context)?;
    // Checked as late as possible, so that changes of an editor are not lost.
    if encoding.encode(before) != fs::read(&path).with_context(context)? {
        bail!("{} changed meanwhile and was left alone: try again", named.display());
    }
    file.persist(&path).with_context(context)?;
    Ok(())
}

/// Writes a generated file. An interruption leaves the old one or none.
pub(super) fn write(file: &Path, text: &str) -> anyhow::Result<()> {
    let folder = file.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)
        .with_context(|| format!("the folder {} can't be made", folder.display()))?;
    let mut temporary = AtomicFile::new_in(folder)
        .with_context(|| format!("{} can't be written to", folder.display()))?;
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
