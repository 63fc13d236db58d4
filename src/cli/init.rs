//! `mcred init`: creates a portfolio.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::{Args, ValueEnum};

use super::catalog::{Known, by_prefix, known};
use super::ci::{Service, workflow};
use super::dialog::{Dialog, number};
use super::schema;
use super::{Status, init_folder, output, save, terminal};
use crate::edit::{migrate, text_diff};
use crate::load::{EVIDENCE_FILE, Folder, Tree, bundled, credential_named, load_texts};
use crate::model::{Credential, is_nearly_evidence, is_stub, near_narrative, shown_path, wrapped};
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
    /// The folder to make or to complete [default: this one]
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
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
            return Init { credential: None, folder: Some(folder), ..*self }.run();
        }
        let here = self.folder.as_deref().unwrap_or(Path::new("."));
        let is_portfolio = here.join(EVIDENCE_FILE).is_file();
        let mut folder = here.to_owned();
        if self.ci.is_none() || self.credential.is_some() || !is_portfolio {
            folder = self.portfolio(here)?;
        }
        if let Some(service) = self.ci {
            output::print_plain(&add_workflow(service, &folder)?)?;
        }
        Ok(Status::Clean)
    }

    /// `mcred init my-portfolio`: the argument for the credential is a portfolio.
    fn only_folder(&self) -> Option<PathBuf> {
        let named = self.credential.as_ref().filter(|_| self.folder.is_none())?;
        let is_portfolio = Path::new(named).join(EVIDENCE_FILE).is_file();
        is_portfolio.then(|| PathBuf::from(named))
    }

    /// Makes or completes the portfolio, and returns its folder.
    fn portfolio(&self, here: &Path) -> anyhow::Result<PathBuf> {
        let known = known(here);
        refuse_twin_of_evidence(here)?;
        let mut dialog = terminal::can_ask().then(Dialog::at_terminal);
        let id = self.id(here, &known, dialog.as_mut())?;
        let Some(chosen) = known.iter().find(|one| one.credential.id == id) else {
            bail!("there is no credential `{id}`");
        };
        let had_evidence = here.join(EVIDENCE_FILE).is_file();
        let folder = match &mut dialog {
            Some(dialog) if self.folder.is_none() && !had_evidence => {
                init_folder::folder_among_files(dialog, here)?
            }
            _ => here.to_owned(),
        };
        let format = self.narrative_format(&folder, dialog.as_mut())?;
        let files = scaffold(&chosen.credential, format)?;
        let report = write(&folder, &chosen.credential, &files)?;
        if had_evidence {
            save::retry(|| bring_along(&folder, &chosen.credential, dialog.as_mut()))?;
        }
        output::print_plain(&report)?;
        Ok(folder)
    }

    /// The format that is named, or chosen at a terminal where there are no narratives yet.
    fn narrative_format(
        &self,
        folder: &Path,
        dialog: Option<&mut Dialog<'_>>,
    ) -> anyhow::Result<NarrativeFormat> {
        if let Some(format) = self.narratives {
            return Ok(format.into());
        }
        let [overview, reflection] = NarrativeFormat::Markdown.paths();
        let is_there = |path: &str| {
            folder.join(path).symlink_metadata().is_ok()
                || written_elsewhere(folder, path).is_some()
        };
        let Some(dialog) = dialog.filter(|_| !is_there(overview) && !is_there(reflection)) else {
            return Ok(NarrativeFormat::Markdown);
        };
        dialog.say("\nWhat will you write the narratives in?\n");
        dialog.say("  1. a text editor, as Markdown (.md)");
        dialog.say("  2. Word, Google Docs or LibreOffice (.docx)\n");
        let number = dialog.ask_number("Its number, 1 or 2", 2, Some(1))?;
        Ok(if number == 2 { NarrativeFormat::Docx } else { NarrativeFormat::Markdown })
    }

    /// The credential that is named, or that of the existing portfolio, or the chosen one.
    fn id(
        &self,
        folder: &Path,
        known: &[Known],
        dialog: Option<&mut Dialog<'_>>,
    ) -> anyhow::Result<String> {
        let ids = known.iter().map(|one| one.credential.id.as_str());
        let existing = credential_named(&Folder::new(folder));
        match (&self.credential, existing) {
            (Some(typed), Some(existing)) => {
                let id = by_prefix(typed, ids)?;
                if id != existing {
                    bail!(
                        "{} is for `{existing}` already: name another folder for `{id}`",
                        shown_path(folder.join(EVIDENCE_FILE))
                    );
                }
                Ok(id)
            }
            (Some(typed), None) => by_prefix(typed, ids),
            (None, Some(existing)) => by_prefix(&existing, ids),
            (None, None) => choose(known, dialog),
        }
    }
}

/// Brings evidence.toml along where the catalog lists other details than before. The changes are shown
/// first, and a person at a terminal is asked.
fn bring_along(
    folder: &Path,
    credential: &Credential,
    dialog: Option<&mut Dialog<'_>>,
) -> anyhow::Result<()> {
    let folder = Folder::new(folder);
    let Ok(source) = load_texts(&folder).map(|it| it.evidence.source) else { return Ok(()) };
    let former = bundled(&credential.id);
    let Some(migration) = migrate(&source.text, credential, former.as_ref()) else {
        return Ok(());
    };
    output::print_plain(&text_diff(&source, &migration.text))?;
    if let Some(dialog) = dialog
        && !dialog.confirm(&format!("Change {EVIDENCE_FILE} so?"), false)?
    {
        return Ok(());
    }
    save::save(&folder, &source.text, &migration.text)?;
    let notes = migration.notes.iter().map(|note| format!("  {note}\n"));
    output::print_plain(&format!("\n{EVIDENCE_FILE}:\n{}\n", notes.collect::<String>()))
}

/// Asks for the credential at a terminal: its number in a list, or what the argument takes.
fn choose(known: &[Known], dialog: Option<&mut Dialog<'_>>) -> anyhow::Result<String> {
    let ids: Vec<&str> = known.iter().map(|one| one.credential.id.as_str()).collect();
    let Some(dialog) = dialog else {
        bail!("name the credential, such as `mcred init {}`\n  {}", ids[0], ids.join("\n  "));
    };
    dialog.say("Which credential is the portfolio for?\n");
    for (index, one) in known.iter().enumerate() {
        dialog.say(&format!("  {}. {}", index + 1, one.credential.title));
    }
    dialog.say("");
    let prompt = format!("Its number, 1 to {}, or a part of its name:", known.len());
    dialog.ask(&prompt, |_, answer| match number(answer, known.len()) {
        Some(number) => Ok(ids[number - 1].to_owned()),
        None if answer.is_empty() => Err(format!("Type a number from 1 to {}", known.len())),
        None => by_title(answer, known)
            .map_or_else(|| by_prefix(answer, ids.iter().copied()), Ok)
            .map_err(|error| error.to_string()),
    })
}

/// The credential of this title.
fn by_title(typed: &str, known: &[Known]) -> Option<String> {
    let is_meant = |one: &&Known| one.credential.title.eq_ignore_ascii_case(typed);
    known.iter().find(is_meant).map(|one| one.credential.id.clone())
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
                .with_context(|| format!("{} can't be made", shown_path(&path)))?;
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
    let context = || format!("{} can't be written", shown_path(path));
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
        false => shown_path(folder),
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
        "\nNext: {first}`mcred check` says where to begin.\nREADME.md there explains the parts.\n"
    ));
    text
}
