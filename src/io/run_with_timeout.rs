//! Runs a job with a limit on its time, and catches its panics.

use std::cell::Cell;
use std::io;
use std::panic;
use std::sync::Once;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use super::ProbeError;

/// The name of the threads that examine artifacts; a panic in one of them is not printed.
const THREAD: &str = "mcred-probe";

/// Libraries recurse into nested objects; with this much stack they reach their own limits first.
/// Only what is used of it costs memory.
const STACK_SIZE: usize = 256 * 1024 * 1024;

type Job = Box<dyn FnOnce() + Send>;

thread_local! {
    /// The thread that runs the jobs of this one: to start a thread for each of thousands of small
    /// files takes longer than to examine them.
    static WORKER: Cell<Option<Sender<Job>>> = const { Cell::new(None) };
}

/// Runs a job with a limit on its time.
///
/// A job that is late cannot be stopped: its thread goes on until it is done or the program ends,
/// and its result is dropped.
///
/// # Errors
/// [`ProbeError::TimedOut`] when the time is up, [`ProbeError::Crashed`] when the job panicked (nothing
/// is printed), [`ProbeError::Io`] when no thread can be started.
pub fn run_with_timeout<T: Send + 'static>(
    limit: Duration,
    job: impl FnOnce() -> T + Send + 'static,
) -> Result<T, ProbeError> {
    let (sender, receiver) = mpsc::sync_channel(1);
    // A job that panics drops the sender, which disconnects the receiver.
    let job: Job = Box::new(move || {
        let result = job();
        sender.send(result).ok();
    });
    let worker = match WORKER.take() {
        Some(worker) => worker,
        None => start_worker()?,
    };
    worker.send(job).map_err(|_| ProbeError::Crashed)?;
    let result = receiver.recv_timeout(limit).map_err(|error| match error {
        RecvTimeoutError::Timeout => ProbeError::TimedOut,
        RecvTimeoutError::Disconnected => ProbeError::Crashed,
    })?;
    // A worker that is late or has panicked is not used again.
    WORKER.set(Some(worker));
    Ok(result)
}

/// Starts a worker, which ends with the first job that panics, or when its sender is dropped.
fn start_worker() -> io::Result<Sender<Job>> {
    silence_panics();
    let (sender, jobs) = mpsc::channel::<Job>();
    let work = move || jobs.iter().for_each(|job| job());
    thread::Builder::new().name(THREAD.into()).stack_size(STACK_SIZE).spawn(work)?;
    Ok(sender)
}

/// Hides the panics of the workers; all others are reported as before.
fn silence_panics() {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let report = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if thread::current().name() != Some(THREAD) {
                report(info);
            }
        }));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_returns_its_result_or_a_panic_or_a_timeout() {
        let long = Duration::from_secs(20);
        assert_eq!(run_with_timeout(long, || 7).ok(), Some(7));
        assert!(matches!(run_with_timeout(long, || panic!("quietly")), Err(ProbeError::Crashed)));
        let short = Duration::from_millis(5);
        let slow = run_with_timeout(short, || thread::sleep(Duration::from_millis(300)));
        assert!(matches!(slow, Err(ProbeError::TimedOut)));
        assert_eq!(run_with_timeout(long, || 8).ok(), Some(8));
    }
}
