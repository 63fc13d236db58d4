//! File names as links in a terminal (OSC 8).

use std::path::Path;

use super::uri::uri;
use super::{RenderOptions, sanitize};

/// These words as a link to the file, if the terminal shows links.
pub fn linked(words: &str, file: &Path, options: &RenderOptions) -> String {
    match address(file).filter(|_| options.links) {
        Some(url) => format!("\u{1b}]8;;{url}\u{1b}\\{}\u{1b}]8;;\u{1b}\\", sanitize(words)),
        None => sanitize(words),
    }
}

/// The address of the file with the name of this computer: over SSH, the terminal is on another one
/// and must not open a file of its own.
fn address(file: &Path) -> Option<String> {
    let path = std::path::absolute(file).ok()?;
    let path = path.to_str()?.replace('\\', "/");
    #[cfg(not(target_family = "wasm"))]
    let host = gethostname::gethostname();
    #[cfg(target_family = "wasm")]
    let host = std::ffi::OsString::new();
    Some(uri(&host.to_string_lossy(), &path))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn links_have_the_host() {
        let options = RenderOptions { links: true, ..RenderOptions::default() };
        let link = linked("plan", Path::new("/tmp/a b/ü;1%.pdf"), &options);
        let host = gethostname::gethostname();
        let url = format!("file://{}/tmp/a%20b/%C3%BC%3B1%25.pdf", host.to_str().unwrap());
        assert_eq!(link, format!("\u{1b}]8;;{url}\u{1b}\\plan\u{1b}]8;;\u{1b}\\"));
        assert_eq!(linked("plan", Path::new("/tmp"), &RenderOptions::default()), "plan");
    }
}
