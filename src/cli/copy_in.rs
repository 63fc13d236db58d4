//! A file from elsewhere that becomes an artifact.

use crate::model::shown_path;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use crate::load::{ARTIFACTS, Folder, is_litter};
use crate::pack::AtomicFile;
use crate::rules::Checked;

/// A file that is to be copied into `artifacts/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CopyIn {
    /// The file as it is now.
    pub from: PathBuf,
    /// The path that the copy will have in the portfolio.
    pub to: String,
}

/// Finds the file that someone typed or dragged into the terminal, which may put it in quotes or write
/// `\ ` for a space; none if there is no such file.
pub(super) fn typed_file(typed: &str) -> Option<PathBuf> {
    let typed = typed.trim();
    let unquoted = ['"', '\''].iter().find_map(|quote| {
        typed.strip_prefix(*quote)?.strip_suffix(*quote).filter(|inside| !inside.is_empty())
    });
    let plain = unquoted.unwrap_or(typed);
    let from_home =
        plain.strip_prefix("~/").and_then(|rest| Some(std::env::home_dir()?.join(rest)));
    let unescaped = plain.replace('\\', "");
    let candidates = [Some(PathBuf::from(plain)), from_home, Some(PathBuf::from(unescaped))];
    candidates.into_iter().flatten().find(|path| path.is_file())
}

/// The path in the portfolio of a file that was typed by another one.
pub(super) fn in_portfolio(folder: &Folder, checked: &Checked, typed: &Path) -> Option<String> {
    let root = folder.root().canonicalize().ok()?;
    let path = typed.canonicalize().ok()?;
    let path = path.strip_prefix(root).ok()?.to_string_lossy().replace('\\', "/");
    Some(checked.portfolio.artifact(&path)?.path.clone())
}

/// Where the copy of a file would be: under its own name, or with a number where another file has it.
///
/// # Errors
/// The file has a name that no artifact can have.
pub(super) fn planned(folder: &Folder, from: PathBuf) -> anyhow::Result<CopyIn> {
    let name = from.file_name().and_then(|name| name.to_str());
    let Some(name) = name.filter(|name| !is_litter(name)) else {
        bail!("{} can't be an artifact under this name", shown_path(&from));
    };
    let dot = name.rfind('.').filter(|dot| *dot > 0).unwrap_or(name.len());
    let (stem, extension) = name.split_at(dot);
    let names = std::iter::once(name.to_owned())
        .chain((2..1_000).map(|number| format!("{stem}-{number}{extension}")));
    for name in names {
        let to = format!("{ARTIFACTS}{name}");
        let place = folder.on_disk(&to);
        if place.symlink_metadata().is_err() || is_same(&from, &place) {
            return Ok(CopyIn { from, to });
        }
    }
    bail!("{ARTIFACTS} has too many files named {name}")
}

/// Copies the file, unless it is there already.
///
/// # Errors
/// Reading or writing fails, or another file stands at its place. Nothing is changed then.
pub(super) fn copy(folder: &Folder, copy: &CopyIn) -> anyhow::Result<()> {
    let place = folder.on_disk(&copy.to);
    let context = || format!("{} can't be copied to {}", shown_path(&copy.from), copy.to);
    if is_same(&copy.from, &place) {
        return Ok(());
    }
    let into = place.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(into).with_context(context)?;
    let mut source = File::open(&copy.from).with_context(context)?;
    let mut file = AtomicFile::new_in(into).with_context(context)?;
    io::copy(&mut source, &mut file).with_context(context)?;
    match file.persist_new(&place).with_context(context)? {
        true => Ok(()),
        false => bail!("{} is there already: try again", copy.to),
    }
}

/// Whether two files have the same bytes.
fn is_same(one: &Path, other: &Path) -> bool {
    let length =
        |path: &Path| fs::metadata(path).ok().filter(fs::Metadata::is_file).map(|it| it.len());
    if length(one).is_none() || length(one) != length(other) {
        return false;
    }
    let (Ok(one), Ok(other)) = (File::open(one), File::open(other)) else { return false };
    let (mut one, mut other) = (io::BufReader::new(one), io::BufReader::new(other));
    let (mut first, mut second) = (vec![0; 64 << 10], vec![0; 64 << 10]);
    loop {
        let Ok(read) = one.read(&mut first) else { return false };
        if read == 0 {
            return true;
        }
        let (first, second) = (&first[..read], &mut second[..read]);
        if other.read_exact(second).is_err() || first != second {
            return false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_keeps_its_name_unless_another_has_it() {
        let home = tempfile::tempdir().unwrap();
        let folder = Folder::new(home.path().join("portfolio"));
        fs::create_dir_all(folder.on_disk("artifacts")).unwrap();
        let from = home.path().join("my plan.pdf");
        fs::write(&from, "one").unwrap();
        let typed = typed_file(&format!("'{}' ", from.display())).unwrap();
        let first = planned(&folder, typed).unwrap();
        assert_eq!(first.to, "artifacts/my plan.pdf");
        copy(&folder, &first).unwrap();
        assert_eq!(planned(&folder, from.clone()).unwrap(), first, "the same bytes");
        fs::write(&from, "two").unwrap();
        assert_eq!(planned(&folder, from.clone()).unwrap().to, "artifacts/my plan-2.pdf");
        assert!(copy(&folder, &first).is_err());
        assert_eq!(fs::read(folder.on_disk(&first.to)).unwrap(), b"one");
        let escaped = from.display().to_string().replace(' ', "\\ ");
        assert_eq!(typed_file(&escaped), cfg!(unix).then_some(from));
    }
}
