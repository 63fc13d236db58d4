//! One screen that is drawn anew in its place; a block of text after the other where there
//! is no such screen.

use std::io::{self, ErrorKind, IsTerminal, Write};

use super::output;

/// Another screen than the one with the user's own lines, without a cursor.
const ENTER: &str = "\u{1b}[?1049h\u{1b}[?25l";
const LEAVE: &str = "\u{1b}[?25h\u{1b}[?1049l";

/// Where texts are shown, the last one only.
pub(super) struct Screen {
    live: bool,
    last: String,
}

impl Screen {
    /// The terminal's screen. Where standard output is none, or one that can't be drawn on,
    /// or `in_lines` is asked for, texts follow one another.
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

    /// The lines that have room at once; none where there is no end of room.
    pub(super) fn height(&self) -> Option<usize> {
        let (_, height) = self.live.then(terminal_size::terminal_size).flatten()?;
        Some(usize::from(height.0).max(4))
    }

    /// Shows a text and, below it, what is not for keeps; says whether anybody still looks.
    pub(super) fn show(&mut self, text: &str, passing: &str) -> io::Result<bool> {
        self.last = text.to_owned();
        let text = format!("{text}{passing}");
        let text = match anstream::stdout().current_choice() {
            anstream::ColorChoice::Never => anstream::adapter::strip_str(&text).to_string(),
            _ => text,
        };
        let shown = match self.live {
            // Each line over the old one, then nothing below: nothing flickers.
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

    /// What gives the terminal back at once, from any thread.
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
    /// Gives the terminal back as it was; the last text stays to be read.
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

/// Windows must be asked to obey the signs of a terminal.
#[cfg(windows)]
fn can_be_drawn_on() -> bool {
    anstyle_query::windows::enable_ansi_colors().unwrap_or(true)
}
