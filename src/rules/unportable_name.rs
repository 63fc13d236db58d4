//! A file name that some system can't store, or that two files differ in only by case.
//!
//! ## Why it matters
//!
//! The assessor's computer may be another than yours. Windows refuses `? * : < > | " \\`, names such as `CON` or `AUX`,
//! and names that end with a dot or a space; Windows and macOS take `Plan.pdf` and `plan.pdf` for the same file. Such a bundle
//! does not unpack whole.
//!
//! ## How to mend it
//!
//! Rename the file: letters, digits, `-`, `_`, `.` and spaces inside are safe everywhere; at most 150 characters from
//! `artifacts/` on.

use std::collections::HashMap;

use super::case::Case;
use crate::finding::{Finding, Level, Rule};
use crate::model::{Place, escape_controls};

pub(super) const RULE: Rule =
    Rule::new("unportable-name", Level::Error, include_str!("unportable_name.rs"));

/// Windows opens no path over 260 characters (MAX_PATH, "Maximum Path Length Limitation"); this leaves room for the
/// folder into which the bundle is unpacked and for its two folders of its own.
const LONGEST: usize = 150;

/// Names of devices, which Windows reserves with any extension ("Naming Files, Paths, and Namespaces").
const RESERVED: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8",
    "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    let artifacts = &case.portfolio.artifacts;
    let mut first_of: HashMap<String, &str> = HashMap::new();
    artifacts
        .iter()
        .filter_map(|artifact| {
            let first = *first_of.entry(artifact.path.to_lowercase()).or_insert(&artifact.path);
            let why = match Some(first).filter(|first| *first != artifact.path) {
                Some(twin) => format!("differs from `{twin}` only by upper and lower case"),
                None => fault(&artifact.path)?,
            };
            let message = format!("`{}` {why}", escape_controls(&artifact.path));
            let help =
                "rename it with letters, digits, `-`, `_` and `.`, and correct its citations";
            Some(Finding::new(RULE, Place::file(&artifact.path), message).help(help))
        })
        .collect()
}

fn fault(path: &str) -> Option<String> {
    if path.chars().count() > LONGEST {
        return Some(format!("is longer than {LONGEST} characters, too long for Windows"));
    }
    path.split('/').find_map(|part| {
        let stem = part.split('.').next().unwrap_or(part).trim_end().to_ascii_lowercase();
        if let Some(c) = part.chars().find(|c| c.is_control() || "<>:\"\\|?*".contains(*c)) {
            return Some(format!("has a character that Windows does not allow: {c:?}"));
        }
        if part.contains(char::REPLACEMENT_CHARACTER) {
            return Some("has a name that is not Unicode text".to_owned());
        }
        if part.ends_with(['.', ' ']) || part.starts_with(' ') {
            return Some(
                "has a name that begins with a space or ends with a dot or space".to_owned(),
            );
        }
        RESERVED.contains(&stem.as_str()).then(|| "is a name that Windows reserves".to_owned())
    })
}
