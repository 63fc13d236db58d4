//! The pages of the reference that `mcred explain` prints beside the rules.

use super::documents::{
    CATALOG_DOCUMENT, CHECK_DOCUMENT, COMPARE_DOCUMENT, VERIFY_DOCUMENT, fields,
};
use super::keys::keys;
use super::places::places;
use crate::load::{CATALOG_SHAPE, EVIDENCE_SHAPE, PRIVATE_SHAPE};

/// A page of the reference, made from what the program itself goes by.
pub struct Page {
    /// Its name, as it is asked for.
    pub name: &'static str,
    /// What it is about, as a sentence.
    pub summary: &'static str,
    /// Makes what it says, in Markdown, without its title.
    pub body: fn() -> String,
}

/// Every page, in the order in which a practitioner meets what it is about.
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
