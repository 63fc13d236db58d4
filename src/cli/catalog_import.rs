//! `mcred catalog import`: the portal's own requirements into `catalog/`.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Args;

use super::dialog::Dialog;
use super::import_source::{ImportSource, read_source};
use super::{Status, output, save, terminal};
use crate::edit::text_diff;
use crate::import::{Imported, Item, Remark, catalog_toml, import_json, import_lines, import_text};
use crate::load::{
    Folder, Found, credential_named, find_portfolio, read_catalog, stated_id, unsuitable_id,
};
use crate::model::{Credential, SourceText, grouped, sanitize, shown_path, wrapped};
use crate::render::{RenderOptions, catalog_human, catalog_with_places};

/// So many lines that were not used are listed.
const LONGEST_LIST: usize = 500;

/// Read the requirements that the portal shows, and write them as a catalog file
///
/// FILE holds the text as you pasted it, or is the saved page or the document. In a portfolio,
/// catalog/ID.toml is written; elsewhere the file is printed. What was not used and what is not sure
/// is said.
#[derive(Args)]
pub(super) struct Import {
    /// A text, web page, Word document, catalog file, CASE JSON or SmartEvidence matrix; `-` for standard
    /// input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The id of the credential [default: told by its title, or by the portfolio]
    #[arg(long = "as", value_name = "ID")]
    id: Option<String>,
    /// Write without asking
    #[arg(long)]
    yes: bool,
}

impl Import {
    /// `known` are the credentials that a text may be about.
    pub(super) fn run(
        &self,
        known: &[&Credential],
        options: &RenderOptions,
    ) -> anyhow::Result<Status> {
        if let Some(id) = &self.id {
            suitable(id)?;
        }
        let portfolio = match find_portfolio(Path::new(".")) {
            Found::Portfolio(portfolio) => Some(portfolio),
            _ => None,
        };
        let named = portfolio.as_ref().and_then(|it| credential_named(&Folder::new(it)));
        let context = || shown_path(&self.file);
        let (wanted, named) = (self.id.as_deref(), named.as_deref());
        let (imported, unit) = match read_source(&self.file)? {
            ImportSource::Catalog(text) => return self.catalog_file(text, portfolio, options),
            ImportSource::Text(text) => (import_text(&text, wanted, named, known), "line"),
            ImportSource::Json(text) => (import_json(&text, wanted, named, known), "item"),
            ImportSource::Lines(lines, unit) => (import_lines(lines, wanted, named, known), unit),
        };
        let imported = imported.with_context(context)?;
        let report = report(&imported, unit, options);
        let file = catalog_toml(&imported.credential);
        self.finish(portfolio, &report, &imported.credential.id, &file)
    }

    /// Takes over a catalog file as it stands.
    fn catalog_file(
        &self,
        text: String,
        portfolio: Option<PathBuf>,
        options: &RenderOptions,
    ) -> anyhow::Result<Status> {
        let id = match stated_id(&text).or_else(|| self.id.clone()) {
            Some(id) => id,
            None => bail!("{}: it states no `id`: add `--as` and an id", shown_path(&self.file)),
        };
        suitable(&id)?;
        let source = SourceText::new(shown_path(&self.file), text);
        let (credential, problems) = read_catalog(&source, &id);
        let Some(mut credential) = credential else {
            let problem = problems.first().context("it is no catalog file")?;
            let line = problem.place.span.as_ref().map(|span| source.position(span.start).line);
            let line = line.map(|line| format!(":{line}")).unwrap_or_default();
            bail!("{}{line}: {}", shown_path(&self.file), sanitize(&problem.message));
        };
        let text = match &self.id {
            Some(wanted) if *wanted != id => {
                credential.id.clone_from(wanted);
                catalog_toml(&credential)
            }
            _ => source.text.clone(),
        };
        let report = catalog_human(&credential, options);
        self.finish(portfolio, &report, &credential.id, &text)
    }

    /// Shows what was understood, and writes the file into the portfolio or prints it.
    fn finish(
        &self,
        portfolio: Option<PathBuf>,
        report: &str,
        id: &str,
        file: &str,
    ) -> anyhow::Result<Status> {
        match portfolio {
            Some(portfolio) => {
                output::print(report)?;
                self.write(&portfolio, id, file)
            }
            None => {
                output::print_note(report);
                output::print_file(file).map(|()| Status::Clean)
            }
        }
    }

    /// Writes the file after showing what changes.
    fn write(&self, portfolio: &Path, id: &str, text: &str) -> anyhow::Result<Status> {
        let name = format!("catalog/{id}.toml");
        let path = portfolio.join("catalog").join(format!("{id}.toml"));
        let old = match std::fs::read_to_string(&path) {
            Ok(old) => Some(old),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
            Err(error) => return Err(error).with_context(|| format!("{name} can't be read")),
        };
        if let Some(old) = &old {
            if old == text {
                output::print_plain(&format!("\n{name} says so already; nothing was changed.\n"))?;
                return Ok(Status::Clean);
            }
            let diff = text_diff(&SourceText::new(&name, old.as_str()), text);
            output::print_plain(&format!("\n{diff}"))?;
        }
        if terminal::can_ask() && !self.yes {
            let what = if old.is_some() { "Replace" } else { "Write" };
            let agreed = Dialog::at_terminal().confirm(&format!("{what} {name}?"), false)?;
            if !agreed {
                output::print_plain("Nothing was written.\n")?;
                return Ok(Status::Clean);
            }
        }
        save::write(&path, text)?;
        output::print_plain(&format!(
            "\nWrote {name}. Compare it with the portal once; `mcred check` goes by it from now on.\n"
        ))?;
        Ok(Status::Clean)
    }
}

/// Whether files and folders can have this id for a name.
fn suitable(id: &str) -> anyhow::Result<()> {
    if id.is_empty() {
        bail!("an id has letters, digits and hyphens, such as `leading-a-garden`");
    }
    match unsuitable_id(id) {
        Some(why) => bail!(
            "`{}` can't be the id of a credential: it {why}; use letters, digits and hyphens, such as \
             `leading-a-garden`",
            sanitize(id)
        ),
        None => Ok(()),
    }
}

/// What was understood: the credential with the lines of its items, what is not sure, and what was not
/// used.
fn report(imported: &Imported, unit: &str, options: &RenderOptions) -> String {
    let place = |item: &Item| {
        let lines = imported.lines.iter().filter(|(other, _)| other == item);
        let lines: Vec<String> = lines.map(|(_, line)| format!("{unit} {line}")).collect();
        (!lines.is_empty()).then(|| lines.join(", "))
    };
    let mut text = catalog_with_places(&imported.credential, options, &place);
    let mut section = |title: &str, remarks: &[Remark], most: usize| {
        if !remarks.is_empty() {
            text.push_str(&format!("\n{title}\n"));
        }
        for Remark { line, text: words } in remarks.iter().take(LONGEST_LIST) {
            let short: String = words.chars().take(most).collect();
            let more = if short.len() < words.len() { "…" } else { "" };
            let place = line.map(|line| format!("{unit} {line}: ")).unwrap_or_default();
            let words = format!("  {place}{}{more}", sanitize(&short));
            text.push_str(&wrapped(&words, "    ", options.width));
        }
        if let Some(more @ 1..) = remarks.len().checked_sub(LONGEST_LIST) {
            text.push_str(&format!("  and {} more\n", grouped(more)));
        }
    };
    section("To be looked at", &imported.remarks, usize::MAX);
    section("Not used", &imported.unused, 70);
    text
}
