//! A progress bar on standard error, at a terminal.

use std::io::{self, IsTerminal};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// The least bytes for which a bar is shown.
const SHOWN_FROM: u64 = 64 << 20;

/// A bar for this many bytes; hidden if it is not needed.
pub(super) fn bar(bytes: u64, quiet: bool) -> ProgressBar {
    if quiet || bytes < SHOWN_FROM || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(bytes);
    let template =
        "{wide_bar} {decimal_bytes} of {decimal_total_bytes}, {decimal_bytes_per_sec}, {eta} left";
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
