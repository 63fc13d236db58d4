//! Addresses of files (RFC 3986, RFC 8089).

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// The characters of a path that are encoded: all but `/` and the unreserved ones. A `:` is encoded,
/// too, or the first part of a relative path would read as a scheme.
const IN_PATH: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The address of a file. It is relative for a relative path, so that it is valid in every checkout,
/// and `file:` with this host for an absolute one.
pub(super) fn uri(host: &str, path: &str) -> String {
    let encode = |text| utf8_percent_encode(text, IN_PATH);
    let drive = path
        .split_once(":/")
        .filter(|(drive, _)| matches!(drive.as_bytes(), [letter] if letter.is_ascii_alphabetic()));
    match drive {
        Some((drive, path)) => format!("file://{}/{drive}:/{}", encode(host), encode(path)),
        None if path.starts_with('/') => {
            format!("file://{}/{}", encode(host), encode(path.trim_start_matches('/')))
        }
        None => encode(path).to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn any_path_has_an_address() {
        let uri = |path| uri("", path);
        assert_eq!(
            uri("anna/artifacts/année 1 #2.pdf"),
            "anna/artifacts/ann%C3%A9e%201%20%232.pdf"
        );
        assert_eq!(uri("a:b/100%.txt"), "a%3Ab/100%25.txt");
        assert_eq!(uri("../evidence.toml"), "../evidence.toml");
        assert_eq!(uri("/home/x/a b"), "file:///home/x/a%20b");
        assert_eq!(uri("C:/x/a b"), "file:///C:/x/a%20b");
    }
}
