//! `mcred check --fix`: mends evidence.toml, and says what it changed.

use super::clock;
use super::save::save;
use crate::edit;
use crate::load::{Edited, Folder};
use crate::model::sanitize;

/// Mends what is certain in one portfolio; with `dry_run` only shows it. What
/// was done goes to standard error: standard output is for the findings.
///
/// # Errors
/// evidence.toml can't be written.
pub(super) fn fix(folder: &Folder, dry_run: bool) -> anyhow::Result<()> {
    let checked = clock::checked(folder);
    let source = &checked.portfolio.evidence.source;
    let fixes = edit::fixes(&checked);
    if fixes.is_empty() {
        return Ok(());
    }
    if dry_run {
        return super::output::say(&edit::diff(source, &fixes));
    }
    let mended = edit::apply(&source.text, &fixes);
    // A change that would make anything worse is not made.
    let after = clock::checked(&Edited::new(folder, mended.clone()));
    if after.counts().errors > checked.counts().errors {
        anyhow::bail!("evidence.toml was left alone: mending it would have made it worse");
    }
    save(folder, &source.text, &mended)?;
    for fix in &fixes {
        let line = source.position(fix.span.start).line;
        anstream::eprintln!("mended {}:{line}: {}", source.path, sanitize(&fix.message));
    }
    Ok(())
}
