//! Writes files: beside their place, then renamed; evidence.toml in its own encoding.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::Context;
use tempfile::{Builder, NamedTempFile};

use crate::load::{EVIDENCE_FILE, Encoding, Folder};

/// Replaces the text of evidence.toml.
///
/// # Errors
/// What the machine says; then the old file is still there, whole.
pub(super) fn save(folder: &Folder, text: &str) -> anyhow::Result<()> {
    // Through a link to the file itself: a rename would replace the link.
    let named = folder.on_disk(EVIDENCE_FILE);
    let path = fs::canonicalize(&named).with_context(|| format!("{} is gone", named.display()))?;
    let context = || format!("{} can't be written", named.display());
    let encoding = Encoding::of(&fs::read(&path).with_context(context)?);
    let parent = path.parent().with_context(context)?;
    let mut file = NamedTempFile::new_in(parent).with_context(context)?;
    file.write_all(&encoding.encode(text)).with_context(context)?;
    file.as_file().set_permissions(fs::metadata(&path)?.permissions()).with_context(context)?;
    file.as_file().sync_all().with_context(context)?;
    file.persist(&path).with_context(context)?;
    Ok(())
}

/// Writes a file that mcred makes anew at any time: beside its place, then renamed, so that an
/// interruption leaves the old one or none.
pub(super) fn write(file: &Path, text: &str) -> anyhow::Result<()> {
    let folder = file.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)
        .with_context(|| format!("the folder {} can't be made", folder.display()))?;
    let mut builder = Builder::new();
    builder.prefix(".mcred-").suffix(".part");
    // Temporary files are private; this is an ordinary file of its owner.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o644));
    }
    let mut unfinished = builder
        .tempfile_in(folder)
        .with_context(|| format!("{} can't be written to", folder.display()))?;
    unfinished.write_all(text.as_bytes())?;
    unfinished.as_file().sync_all()?;
    unfinished.persist(file).map_err(|error| error.error)?;
    Ok(())
}
