//! A bound on the time that one artifact may take, and on the harm that it may do.

use std::cell::Cell;
use std::io;
use std::panic;
use std::sync::Once;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use super::ProbeError;

/// The name of the threads that look into artifacts; a panic in one of them is not printed.
const THREAD: &str = "mcred-probe";

/// Libraries walk nested objects by recursion; with this much stack they reach their own limits
/// before they reach the end of it. Only what is used of it costs memory.
const STACK: usize = 256 * 1024 * 1024;

type Job = Box<dyn FnOnce() + Send>;

thread_local! {
    /// The thread that does this one's jobs, one after the other: to begin one for each of
    /// thousands of small files takes longer than to look into them.
    static WORKER: Cell<Option<Sender<Job>>> = const { Cell::new(None) };
}

/// Runs a job with a limit on its time.
///
/// A job that is late cannot be stopped from outside: its thread goes on until it is done or the
/// program ends, and its result is dropped.
///
/// # Errors
/// [`ProbeError::TimedOut`] when the time is up, [`ProbeError::Crashed`] when the job panicked (nothing
/// is printed), [`ProbeError::Io`] when the machine has no thread to spare.
pub fn run_with_timeout<T: Send + 'static>(
    limit: Duration,
    job: impl FnOnce() -> T + Send + 'static,
) -> Result<T, ProbeError> {
    let (sender, receiver) = mpsc::sync_channel(1);
    // When the job panics, the sender is dropped unsent and the receiver learns of it.
    let job: Job = Box::new(move || {
        let result = job();
        sender.send(result).ok();
    });
    let worker = match WORKER.take() {
        Some(worker) => worker,
        None => hired()?,
    };
    worker.send(job).map_err(|_| ProbeError::Crashed)?;
    let result = receiver.recv_timeout(limit).map_err(|error| match error {
        RecvTimeoutError::Timeout => ProbeError::TimedOut,
        RecvTimeoutError::Disconnected => ProbeError::Crashed,
    })?;
    // One that is late or fell is not asked again.
    WORKER.set(Some(worker));
    Ok(result)
}

/// A new worker: it ends with the first job that panics, or when nobody can ask it any more.
fn hired() -> io::Result<Sender<Job>> {
    keep_quiet();
    let (sender, jobs) = mpsc::channel::<Job>();
    let work = move || jobs.iter().for_each(|job| job());
    thread::Builder::new().name(THREAD.into()).stack_size(STACK).spawn(work)?;
    Ok(sender)
}

/// Lets panics of the probing threads pass without a word; all others are reported as before.
fn keep_quiet() {
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
    fn a_job_ends_in_its_result_in_a_crash_or_in_time() {
        let long = Duration::from_secs(20);
        assert_eq!(run_with_timeout(long, || 7).ok(), Some(7));
        assert!(matches!(run_with_timeout(long, || panic!("quietly")), Err(ProbeError::Crashed)));
        let short = Duration::from_millis(5);
        let slow = run_with_timeout(short, || thread::sleep(Duration::from_millis(300)));
        assert!(matches!(slow, Err(ProbeError::TimedOut)));
        assert_eq!(run_with_timeout(long, || 8).ok(), Some(8));
    }
}
