//! Whether a path in a bundle stays inside the folder that it is unpacked to, on
//! every system.

/// Longer and deeper paths can't be unpacked by ordinary means (Windows allows 260 characters), and
/// would take long to check.
const LONGEST: usize = 1024;
const DEEPEST: usize = 64;

/// Why a path is not safe to unpack, as the rest of a sentence that begins with
/// it; none if it is safe.
pub(super) fn unsafe_name(path: &str) -> Option<&'static str> {
    let drive = |part: &str| {
        let mut letters = part.chars();
        letters.next().is_some_and(|c| c.is_ascii_alphabetic()) && letters.next() == Some(':')
    };
    if path.is_empty() {
        Some("has no name")
    } else if path.len() > LONGEST || path.matches('/').count() > DEEPEST {
        Some("has a path that is too long or too deep to unpack")
    } else if path.chars().any(char::is_control) {
        Some("has a control character in its name")
    } else if path.starts_with('/') {
        Some("is an absolute path, which leads out of the bundle")
    } else if path.split(['/', '\\']).any(drive) {
        Some("has a drive letter in its name, which leads out of the bundle on Windows")
    } else if path.split(['/', '\\']).any(|part| part == "..") {
        Some("leads out of the bundle")
    } else if path.contains('\\') {
        Some("has a backslash in its name, which Windows takes for a folder")
    } else if path.split('/').any(|part| part.is_empty() || part == ".") {
        Some("has an empty part in its path")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_that_lead_out_are_unsafe_and_odd_ones_are_safe() {
        for path in ["a/b", "a b/ü.pdf", "..a/b..", "a:b/c", "12:30.txt", "…"] {
            // `a:b` would be a drive; it is refused although Unix knows no drives.
            assert_eq!(unsafe_name(path).is_some(), path.starts_with("a:"), "{path}");
        }
        assert!(unsafe_name(&"a/".repeat(80)).is_some());
        for path in ["", "/etc/passwd", "../x", "a/../../x", "C:/x", "a/C:x", "a\\b", "a//b", "./a"]
        {
            assert!(unsafe_name(path).is_some(), "{path}");
        }
    }
}
