//! What only a program at a terminal can do. In a browser there is none: nothing is asked, drawn or
//! interrupted there.

use std::io::IsTerminal;
use std::path::Path;

#[cfg(not(target_family = "wasm"))]
pub(super) use super::progress::bar;

/// Whether a person is there to answer: what is asked goes to standard error.
pub(super) fn can_ask() -> bool {
    std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
}

/// Calls this at Ctrl-C and at a polite kill, where the system allows it.
#[cfg(not(target_family = "wasm"))]
pub(super) fn on_interrupt(call: impl FnMut() + Send + 'static) {
    let _ = ctrlc::set_handler(call);
}

/// Opens a page in the browser.
///
/// # Errors
/// There is no program for it.
#[cfg(not(target_family = "wasm"))]
pub(super) fn open(file: &Path) -> std::io::Result<()> {
    open::that_detached(file)
}

#[cfg(target_family = "wasm")]
pub(super) use without::*;

#[cfg(target_family = "wasm")]
mod without {
    use std::io;

    use super::Path;

    pub(in crate::cli) fn on_interrupt(_: impl FnMut() + Send + 'static) {}

    pub(in crate::cli) fn open(_: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    pub(in crate::cli) struct Bar;

    impl Bar {
        pub(in crate::cli) fn inc(&self, _: u64) {}
        pub(in crate::cli) fn finish_and_clear(&self) {}
    }

    pub(in crate::cli) fn bar(_: u64, _: bool) -> Bar {
        Bar
    }
}
