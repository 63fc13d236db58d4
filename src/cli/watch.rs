//! `mcred check --watch`: a screen that follows changes of the files.

use std::io;
use std::path::PathBuf;
use std::time::Duration;

use super::change_listener::ChangeListener;
use super::portfolio_folders::Named;
use super::screen::Screen;
use super::watched_portfolios::Watched;
use super::{Status, output};
use crate::render::{self, RenderOptions};
use crate::rules::Checked;

const ENDS: &str = "Watching; Ctrl-C ends.";

/// The longest time between checks for changes that the system did not report: on network drives, or
/// after a queue overflow.
const SELDOM: Duration = Duration::from_secs(2);
/// The same if the system reports no changes.
const OFTEN: Duration = Duration::from_millis(250);
/// Checks for changes take at most this fraction of the time.
const IDLE_FACTOR: u32 = 200;
/// The time between checks of the size of the terminal.
const RESIZED: Duration = Duration::from_millis(500);
/// The time after which a change that still goes on is checked.
const PATIENCE: Duration = Duration::from_millis(250);

/// Checks these folders, and again after each change, until the user ends it. Returns the status of the
/// last check.
///
/// # Errors
/// A folder contains no portfolio, or the output can't be written.
pub(super) fn watch(
    folders: &[PathBuf],
    options: &RenderOptions,
    status: impl Fn(&[Checked]) -> Status,
) -> anyhow::Result<Status> {
    let named = Named::new(folders)?;
    let mut listener = ChangeListener::new();
    listener.watch(&named.portfolios());
    let mut watched = Watched::new(named.portfolios());
    let mut screen = Screen::new(options.plain);
    listener.stop_on_ctrl_c(screen.restorer());
    if !screen.is_live() && !options.quiet {
        anstream::eprintln!("{ENDS}");
    }
    let mut last = String::new();
    loop {
        let size = terminal_size::terminal_size();
        let beside = named.cohort().beside;
        let options = RenderOptions { width: output::width(), beside: &beside, ..*options };
        if !show(&mut screen, &watched, &options, &last)? {
            return Ok(named.status(status(watched.checked())));
        }
        last = loop {
            match next(&mut watched, &mut listener, &named, screen.is_live()) {
                Next::Changed(what) => break what,
                Next::Stopped => return Ok(named.status(status(watched.checked()))),
                Next::Nothing if screen.is_live() && terminal_size::terminal_size() != size => {
                    break last;
                }
                Next::Nothing => {}
            }
        };
    }
}

/// Shows the progress and the last change. Returns false if the reader is gone.
fn show(
    screen: &mut Screen,
    watched: &Watched,
    options: &RenderOptions,
    last: &str,
) -> io::Result<bool> {
    let head = render::one_line(&format!("Changed: {last}."), options);
    if !screen.is_live() {
        let text = render::summary(watched.checked(), options, None);
        return screen.show(&if last.is_empty() { text } else { format!("{head}\n{text}") }, "");
    }
    let room = screen.height().map(|height| height.saturating_sub(2));
    let text = render::summary(watched.checked(), options, room);
    let foot = if last.is_empty() { ENDS.to_owned() } else { format!("Changed: {last}. {ENDS}") };
    screen.show(&text, &format!("\n{}", render::one_line(&foot, options)))
}

enum Next {
    Changed(String),
    Stopped,
    Nothing,
}

/// Waits for a change or a timeout, and checks what changed.
fn next(watched: &mut Watched, listener: &mut ChangeListener, named: &Named, live: bool) -> Next {
    let pause = if listener.is_notified() { SELDOM } else { OFTEN };
    let due =
        pause.max(watched.comparing * IDLE_FACTOR).saturating_sub(watched.compared_at.elapsed());
    let longest = if live { due.min(RESIZED) } else { due };
    let is_notified = listener.wait(longest, PATIENCE.max(watched.checking));
    if listener.stopped() {
        return Next::Stopped;
    }
    if !is_notified && longest < due {
        return Next::Nothing;
    }
    let portfolios = named.portfolios();
    if is_notified {
        listener.watch(&portfolios);
    }
    match watched.check_changes(portfolios) {
        None => Next::Nothing,
        Some(what) => {
            // New folders have to be watched, too.
            listener.watch(&named.portfolios());
            Next::Changed(what)
        }
    }
}
