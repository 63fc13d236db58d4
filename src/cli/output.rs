//! Standard output, as the terminal and the pipe behind it want it.

use std::io::{self, IsTerminal, Write};

use crate::model::sanitize;

/// Prints a text to standard output; colors go only where they are shown.
///
/// A reader that stops early (`mcred check | head`) is no failure.
///
/// # Errors
/// What the machine says.
pub(super) fn print(text: &str) -> anyhow::Result<()> {
    let mut out = anstream::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        done => Ok(done?),
    }
}

/// The same of a text without colors that names what others named.
///
/// # Errors
/// What the machine says.
pub(super) fn say(text: &str) -> anyhow::Result<()> {
    print(&sanitize(text))
}

/// Prints what stands in a file: unchanged, so that it can be written to another one; a terminal
/// is told nothing by it.
///
/// # Errors
/// What the machine says.
pub(super) fn copy(text: &str) -> anyhow::Result<()> {
    if io::stdout().is_terminal() { say(text) } else { print(text) }
}

/// The width to draw for: the terminal's, within what is comfortable to read.
pub(super) fn width() -> usize {
    let terminal = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    terminal.unwrap_or(80).clamp(40, 120)
}

/// Whether names of files may be links: at a terminal that shows them, unless colors are off.
pub(super) fn shows_links() -> bool {
    let colored = anstream::stdout().current_choice() != anstream::ColorChoice::Never;
    let shown = supports_hyperlinks::on(supports_hyperlinks::Stream::Stdout);
    colored && shown && io::stdout().is_terminal()
}
