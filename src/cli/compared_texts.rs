//! The texts of portfolios to compare. Their artifacts are not read.

use std::path::{Path, PathBuf};

use anyhow::bail;
use rayon::prelude::*;

use super::portfolio_folders;
use crate::load::{Folder, load_texts};
use crate::model::{Portfolio, shown_path};
use crate::rules::Others;
use crate::similarity::{ComparedText, Corpus};

/// Portfolios with which others are compared.
pub(super) struct Against {
    folders: Vec<PathBuf>,
    portfolios: Vec<Portfolio>,
    corpus: Corpus,
}

impl Against {
    /// The portfolios in these folders; none if no folder is named.
    ///
    /// # Errors
    /// A folder contains none, or a text can't be read.
    pub(super) fn read(named: &[PathBuf]) -> anyhow::Result<Option<Against>> {
        if named.is_empty() {
            return Ok(None);
        }
        let folders = distinct(portfolio_folders::all(named)?);
        let portfolios = read(&folders)?;
        let corpus = Corpus::new(portfolios.par_iter().map(ComparedText::of).collect());
        Ok(Some(Against { folders, portfolios, corpus }))
    }

    /// These portfolios without the one in this folder, which is not compared with itself.
    pub(super) fn others(&self, folder: &Path) -> Others<'_> {
        let real = real(folder);
        let own = self.folders.iter().position(|other| self::real(other) == real);
        Others { portfolios: &self.portfolios, corpus: &self.corpus, own }
    }
}

/// Reads the texts of these portfolios.
///
/// # Errors
/// Texts that can't be read; all are named.
pub(super) fn read(folders: &[PathBuf]) -> anyhow::Result<Vec<Portfolio>> {
    let read = |folder: &PathBuf| {
        load_texts(&Folder::new(folder)).map_err(|why| format!("{}: {why}", shown_path(folder)))
    };
    let portfolios: Vec<Result<Portfolio, String>> = folders.par_iter().map(read).collect();
    let unread: Vec<&str> =
        portfolios.iter().filter_map(|one| Some(one.as_ref().err()?.as_str())).collect();
    if !unread.is_empty() {
        bail!("nothing was compared:\n  {}", unread.join("\n  "));
    }
    Ok(portfolios.into_iter().flatten().collect())
}

/// These folders without duplicates, by their resolved paths.
pub(super) fn distinct(folders: Vec<PathBuf>) -> Vec<PathBuf> {
    let mut seen = std::collections::HashSet::new();
    folders.into_iter().filter(|folder| seen.insert(real(folder))).collect()
}

fn real(folder: &Path) -> PathBuf {
    folder.canonicalize().unwrap_or_else(|_| folder.to_owned())
}
