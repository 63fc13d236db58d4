//! `mcred catalog`: the credentials, or one of them in full.

use std::path::Path;

use anyhow::bail;
use clap::{Args, Subcommand, ValueEnum};

use super::catalog_import::Import;
use super::{Status, output};
use crate::load::{
    Folder, Found, bundled, bundled_ids, bundled_text, find_portfolio, portfolio_catalog,
};
use crate::model::{Credential, nearest};
use crate::render::{RenderOptions, catalog_human, catalog_json, catalog_list};

/// List the credentials, or print one in full
#[derive(Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct Catalog {
    #[command(subcommand)]
    command: Option<Command>,
    /// The id of a credential, or the beginning of one [default: list all]
    #[arg(value_name = "CREDENTIAL")]
    id: Option<String>,
    /// How to print it
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Format,
}

#[derive(Subcommand)]
enum Command {
    Import(Import),
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For a person
    Human,
    /// For a program: mcred.catalog/1
    Json,
    /// The catalog file itself, to start one of your own from
    Toml,
}

impl Catalog {
    pub(super) fn run(&self, options: &RenderOptions) -> anyhow::Result<Status> {
        let mut known = known(Path::new("."));
        if let Some(Command::Import(import)) = &self.command {
            let known: Vec<&Credential> = known.iter().map(|one| &one.credential).collect();
            return import.run(&known, options);
        }
        if let Some(id) = &self.id {
            let chosen = by_prefix(id, known.iter().map(|one| one.credential.id.as_str()))?;
            known.retain(|one| one.credential.id == chosen);
        }
        let credentials: Vec<&Credential> = known.iter().map(|one| &one.credential).collect();
        let text = match (self.format, credentials.as_slice()) {
            (Format::Json, all) => catalog_json(all)?,
            (Format::Human, [one]) if self.id.is_some() => catalog_human(one, options),
            (Format::Human, all) => catalog_list(all, options),
            (Format::Toml, _) if self.id.is_some() => {
                let text: String = known.iter().map(|one| one.text.as_str()).collect();
                return output::print_file(&text).map(|()| Status::Clean);
            }
            (Format::Toml, _) => bail!(
                "a catalog file describes one credential: name it, such as \
                 `mcred catalog leading-a-culture-of-safety --format toml`"
            ),
        };
        match self.format {
            Format::Json => output::print_data(&text)?,
            _ => output::print(&text)?,
        }
        Ok(Status::Clean)
    }
}

/// A credential and the text of its catalog file.
pub(super) struct Known {
    pub(super) credential: Credential,
    text: String,
}

/// The bundled credentials, and those in the catalog of the portfolio around this folder.
pub(super) fn known(folder: &Path) -> Vec<Known> {
    let portfolio = match find_portfolio(folder) {
        Found::Portfolio(portfolio) => portfolio,
        _ => folder.to_owned(),
    };
    let own = portfolio_catalog(&Folder::new(portfolio)).0;
    let mut known: Vec<Known> = own
        .into_iter()
        .map(|(credential, source)| Known { credential, text: source.text })
        .collect();
    for id in bundled_ids() {
        let shadowed = known.iter().any(|one| one.credential.id == id);
        if let (false, Some(credential), Some(text)) = (shadowed, bundled(id), bundled_text(id)) {
            known.push(Known { credential, text: text.to_owned() });
        }
    }
    known.sort_by(|one, other| one.credential.id.cmp(&other.credential.id));
    known
}

/// The only id that begins with this or, if none does, contains it.
///
/// # Errors
/// There is none, or there are several.
pub(super) fn by_prefix<'i>(
    typed: &str,
    ids: impl Iterator<Item = &'i str> + Clone,
) -> anyhow::Result<String> {
    let typed = typed.trim();
    if let Some(exact) = ids.clone().find(|id| *id == typed) {
        return Ok(exact.to_owned());
    }
    let alike = |like: fn(&str, &str) -> bool| -> Vec<&str> {
        ids.clone().filter(|id| !typed.is_empty() && like(id, typed)).collect()
    };
    // `safety` is enough if only one id contains it.
    let mut meant = alike(|id, typed| id.starts_with(typed));
    if meant.is_empty() {
        meant = alike(|id, typed| id.contains(typed));
    }
    match meant.as_slice() {
        [one] => Ok((*one).to_owned()),
        [] => match nearest(typed, ids.clone()) {
            Some(near) => bail!("there is no credential `{typed}`; did you mean `{near}`?"),
            None => bail!(
                "there is no credential `{typed}`; there are {}",
                ids.collect::<Vec<_>>().join(", ")
            ),
        },
        several => bail!("`{typed}` may mean {}: type more of it", several.join(" or ")),
    }
}
