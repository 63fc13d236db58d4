//! `mcred init`: creates a portfolio.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::{Args, ValueEnum};

use super::catalog::{Known, by_prefix, known};
use super::ci::{Service, workflow};
use super::schema;
use super::{Status, output, save, terminal};
use crate::edit::{migrate, text_diff};
use crate::load::{EVIDENCE_FILE, Folder, Tree, bundled, credential_named, load_texts};
use crate::model::{Credential, is_nearly_evidence, is_stub, near_narrative, sanitize, wrapped};
use crate::pack::AtomicFile;
use crate::scaffold::{EVIDENCE_SCHEMA, NarrativeFormat, Scaffold, scaffold};

/// Make the folder of a portfolio, or add what an existing one lacks
///
/// Never overwrites a file: run again, it adds what is missing and says so. Where the catalog lists other
/// details than before, evidence.toml is brought along. In a portfolio,
/// `mcred init --ci github` adds the workflow alone.
#[derive(Args)]
pub(super) struct Init {
    /// The id of a credential, or enough of it to tell which [default: ask]
    #[arg(value_name = "CREDENTIAL")]
    credential: Option<String>,
    /// The folder to make or to complete
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,
    /// Add the file by which this service checks the portfolio at every push
    #[arg(long, value_name = "SERVICE")]
    ci: Option<Service>,
    /// What you write the narratives in [default: md; at a terminal, ask]
    #[arg(long, value_name = "FORMAT")]
    narratives: Option<WrittenIn>,
}

/// What the narratives are written in.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum WrittenIn {
    /// Markdown, with any text editor
    Md,
    /// Word documents, with Word, LibreOffice or Google Docs
    Docx,
}

impl From<WrittenIn> for NarrativeFormat {
    fn from(written_in: WrittenIn) -> NarrativeFormat {
        match written_in {
            WrittenIn::Md => NarrativeFormat::Markdown,
            WrittenIn::Docx => NarrativeFormat::Docx,
        }
    }
}

impl Init {
    pub(super) fn run(&self) -> anyhow::Result<Status> {
        if let Some(folder) = self.only_folder() {
            return Init { credential: None, folder, ..*self }.run();
        }
        let is_portfolio = self.folder.join(EVIDENCE_FILE).is_file();
        if self.ci.is_none() || self.credential.is_some() || !is_portfolio {
            self.portfolio()?;
        }
        if let Some(service) = self.ci {
            output::print_plain(&add_workflow(service, &self.folder)?)?;
        }
        Ok(Status::Clean)
    }

    /// `mcred init my-portfolio`: the argument for the credential is a portfolio.
    fn only_folder(&self) -> Option<PathBuf> {
        let named = self.credential.as_ref().filter(|_| self.folder == Path::new("."))?;
        let is_portfolio = Path::new(named).join(EVIDENCE_FILE).is_file();
        is_portfolio.then(|| PathBuf::from(named))
    }

    fn portfolio(&self) -> anyhow::Result<()> {
        let known = known(&self.folder);
        refuse_twin_of_evidence(&self.folder)?;
        let id = self.id(&known)?;
        let Some(chosen) = known.iter().find(|one| one.credential.id == id) else {
            bail!("there is no credential `{id}`");
        };
        let had_evidence = self.folder.join(EVIDENCE_FILE).is_file();
        let format = self.narrative_format()?;
        let files = scaffold(&chosen.credential, format)?;
        let report = write(&self.folder, &chosen.credential, &files)?;
        if had_evidence {
            save::retry(|| bring_along(&self.folder, &chosen.credential))?;
        }
        output::print_plain(&report)
    }

    /// The format that is named, or chosen at a terminal where there are no narratives yet.
    fn narrative_format(&self) -> anyhow::Result<NarrativeFormat> {
        if let Some(format) = self.narratives {
            return Ok(format.into());
        }
        let [overview, reflection] = NarrativeFormat::Markdown.paths();
        let is_there = |path: &str| {
            self.folder.join(path).symlink_metadata().is_ok()
                || written_elsewhere(&self.folder, path).is_some()
        };
        if !terminal::can_ask() || is_there(overview) || is_there(reflection) {
            return Ok(NarrativeFormat::Markdown);
        }
        eprintln!("What will you write the narratives in?\n");
        eprintln!("  1. a text editor, as Markdown (.md)");
        eprintln!("  2. Word, Google Docs or LibreOffice (.docx)");
        let number = terminal::ask_number("\nIts number, 1 or 2".to_owned(), 2, Some(1))?;
        Ok(if number == 2 { NarrativeFormat::Docx } else { NarrativeFormat::Markdown })
    }

    /// The credential that is named, or that of the existing portfolio, or the chosen one.
    fn id(&self, known: &[Known]) -> anyhow::Result<String> {
        let ids = known.iter().map(|one| one.credential.id.as_str());
        let existing = credential_named(&Folder::new(&self.folder));
        match (&self.credential, existing) {
            (Some(typed), Some(existing)) => {
                let id = by_prefix(typed, ids)?;
                if id != existing {
                    bail!(
                        "{} is for `{existing}` already: name another folder for `{id}`",
                        self.folder.join(EVIDENCE_FILE).display()
                    );
                }
                Ok(id)
            }
            (Some(typed), None) => by_prefix(typed, ids),
            (None, Some(existing)) => by_prefix(&existing, ids),
            (None, None) => choose(known),
        }
    }
}

/// Brings evidence.toml along where the catalog lists other details than before. The changes are shown
/// first, and a person at a terminal is asked.
fn bring_along(folder: &Path, credential: &Credential) -> anyhow::Result<()> {
    let folder = Folder::new(folder);
    let Ok(source) = load_texts(&folder).map(|it| it.evidence.source) else { return Ok(()) };
    let former = bundled(&credential.id);
    let Some(migration) = migrate(&source.text, credential, former.as_ref()) else {
        return Ok(());
    };
    output::print_plain(&text_diff(&source, &migration.text))?;
    if terminal::can_ask() && !terminal::confirm(format!("Change {EVIDENCE_FILE} so?"))? {
        return Ok(());
    }
    save::save(&folder, &source.text, &migration.text)?;
    let notes = migration.notes.iter().map(|note| format!("  {note}\n"));
    output::print_plain(&format!("\n{EVIDENCE_FILE}:\n{}\n", notes.collect::<String>()))
}

/// Asks for the credential at a terminal.
fn choose(known: &[Known]) -> anyhow::Result<String> {
    if !terminal::can_ask() {
        let ids: Vec<&str> = known.iter().map(|one| one.credential.id.as_str()).collect();
        bail!("name the credential, such as `mcred init {}`\n  {}", ids[0], ids.join("\n  "));
    }
    eprintln!("Which credential is the portfolio for?\n");
    for (index, one) in known.iter().enumerate() {
        eprintln!("  {}. {}", index + 1, sanitize(&one.credential.title));
    }
    let prompt = format!("\nIts number, 1 to {}", known.len());
    let number = terminal::ask_number(prompt, known.len(), None)?;
    Ok(known[number - 1].credential.id.clone())
}

/// Writes missing files. Returns a report of what was added and what was there.
fn write(folder: &Path, credential: &Credential, scaffold: &Scaffold) -> anyhow::Result<String> {
    let mut added = Vec::new();
    let mut kept = Vec::new();
    let mut elsewhere = Vec::new();
    for name in scaffold.folders {
        let path = folder.join(name);
        if !path.is_dir() {
            fs::create_dir_all(&path)
                .with_context(|| format!("{} can't be made", path.display()))?;
            added.push(format!("{name}/"));
        }
    }
    let mut add = |name: &str, content: &[u8]| -> anyhow::Result<()> {
        let list = if create(&folder.join(name), content)? { &mut added } else { &mut kept };
        list.push(name.to_owned());
        Ok(())
    };
    for (name, content) in &scaffold.files {
        match written_elsewhere(folder, name) {
            Some(file) => elsewhere.push(file),
            None => add(name, content)?,
        }
    }
    // Last, since it contains names from the portfolio.
    add(EVIDENCE_SCHEMA, schema::evidence(Some(folder)).as_bytes())?;
    kept.extend(elsewhere);
    Ok(report(folder, credential, &added, &kept))
}

/// The file in which a narrative may be written already, in another format or under a name that is
/// nearly right: an empty one beside it would hide it.
fn written_elsewhere(folder: &Path, name: &str) -> Option<String> {
    let (stem, _) = name.strip_prefix("narratives/")?.rsplit_once('.')?;
    let tree = Folder::new(folder);
    let paths = tree.entries().into_iter().map(|entry| entry.path);
    let mut paths = paths.filter(|path| path.starts_with("narratives/")).chain(tree.unread_files());
    let name_of = |path: &str| path.rsplit('/').next().unwrap_or(path).to_owned();
    paths.find(|path| path != name && near_narrative(&name_of(path), stem).is_some())
}

/// Fails where evidence.toml is there under a name that is nearly right.
fn refuse_twin_of_evidence(folder: &Path) -> anyhow::Result<()> {
    let near = Folder::new(folder).unread_files().into_iter().find(|it| is_nearly_evidence(it));
    match near.filter(|_| folder.join(EVIDENCE_FILE).symlink_metadata().is_err()) {
        Some(near) if is_stub(&near) => {
            bail!("`{near}` is only a stub: download evidence.toml from the cloud first")
        }
        Some(near) => {
            bail!("rename `{near}` to `{EVIDENCE_FILE}` first: it is the form of a portfolio")
        }
        None => Ok(()),
    }
}

/// Writes a file unless one is there. Returns whether it did. It is written atomically: the next run
/// would take half a file for the practitioner's own.
fn create(path: &Path, content: &[u8]) -> anyhow::Result<bool> {
    let context = || format!("{} can't be written", path.display());
    // Anything that is there stays, even a dangling link.
    if path.symlink_metadata().is_ok() {
        return Ok(false);
    }
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).with_context(context)?;
    let mut file = AtomicFile::new_in(folder).with_context(context)?;
    file.write_all(content).with_context(context)?;
    file.persist_new(path).with_context(context)
}

/// Adds the workflow of a CI service. Returns a report.
fn add_workflow(service: Service, folder: &Path) -> anyhow::Result<String> {
    let workflow = workflow(service, folder)?;
    if !create(&workflow.file, workflow.text.as_bytes())? {
        return Ok(format!("Left alone: {}\n", workflow.name));
    }
    let mut text = format!("Added {}: every push is checked.\n", workflow.name);
    if let Some(what) = workflow.to_do {
        text.push_str(&wrapped(&format!("Before you push: {what}"), "  ", 80));
    }
    Ok(text)
}

fn report(folder: &Path, credential: &Credential, added: &[String], kept: &[String]) -> String {
    let place = match folder.as_os_str().is_empty() || folder == Path::new(".") {
        true => "this folder".to_owned(),
        false => folder.display().to_string(),
    };
    let mut text = match (added, kept) {
        ([], _) => format!("{place} has everything already; nothing was changed.\n"),
        (_, []) => format!("Made a portfolio for {} in {place}:\n", credential.title),
        _ => format!("Added what was missing in {place}:\n"),
    };
    added.iter().for_each(|name| text.push_str(&format!("  + {name}\n")));
    if !added.is_empty() && !kept.is_empty() {
        text.push_str(&format!("Left alone: {}\n", kept.join(", ")));
    }
    let first = match place.as_str() {
        "this folder" => String::new(),
        place if place.contains(' ') => format!("`cd \"{place}\"`, and "),
        place => format!("`cd {place}`, and "),
    };
    text.push_str(&format!(
        "\nNext: {first}`mcred check` says where to begin. README.md there explains the parts.\n"
    ));
    text
}
