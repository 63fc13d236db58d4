//! In bash, the generator offers flags before all else, and nothing that a folder may be called:
//! here they wait for a dash, and what a command is for comes first.

use clap::{Arg, Command};

use super::is_folder;

/// The script in which this command offers the words or folders that it takes, and flags where a
/// dash is typed.
pub(super) fn words_before_flags(command: &Command, script: String) -> String {
    let arguments: Vec<&Arg> = command.get_positionals().collect();
    let Some((first, others)) = arguments.split_first() else { return script };
    let begin = format!("        mcred__subcmd__{})\n", command.get_name());
    let Some((before, rest)) = script.split_once(&begin) else { return script };
    let Some((block, after)) = rest.split_once("\n            ;;\n") else { return script };

    let words: Vec<String> =
        first.get_possible_values().iter().map(|word| word.get_name().to_owned()).collect();
    let words = words.join(" ");
    let block = block.replacen(" || ${COMP_CWORD} -eq 2 ]] ; then", " ]] ; then", 1);
    // The words stand behind the flags, which are all that is left.
    let block = match words.is_empty() {
        true => block,
        false => block.replacen(&format!(" {words}\""), "\"", 1),
    };
    let flags = "            COMPREPLY=( $(compgen -W \"${opts}\" -- \"${cur}\") )\n";
    let Some((cases, end)) = block.rsplit_once(flags) else { return script };
    let own = match words.as_str() {
        "" => files(first),
        words => format!("COMPREPLY=( $(compgen -W \"{words}\" -- \"${{cur}}\") )"),
    };
    let offered = match others.first() {
        None => format!("            {own}\n"),
        Some(other) => format!(
            "            if [[ ${{prev}} == -* || ${{prev}} == {} ]] ; then\n                {own}\n            \
             else\n                {}\n            fi\n",
            command.get_name(),
            files(other)
        ),
    };
    format!("{before}{begin}{cases}{offered}{end}\n            ;;\n{after}")
}

/// What offers folders alone, or all files, as bash does by itself where nothing is offered.
fn files(argument: &Arg) -> String {
    match is_folder(argument) {
        true => "COMPREPLY=(); [[ \"${BASH_VERSINFO[0]}\" -lt 4 ]] || \
                 compopt +o default +o bashdefault -o plusdirs"
            .to_owned(),
        false => "COMPREPLY=()".to_owned(),
    }
}
