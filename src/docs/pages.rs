//! The reference pages that `mcred explain` prints beside the rules.

use super::documents::{
    CATALOG_DOCUMENT, CHECK_DOCUMENT, COMPARE_DOCUMENT, VERIFY_DOCUMENT, fields,
};
use super::keys::keys;
use super::places::places;
use crate::load::{CATALOG_SHAPE, EVIDENCE_SHAPE, PRIVATE_SHAPE};

/// A page of the reference, generated from the definitions that the program uses.
pub struct Page {
    /// Its name, as in `mcred explain NAME`.
    pub name: &'static str,
    /// Its content in one sentence.
    pub summary: &'static str,
    /// Generates its text in Markdown, without the title.
    pub body: fn() -> String,
}

/// Every page, in the order in which a practitioner needs it.
pub const PAGES: &[Page] = &[
    Page {
        name: "evidence.toml",
        summary: "Every key of the file that says what proves what.",
        body: || keys(&EVIDENCE_SHAPE),
    },
    Page {
        name: "locations",
        summary: "What may stand behind `at`, for every sort of artifact.",
        body: places,
    },
    Page {
        name: "private.toml",
        summary: "Every key of the file that says what reviewers must not learn.",
        body: || keys(&PRIVATE_SHAPE),
    },
    Page {
        name: "catalog",
        summary: "Every key of a catalog file, which holds the requirements of a credential.",
        body: || keys(&CATALOG_SHAPE),
    },
    Page {
        name: "json",
        summary: "Every field of what `--format json` prints: check, verify and catalog.",
        body: || {
            let formats = [
                ("mcred.check/1", CHECK_DOCUMENT),
                ("mcred.verify/1", VERIFY_DOCUMENT),
                ("mcred.compare/1", COMPARE_DOCUMENT),
                ("mcred.catalog/1", CATALOG_DOCUMENT),
            ];
            let parts = formats.map(|(name, schema)| format!("## {name}\n\n{}", fields(schema)));
            parts.join("\n")
        },
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_page_has_the_name_of_a_rule() {
        assert!(PAGES.iter().all(|page| crate::rules::rule(page.name).is_none()));
    }
}
