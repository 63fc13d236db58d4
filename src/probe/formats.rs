//! The formats that mcred knows, and which file of this room answers for each.

use file_format::FileFormat;

use super::{Identity, Passage, Source, Trouble};
use super::{
    csv, docx, html, image, markdown, matroska, mp4, odp, ods, odt, pdf, pptx, sound, text, xlsx,
};
use crate::model::{Facts, Kind};

/// A format, and how to look into it.
pub(super) struct Format {
    /// Its name, for sentences.
    pub name: &'static str,
    /// Which locations make sense in it.
    pub kind: Kind,
    /// The extensions that suit it, in lower case; none: any.
    pub extensions: &'static [&'static str],
    /// How it is measured; none: it cannot be looked into.
    pub facts: Option<fn(&mut dyn Source) -> Result<Facts, Trouble>>,
    /// How its text is read; none: it has none, or none that can be read.
    pub passages: Option<fn(&mut dyn Source) -> Result<Vec<Passage>, Trouble>>,
}

impl Format {
    /// What this format says of an artifact.
    pub fn identity(&self) -> Identity {
        Identity { kind: self.kind, format: self.name, extensions: self.extensions }
    }
}

/// A format with places that can be looked up; with text, or without.
macro_rules! format {
    ($name:literal, $kind:ident, $extensions:expr) => {
        Format {
            name: $name,
            kind: Kind::$kind,
            extensions: &$extensions,
            facts: None,
            passages: None,
        }
    };
    ($name:literal, $kind:ident, $extensions:expr, $module:ident::facts) => {
        Format { facts: Some($module::facts), ..format!($name, $kind, $extensions) }
    };
    ($name:literal, $kind:ident, $extensions:expr, $module:ident) => {
        Format {
            facts: Some($module::facts),
            passages: Some($module::passages),
            ..format!($name, $kind, $extensions)
        }
    };
}

/// A PDF.
pub(super) static PDF: Format = format!("PDF", Pdf, ["pdf"], pdf);
/// Lines of text, code among it.
pub(super) static TEXT: Format = format!("plain text", Text, ["txt"], text);
/// A table as text.
pub(super) static CSV: Format = format!("CSV table", Csv, ["csv", "tsv", "txt"], csv);
/// A text with Markdown marks.
pub(super) static MARKDOWN: Format =
    format!("Markdown text", Markdown, ["md", "markdown"], markdown);
/// A web page.
pub(super) static HTML: Format = format!("web page (HTML)", Html, ["html", "htm", "xhtml"], html);
/// Any zip that is nothing more special.
pub(super) static ZIP: Format = format!("ZIP archive", Other, ["zip"]);
/// A zip without the list of contents at its end, under a name that promises an office file.
pub(super) static CUT: [Format; 4] = [
    format!("incomplete ZIP container", Document, [], cut::facts),
    format!("incomplete ZIP container", Presentation, [], cut::facts),
    format!("incomplete ZIP container", Spreadsheet, [], cut::facts),
    format!("incomplete ZIP container", Other, [], cut::facts),
];
/// Apple's office files: a zip whose inside only Apple's programs read.
pub(super) static IWORK: [Format; 3] = [
    format!("Pages document", Document, ["pages"]),
    format!("Keynote presentation", Presentation, ["key"]),
    format!("Numbers spreadsheet", Spreadsheet, ["numbers"]),
];
/// Office files behind a password: a container of its own around the encrypted zip
/// (MS-OFFCRYPTO section 2.3.1).
pub(super) static LOCKED: [Format; 4] = [
    format!("password-protected Word document", Document, OFFICE, locked::facts),
    format!("password-protected PowerPoint presentation", Presentation, OFFICE, locked::facts),
    format!("password-protected Excel workbook", Spreadsheet, OFFICE, locked::facts),
    format!("password-protected Office file", Other, OFFICE, locked::facts),
];
/// Microsoft's container for office files before 2007, when its inside cannot be told.
pub(super) static OLD_OFFICE: [Format; 4] = [
    format!("Word 97-2003 document (DOC)", Document, ["doc", "dot"]),
    format!("PowerPoint 97-2003 presentation (PPT)", Presentation, ["ppt", "pps", "pot"]),
    format!("Excel 97-2003 workbook (XLS)", Spreadsheet, ["xls", "xlt"]),
    format!("compound file of Microsoft", Other, []),
];

/// Bytes that are none of the known formats: the kind is what the name promises.
pub(super) static UNKNOWN: [Format; 12] = [
    format!("unknown data", Pdf, [], strange::facts),
    format!("unknown data", Video, [], strange::facts),
    format!("unknown data", Audio, [], sound::facts),
    format!("unknown data", Presentation, [], strange::facts),
    format!("unknown data", Spreadsheet, [], strange::facts),
    format!("unknown data", Csv, [], strange::facts),
    format!("unknown data", Document, [], strange::facts),
    format!("unknown data", Html, [], strange::facts),
    format!("unknown data", Markdown, [], strange::facts),
    format!("unknown data", Text, [], strange::facts),
    format!("unknown data", Image, [], image::facts),
    format!("unknown data", Other, []),
];

const OFFICE: [&str; 12] = [
    "docx", "docm", "dotx", "dotm", "pptx", "pptm", "ppsx", "potx", "xlsx", "xlsm", "xltx", "xlsb",
];

/// The formats that show themselves in their bytes.
static KNOWN: &[(&[FileFormat], Format)] = {
    use FileFormat as F;
    &[
        (
            &[F::OfficeOpenXmlDocument],
            format!("Word document (DOCX)", Document, ["docx", "docm", "dotx", "dotm"], docx),
        ),
        (
            &[F::OfficeOpenXmlPresentation],
            format!(
                "PowerPoint presentation (PPTX)",
                Presentation,
                ["pptx", "pptm", "ppsx", "ppsm", "potx", "potm"],
                pptx
            ),
        ),
        (
            &[F::OfficeOpenXmlSpreadsheet],
            format!(
                "Excel workbook (XLSX)",
                Spreadsheet,
                ["xlsx", "xlsm", "xltx", "xltm", "xlsb"],
                xlsx
            ),
        ),
        (
            &[F::OpendocumentText, F::OpendocumentTextTemplate, F::OpendocumentTextMaster],
            format!("OpenDocument text (ODT)", Document, ["odt", "ott", "odm"], odt),
        ),
        (
            &[F::OpendocumentPresentation, F::OpendocumentPresentationTemplate],
            format!("OpenDocument presentation (ODP)", Presentation, ["odp", "otp"], odp),
        ),
        (
            &[F::OpendocumentSpreadsheet, F::OpendocumentSpreadsheetTemplate],
            format!("OpenDocument spreadsheet (ODS)", Spreadsheet, ["ods", "ots"], ods),
        ),
        (
            &[F::MicrosoftWordDocument],
            format!("Word 97-2003 document (DOC)", Document, ["doc", "dot"]),
        ),
        (
            &[F::MicrosoftPowerpointPresentation],
            format!("PowerPoint 97-2003 presentation (PPT)", Presentation, ["ppt", "pps", "pot"]),
        ),
        (
            &[F::MicrosoftExcelSpreadsheet],
            format!("Excel 97-2003 workbook (XLS)", Spreadsheet, ["xls", "xlt"]),
        ),
        (&[F::RichTextFormat], format!("Rich Text document (RTF)", Document, ["rtf", "doc"])),
        (
            &[F::Mpeg4Part14Video, F::AppleItunesVideo],
            format!("MP4 video", Video, ["mp4", "m4v", "mov", "3gp"], mp4::facts),
        ),
        (
            &[
                F::Mpeg4Part14Audio,
                F::AppleItunesAudio,
                F::AppleItunesAudiobook,
                F::AppleItunesProtectedAudio,
            ],
            format!(
                "MPEG-4 sound (M4A)",
                Audio,
                ["m4a", "m4b", "m4p", "aac", "mp4", "m4v", "mov", "qt", "3gp"],
                mp4::facts
            ),
        ),
        (
            &[F::Mpeg4Part14, F::Mpeg4Part14Subtitles],
            format!("MP4 file", Video, ["mp4", "m4v", "m4a", "mov", "3gp"], mp4::facts),
        ),
        (
            &[F::AppleQuicktime],
            format!("QuickTime video (MOV)", Video, ["mov", "qt", "mp4"], mp4::facts),
        ),
        (
            &[F::ThirdGenerationPartnershipProject, F::ThirdGenerationPartnershipProject2],
            format!("3GP video", Video, ["3gp", "3g2", "mp4"], mp4::facts),
        ),
        (&[F::Webm], format!("WebM video", Video, ["webm"], matroska::facts)),
        (
            &[F::MatroskaVideo, F::Matroska3dVideo, F::ExtensibleBinaryMetaLanguage],
            format!("Matroska video (MKV)", Video, ["mkv", "mk3d", "webm"], matroska::facts),
        ),
        (
            &[F::MatroskaAudio],
            format!("Matroska sound (MKA)", Audio, ["mka", "mkv", "webm"], matroska::facts),
        ),
        (&[F::AudioVideoInterleave], format!("AVI video", Video, ["avi"])),
        (&[F::WindowsMediaVideo], format!("Windows Media video (WMV)", Video, ["wmv", "asf"])),
        (&[F::WindowsMediaAudio], format!("Windows Media sound (WMA)", Audio, ["wma", "asf"])),
        (&[F::AdvancedSystemsFormat], format!("Windows Media file", Video, ["wmv", "wma", "asf"])),
        (&[F::Mpeg12Video], format!("MPEG video", Video, ["mpg", "mpeg", "m2v", "vob", "dat"])),
        (&[F::FlashVideo], format!("Flash video", Video, ["flv"])),
        (&[F::OggTheora], format!("Ogg video", Video, ["ogv", "ogg"])),
        (&[F::Mpeg12AudioLayer3, F::Id3v2], format!("MP3 sound", Audio, ["mp3"], sound::facts)),
        (&[F::WaveformAudio], format!("WAV sound", Audio, ["wav", "wave"], sound::facts)),
        (
            &[F::OggVorbis, F::OggMedia, F::OggMultiplexedMedia, F::OggSpeex, F::OggFlac],
            format!("Ogg sound", Audio, ["ogg", "oga", "spx"], sound::facts),
        ),
        (&[F::OggOpus], format!("Opus sound", Audio, ["opus", "ogg", "oga"], sound::facts)),
        (&[F::FreeLosslessAudioCodec], format!("FLAC sound", Audio, ["flac"], sound::facts)),
        (&[F::AdvancedAudioCoding], format!("AAC sound", Audio, ["aac"], sound::facts)),
        (
            &[F::AudioInterchangeFileFormat],
            format!("AIFF sound", Audio, ["aif", "aiff", "aifc"], sound::facts),
        ),
        (
            &[F::JointPhotographicExpertsGroup],
            format!("JPEG image", Image, ["jpg", "jpeg", "jpe", "jfif"], image::facts),
        ),
        (
            &[F::PortableNetworkGraphics, F::AnimatedPortableNetworkGraphics],
            format!("PNG image", Image, ["png", "apng"], image::facts),
        ),
        (&[F::GraphicsInterchangeFormat], format!("GIF image", Image, ["gif"], image::facts)),
        (&[F::Webp], format!("WebP image", Image, ["webp"], image::facts)),
        (
            &[
                F::HighEfficiencyImageCoding,
                F::HighEfficiencyImageCodingSequence,
                F::HighEfficiencyImageFileFormat,
                F::HighEfficiencyImageFileFormatSequence,
            ],
            format!("HEIC image", Image, ["heic", "heif", "hif"], image::facts),
        ),
        (
            &[F::Av1ImageFileFormat, F::Av1ImageFileFormatSequence],
            format!("AVIF image", Image, ["avif"], image::facts),
        ),
        (&[F::WindowsBitmap], format!("BMP image", Image, ["bmp", "dib"], image::facts)),
        (&[F::TagImageFileFormat], format!("TIFF image", Image, ["tif", "tiff"], image::facts)),
        (&[F::ScalableVectorGraphics], format!("SVG drawing", Image, ["svg"])),
    ]
};

/// The format behind what was said of an artifact.
pub(super) fn of(identity: &Identity) -> &'static Format {
    [&PDF, &TEXT, &CSV, &MARKDOWN, &HTML, &ZIP]
        .into_iter()
        .chain(&CUT)
        .chain(&IWORK)
        .chain(&LOCKED)
        .chain(&OLD_OFFICE)
        .chain(KNOWN.iter().map(|(_, format)| format))
        .chain(&UNKNOWN)
        .find(|format| format.name == identity.format && format.kind == identity.kind)
        .unwrap_or_else(|| of_kind(&UNKNOWN, Kind::Other))
}

/// The format that goes with the signature that was found, where mcred knows it.
pub(super) fn of_signature(signature: FileFormat) -> Option<&'static Format> {
    KNOWN.iter().find(|(signatures, _)| signatures.contains(&signature)).map(|(_, format)| format)
}

/// The OpenDocument format that a file names itself (OpenDocument part 2, section 3.3).
pub(super) fn of_mimetype(mimetype: &str) -> Option<&'static Format> {
    let name = mimetype.trim().strip_prefix("application/vnd.oasis.opendocument.")?;
    of_signature(match name.strip_suffix("-template").unwrap_or(name) {
        "text" => FileFormat::OpendocumentText,
        "presentation" => FileFormat::OpendocumentPresentation,
        "spreadsheet" => FileFormat::OpendocumentSpreadsheet,
        _ => return None,
    })
}

/// The one of several formats that has this kind; the last of them if none has.
pub(super) fn of_kind(formats: &'static [Format], kind: Kind) -> &'static Format {
    formats.iter().find(|format| format.kind == kind).unwrap_or(match formats.last() {
        Some(last) => last,
        None => &ZIP,
    })
}

/// The one of several formats that has this kind, or another.
pub(super) fn of_kind_or(
    formats: &'static [Format],
    kind: Kind,
    other: &'static Format,
) -> &'static Format {
    formats.iter().find(|format| format.kind == kind).unwrap_or(other)
}

/// Office files behind a password.
mod locked {
    use super::{Facts, Source, Trouble};

    pub(super) fn facts(_: &mut dyn Source) -> Result<Facts, Trouble> {
        Err(Trouble::Encrypted)
    }
}

/// A zip whose end is missing.
mod cut {
    use super::{Facts, Source, Trouble};

    pub(super) fn facts(_: &mut dyn Source) -> Result<Facts, Trouble> {
        Err(Trouble::damaged("its list of contents, which stands at its end, is missing"))
    }
}

/// Bytes that begin like nothing that is known, under a name that promises something known.
mod strange {
    use super::{Facts, Source, Trouble};

    pub(super) fn facts(_: &mut dyn Source) -> Result<Facts, Trouble> {
        Err(Trouble::damaged("its bytes are not those of the file that its name promises"))
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
        for (_, format) in KNOWN {
            assert_eq!(of(&format.identity()).facts.is_some(), format.facts.is_some());
        }
        assert!(of(&TEXT.identity()).passages.is_some());
    }
}
