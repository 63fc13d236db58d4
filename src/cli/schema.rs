//! `mcred schema`: the JSON Schemas of files and outputs, for editors and programs.

use crate::model::shown_path;
use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::{Args, ValueEnum};

use super::catalog::known;
use super::save::write;
use super::{Status, output, portfolio_folders};
use crate::docs::{
    CATALOG_DOCUMENT, CHECK_DOCUMENT, COMPARE_DOCUMENT, KnownNames, VERIFY_DOCUMENT,
    catalog_schema, evidence_schema, private_schema,
};
use crate::load::{
    ARTIFACTS, EVIDENCE_FILE, EntryKind, Folder, Found, Tree, credential_named, find_portfolio,
};
use crate::scaffold::EVIDENCE_SCHEMA;

/// Print the JSON Schema of a file, for editors that complete and check while you type
///
/// In a portfolio, the schema of evidence.toml knows its credential, its details and its
/// artifacts. Editors with TOML support (such as Even Better TOML in VS Code) find it by the
/// line `#:schema .mcred/evidence.schema.json` at the top of the file.
#[derive(Args)]
pub(super) struct Schema {
    /// The file that it describes
    #[arg(value_name = "WHAT", default_value = "evidence")]
    what: What,
    /// Write it into .mcred/ of the portfolio instead: again after artifacts were added
    #[arg(long)]
    write: bool,
    /// The portfolio's folder [default: the nearest one upward from here]
    #[arg(long, short = 'C', value_name = "DIR")]
    folder: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum What {
    /// evidence.toml
    Evidence,
    /// A catalog file
    Catalog,
    /// private.toml
    Private,
    /// What `mcred check --format json` prints: mcred.check/1
    CheckJson,
    /// What `mcred verify --format json` prints: mcred.verify/1
    VerifyJson,
    /// What `mcred compare --format json` prints: mcred.compare/1
    CompareJson,
    /// What `mcred catalog --format json` prints: mcred.catalog/1
    CatalogJson,
}

impl Schema {
    pub(super) fn run(&self) -> anyhow::Result<Status> {
        let portfolio = match &self.folder {
            Some(folder) => Some(portfolio_folders::one(Some(folder))?),
            None if self.write => Some(portfolio_folders::one(None)?),
            None => match find_portfolio(Path::new(".")) {
                Found::Portfolio(portfolio) => Some(portfolio),
                _ => None,
            },
        };
        let (name, schema) = match self.what {
            What::Evidence => (EVIDENCE_SCHEMA, evidence(portfolio.as_deref())),
            What::Catalog => (".mcred/catalog.schema.json", catalog_schema()),
            What::Private => (".mcred/private.schema.json", private_schema()),
            What::CheckJson => ("", CHECK_DOCUMENT.replace("\r\n", "\n")),
            What::CompareJson => ("", COMPARE_DOCUMENT.replace("\r\n", "\n")),
            What::VerifyJson => ("", VERIFY_DOCUMENT.replace("\r\n", "\n")),
            What::CatalogJson => ("", CATALOG_DOCUMENT.replace("\r\n", "\n")),
        };
        match portfolio.filter(|_| self.write) {
            Some(_) if name.is_empty() => bail!("no editor needs this one in a portfolio"),
            Some(portfolio) => {
                let file = portfolio.join(name);
                write(&file, &schema)?;
                output::print_plain(&format!("{}\n", shown_path(&file)))?;
                output::print(&self.advice(&portfolio, name))?;
            }
            None => output::print_data(&schema)?,
        }
        Ok(Status::Clean)
    }

    /// How to make an editor use the schema, unless the file names it already.
    fn advice(&self, portfolio: &Path, name: &str) -> String {
        let (file, up) = match self.what {
            What::Evidence => (EVIDENCE_FILE, ""),
            What::Catalog => ("catalog/….toml", "../"),
            _ => ("private.toml", ""),
        };
        let line = format!("#:schema {up}{name}");
        let text = std::fs::read(portfolio.join(file)).unwrap_or_default();
        match String::from_utf8_lossy(&text).lines().any(|known| known.trim() == line) {
            true => String::new(),
            false => format!("Write as the first line of {file}, for your editor:\n  {line}\n"),
        }
    }
}

/// The schema of evidence.toml, with the names of this portfolio if there is one.
pub(super) fn evidence(portfolio: Option<&Path>) -> String {
    let known = known(portfolio.unwrap_or(Path::new(".")));
    let ids = known.iter().map(|one| one.credential.id.as_str()).collect();
    let Some(portfolio) = portfolio else {
        return evidence_schema(&KnownNames { credentials: ids, ..KnownNames::default() });
    };
    let folder = Folder::new(portfolio);
    let id = credential_named(&folder);
    let entries = folder.entries();
    let files = entries.iter().filter(|entry| matches!(entry.kind, EntryKind::File(_)));
    let artifacts = files.map(|entry| entry.path.as_str()).filter(|p| p.starts_with(ARTIFACTS));
    evidence_schema(&KnownNames {
        credentials: ids,
        credential: known
            .iter()
            .map(|one| &one.credential)
            .find(|credential| id.as_ref() == Some(&credential.id)),
        artifacts: artifacts.collect(),
        is_portfolio: true,
    })
}
