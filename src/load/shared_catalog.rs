//! The catalog files that a coach shares with a cohort.

use std::path::Path;

use super::catalog;
use super::{LoadError, unsuitable_id};
use crate::io::{ProbeError, read_text};
use crate::model::{Credential, SourceText, shown_path};

/// The largest catalog file that is read.
const LARGEST: u64 = 32 << 20;

/// Credentials and the files that describe them.
#[derive(Debug, Clone, Default)]
pub struct SharedCatalog(Vec<(Credential, SourceText)>);

impl SharedCatalog {
    /// Reads the catalog files of a folder, or one file.
    ///
    /// # Errors
    /// There is none, or one can't be used: what and where.
    pub fn read(place: &Path) -> Result<SharedCatalog, LoadError> {
        let shown = shown_path(place);
        let failed = |error: std::io::Error| LoadError(format!("{shown} can't be read: {error}"));
        let mut files = Vec::new();
        if place.is_dir() {
            // The catalog of a portfolio may be named by the portfolio.
            let inner = place.join("catalog");
            let folder = if inner.is_dir() { inner } else { place.to_owned() };
            for entry in std::fs::read_dir(&folder).map_err(failed)? {
                files.push(entry.map_err(failed)?.path());
            }
            files.retain(|file| file.extension().is_some_and(|it| it == "toml"));
            files.sort();
        } else {
            files.push(place.to_owned());
        }
        if files.is_empty() {
            return Err(LoadError(format!("{shown} has no catalog file, such as `my-own.toml`")));
        }
        files.iter().map(|file| read_file(file)).collect::<Result<_, _>>().map(SharedCatalog)
    }

    /// Each credential with the text of its file.
    pub fn files(&self) -> &[(Credential, SourceText)] {
        &self.0
    }
}

fn read_file(file: &Path) -> Result<(Credential, SourceText), LoadError> {
    let path = shown_path(file);
    let failed = |error: ProbeError| LoadError(format!("{path} can't be read: {error}"));
    let mut opened = std::fs::File::open(file).map_err(|error| failed(error.into()))?;
    if opened.metadata().is_ok_and(|it| it.len() > LARGEST) {
        return Err(LoadError(format!("{path} is larger than any catalog file")));
    }
    let text = read_text(&mut opened, None).map_err(failed)?;
    let id = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    // A file that was sent by mail may have another name: what it states counts.
    let id = catalog::stated_id(&text).unwrap_or(id);
    if let Some(why) = unsuitable_id(&id) {
        return Err(LoadError(format!("{path}: `{id}` can't be the id of a credential: it {why}")));
    }
    let source = SourceText::new(path, text);
    match catalog::read(&source, &id) {
        (Some(credential), _) => Ok((credential, source)),
        (None, problems) => {
            let problem = problems.into_iter().next();
            let line = problem.as_ref().and_then(|problem| problem.place.span.as_ref());
            let line = line.map_or(1, |span| source.position(span.start).line);
            let message = problem.map_or_else(String::new, |problem| problem.message);
            Err(LoadError(format!("{}:{line}: {message}", source.path)))
        }
    }
}
