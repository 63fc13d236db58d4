//! Makes untrusted texts safe to show. Portfolios, bundles and catalogs may contain anything.

/// The text with control characters, and characters that change the direction of writing (Unicode
/// Technical Report 36, section 2.5), replaced by `\u{FFFD}`. Line breaks stay.
///
/// ```
/// use mcred::model::sanitize;
/// assert_eq!(sanitize("a\u{1b}[2J\u{9b}b\nc"), "a\u{fffd}[2J\u{fffd}b\nc");
/// ```
pub fn sanitize(text: &str) -> String {
    text.chars().map(|c| if is_control_character(c) { '\u{fffd}' } else { c }).collect()
}

/// The same for a text with mcred's own colors. All other escape characters were replaced before.
pub fn sanitize_colored(text: &str) -> String {
    let obeyed = |c: char| c != '\u{1b}' && is_control_character(c);
    text.chars().map(|c| if obeyed(c) { '\u{fffd}' } else { c }).collect()
}

/// Beginnings of commands that the runners of GitHub, Azure and TeamCity obey anywhere in a line.
const COMMANDS: [&str; 3] = ["##[", "##vso[", "##teamcity["];

/// A text for people in which no line is a command to the program that runs CI: GitHub obeys lines
/// that begin with `::`. Colors stay.
///
/// ```
/// use mcred::model::disarm_commands;
/// assert_eq!(disarm_commands(" ::stop-commands::x\na::b".into()), " : :stop-commands::x\na::b");
/// ```
pub fn disarm_commands(mut text: String) -> String {
    for command in COMMANDS.into_iter().filter(|command| text.contains(command)).collect::<Vec<_>>()
    {
        text = text.replace(command, &command.replacen('#', "# ", 1));
    }
    if !text.contains("::") {
        return text;
    }
    let line = |line: &str| match start_of(line) {
        Some(at) if line.get(at..).is_some_and(|rest| rest.starts_with("::")) => {
            let (before, command) = line.split_at(at);
            format!("{before}: {}", command.strip_prefix(':').unwrap_or(command))
        }
        _ => line.to_owned(),
    };
    text.split_inclusive('\n').map(line).collect()
}

/// Where a line begins behind white space and colors; none where it is empty.
fn start_of(line: &str) -> Option<usize> {
    let mut in_color = false;
    line.char_indices().find_map(|(at, c)| {
        let is_before = in_color || c == '\u{1b}' || c.is_whitespace();
        in_color = (in_color || c == '\u{1b}') && (c != 'm');
        (!is_before).then_some(at)
    })
}

/// The same for pages and texts in a browser. Tabs stay, and so do changes of direction, which end with
/// their paragraph there.
pub fn sanitize_page(page: String) -> String {
    let is_bad = |c: char| c.is_control() && !"\n\r\t".contains(c);
    match page.contains(is_bad) {
        true => page.replace(is_bad, "\u{fffd}"),
        false => page,
    }
}

/// A name on one line with the same characters as escapes, so that the file can be identified.
pub fn escape_controls(name: &str) -> String {
    let name = escape(name, |c, out| out.extend(c.escape_debug()));
    name.replace('\n', "\\n")
}

/// JSON with the same characters as JSON escapes (RFC 8259, section 7). They occur only in strings, which
/// a reader of the JSON gets unchanged.
pub fn sanitize_json(json: String) -> String {
    match json.contains(is_control_character) {
        true => escape(&json, |c, json| json.push_str(&format!("\\u{:04x}", u32::from(c)))),
        false => json,
    }
}

fn escape(text: &str, write: impl Fn(char, &mut String)) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match is_control_character(c) {
            true => write(c, &mut escaped),
            false => escaped.push(c),
        }
    }
    escaped
}

fn is_control_character(c: char) -> bool {
    let changes_direction = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    c != '\n' && c.is_control() || changes_direction
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_a_command_to_a_runner() {
        for (text, shown) in [
            ("::error::x\n\t::set-env", ": :error::x\n\t: :set-env"),
            ("\u{1b}[1m ::error::x\u{1b}[0m", "\u{1b}[1m : :error::x\u{1b}[0m"),
            ("std::fmt, a ::b\n", "std::fmt, a ::b\n"),
            ("a ##[group] ##vso[task]", "a # #[group] # #vso[task]"),
        ] {
            assert_eq!(disarm_commands(text.into()), shown);
        }
    }

    #[test]
    fn each_output_keeps_what_is_harmless_in_it() {
        let text = "a\tb\u{1b}\u{7f}\u{85}\u{202e}é\n";
        assert_eq!(sanitize(text), "a\u{fffd}b\u{fffd}\u{fffd}\u{fffd}\u{fffd}é\n");
        assert_eq!(sanitize_page(text.into()), "a\tb\u{fffd}\u{fffd}\u{fffd}\u{202e}é\n");
        assert_eq!(escape_controls("a\u{1b}\t\n\u{202e}"), "a\\u{1b}\\t\\n\\u{202e}");
        let json = serde_json::to_string(text).unwrap();
        let shown = sanitize_json(json.clone());
        assert!(shown.is_ascii() || !shown.contains(is_control_character), "{shown}");
        assert_eq!(serde_json::from_str::<String>(&shown).unwrap(), text);
        assert_ne!(json, shown);
    }
}
