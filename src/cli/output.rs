//! Standard output, to a terminal or a pipe.

use std::io::{self, IsTerminal, Write};

use crate::model::sanitize;

/// Prints a text to standard output, with colors if they are shown there. A reader that stops early
/// (`mcred check | head`) is not an error.
///
/// # Errors
/// Writing fails.
pub(super) fn print(text: &str) -> anyhow::Result<()> {
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
    if io::stdout().is_terminal() { print_plain(text) } else { print(text) }
}

/// The width of the terminal, within readable limits.
pub(super) fn width() -> usize {
    let terminal = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    terminal.unwrap_or(80).clamp(40, 120)
}

/// Whether file names may be links: at a terminal that shows them, unless colors are off.
pub(super) fn shows_links() -> bool {
    let colored = anstream::stdout().current_choice() != anstream::ColorChoice::Never;
    let shown = supports_hyperlinks::on(supports_hyperlinks::Stream::Stdout);
    colored && shown && io::stdout().is_terminal()
}
