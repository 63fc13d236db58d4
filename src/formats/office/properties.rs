//! Properties of Office files: which are reported, and which a copy without metadata keeps. All
//! others are removed unreported, such as the program that wrote the file.

use std::io::BufRead;

use crate::container::xml::{Node, local, walk};
use crate::io::ProbeError;
use crate::model::Metadata;

/// The properties that a family of formats has, by their names without prefix.
pub(super) struct Properties {
    /// They name a person or an organisation, or may.
    identifying: &'static [&'static str],
    /// They describe the text, and not who wrote it or on what.
    neutral: &'static [&'static str],
}

/// `docProps/core.xml` (ECMA-376 part 2, section 11) and `docProps/app.xml` (part 1, section 22.2).
pub(super) static OOXML: Properties = Properties {
    identifying: &[
        "creator",
        "lastModifiedBy",
        "title",
        "subject",
        "description",
        "keywords",
        "category",
        "contentStatus",
        "Company",
        "Manager",
        "HyperlinkBase",
    ],
    neutral: &[
        "created",
        "modified",
        "revision",
        "lastPrinted",
        "language",
        "Pages",
        "Words",
        "Characters",
        "CharactersWithSpaces",
        "Lines",
        "Paragraphs",
        "Slides",
        "Notes",
        "HiddenSlides",
        "MMClips",
        "TotalTime",
        "ScaleCrop",
        "LinksUpToDate",
        "SharedDoc",
        "HyperlinksChanged",
        "DocSecurity",
        "PresentationFormat",
        "HeadingPairs",
        "TitlesOfParts",
    ],
};

/// `meta.xml` (OpenDocument 1.3, part 3, section 4.3).
pub(super) static ODF: Properties = Properties {
    identifying: &[
        "initial-creator",
        "creator",
        "printed-by",
        "title",
        "subject",
        "description",
        "keyword",
    ],
    neutral: &[
        "creation-date",
        "date",
        "print-date",
        "editing-cycles",
        "editing-duration",
        "document-statistic",
        "language",
        "auto-reload",
    ],
};

impl Properties {
    /// Whether a copy without metadata keeps a property.
    pub fn keeps(&self, name: &str) -> bool {
        self.neutral.contains(&name)
    }

    /// Takes down the properties in a part that identify someone.
    pub fn report(
        &self,
        part: impl BufRead,
        name: &str,
        metadata: &mut Metadata,
    ) -> Result<(), ProbeError> {
        let mut inside: Option<String> = None;
        let mut value = String::new();
        walk(part, name, |node| {
            match node {
                Node::Start(name, _) if self.identifying.contains(&local(name)) => {
                    inside = Some(name.to_owned());
                    value.clear();
                }
                Node::Text(text) if inside.is_some() => value.push_str(text),
                Node::End(name) if inside.as_deref() == Some(name) => {
                    metadata.add(format!("Office {}", local(name)), &value);
                    inside = None;
                }
                _ => {}
            }
            Ok(())
        })
    }
}
