//! `mcred check --watch`: one calm screen that follows the files.

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

/// How long it takes at most until a change is seen that the system did not tell of: on a
/// network drive, or after its queue ran over.
const NOW_AND_THEN: Duration = Duration::from_secs(2);
/// The same where the system tells nothing at all.
const OFTEN: Duration = Duration::from_millis(250);
/// Looking takes no more than one part in so many of the time.
const REST: u32 = 200;
/// How soon the screen follows a terminal that gets another size.
const RESIZED: Duration = Duration::from_millis(500);
/// How long a change may go on before it is looked at although it has not ended.
const PATIENCE: Duration = Duration::from_millis(250);

/// Checks these folders, and again whatever changes, until the user ends it; then the status is
/// the one that the last check asks for.
///
/// # Errors
/// A folder holds no portfolio, or the output can't be written.
pub(super) fn watch(
    folders: &[PathBuf],
    options: &RenderOptions,
    status: impl Fn(&[Checked]) -> Status,
) -> anyhow::Result<Status> {
    let named = Named::new(folders)?;
    let mut listener = ChangeListener::new();
    listener.follow(&named.portfolios());
    let mut watched = Watched::new(named.portfolios());
    let mut screen = Screen::new(options.plain);
    listener.stop_on_ctrl_c(screen.restorer());
    if !screen.is_live() && !options.quiet {
        anstream::eprintln!("{ENDS}");
    }
    let mut last = String::new();
    loop {
        let size = terminal_size::terminal_size();
        let options = RenderOptions { width: output::width(), ..*options };
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

/// Shows how far it is and what happened last; says whether anybody still looks.
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

/// Waits for a little while, or until there is something to look at, and looks.
fn next(watched: &mut Watched, listener: &mut ChangeListener, named: &Named, live: bool) -> Next {
    let rest = if listener.is_notified() { NOW_AND_THEN } else { OFTEN };
    let due = rest.max(watched.looking * REST).saturating_sub(watched.looked.elapsed());
    let longest = if live { due.min(RESIZED) } else { due };
    let told = listener.wait(longest, PATIENCE.max(watched.checking));
    if listener.stopped() {
        return Next::Stopped;
    }
    if !told && longest < due {
        return Next::Nothing;
    }
    let portfolios = named.portfolios();
    if told {
        listener.follow(&portfolios);
    }
    match watched.look_again(portfolios) {
        None => Next::Nothing,
        Some(what) => {
            // A folder that came unheard is followed from now on.
            listener.follow(&named.portfolios());
            Next::Changed(what)
        }
    }
}
