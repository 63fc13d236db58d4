//! The formats that show themselves in their bytes: one row for each.

use file_format::FileFormat;

use super::office::{docx, odp, ods, odt, pptx, xlsx};
use super::row::{Format, row};
use super::{audio, image, isobmff, matroska};
use crate::model::Kind;

/// The signatures of a format, as the library names them, and the format.
pub(crate) static KNOWN: &[(&[FileFormat], Format)] = {
    use FileFormat as F;
    &[
        (
            &[F::OfficeOpenXmlDocument],
            row!("Word document (DOCX)", Document, ["docx", "docm", "dotx", "dotm"], docx),
        ),
        (
            &[F::OfficeOpenXmlPresentation],
            row!(
                "PowerPoint presentation (PPTX)",
                Presentation,
                ["pptx", "pptm", "ppsx", "ppsm", "potx", "potm"],
                pptx
            ),
        ),
        (
            &[F::OfficeOpenXmlSpreadsheet],
            row!(
                "Excel workbook (XLSX)",
                Spreadsheet,
                ["xlsx", "xlsm", "xltx", "xltm", "xlsb"],
                xlsx
            ),
        ),
        (
            &[F::OpendocumentText, F::OpendocumentTextTemplate, F::OpendocumentTextMaster],
            row!("OpenDocument text (ODT)", Document, ["odt", "ott", "odm"], odt),
        ),
        (
            &[F::OpendocumentPresentation, F::OpendocumentPresentationTemplate],
            row!("OpenDocument presentation (ODP)", Presentation, ["odp", "otp"], odp),
        ),
        (
            &[F::OpendocumentSpreadsheet, F::OpendocumentSpreadsheetTemplate],
            row!("OpenDocument spreadsheet (ODS)", Spreadsheet, ["ods", "ots"], ods),
        ),
        (
            &[F::MicrosoftWordDocument],
            row!("Word 97-2003 document (DOC)", Document, ["doc", "dot"]),
        ),
        (
            &[F::MicrosoftPowerpointPresentation],
            row!("PowerPoint 97-2003 presentation (PPT)", Presentation, ["ppt", "pps", "pot"]),
        ),
        (
            &[F::MicrosoftExcelSpreadsheet],
            row!("Excel 97-2003 workbook (XLS)", Spreadsheet, ["xls", "xlt"]),
        ),
        (&[F::RichTextFormat], row!("Rich Text document (RTF)", Document, ["rtf", "doc"])),
        (
            &[F::Mpeg4Part14Video, F::AppleItunesVideo],
            row!("MP4 video", Video, ["mp4", "m4v", "mov", "3gp"], isobmff::facts),
        ),
        (
            &[
                F::Mpeg4Part14Audio,
                F::AppleItunesAudio,
                F::AppleItunesAudiobook,
                F::AppleItunesProtectedAudio,
            ],
            row!(
                "MPEG-4 sound (M4A)",
                Audio,
                ["m4a", "m4b", "m4p", "aac", "mp4", "m4v", "mov", "qt", "3gp"],
                isobmff::facts
            ),
        ),
        (
            &[F::Mpeg4Part14, F::Mpeg4Part14Subtitles],
            row!("MP4 file", Video, ["mp4", "m4v", "m4a", "mov", "3gp"], isobmff::facts),
        ),
        (
            &[F::AppleQuicktime],
            row!("QuickTime video (MOV)", Video, ["mov", "qt", "mp4"], isobmff::facts),
        ),
        (
            &[F::ThirdGenerationPartnershipProject, F::ThirdGenerationPartnershipProject2],
            row!("3GP video", Video, ["3gp", "3g2", "mp4"], isobmff::facts),
        ),
        (&[F::Webm], row!("WebM video", Video, ["webm"], matroska::facts)),
        (
            &[F::MatroskaVideo, F::Matroska3dVideo, F::ExtensibleBinaryMetaLanguage],
            row!("Matroska video (MKV)", Video, ["mkv", "mk3d", "webm"], matroska::facts),
        ),
        (
            &[F::MatroskaAudio],
            row!("Matroska sound (MKA)", Audio, ["mka", "mkv", "webm"], matroska::facts),
        ),
        (&[F::AudioVideoInterleave], row!("AVI video", Video, ["avi"])),
        (&[F::WindowsMediaVideo], row!("Windows Media video (WMV)", Video, ["wmv", "asf"])),
        (&[F::WindowsMediaAudio], row!("Windows Media sound (WMA)", Audio, ["wma", "asf"])),
        (&[F::AdvancedSystemsFormat], row!("Windows Media file", Video, ["wmv", "wma", "asf"])),
        (&[F::Mpeg12Video], row!("MPEG video", Video, ["mpg", "mpeg", "m2v", "vob", "dat"])),
        (&[F::FlashVideo], row!("Flash video", Video, ["flv"])),
        (&[F::OggTheora], row!("Ogg video", Video, ["ogv", "ogg"])),
        (&[F::Mpeg12AudioLayer3, F::Id3v2], row!("MP3 sound", Audio, ["mp3"], audio::facts)),
        (&[F::WaveformAudio], row!("WAV sound", Audio, ["wav", "wave"], audio::facts)),
        (
            &[F::OggVorbis, F::OggMedia, F::OggMultiplexedMedia, F::OggSpeex, F::OggFlac],
            row!("Ogg sound", Audio, ["ogg", "oga", "spx"], audio::facts),
        ),
        (&[F::OggOpus], row!("Opus sound", Audio, ["opus", "ogg", "oga"], audio::facts)),
        (&[F::FreeLosslessAudioCodec], row!("FLAC sound", Audio, ["flac"], audio::facts)),
        (&[F::AdvancedAudioCoding], row!("AAC sound", Audio, ["aac"], audio::facts)),
        (
            &[F::AudioInterchangeFileFormat],
            row!("AIFF sound", Audio, ["aif", "aiff", "aifc"], audio::facts),
        ),
        (
            &[F::JointPhotographicExpertsGroup],
            row!("JPEG image", Image, ["jpg", "jpeg", "jpe", "jfif"], image::facts),
        ),
        (
            &[F::PortableNetworkGraphics, F::AnimatedPortableNetworkGraphics],
            row!("PNG image", Image, ["png", "apng"], image::facts),
        ),
        (&[F::GraphicsInterchangeFormat], row!("GIF image", Image, ["gif"], image::facts)),
        (&[F::Webp], row!("WebP image", Image, ["webp"], image::facts)),
        (
            &[
                F::HighEfficiencyImageCoding,
                F::HighEfficiencyImageCodingSequence,
                F::HighEfficiencyImageFileFormat,
                F::HighEfficiencyImageFileFormatSequence,
            ],
            row!("HEIC image", Image, ["heic", "heif", "hif"], image::facts),
        ),
        (
            &[F::Av1ImageFileFormat, F::Av1ImageFileFormatSequence],
            row!("AVIF image", Image, ["avif"], image::facts),
        ),
        (&[F::WindowsBitmap], row!("BMP image", Image, ["bmp", "dib"], image::facts)),
        (&[F::TagImageFileFormat], row!("TIFF image", Image, ["tif", "tiff"], image::facts)),
        (&[F::ScalableVectorGraphics], row!("SVG drawing", Image, ["svg"])),
    ]
};

/// The format that goes with the signature that was found, where mcred knows it.
pub(crate) fn of_signature(signature: FileFormat) -> Option<&'static Format> {
    KNOWN.iter().find(|(signatures, _)| signatures.contains(&signature)).map(|(_, format)| format)
}

/// The OpenDocument format that a file names itself (OpenDocument part 2, section 3.3).
pub(crate) fn of_mimetype(mimetype: &str) -> Option<&'static Format> {
    let name = mimetype.trim().strip_prefix("application/vnd.oasis.opendocument.")?;
    of_signature(match name.strip_suffix("-template").unwrap_or(name) {
        "text" => FileFormat::OpendocumentText,
        "presentation" => FileFormat::OpendocumentPresentation,
        "spreadsheet" => FileFormat::OpendocumentSpreadsheet,
        _ => return None,
    })
}

/// The format that the content types of a package name (ECMA-376 part 2, section 10.1.2).
pub(crate) fn of_content_types(types: &str) -> Option<&'static Format> {
    [
        ("wordprocessingml.document.main+xml", FileFormat::OfficeOpenXmlDocument),
        ("presentationml.presentation.main+xml", FileFormat::OfficeOpenXmlPresentation),
        ("spreadsheetml.sheet.main+xml", FileFormat::OfficeOpenXmlSpreadsheet),
    ]
    .into_iter()
    .find(|(main, _)| types.contains(main))
    .and_then(|(_, format)| of_signature(format))
}
