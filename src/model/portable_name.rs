//! Whether a name means one and the same file on every system, inside the folder that it is unpacked to.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

/// Names of devices, which Windows reserves with any extension ("Naming Files, Paths, and Namespaces");
/// `com` and `lpt` are followed by one digit.
const RESERVED: [&str; 7] = ["con", "prn", "aux", "nul", "conin$", "conout$", "clock$"];
const NUMBERED: [&str; 2] = ["com", "lpt"];

/// No system stores a longer name, in bytes.
const LONGEST_NAME: usize = 255;

/// Why a path with `/` is not the same file everywhere, as the rest of a sentence that begins with it;
/// none if it is.
///
/// ```
/// use mcred::model::name_fault;
/// assert_eq!(name_fault("artifacts/plan 2.pdf"), None);
/// assert!(name_fault("artifacts/CON.pdf").is_some());
/// ```
pub fn name_fault(path: &str) -> Option<String> {
    path.split('/').find_map(part_fault)
}

fn part_fault(part: &str) -> Option<String> {
    if let Some(c) = part.chars().find(|c| c.is_control() || "<>:\"\\|?*".contains(*c)) {
        return Some(format!("has a character that Windows does not allow: {c:?}"));
    }
    if let Some(c) = part.chars().find(|c| is_invisible(*c)) {
        return Some(format!("has a character that nobody sees: {c:?}"));
    }
    if part.contains(char::REPLACEMENT_CHARACTER) {
        return Some("has a name that is not Unicode text".to_owned());
    }
    if part.len() > LONGEST_NAME {
        return Some(format!("has a name of more than {LONGEST_NAME} bytes"));
    }
    let fault = if matches!(part, "" | "." | "..") {
        "leads to another folder"
    } else if part.ends_with(['.', ' ']) || part.starts_with(' ') {
        "has a name that begins with a space or ends with a dot or space"
    } else if is_reserved(part) {
        "is a name that Windows reserves"
    } else {
        return None;
    };
    Some(fault.to_owned())
}

/// Characters without a glyph of their own that change the order of others, or hide in a name. Those
/// that join letters and emoji are none of them.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

fn is_reserved(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or(part).trim_end().to_ascii_lowercase();
    let is_digit = |c: char| c.is_ascii_digit() || "¹²³".contains(c);
    RESERVED.contains(&stem.as_str())
        || NUMBERED.iter().filter_map(|name| stem.strip_prefix(name)).any(|rest| {
            let mut rest = rest.chars();
            rest.next().is_some_and(is_digit) && rest.next().is_none()
        })
}

/// The same for every spelling of a path that some system takes for the same file: upper and lower
/// case (`ß` is `SS`), and composed or decomposed letters.
pub fn same_file_key(path: &str) -> String {
    if path.is_ascii() {
        return path.to_ascii_lowercase();
    }
    let joins = |c: &char| matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}');
    let folded: String = path
        .nfd()
        .filter(|c| !joins(c))
        .flat_map(|c| c.to_lowercase())
        // No system takes the Turkish letter for an i.
        .flat_map(|c| if c == 'ı' { vec![c] } else { c.to_uppercase().collect() })
        .flat_map(char::to_lowercase)
        .collect();
    folded.nfd().collect()
}

/// A path that some system takes for an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Twin<'p> {
    /// The path.
    pub path: &'p str,
    /// The earlier file or folder.
    pub other: &'p str,
    /// Only folders are the same: what is in both is unpacked into one.
    pub of_folders: bool,
}

/// The paths among these that are the same as an earlier one on some system, or lie in a folder that
/// is.
pub fn twins<'p>(paths: impl IntoIterator<Item = &'p str>) -> Vec<Twin<'p>> {
    let mut first_of: HashMap<String, (&str, bool)> = HashMap::new();
    let mut twins = Vec::new();
    for path in paths {
        let folders = path.match_indices('/').filter_map(|(at, _)| path.get(..at));
        let spellings = folders.map(|folder| (folder, true)).chain([(path, false)]);
        // Of a twin in a twin the file is named.
        let twin = spellings.fold(None, |found, (spelling, is_folder)| {
            let known = first_of.entry(same_file_key(spelling)).or_insert((spelling, is_folder));
            let (other, of_folders) = (known.0, known.1 && is_folder);
            if other == spelling { found } else { Some(Twin { path, other, of_folders }) }
        });
        twins.extend(twin);
    }
    twins
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_some_system_can_not_store_have_a_fault() {
        for name in [
            "a<b",
            "a>b",
            "a|b",
            "a?b",
            "a*b",
            "a:b",
            "C:",
            "a\\b",
            "a\nb",
            "a\u{7f}b",
            "a\u{85}b",
            "a\u{202e}fdp.exe",
            "a\u{200f}b",
            "a\u{feff}",
            "a.",
            "a ",
            " a",
            "..",
            ".",
            "",
            "CON",
            "con.pdf",
            "Aux.tar.gz",
            "nul .txt",
            "COM1",
            "com0.md",
            "COM¹",
            "lpt³.txt",
            "CONIN$",
            "conout$.x",
            "caf\u{fffd}",
        ] {
            assert!(name_fault(name).is_some(), "{name:?}");
            assert!(name_fault(&format!("artifacts/{name}/x")).is_some(), "{name:?}");
        }
        assert!(name_fault(&"a".repeat(256)).is_some());
        for name in [
            "plan.pdf",
            ".hidden",
            "a b",
            "a..b",
            "console.pdf",
            "com10",
            "com",
            "COM1a",
            "lpt",
            "auxiliary.md",
            "学校.txt",
            "Ünder",
            "👩\u{200d}🏫.png",
            "می\u{200c}خواهم.pdf",
            "a$b",
            "…",
        ] {
            assert_eq!(name_fault(name), None, "{name:?}");
        }
    }

    #[test]
    fn spellings_of_one_file_have_the_same_key() {
        for (one, other) in [
            ("Plan.PDF", "plan.pdf"),
            ("caf\u{e9}", "CAFE\u{301}"),
            ("Straße", "STRASSE"),
            ("STRAẞE", "strasse"),
            ("ΣΊΣΥΦΟΣ", "σίσυφος"),
            ("\u{212a}elvin", "kelvin"),
            ("ǆ", "Ǆ"),
            ("ﬁ", "FI"),
        ] {
            assert_eq!(same_file_key(one), same_file_key(other), "{one} {other}");
        }
        assert_ne!(same_file_key("ısı"), same_file_key("isi"));
        assert_ne!(same_file_key("a"), same_file_key("ä"));
    }

    #[test]
    fn twins_of_files_and_of_folders_are_found() {
        let paths = ["A/x", "a/x", "a/y", "b/ß", "b/SS", "c/d", "c/e", "f", "F/g"];
        let found: Vec<_> =
            twins(paths).iter().map(|it| (it.path, it.other, it.of_folders)).collect();
        let wanted = [
            ("a/x", "A/x", false),
            ("a/y", "A", true),
            ("b/SS", "b/ß", false),
            ("F/g", "f", false),
        ];
        assert_eq!(found, wanted);
    }
}
