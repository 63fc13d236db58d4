//! Where `mcred init` makes a portfolio when no folder is named.

use std::fs;
use std::path::{Path, PathBuf};

use super::dialog::Dialog;
use crate::load::{FOLDERS, PRIVATE_FILE, is_litter};
use crate::model::{abridged, shown_path};

/// So many other files are named.
const SHOWN: usize = 3;
/// The name that is offered for a new folder.
const NEW_FOLDER: &str = "my-portfolio";

/// This folder, or a new one in it that the person names where this one has other files already.
///
/// # Errors
/// The input ends, or can't be read.
pub(super) fn folder_among_files(dialog: &mut Dialog<'_>, here: &Path) -> anyhow::Result<PathBuf> {
    let others = other_files(here);
    if others.is_empty() {
        return Ok(here.to_owned());
    }
    let shown = here.canonicalize().unwrap_or_else(|_| here.to_owned());
    dialog.say("");
    dialog.say_wrapped(
        &format!("{} holds other files already: {}.", shown_path(&shown), abridged(others, SHOWN)),
        "",
    );
    dialog.say("Name a new folder for the portfolio, or type . to use this one.");
    dialog.ask(&format!("Folder [{NEW_FOLDER}]:"), |_, answer| {
        let name = if answer.is_empty() { NEW_FOLDER } else { answer };
        // `./my-portfolio` reads no better.
        let folder = if here == Path::new(".") { PathBuf::from(name) } else { here.join(name) };
        match name {
            "." => Ok(here.to_owned()),
            _ if folder.is_file() => Err(format!("`{name}` is a file")),
            _ if !other_files(&folder).is_empty() => {
                Err(format!("`{name}` has files already; type another name"))
            }
            _ => Ok(folder),
        }
    })
}

/// The names of what is in a folder beside the parts of a portfolio.
fn other_files(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).into_iter().flatten().flatten();
    let names = names.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let is_other = |name: &String| {
        let is_own = FOLDERS.contains(&name.as_str()) || name == PRIVATE_FILE;
        let is_of_repository = ["README.md", "LICENSE"].contains(&name.as_str());
        !is_own && !is_of_repository && !is_litter(name) && !name.starts_with('.')
    };
    let mut names: Vec<String> = names.filter(is_other).collect();
    names.sort();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_with_other_files_is_not_filled_unasked() {
        let home = tempfile::tempdir().unwrap();
        let answered = |typed: &str| {
            let mut shown = Vec::new();
            let folder =
                folder_among_files(&mut Dialog::new(typed.as_bytes(), &mut shown), home.path());
            (folder.ok(), String::from_utf8(shown).unwrap())
        };
        let here = home.path().to_owned();
        assert_eq!(answered(""), (Some(here.clone()), String::new()));
        fs::create_dir(here.join("artifacts")).unwrap();
        assert_eq!(answered("").0, Some(here.clone()));
        fs::write(here.join("budget.xlsx"), "1").unwrap();
        let (folder, shown) = answered("budget.xlsx\n\n");
        assert_eq!(folder, Some(here.join("my-portfolio")));
        assert!(shown.contains("budget.xlsx"), "{shown}");
        assert_eq!(answered(".\n").0, Some(here));
        assert_eq!(answered("").0, None, "the input ended");
    }
}
