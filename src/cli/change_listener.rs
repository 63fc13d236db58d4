//! When to look at the files again: when the system says so, and now and then in any case.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::{Duration, Instant};

use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use crate::load::FOLDERS;

/// How long nothing may happen before a change counts as done: editors save in several steps.
const SETTLED: Duration = Duration::from_millis(60);

/// Tells when something may have changed, and when it is time to end.
pub(super) struct ChangeListener {
    sender: SyncSender<()>,
    receiver: Receiver<()>,
    stopped: Arc<AtomicBool>,
    watcher: Option<RecommendedWatcher>,
}

impl ChangeListener {
    pub(super) fn new() -> ChangeListener {
        // One word is enough: whoever hears it looks at everything.
        let (sender, receiver) = sync_channel(1);
        let stopped = Arc::new(AtomicBool::new(false));
        ChangeListener { sender, receiver, stopped, watcher: None }
    }

    /// From now on Ctrl-C and a polite kill are words to hear; the second Ctrl-C does what is
    /// given here and ends at once.
    pub(super) fn stop_on_ctrl_c(&self, at_once: impl Fn() + Send + 'static) {
        let (stopped, sender) = (Arc::clone(&self.stopped), self.sender.clone());
        // Where this can't be arranged, Ctrl-C ends the program without a last picture.
        let _ = ctrlc::set_handler(move || {
            if stopped.swap(true, Ordering::Relaxed) {
                at_once();
                std::process::exit(130);
            }
            let _ = sender.try_send(());
        });
    }

    pub(super) fn stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }

    /// Whether the system tells of changes; if not, it is for the caller to look often.
    pub(super) fn is_notified(&self) -> bool {
        self.watcher.is_some()
    }

    /// Follows what happens in these portfolios, as their folders are now: a folder that was
    /// replaced is another one to the system.
    pub(super) fn follow(&mut self, portfolios: &[PathBuf]) {
        // The new one is there before the old one goes, so that nothing is missed between them.
        self.watcher = self.watcher_of(portfolios).ok();
    }

    fn watcher_of(&self, portfolios: &[PathBuf]) -> notify::Result<RecommendedWatcher> {
        let sender = self.sender.clone();
        let mut watcher =
            notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
                // That a file was opened is no change: a check opens files itself.
                if !event.is_ok_and(|event| event.kind.is_access()) {
                    let _ = sender.try_send(());
                }
            })?;
        let mut paths = watcher.paths_mut();
        for portfolio in portfolios.iter().filter(|portfolio| portfolio.is_dir()) {
            // Not all that is below: submission/ or .git would wake for nothing.
            paths.add(portfolio, RecursiveMode::NonRecursive)?;
            let folders = FOLDERS.map(|folder| portfolio.join(folder));
            for folder in folders.iter().filter(|folder| folder.is_dir()) {
                paths.add(folder, RecursiveMode::Recursive)?;
            }
        }
        paths.commit()?;
        Ok(watcher)
    }

    /// Waits for a word, no longer than this; says whether one came. Then what happens has
    /// settled, or has gone on for as long as `patience`.
    pub(super) fn wait(&self, longest: Duration, patience: Duration) -> bool {
        if self.receiver.recv_timeout(longest).is_err() {
            return false;
        }
        let begun = Instant::now();
        while !self.stopped() && begun.elapsed() < patience {
            if self.receiver.recv_timeout(SETTLED).is_err() {
                break;
            }
        }
        true
    }
}
