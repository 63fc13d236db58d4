//! The metadata that was removed from the copies in a bundle, and what is left. Only names of properties
//! are shown, never their values.

use std::fmt::Write;

use super::sanitize;
use crate::model::Stripping;

/// The removed metadata, a line per file; empty if there is none.
pub fn stripped(strippings: &[Stripping]) -> String {
    let lines = strippings.iter().filter(|it| !it.removed.is_empty());
    listed(
        "Left out of the copies; your own files stay as they are",
        lines.map(|it| (it.path.as_str(), it.removed.join(", "))),
    )
}

/// The metadata that could not be removed, a line per file, with reasons; empty if there is none.
pub fn not_stripped(strippings: &[Stripping]) -> String {
    let lines = strippings.iter().filter_map(|it| Some((it.path.as_str(), what_stays(it)?)));
    listed("NOT left out; remove it in the program that wrote the file", lines)
}

/// The metadata that a file keeps, and the reason; none if it keeps nothing.
fn what_stays(stripping: &Stripping) -> Option<String> {
    let left = stripping.left.join(", ");
    match (&stripping.obstacle, left.is_empty()) {
        (Some(why), true) => Some(why.clone()),
        (Some(why), false) => Some(format!("{left}: {why}")),
        (None, false) => Some(left),
        (None, true) => None,
    }
}

fn listed<'l>(title: &str, lines: impl Iterator<Item = (&'l str, String)>) -> String {
    let mut text = String::new();
    for (path, what) in lines {
        if text.is_empty() {
            let _ = writeln!(text, "{title}:");
        }
        let _ = writeln!(text, "  {path}: {what}");
    }
    sanitize(&text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_listed_by_what_was_removed_and_what_is_left() {
        let all = [
            Stripping {
                path: "artifacts/both.docx".into(),
                removed: vec!["Office creator".into(), "Office company".into()],
                left: vec!["author of a comment".into()],
                obstacle: None,
            },
            Stripping {
                path: "artifacts/locked.pdf".into(),
                obstacle: Some("it opens only with a password".into()),
                ..Stripping::default()
            },
        ];
        assert_eq!(
            stripped(&all),
            "Left out of the copies; your own files stay as they are:\n  \
             artifacts/both.docx: Office creator, Office company\n"
        );
        assert_eq!(
            not_stripped(&all),
            "NOT left out; remove it in the program that wrote the file:\n  \
             artifacts/both.docx: author of a comment\n  \
             artifacts/locked.pdf: it opens only with a password\n"
        );
        assert_eq!(stripped(&[]), "");
    }
}
