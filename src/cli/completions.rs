//! `mcred completions`: a script that teaches the shell mcred's words.

use clap::builder::PossibleValuesParser;
use clap::{Arg, Args, Command, ValueHint};
use clap_complete::{Shell, generate};

use super::{Status, output};
use crate::load::{bundled, bundled_ids};
use crate::rules;

/// Print a script that completes commands, credentials, details and rules
///
/// bash:       mcred completions bash > ~/.local/share/bash-completion/completions/mcred
/// zsh:        mcred completions zsh > DIR/_mcred      (DIR is one of $fpath)
/// fish:       mcred completions fish > ~/.config/fish/completions/mcred.fish
/// PowerShell: mcred completions powershell >> $PROFILE
/// Elvish:     mcred completions elvish >> ~/.config/elvish/rc.elv
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Completions {
    /// The shell to print it for
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

impl Completions {
    pub(super) fn run(&self, command: Command) -> anyhow::Result<Status> {
        let mut command = taught(command);
        let mut script = Vec::new();
        generate(self.shell, &mut command, "mcred", &mut script);
        let script = String::from_utf8_lossy(&script).into_owned();
        output::print(&with_words(self.shell, &command, script))?;
        Ok(Status::Clean)
    }
}

/// The command with the words that an argument may be, told by what its value is called.
///
/// They stand in the script alone, not in the parser: a beginning of an id is enough
/// there, and a portfolio may have credentials of its own. (A script that asks mcred
/// itself could know those; that part of clap_complete is not stable yet.)
fn taught(command: Command) -> Command {
    let command = command.mut_args(|argument| match argument.get_value_names() {
        Some([name]) => match name.as_str() {
            "CREDENTIAL" => one_of(argument, bundled_ids().map(str::to_owned).collect()),
            "RULE" => one_of(argument, rules::all().map(|rule| rule.name.to_owned()).collect()),
            "DETAIL" => one_of(argument, detail_ids()),
            "DIR" => argument.value_hint(ValueHint::DirPath),
            "FILE" | "ARTIFACT" | "BUNDLE" => argument.value_hint(ValueHint::FilePath),
            _ => argument,
        },
        _ => argument,
    });
    command.mut_subcommands(taught)
}

/// The script with what an argument without a dash may be, for the shells whose generators
/// leave that out.
fn with_words(shell: Shell, command: &Command, mut script: String) -> String {
    for subcommand in command.get_subcommands() {
        let name = subcommand.get_name();
        let words: Vec<String> = subcommand
            .get_positionals()
            .next()
            .into_iter()
            .flat_map(Arg::get_possible_values)
            .map(|word| word.get_name().to_owned())
            .collect();
        // Behind this line of the script go lines of this form, one a word.
        let (line, with): (String, fn(&str) -> String) = match shell {
            _ if words.is_empty() => continue,
            Shell::Fish => {
                let seen = format!("-n \"__fish_mcred_using_subcommand {name}\"");
                script
                    .push_str(&format!("complete -c mcred {seen} -f -a \"{}\"\n", words.join(" ")));
                continue;
            }
            Shell::PowerShell => (format!("        'mcred;{name}' {{\n"), |word| {
                let kind = "[CompletionResultType]::ParameterValue";
                format!(
                    "            [CompletionResult]::new('{word}', '{word}', {kind}, '{word}')\n"
                )
            }),
            Shell::Elvish => (format!("        &'mcred;{name}'= {{\n"), |word| {
                format!("            cand {word} ''\n")
            }),
            _ => continue,
        };
        let words: String = words.iter().map(|word| with(word)).collect();
        script = script.replacen(&line, &format!("{line}{words}"), 1);
    }
    script
}

fn one_of(argument: Arg, words: Vec<String>) -> Arg {
    argument.value_parser(PossibleValuesParser::new(words))
}

/// The ids that a detail of any bundled credential has.
fn detail_ids() -> Vec<String> {
    let credentials: Vec<_> = bundled_ids().filter_map(bundled).collect();
    let mut ids: Vec<_> =
        credentials.iter().flat_map(|one| one.details()).map(|detail| &detail.id).collect();
    ids.sort();
    ids.dedup();
    ids.into_iter().map(ToString::to_string).collect()
}
