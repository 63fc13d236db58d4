//! `mcred catalog import`: the portal's own requirements into `catalog/`.

use std::fs::File;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Args;

use super::{Status, output, save, terminal};
use crate::edit::text_diff;
use crate::formats::{identify, passages};
use crate::import::{Imported, Item, Remark, catalog_toml, import_text};
use crate::io::ProbeError;
use crate::load::{Folder, Found, credential_named, find_portfolio};
use crate::model::{Credential, Format, SourceText, sanitize, wrapped};
use crate::render::{RenderOptions, catalog_with_places};

/// The largest source that is read.
const LARGEST: u64 = 32 << 20;

/// Read the requirements that the portal shows, and write them as a catalog file
///
/// FILE holds the text as you pasted it, or is the saved page or the document. In a portfolio,
/// catalog/ID.toml is written; elsewhere the file is printed. What was not used and what is not sure
/// is said.
#[derive(Args)]
pub(super) struct Import {
    /// A text, web page or Word document; `-` for standard input
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
        if let Some(id) = &self.id
            && (id.is_empty() || !id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'))
        {
            bail!("an id has letters, digits and hyphens, such as `leading-a-garden`");
        }
        if self.file.extension().is_some_and(|it| it.eq_ignore_ascii_case("toml")) {
            bail!(
                "{} is a catalog file already: copy it into the folder catalog/ of your portfolio",
                self.file.display()
            );
        }
        let text = text(&self.file)?;
        let portfolio = match find_portfolio(Path::new(".")) {
            Found::Portfolio(portfolio) => Some(portfolio),
            _ => None,
        };
        let named = portfolio.as_ref().and_then(|it| credential_named(&Folder::new(it)));
        let imported = import_text(&text, self.id.as_deref(), named.as_deref(), known)
            .with_context(|| format!("{}", self.file.display()))?;
        let report = report(&imported, "line", options);
        let file = catalog_toml(&imported.credential);
        let Some(portfolio) = portfolio else {
            anstream::eprint!("{report}");
            return output::print_file(&file).map(|()| Status::Clean);
        };
        output::print(&report)?;
        self.write(&portfolio, &imported.credential.id, &file)
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
            let agreed = terminal::confirm(format!("{what} {name}?"))?;
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

/// The text of a source: its own, or that of the page or document.
fn text(file: &Path) -> anyhow::Result<String> {
    let context = || format!("{} can't be read", file.display());
    let mut bytes = Vec::new();
    let read = match file == Path::new("-") {
        true => std::io::stdin().take(LARGEST + 1).read_to_end(&mut bytes),
        false => File::open(file).and_then(|it| it.take(LARGEST + 1).read_to_end(&mut bytes)),
    };
    read.with_context(context)?;
    if bytes.len() as u64 > LARGEST {
        bail!("{} is larger than any list of requirements, over 32 MB", file.display());
    }
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned());
    let mut source = Cursor::new(bytes);
    let found = identify(&mut source, &name.unwrap_or_default()).with_context(context)?;
    match found.format {
        Format::Docx | Format::Odt | Format::Html | Format::Pdf => {
            let passages = passages(&mut source, &found).with_context(context)?;
            let lines: Vec<String> = passages.iter().map(|it| it.text.to_owned()).collect();
            Ok(lines.join("\n"))
        }
        _ => {
            source.set_position(0);
            match crate::io::read_text(&mut source, None) {
                Ok(text) => Ok(text),
                Err(ProbeError::Damaged(_)) => {
                    bail!("{}: nothing recognised, because it is no text", file.display())
                }
                Err(error) => Err(error).with_context(context),
            }
        }
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
        for Remark { line, text: words } in remarks {
            let short: String = words.chars().take(most).collect();
            let more = if short.len() < words.len() { "…" } else { "" };
            let place = line.map(|line| format!("{unit} {line}: ")).unwrap_or_default();
            let words = format!("  {place}{}{more}", sanitize(&short));
            text.push_str(&wrapped(&words, "    ", options.width));
        }
    };
    section("To be looked at", &imported.remarks, usize::MAX);
    section("Not used", &imported.unused, 70);
    text
}
