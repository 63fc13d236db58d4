//! The formats that mcred knows, and which file of this room answers for each.

use super::Identity;
use super::row::{Format, row};
use super::text::{csv, html, markdown, plain};
use super::{audio, image, pdf, signatures};
use crate::io::{ProbeError, Source};
use crate::model::{Facts, Kind};

/// A PDF.
pub(crate) static PDF: Format = row!("PDF", Pdf, ["pdf"], pdf);
/// Lines of text, code among it.
pub(crate) static TEXT: Format = row!("plain text", Text, ["txt"], plain);
/// A table as text.
pub(crate) static CSV: Format = row!("CSV table", Csv, ["csv", "tsv", "txt"], csv);
/// A text with Markdown marks.
pub(crate) static MARKDOWN: Format = row!("Markdown text", Markdown, ["md", "markdown"], markdown);
/// A web page.
pub(crate) static HTML: Format = row!("web page (HTML)", Html, ["html", "htm", "xhtml"], html);
/// Any zip that is nothing more special.
pub(crate) static ZIP: Format = row!("ZIP archive", Other, ["zip"]);
/// A zip without the list of contents at its end, under a name that promises an office file.
pub(crate) static CUT: [Format; 4] = [
    row!("incomplete ZIP container", Document, [], cut::facts),
    row!("incomplete ZIP container", Presentation, [], cut::facts),
    row!("incomplete ZIP container", Spreadsheet, [], cut::facts),
    row!("incomplete ZIP container", Other, [], cut::facts),
];
/// Apple's office files: a zip whose inside only Apple's programs read.
pub(crate) static IWORK: [Format; 3] = [
    row!("Pages document", Document, ["pages"]),
    row!("Keynote presentation", Presentation, ["key"]),
    row!("Numbers spreadsheet", Spreadsheet, ["numbers"]),
];
/// Office files behind a password: a container of its own around the encrypted zip
/// (MS-OFFCRYPTO section 2.3.1).
pub(crate) static LOCKED: [Format; 4] = [
    row!("password-protected Word document", Document, OFFICE, locked::facts),
    row!("password-protected PowerPoint presentation", Presentation, OFFICE, locked::facts),
    row!("password-protected Excel workbook", Spreadsheet, OFFICE, locked::facts),
    row!("password-protected Office file", Other, OFFICE, locked::facts),
];
/// Microsoft's container for office files before 2007, when its inside cannot be told.
pub(crate) static OLD_OFFICE: [Format; 4] = [
    row!("Word 97-2003 document (DOC)", Document, ["doc", "dot"]),
    row!("PowerPoint 97-2003 presentation (PPT)", Presentation, ["ppt", "pps", "pot"]),
    row!("Excel 97-2003 workbook (XLS)", Spreadsheet, ["xls", "xlt"]),
    row!("compound file of Microsoft", Other, []),
];

/// Bytes that are none of the known formats: the kind is what the name promises.
pub(crate) static UNKNOWN: [Format; 12] = [
    row!("unknown data", Pdf, [], strange::facts),
    row!("unknown data", Video, [], strange::facts),
    row!("unknown data", Audio, [], audio::facts),
    row!("unknown data", Presentation, [], strange::facts),
    row!("unknown data", Spreadsheet, [], strange::facts),
    row!("unknown data", Csv, [], strange::facts),
    row!("unknown data", Document, [], strange::facts),
    row!("unknown data", Html, [], strange::facts),
    row!("unknown data", Markdown, [], strange::facts),
    row!("unknown data", Text, [], strange::facts),
    row!("unknown data", Image, [], image::facts),
    row!("unknown data", Other, []),
];

const OFFICE: [&str; 12] = [
    "docx", "docm", "dotx", "dotm", "pptx", "pptm", "ppsx", "potx", "xlsx", "xlsm", "xltx", "xlsb",
];

/// The format behind what was said of an artifact.
pub(crate) fn of(identity: &Identity) -> &'static Format {
    [&PDF, &TEXT, &CSV, &MARKDOWN, &HTML, &ZIP]
        .into_iter()
        .chain(&CUT)
        .chain(&IWORK)
        .chain(&LOCKED)
        .chain(&OLD_OFFICE)
        .chain(signatures::KNOWN.iter().map(|(_, format)| format))
        .chain(&UNKNOWN)
        .find(|format| format.name == identity.format && format.kind == identity.kind)
        .unwrap_or_else(|| of_kind(&UNKNOWN, Kind::Other))
}

/// The one of several formats that has this kind; the last of them if none has.
pub(crate) fn of_kind(formats: &'static [Format], kind: Kind) -> &'static Format {
    formats.iter().find(|format| format.kind == kind).unwrap_or(match formats.last() {
        Some(last) => last,
        None => &ZIP,
    })
}

/// The one of several formats that has this kind, or another.
pub(crate) fn of_kind_or(
    formats: &'static [Format],
    kind: Kind,
    other: &'static Format,
) -> &'static Format {
    formats.iter().find(|format| format.kind == kind).unwrap_or(other)
}

/// Office files behind a password.
mod locked {
    use crate::formats::table::{Facts, ProbeError, Source};

    pub(crate) fn facts(_: &mut dyn Source) -> Result<Facts, ProbeError> {
        Err(ProbeError::Encrypted)
    }
}

/// A zip whose end is missing.
mod cut {
    use crate::formats::table::{Facts, ProbeError, Source};

    pub(crate) fn facts(_: &mut dyn Source) -> Result<Facts, ProbeError> {
        Err(ProbeError::damaged("its list of contents, which stands at its end, is missing"))
    }
}

/// Bytes that begin like nothing that is known, under a name that promises something known.
mod strange {
    use crate::formats::table::{Facts, ProbeError, Source};

    pub(crate) fn facts(_: &mut dyn Source) -> Result<Facts, ProbeError> {
        Err(ProbeError::damaged("its bytes are not those of the file that its name promises"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_unknown_kind_has_its_row() {
        for kind in Kind::ALL {
            assert_eq!(of_kind(&UNKNOWN, kind).kind, kind);
        }
    }

    #[test]
    fn what_is_said_of_an_artifact_leads_back_to_its_format() {
        for (_, format) in signatures::KNOWN {
            assert_eq!(of(&format.identity()).facts.is_some(), format.facts.is_some());
        }
        assert!(of(&TEXT.identity()).read.is_some());
    }
}
