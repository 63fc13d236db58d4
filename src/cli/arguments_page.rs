//! The reference pages on the command line, generated from its definition.

use clap::{Arg, Command};

/// Every `--format` of every command.
pub(super) fn formats(command: &Command) -> String {
    let mut text = "| command | `--format` | for |\n|---|---|---|\n".to_owned();
    for subcommand in command.get_subcommands() {
        let formats = subcommand.get_arguments().filter(|arg| arg.get_id() == "format");
        for value in formats.flat_map(Arg::get_possible_values) {
            let help = value.get_help().map(ToString::to_string).unwrap_or_default();
            let (command, name) = (subcommand.get_name(), value.get_name());
            text.push_str(&format!("| `mcred {command}` | `{name}` | {help} |\n"));
        }
    }
    text
}

/// Every command with its flags.
pub(super) fn commands(command: &Command) -> String {
    let mut text = "| command | does | flags |\n|---|---|---|\n".to_owned();
    for subcommand in command.get_subcommands().filter(|one| !one.is_hide_set()) {
        let about = subcommand.get_about().map(ToString::to_string).unwrap_or_default();
        let name = subcommand.get_name();
        text.push_str(&format!("| `mcred {name}` | {about} | {} |\n", flags(subcommand)));
    }
    text.push_str(&format!("| any of them | | {} |\n", flags(command)));
    text.push_str("\n`mcred help` followed by a command says what each flag does.\n");
    text
}

fn flags(command: &Command) -> String {
    let named = |argument: &Arg| match (argument.get_long(), argument.get_short()) {
        (Some(long), Some(short)) => Some(format!("`-{short}`, `--{long}`")),
        (Some(long), None) => Some(format!("`--{long}`")),
        _ => None,
    };
    let own = command.get_arguments().filter(|argument| {
        !["help", "version"].contains(&argument.get_id().as_str()) && !argument.is_hide_set()
    });
    own.filter_map(named).collect::<Vec<_>>().join(", ")
}
