//! Whose panic it is.

use std::collections::BTreeSet;
use std::panic;
use std::process;
use std::sync::{Mutex, Once};

/// Ends the run at a panic of mcred's own code, on whatever thread; one inside a library is
/// told once and goes on, since mcred holds it (`io::run_with_timeout`).
pub fn blame_mcred_alone() {
    static HOOK: Once = Once::new();
    static TOLD: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());
    HOOK.call_once(|| {
        // mcred silences its own threads once, on top of whatever hook there is; ours has to
        // come after it.
        mcred::io::run_with_timeout(std::time::Duration::from_secs(10), || ()).ok();
        panic::set_hook(Box::new(|info| {
            let place = info.location().map(ToString::to_string).unwrap_or_default();
            // Libraries are built from the registry's folder, the standard library from rustc's.
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
