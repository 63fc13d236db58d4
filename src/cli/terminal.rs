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

/// Asks for a number from 1 to `last`.
///
/// # Errors
/// The terminal can't be read.
#[cfg(not(target_family = "wasm"))]
pub(super) fn ask_number(
    prompt: String,
    last: usize,
    default: Option<usize>,
) -> anyhow::Result<usize> {
    let mut input = dialoguer::Input::<usize>::new().with_prompt(prompt).validate_with(
        move |number: &usize| match (1..=last).contains(number) {
            true => Ok(()),
            false => Err(format!("type a number from 1 to {last}")),
        },
    );
    if let Some(default) = default {
        input = input.default(default);
    }
    Ok(input.interact_text()?)
}

/// Asks for a yes or no; an empty answer is a no.
///
/// # Errors
/// The terminal can't be read.
#[cfg(not(target_family = "wasm"))]
pub(super) fn confirm(prompt: String) -> anyhow::Result<bool> {
    Ok(dialoguer::Confirm::new().with_prompt(prompt).default(false).interact()?)
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

    pub(in crate::cli) fn ask_number(
        _: String,
        _: usize,
        _: Option<usize>,
    ) -> anyhow::Result<usize> {
        anyhow::bail!("there is no terminal to ask at")
    }

    pub(in crate::cli) fn confirm(_: String) -> anyhow::Result<bool> {
        anyhow::bail!("there is no terminal to ask at")
    }

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
