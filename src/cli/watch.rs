//! `mcred check --watch`: one calm screen that follows the files.

use std::io;
use std::path::PathBuf;
use std::time::Duration;

use super::places::Named;
use super::screen::Screen;
use super::wakes::Wakes;
use super::watched::Watched;
use super::{Status, output};
use crate::render::{self, Look};
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
    look: &Look,
    status: impl Fn(&[Checked]) -> Status,
) -> anyhow::Result<Status> {
    let named = Named::new(folders)?;
    let mut wakes = Wakes::new();
    wakes.follow(&named.portfolios());
    let mut watched = Watched::new(named.portfolios());
    let mut screen = Screen::new(look.plain);
    wakes.hear_stops(screen.restorer());
    if !screen.is_live() && !look.quiet {
        anstream::eprintln!("{ENDS}");
    }
    let mut last = String::new();
    loop {
        let size = terminal_size::terminal_size();
        let look = Look { width: output::width(), ..*look };
        if !show(&mut screen, &watched, &look, &last)? {
            return Ok(named.status(status(watched.checked())));
        }
        last = loop {
            match next(&mut watched, &mut wakes, &named, screen.is_live()) {
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
fn show(screen: &mut Screen, watched: &Watched, look: &Look, last: &str) -> io::Result<bool> {
    let head = render::one_line(&format!("Changed: {last}."), look);
    if !screen.is_live() {
        let text = render::glance(watched.checked(), look, None);
        return screen.show(&if last.is_empty() { text } else { format!("{head}\n{text}") }, "");
    }
    let room = screen.height().map(|height| height.saturating_sub(2));
    let text = render::glance(watched.checked(), look, room);
    let foot = if last.is_empty() { ENDS.to_owned() } else { format!("Changed: {last}. {ENDS}") };
    screen.show(&text, &format!("\n{}", render::one_line(&foot, look)))
}

enum Next {
    Changed(String),
    Stopped,
    Nothing,
}

/// Waits for a little while, or until there is something to look at, and looks.
fn next(watched: &mut Watched, wakes: &mut Wakes, named: &Named, live: bool) -> Next {
    let rest = if wakes.are_told() { NOW_AND_THEN } else { OFTEN };
    let due = rest.max(watched.looking * REST).saturating_sub(watched.looked.elapsed());
    let longest = if live { due.min(RESIZED) } else { due };
    let told = wakes.wait(longest, PATIENCE.max(watched.checking));
    if wakes.stopped() {
        return Next::Stopped;
    }
    if !told && longest < due {
        return Next::Nothing;
    }
    let portfolios = named.portfolios();
    if told {
        wakes.follow(&portfolios);
    }
    match watched.look_again(portfolios) {
        None => Next::Nothing,
        Some(what) => {
            // A folder that came unheard is followed from now on.
            wakes.follow(&named.portfolios());
            Next::Changed(what)
        }
    }
}
