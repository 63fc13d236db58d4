//! Notices changes of files, reported by the system.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::{Duration, Instant};

use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use super::terminal;
use crate::load::FOLDERS;

/// The time without events after which a change is complete: editors save in several steps.
const SETTLED: Duration = Duration::from_millis(60);

/// Waits for changes of files, and for the end of the program.
pub(super) struct ChangeListener {
    sender: SyncSender<()>,
    receiver: Receiver<()>,
    stopped: Arc<AtomicBool>,
    watcher: Option<RecommendedWatcher>,
}

impl ChangeListener {
    pub(super) fn new() -> ChangeListener {
        // One pending message is enough, since everything is checked for changes then.
        let (sender, receiver) = sync_channel(1);
        let stopped = Arc::new(AtomicBool::new(false));
        ChangeListener { sender, receiver, stopped, watcher: None }
    }

    /// From now on, Ctrl-C and SIGTERM wake the listener. A second Ctrl-C calls `at_once` and exits.
    pub(super) fn stop_on_ctrl_c(&self, at_once: impl Fn() + Send + 'static) {
        let (stopped, sender) = (Arc::clone(&self.stopped), self.sender.clone());
        // If this fails, Ctrl-C ends the program without a last screen.
        terminal::on_interrupt(move || {
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

    /// Whether the system reports changes. If not, the caller has to check often.
    pub(super) fn is_notified(&self) -> bool {
        self.watcher.is_some()
    }

    /// Watches the current folders of these portfolios. Has to be called again after changes, since a
    /// replaced folder is another one for the system.
    pub(super) fn watch(&mut self, portfolios: &[PathBuf]) {
        // The new watcher starts before the old one ends, so that no event is lost.
        self.watcher = self.watcher_of(portfolios).ok();
    }

    fn watcher_of(&self, portfolios: &[PathBuf]) -> notify::Result<RecommendedWatcher> {
        let sender = self.sender.clone();
        let mut watcher =
            notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
                // Opening a file is not a change: a check opens files itself.
                if !event.is_ok_and(|event| event.kind.is_access()) {
                    let _ = sender.try_send(());
                }
            })?;
        let mut paths = watcher.paths_mut();
        for portfolio in portfolios.iter().filter(|portfolio| portfolio.is_dir()) {
            // Not recursive, since submission/ and .git are not read.
            paths.add(portfolio, RecursiveMode::NonRecursive)?;
            let folders = FOLDERS.map(|folder| portfolio.join(folder));
            for folder in folders.iter().filter(|folder| folder.is_dir()) {
                paths.add(folder, RecursiveMode::Recursive)?;
            }
        }
        paths.commit()?;
        Ok(watcher)
    }

    /// Waits for a message, at most this long. Returns whether one came; if so, after the change was
    /// complete or had gone on for `patience`.
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
