//! How far a long run is, on standard error, at a terminal.

use std::io::{self, IsTerminal};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// Work that ends sooner needs no bar.
const WORTH_A_BAR: u64 = 64 << 20;

/// A bar over so many bytes; a hidden one where nobody would see it.
pub(super) fn bar(bytes: u64, quiet: bool) -> ProgressBar {
    if quiet || bytes < WORTH_A_BAR || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(bytes);
    let options =
        "{wide_bar} {decimal_bytes} of {decimal_total_bytes}, {decimal_bytes_per_sec}, {eta} left";
    if let Ok(style) = ProgressStyle::with_template(options) {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
