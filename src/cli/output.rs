//! Standard output, to a terminal or a pipe.

use std::io::{self, IsTerminal, Write};

use crate::model::{disarm_commands, sanitize, wrapped};

/// Prints a text for people to standard output, with colors if they are shown there. No line of it is a
/// command to a program that runs CI and reads along.
///
/// # Errors
/// Writing fails.
pub(super) fn print(text: &str) -> anyhow::Result<()> {
    print_data(&disarm_commands(text.to_owned()))
}

/// Prints a text for programs as it is. A reader that stops early (`mcred check | head`) is not an
/// error.
///
/// # Errors
/// Writing fails.
pub(super) fn print_data(text: &str) -> anyhow::Result<()> {
    let mut out = anstream::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        done => Ok(done?),
    }
}

/// Prints a text without colors in which names may contain control characters.
///
/// # Errors
/// Writing fails.
pub(super) fn print_plain(text: &str) -> anyhow::Result<()> {
    print(&sanitize(text))
}

/// Prints the content of a file, unchanged unless it goes to a terminal.
///
/// # Errors
/// Writing fails.
pub(super) fn print_file(text: &str) -> anyhow::Result<()> {
    if io::stdout().is_terminal() { print_plain(text) } else { print_data(text) }
}

/// Prints an error to standard error. At a terminal its lines hold whole words.
pub(super) fn print_error(text: &str) {
    print_note(&error_lines(text, io::stderr().is_terminal().then(width)));
}

/// Prints a text for people to standard error, in which no line is a command either.
pub(super) fn print_note(text: &str) {
    anstream::eprint!("{}", disarm_commands(text.to_owned()));
}

/// The lines of an error, and of each what is too long for this width on lines of its own.
fn error_lines(text: &str, width: Option<usize>) -> String {
    let line = |line: &str| match width {
        Some(width) if textwrap::core::display_width(line) > width => {
            let indent = line.len() - line.trim_start().len();
            wrapped(line, &" ".repeat(indent + 2), width)
        }
        _ => format!("{line}\n"),
    };
    text.trim_end_matches('\n').split('\n').map(line).collect()
}

/// The width of the terminal, within readable limits.
pub(super) fn width() -> usize {
    let terminal = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    terminal.unwrap_or(80).clamp(40, 120)
}

/// The rows of the terminal in which a person reads; none in a pipe or a job of a CI service.
pub(super) fn height() -> Option<usize> {
    const USUAL: usize = 24;
    if !io::stdout().is_terminal() || std::env::var_os("CI").is_some() {
        return None;
    }
    let terminal = terminal_size::terminal_size().map(|(_, height)| usize::from(height.0));
    Some(terminal.unwrap_or(USUAL))
}

/// Whether file names may be links: at a terminal that shows them, unless colors are off.
pub(super) fn shows_links() -> bool {
    let colored = anstream::stdout().current_choice() != anstream::ColorChoice::Never;
    let shown = supports_hyperlinks::on(supports_hyperlinks::Stream::Stdout);
    colored && shown && io::stdout().is_terminal()
}

#[cfg(test)]
mod tests {
    use super::error_lines;

    #[test]
    fn long_errors_are_wrapped_at_words_at_a_terminal_alone() {
        let text = "\u{1b}[1merror\u{1b}[0m: one two three four\n\n  tip: five six seven eight\n";
        assert_eq!(
            error_lines(text, Some(20)),
            "\u{1b}[1merror\u{1b}[0m: one two three\n  four\n\n  tip: five six\n    seven eight\n"
        );
        assert_eq!(error_lines(text, None), text);
    }
}
