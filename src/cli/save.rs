//! Writes evidence.toml anew: beside its place, in its own encoding, then renamed.

use std::fs;
use std::io::Write;

use anyhow::Context;
use tempfile::NamedTempFile;

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
