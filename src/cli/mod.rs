//! Floor 9: arguments; one file per command.

mod arguments_page;
mod catalog;
mod catalog_import;
#[cfg(not(target_family = "wasm"))]
mod change_listener;
mod check;
mod ci;
mod cite;
mod cite_dialog;
mod clock;
mod compare;
mod compared_texts;
mod completions;
mod copy_in;
mod dialog;
mod exit_status;
mod explain;
#[cfg(unix)]
mod file_attributes;
mod fix;
#[cfg(unix)]
mod folder_lock;
mod import_source;
mod init;
mod init_folder;
mod man;
mod output;
mod pack;
mod page;
mod portfolio_folders;
#[cfg(not(target_family = "wasm"))]
mod progress;
mod replace;
mod report;
mod repository;
mod save;
mod schema;
#[cfg(not(target_family = "wasm"))]
mod screen;
mod since;
mod target;
mod terminal;
mod verify;
#[cfg(not(target_family = "wasm"))]
mod watch;
#[cfg(not(target_family = "wasm"))]
mod watched_portfolios;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

use crate::model::sanitize;
use crate::render::RenderOptions;

/// The exit status of the program (design section 5).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// 0: nothing at error level.
    Clean,
    /// 1: findings at error level.
    Findings,
    /// 2: wrong usage or a system error.
    Failed,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> ExitCode {
        match status {
            Status::Clean => ExitCode::SUCCESS,
            Status::Findings => ExitCode::from(1),
            Status::Failed => ExitCode::from(2),
        }
    }
}

/// Build, check and pack a micro-credential portfolio, offline.
#[derive(Parser)]
#[command(name = "mcred", bin_name = "mcred", version, max_term_width = 100, after_help = AFTER_HELP)]
struct Arguments {
    /// When to color what is printed; NO_COLOR is honoured, too
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: Color,
    /// Print findings alone, without tables and advice
    #[arg(long, short, global = true)]
    quiet: bool,
    /// One fact a line, in words: for screen readers
    #[arg(long, global = true)]
    plain: bool,
    #[command(subcommand)]
    command: Command,
}

const AFTER_HELP: &str = "\
Begin with `mcred init`, write and collect, and ask `mcred check` how far you are.
Exit status: 0 nothing at error level, 1 findings at error level, 2 wrong usage or a failure
of the machine.";

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Subcommand)]
enum Command {
    Init(init::Init),
    Catalog(catalog::Catalog),
    Check(check::Check),
    Cite(cite::Cite),
    Report(report::Report),
    Pack(pack::Pack),
    Page(page::Page),
    Verify(verify::Verify),
    Compare(compare::Compare),
    Explain(explain::Explain),
    Schema(schema::Schema),
    Completions(completions::Completions),
    Man(man::Man),
}

/// Runs mcred with these arguments, the program's name first.
///
/// # Errors
/// A system error, with the name of the file. Wrong usage is printed and returns [`Status::Failed`].
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> anyhow::Result<Status> {
    let typed: Vec<OsString> = arguments.into_iter().collect();
    let arguments = match parsed(&typed) {
        Ok(arguments) => arguments,
        Err(error) => {
            // The message contains arguments, which may be file names from a shell's wildcard.
            let shown = typed.iter().map(|it| sanitize(&it.to_string_lossy()).into());
            let error = parsed(&shown.collect::<Vec<_>>()).err().unwrap_or(error);
            // Help and version are not errors.
            let status = if error.use_stderr() { Status::Failed } else { Status::Clean };
            match error.use_stderr() {
                true => output::print_error(&error.render().ansi().to_string()),
                false => error.print()?,
            }
            return Ok(status);
        }
    };
    match arguments.color {
        Color::Auto => {}
        Color::Always => anstream::ColorChoice::Always.write_global(),
        Color::Never => anstream::ColorChoice::Never.write_global(),
    }
    let options = RenderOptions {
        width: output::width(),
        quiet: arguments.quiet,
        plain: arguments.plain,
        links: output::shows_links(),
        ..RenderOptions::default()
    };
    match arguments.command {
        Command::Init(init) => init.run(),
        Command::Catalog(catalog) => catalog.run(&options),
        Command::Check(check) => check.run(&options),
        Command::Cite(cite) => cite.run(&options),
        Command::Report(report) => report.run(&options),
        Command::Pack(pack) => pack.run(&options),
        Command::Page(page) => page.run(),
        Command::Verify(verify) => verify.run(&options),
        Command::Compare(compare) => compare.run(&options),
        Command::Explain(explain) => explain.run(&options, &Arguments::command()),
        Command::Schema(schema) => schema.run(),
        Command::Completions(completions) => completions.run(Arguments::command()),
        Command::Man(man) => man.run(Arguments::command()),
    }
}

/// Says what made a run fail.
pub fn print_failure(error: &anyhow::Error) {
    output::print_error(&format!(
        "\u{1b}[1;31merror\u{1b}[0m: {}",
        sanitize(&format!("{error:#}"))
    ));
}

fn parsed(arguments: &[OsString]) -> clap::error::Result<Arguments> {
    let matches = Arguments::command().try_get_matches_from(arguments)?;
    Arguments::from_arg_matches(&matches)
}
