//! A property of a file gives away whose portfolio it is.
//!
//! ## Why it matters
//!
//! Programs write their user's name into what they save, and cameras their owner's: author, last editor, company, artist,
//! copyright, the authors of comments and changes, the lists of people of Word and PowerPoint, printers, folders of linked files. A reviewer's program shows them beside the page. Read are the properties of PDF, Office,
//! image, sound and film files (PDF Info, XMP, docProps, EXIF, IPTC, ID3 and the like); looked for is what `mcred explain
//! identity-in-text` tells. What camera makers note in a form of their own (MakerNote) is not read.
//!
//! ## How to mend it
//!
//! `mcred pack --strip-metadata` packs copies without properties, leaves your own files alone, and says what it could not remove.
//! Or remove them in the original: in Word, Excel and PowerPoint with File > Info > Inspect Document, in LibreOffice
//! with File > Properties > Reset Properties, on Windows with Properties > Details > Remove Properties; then export it again.

use super::case::Case;
use crate::finding::{Finding, Level, Rule};
use crate::model::Place;
use crate::privacy::{Names, TextKind, mask};

pub(super) const RULE: Rule =
    Rule::new("identity-in-metadata", Level::Warning, include_str!("identity_in_metadata.rs"));

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    let names = Names::new(&case.portfolio.private.identities);
    let mut findings = Vec::new();
    for (path, metadata) in case.metadata() {
        for property in &metadata.properties {
            let Some(mention) = names.find(&property.value, TextKind::Property).into_iter().next()
            else {
                continue;
            };
            let message = format!(
                "the property `{}` of `{path}` says `{}`, and {}",
                property.name,
                mask(property.value.get(mention.span).unwrap_or_default()),
                mention.identity.known_from.clause()
            );
            // In OpenDocument, who wrote a comment or changed a text stays with the text.
            let help = match property.name.starts_with("author of") {
                true => {
                    "type `mcred pack --strip-metadata`, which packs copies that name nobody; in an \
                     OpenDocument file, remove the comments and changes"
                }
                false => {
                    "type `mcred pack --strip-metadata`, which packs copies without properties; or \
                     remove them in the program that wrote the file, and save it again"
                }
            };
            findings.push(Finding::new(RULE, Place::file(path), message).help(help));
        }
    }
    findings
}
