//! What the copies in a bundle do not tell, and what they still do: names, never what they said.

use std::fmt::Write;

use super::sanitize;
use crate::model::Stripping;

/// What was left out, a line per file; empty where nothing was.
pub fn stripped(strippings: &[Stripping]) -> String {
    let lines = strippings.iter().filter(|it| !it.removed.is_empty());
    listed(
        "Left out of the copies; your own files stay as they are",
        lines.map(|it| (it.path.as_str(), it.removed.join(", "))),
    )
}

/// What could not be left out, a line per file, and why; empty where there is no such thing.
pub fn not_stripped(strippings: &[Stripping]) -> String {
    let lines = strippings.iter().filter_map(|it| Some((it.path.as_str(), what_stays(it)?)));
    listed("NOT left out; remove it in the program that wrote the file", lines)
}

/// What a file keeps, and why, as the rest of a line; none where it keeps nothing.
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
    fn every_file_stands_where_it_belongs_and_may_stand_in_both_lists() {
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
