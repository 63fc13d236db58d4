//! Completion in bash. The generated script offers flags first, and neither words nor folders for
//! arguments. This changes it: arguments come first, and flags only after a dash.

use clap::{Arg, Command};

use super::is_folder;

/// The script with the words or folders of this command's arguments, and its flags only after a dash.
pub(super) fn arguments_before_flags(command: &Command, script: String) -> String {
    let arguments: Vec<&Arg> = command.get_positionals().collect();
    let Some((first, others)) = arguments.split_first() else { return script };
    let begin = format!("        mcred__subcmd__{})\n", command.get_name());
    let Some((before, rest)) = script.split_once(&begin) else { return script };
    let Some((block, after)) = rest.split_once("\n            ;;\n") else { return script };

    let words: Vec<String> =
        first.get_possible_values().iter().map(|word| word.get_name().to_owned()).collect();
    let words = words.join(" ");
    let block = block.replacen(" || ${COMP_CWORD} -eq 2 ]] ; then", " ]] ; then", 1);
    // The words come after the flags in one list; only the flags are left.
    let block = match words.is_empty() {
        true => block,
        false => block.replacen(&format!(" {words}\""), "\"", 1),
    };
    let flags = "            COMPREPLY=( $(compgen -W \"${opts}\" -- \"${cur}\") )\n";
    let Some((cases, end)) = block.rsplit_once(flags) else { return script };
    let candidates = match words.as_str() {
        "" => files(first),
        words => format!("COMPREPLY=( $(compgen -W \"{words}\" -- \"${{cur}}\") )"),
    };
    let offered = match others.first() {
        None => format!("            {candidates}\n"),
        Some(other) => format!(
            "            if [[ ${{prev}} == -* || ${{prev}} == {} ]] ; then\n                {candidates}\n            \
             else\n                {}\n            fi\n",
            command.get_name(),
            files(other)
        ),
    };
    format!("{before}{begin}{cases}{offered}{end}\n            ;;\n{after}")
}

/// Offers only folders, or all files, as bash does by default.
fn files(argument: &Arg) -> String {
    match is_folder(argument) {
        true => "COMPREPLY=(); [[ \"${BASH_VERSINFO[0]}\" -lt 4 ]] || \
                 compopt +o default +o bashdefault -o plusdirs"
            .to_owned(),
        false => "COMPREPLY=()".to_owned(),
    }
}
