//! `mcred check --fix`: fixes evidence.toml and reports the changes.

use anyhow::Context;

use super::clock;
use super::dialog::Dialog;
use super::save::{retry, save, save_file};
use super::terminal;
use crate::edit::{self, Fix};
use crate::load::{Edited, Folder, load_texts};
use crate::model::{MisplacedFile, SourceText, sanitize, shown_path};

/// Applies the unambiguous fixes to one portfolio, or shows them with `dry_run`. Changes are reported on
/// standard error, since standard output is for the findings.
///
/// # Errors
/// evidence.toml can't be written.
pub(super) fn fix(folder: &Folder, dry_run: bool) -> anyhow::Result<()> {
    if terminal::can_ask() && !dry_run {
        move_in(folder)?;
    }
    retry(|| fix_once(folder, dry_run))?;
    retry(|| fix_headings(folder, dry_run))
}

/// Offers to move cited files that lie beside artifacts/ or above the portfolio into it.
fn move_in(folder: &Folder) -> anyhow::Result<()> {
    let checked = clock::checked(folder);
    for MisplacedFile { found, target, .. } in &checked.portfolio.misplaced_files {
        let [from, to] = [found, target].map(|path| folder.root().join(path));
        if !from.exists() || to.symlink_metadata().is_ok() {
            continue;
        }
        let question = sanitize(&format!("Move {found} to {target}?"));
        if !Dialog::at_terminal().confirm(&question, true)? {
            continue;
        }
        let context = || format!("{} can't be moved to {}", shown_path(&from), shown_path(&to));
        if let Some(parent) = to.parent() {
            std::fs::create_dir_all(parent).with_context(context)?;
        }
        std::fs::rename(&from, &to).with_context(context)?;
        anstream::eprintln!("moved {} to {}", sanitize(found), sanitize(target));
    }
    Ok(())
}

/// Headings of the overview follow changed questions.
fn fix_headings(folder: &Folder, dry_run: bool) -> anyhow::Result<()> {
    let Ok(portfolio) = load_texts(folder) else { return Ok(()) };
    let Some((source, fixes)) = edit::heading_fixes(&portfolio) else { return Ok(()) };
    if dry_run {
        return super::output::print_plain(&edit::diff(source, &fixes));
    }
    save_file(folder, &source.path, &source.text, &edit::apply(&source.text, &fixes))?;
    say(source, &fixes);
    Ok(())
}

fn say(source: &SourceText, fixes: &[Fix]) {
    for fix in fixes {
        let line = source.position(fix.start()).line;
        anstream::eprintln!("mended {}:{line}: {}", source.path, sanitize(&fix.message));
    }
}

fn fix_once(folder: &Folder, dry_run: bool) -> anyhow::Result<()> {
    let checked = clock::checked(folder);
    let source = &checked.portfolio.evidence.source;
    let fixes = edit::fixes(&checked);
    if fixes.is_empty() {
        return Ok(());
    }
    if dry_run {
        return super::output::print_plain(&edit::diff(source, &fixes));
    }
    let fixed = edit::apply(&source.text, &fixes);
    // No change may add errors.
    let after = clock::checked(&Edited::new(folder, fixed.clone()));
    if after.counts().errors > checked.counts().errors {
        anyhow::bail!("evidence.toml was left alone: mending it would have made it worse");
    }
    save(folder, &source.text, &fixed)?;
    say(source, &fixes);
    Ok(())
}
