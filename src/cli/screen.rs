//! A screen that is redrawn in place, or text blocks one after the other if that is impossible.

use std::io::{self, ErrorKind, IsTerminal, Write};

use super::output;

/// Switches to the alternate screen and hides the cursor.
const ENTER: &str = "\u{1b}[?1049h\u{1b}[?25l";
const LEAVE: &str = "\u{1b}[?25h\u{1b}[?1049l";

/// Shows texts, each in place of the one before.
pub(super) struct Screen {
    live: bool,
    last: String,
}

impl Screen {
    /// The screen of the terminal. If standard output is no terminal or one without escape sequences, or
    /// with `in_lines`, texts follow one another.
    pub(super) fn new(in_lines: bool) -> Screen {
        let live = !in_lines && io::stdout().is_terminal() && can_be_drawn_on();
        if live {
            let _ = write(ENTER);
        }
        Screen { live, last: String::new() }
    }

    /// Whether a text replaces the one before it.
    pub(super) fn is_live(&self) -> bool {
        self.live
    }

    /// The height of the screen; none if there is no limit.
    pub(super) fn height(&self) -> Option<usize> {
        let (_, height) = self.live.then(terminal_size::terminal_size).flatten()?;
        Some(usize::from(height.0).max(4))
    }

    /// Shows a text and a line below it, which is not kept at the end. Returns false if the reader is
    /// gone.
    pub(super) fn show(&mut self, text: &str, footer: &str) -> io::Result<bool> {
        self.last = text.to_owned();
        let text = format!("{text}{footer}");
        let text = match anstream::stdout().current_choice() {
            anstream::ColorChoice::Never => anstream::adapter::strip_str(&text).to_string(),
            _ => text,
        };
        let shown = match self.live {
            // Each line overwrites the old one, so that nothing flickers.
            true => {
                let lines: Vec<&str> = text.trim_end().lines().collect();
                write(&format!("\u{1b}[H{}\u{1b}[K\u{1b}[J", lines.join("\u{1b}[K\r\n")))
            }
            false => write(&format!("{text}\n")),
        };
        match shown {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(false),
            shown => shown.map(|()| true),
        }
    }

    /// A function that restores the terminal at once, from any thread.
    pub(super) fn restorer(&self) -> impl Fn() + Send + use<> {
        let live = self.live;
        move || {
            if live {
                let _ = write(LEAVE);
            }
        }
    }
}

impl Drop for Screen {
    /// Restores the terminal and prints the last text.
    fn drop(&mut self) {
        if self.live {
            let _ = write(LEAVE);
            let _ = output::print(&self.last);
        }
    }
}

fn write(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}

#[cfg(not(windows))]
fn can_be_drawn_on() -> bool {
    anstyle_query::term_supports_ansi_color()
}

/// On Windows, escape sequences have to be enabled.
#[cfg(windows)]
fn can_be_drawn_on() -> bool {
    anstyle_query::windows::enable_ansi_colors().unwrap_or(true)
}
