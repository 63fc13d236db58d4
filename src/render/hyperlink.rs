//! Names of files that a terminal opens when they are clicked (OSC 8).

use std::path::Path;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::{RenderOptions, sanitize};

/// What stands for itself in the path of a URL (RFC 3986, section 3.3), and the slash.
const SIGNS: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b':');

/// The words, leading to this file where the terminal shows links.
pub fn linked(words: &str, file: &Path, options: &RenderOptions) -> String {
    match url(file).filter(|_| options.links) {
        Some(url) => format!("\u{1b}]8;;{url}\u{1b}\\{}\u{1b}]8;;\u{1b}\\", sanitize(words)),
        None => sanitize(words),
    }
}

/// The file as a URL (RFC 8089) with the name of this computer: a terminal that is on another
/// one must not open a file of its own.
fn url(file: &Path) -> Option<String> {
    let path = std::path::absolute(file).ok()?;
    let path = path.to_str()?.replace('\\', "/");
    let host = gethostname::gethostname().to_string_lossy().into_owned();
    let host = utf8_percent_encode(&host, SIGNS);
    let path = utf8_percent_encode(path.trim_start_matches('/'), SIGNS);
    Some(format!("file://{host}/{path}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(unix)]
    fn links_are_urls_with_a_host() {
        let options = RenderOptions { links: true, ..RenderOptions::default() };
        let link = linked("plan", Path::new("/tmp/a b/ü;1%.pdf"), &options);
        let host = gethostname::gethostname();
        let url = format!("file://{}/tmp/a%20b/%C3%BC%3B1%25.pdf", host.to_str().unwrap());
        assert_eq!(link, format!("\u{1b}]8;;{url}\u{1b}\\plan\u{1b}]8;;\u{1b}\\"));
        assert_eq!(linked("plan", Path::new("/tmp"), &RenderOptions::default()), "plan");
    }
}
