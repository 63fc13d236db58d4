//! Panics of mcred end a run, panics of libraries do not.

use std::collections::BTreeSet;
use std::panic;
use std::process;
use std::sync::{Mutex, Once};

/// Ends the run at a panic in mcred's own code, on any thread. A panic in a library is printed once;
/// mcred catches it (`io::run_with_timeout`).
pub fn blame_mcred_alone() {
    static HOOK: Once = Once::new();
    static TOLD: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());
    HOOK.call_once(|| {
        // mcred installs its own hook at the first use; this one must come after it.
        mcred::io::run_with_timeout(std::time::Duration::from_secs(10), || ()).ok();
        panic::set_hook(Box::new(|info| {
            let place = info.location().map(ToString::to_string).unwrap_or_default();
            // Libraries are in the folder of the registry, the standard library in that of rustc.
            let library = place.contains("/registry/") || place.contains("/rustc/");
            if !library {
                eprintln!("{info}");
                process::abort();
            }
            if TOLD.lock().is_ok_and(|mut told| told.insert(place)) {
                eprintln!("held: {info}");
            }
        }));
    });
}
