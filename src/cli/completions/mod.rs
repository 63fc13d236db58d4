//! `mcred completions`: a script that teaches the shell mcred's words.

mod bash;

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::bail;
use clap::builder::PossibleValuesParser;
use clap::{Arg, Args, Command, ValueEnum, ValueHint};
use clap_complete::{Shell, generate};

use super::catalog::known;
use super::{Status, explain, output};
use crate::load::{Folder, Found, credential_named, find_portfolio};
use crate::model::{Credential, DetailId};

/// Print a script that completes commands, credentials, details, rules and folders
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
    shell: Option<Shell>,
    /// What the scripts ask for while somebody types: the words there are, a line each
    #[arg(long, value_name = "SORT", hide = true, exclusive = true)]
    words: Option<Words>,
}

/// Words that depend on where the user is: a portfolio may have a catalog of its own.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Words {
    Credential,
    Detail,
}

impl Words {
    const ALL: [Words; 2] = [Words::Credential, Words::Detail];

    /// The word that stands for them until the script is made.
    fn mark(self) -> &'static str {
        match self {
            Words::Credential => "WORDSCREDENTIAL",
            Words::Detail => "WORDSDETAIL",
        }
    }

    /// The command that prints them.
    fn command(self) -> &'static str {
        match self {
            Words::Credential => "mcred completions --words credential",
            Words::Detail => "mcred completions --words detail",
        }
    }

    fn here(self) -> Vec<String> {
        let folder = Path::new(".");
        let known = known(folder).into_iter().map(|one| one.credential);
        let mut known: Vec<Credential> = known.collect();
        if self == Words::Credential {
            return known.into_iter().map(|credential| credential.id).collect();
        }
        if let Found::Portfolio(portfolio) = find_portfolio(folder) {
            let named = credential_named(&Folder::new(portfolio));
            if known.iter().any(|one| Some(&one.id) == named.as_ref()) {
                known.retain(|one| Some(&one.id) == named.as_ref());
            }
        }
        let details = known.iter().flat_map(Credential::details).map(|detail| detail.id.clone());
        let details: BTreeSet<DetailId> = details.collect();
        details.iter().map(ToString::to_string).collect()
    }
}

impl Completions {
    pub(super) fn run(&self, command: Command) -> anyhow::Result<Status> {
        if let Some(words) = self.words {
            // A shell expands the words that it is given: a portfolio must not have it run any.
            let plain = |word: &String| {
                word.chars().all(|sign| sign.is_alphanumeric() || "-_.".contains(sign))
            };
            let lines = words.here().into_iter().filter(plain).map(|word| word + "\n");
            output::print(&lines.collect::<String>())?;
            return Ok(Status::Clean);
        }
        let Some(shell) = self.shell else {
            bail!("name your shell: `mcred completions bash`, zsh, fish, powershell or elvish");
        };
        let mut command = taught(command);
        let mut script = Vec::new();
        generate(shell, &mut command, "mcred", &mut script);
        let script = String::from_utf8_lossy(&script).into_owned();
        output::print(&asking(shell, with_words(shell, &command, script)))?;
        Ok(Status::Clean)
    }
}

/// The command with the words that an argument may be, told by what its value is called.
///
/// They stand in the script alone, not in the parser: a beginning of an id is enough
/// there. Those that depend on the portfolio are marked, for [`asking`] to replace.
fn taught(command: Command) -> Command {
    let command = command.mut_args(|argument| match argument.get_value_names() {
        Some([name]) => match name.as_str() {
            "CREDENTIAL" => one_of(argument, vec![Words::Credential.mark().to_owned()]),
            "RULE" => one_of(argument, explain::names().map(str::to_owned).collect()),
            "DETAIL" => one_of(argument, vec![Words::Detail.mark().to_owned()]),
            "DIR" => argument.value_hint(ValueHint::DirPath),
            "FILE" | "ARTIFACT" | "BUNDLE" => argument.value_hint(ValueHint::FilePath),
            _ => argument,
        },
        _ => argument,
    });
    command.mut_subcommands(|command| taught(without_hidden(command)))
}

/// Generators show what help hides.
fn without_hidden(command: Command) -> Command {
    if !command.get_arguments().any(Arg::is_hide_set) {
        return command;
    }
    let shown = command.get_arguments().filter(|argument| !argument.is_hide_set());
    Command::new(command.get_name().to_owned())
        .about(command.get_about().cloned().unwrap_or_default())
        .args(shown.cloned())
}

/// The script with what an argument without a dash may be, for the shells whose generators
/// leave that out.
fn with_words(shell: Shell, command: &Command, mut script: String) -> String {
    for subcommand in command.get_subcommands() {
        if shell == Shell::Bash {
            script = bash::words_before_flags(subcommand, script);
            continue;
        }
        let name = subcommand.get_name();
        let folders = subcommand.get_positionals().next().is_some_and(is_folder);
        if shell == Shell::Fish && folders {
            let seen = format!("-n \"__fish_mcred_using_subcommand {name}\"");
            let words = "(__fish_complete_directories)";
            script.push_str(&format!("complete -c mcred {seen} -f -a \"{words}\"\n"));
            continue;
        }
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
                // Where a file may follow, files are offered, too.
                let alone = subcommand.get_positionals().count() == 1;
                let files = if alone { " -f" } else { "" };
                let words = words.join(" ");
                script.push_str(&format!("complete -c mcred {seen}{files} -a \"{words}\"\n"));
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

fn is_folder(argument: &Arg) -> bool {
    argument.get_value_hint() == ValueHint::DirPath
}

fn one_of(argument: Arg, words: Vec<String>) -> Arg {
    argument.value_parser(PossibleValuesParser::new(words))
}

/// The script with a call of mcred in the place of every mark. (clap_complete has scripts that
/// ask for everything; they are not stable yet.)
fn asking(shell: Shell, mut script: String) -> String {
    for words in Words::ALL {
        let (mark, command) = (words.mark(), words.command());
        let (from, to) = match shell {
            Shell::Bash => (mark.to_owned(), format!("$({command} 2>/dev/null)")),
            Shell::Zsh => (format!("({mark})"), format!("($({command} 2>/dev/null))")),
            Shell::Fish => (format!("\"{mark}\""), format!("\"({command} 2>/dev/null)\"")),
            Shell::PowerShell => {
                let kind = "[CompletionResultType]::ParameterValue";
                (
                    format!("[CompletionResult]::new('{mark}', '{mark}', {kind}, '{mark}')"),
                    format!(
                        "{command} 2>$null | ForEach-Object {{ [CompletionResult]::new($_, $_, {kind}, $_) }}"
                    ),
                )
            }
            Shell::Elvish => (
                format!("cand {mark} ''"),
                format!("each {{|word| cand $word '' }} [(e:{command} 2>/dev/null)]"),
            ),
            _ => continue,
        };
        script = script.replace(&from, &to);
    }
    script
}
