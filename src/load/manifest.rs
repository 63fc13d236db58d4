//! A manifest of a bag (RFC 8493, section 2.1.3).

use std::collections::BTreeMap;

/// A manifest's algorithm, and whether it lists the payload or the tag files.
pub(super) struct Manifest {
    pub(super) name: String,
    pub(super) algorithm: String,
    pub(super) of_tags: bool,
    /// The expected hash of each file, in lower case, by its path.
    pub(super) hashes: BTreeMap<String, String>,
}

impl Manifest {
    /// Whether its algorithm is supported here.
    pub(super) fn can_be_checked(&self) -> bool {
        matches!(self.algorithm.as_str(), "sha256" | "sha512")
    }
}

/// A path without the percent-encoding of a manifest (RFC 8493, section 2.1.3);
/// before version 1.0 `%` itself was not encoded.
pub(super) fn decoded(path: &str, decode_percent: bool) -> String {
    if !path.contains('%') {
        return path.to_owned();
    }
    let mut text = String::with_capacity(path.len());
    let mut rest = path;
    while let Some(at) = rest.find('%') {
        let (before, from) = rest.split_at(at);
        text.push_str(before);
        let character = match from.get(..3).map(str::to_ascii_uppercase).as_deref() {
            Some("%0D") => Some('\r'),
            Some("%0A") => Some('\n'),
            Some("%25") if decode_percent => Some('%'),
            _ => None,
        };
        text.push(character.unwrap_or('%'));
        rest = from.get(if character.is_some() { 3 } else { 1 }..).unwrap_or("");
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn only_the_three_characters_of_the_rfc_are_decoded() {
        assert_eq!(decoded("data/100%25 of 3%0a%0D", true), "data/100% of 3\n\r");
        assert_eq!(decoded("data/%41%2525%", true), "data/%41%25%");
        assert_eq!(decoded("data/100%25", false), "data/100%25");
        assert_eq!(decoded("data/%ü", true), "data/%ü");
    }
}
