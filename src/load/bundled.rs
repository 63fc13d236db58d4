//! The catalog that is compiled into the program.

use super::catalog;
use crate::model::{Credential, SourceText};

/// Id and text of every bundled credential, sorted by id; `build.rs` makes the list
/// from the files of `catalog/`.
const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/bundled_catalog.rs"));

/// The ids of the bundled credentials, sorted.
pub fn bundled_ids() -> impl Iterator<Item = &'static str> {
    FILES.iter().map(|(id, _)| *id)
}

/// The text of a bundled credential's catalog file.
pub fn bundled_text(id: &str) -> Option<&'static str> {
    FILES.iter().find(|(known, _)| *known == id).map(|(_, text)| *text)
}

/// A bundled credential; none if no bundled file has this id.
pub fn bundled(id: &str) -> Option<Credential> {
    let text = bundled_text(id)?.to_owned();
    let source = SourceText::new(format!("catalog/{id}.toml"), text);
    catalog::read(&source, id).0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bundled_files_have_no_problems() {
        for (id, text) in FILES {
            let source = SourceText::new(*id, *text);
            let (credential, problems) = catalog::read(&source, id);
            assert_eq!(problems, vec![], "{id}");
            assert!(credential.is_some(), "{id}");
        }
    }
}
