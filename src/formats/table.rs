//! The table of formats: one row each, and the ways to find a row.

use file_format::FileFormat as F;

use super::row::Row;
use super::text::{active_metadata, csv, html, html_metadata, markdown, plain};
use super::{audio, image, isobmff, matroska, office, pdf, refused, transcript};
use crate::model::{Format, Kind};
use office::{docx, odf_metadata, odp, ods, odt, ooxml_metadata, pptx, xlsx};

/// Why the metadata of some formats is not removed, by what the practitioner can do about it.
const SAVE_AS_PICTURE: &str = "mcred can't change this format: save it as JPEG or PNG";
const SAVE_AS_RECORDING: &str = "mcred can't change this format: save it as MP4 or MP3";
const SAVE_AS_DOCUMENT: &str = "mcred can't change this format: save it as DOCX, PPTX, XLSX or PDF";

/// How what browsers show nowhere is exported, in the programs that its owner has.
const EXPORT_WORD: &str = "in Word or LibreOffice: File > Save As, DOCX or PDF";
const EXPORT_POWERPOINT: &str = "in PowerPoint or LibreOffice: File > Save As, PPTX or PDF";
const EXPORT_EXCEL: &str = "in Excel or LibreOffice: File > Save As, XLSX or PDF";
const EXPORT_PAGES: &str = "in Pages: File > Export To > PDF";
const EXPORT_KEYNOTE: &str = "in Keynote: File > Export To > PDF";
const EXPORT_NUMBERS: &str = "in Numbers: File > Export To > PDF, or Excel";
const EXPORT_PUBLISHER: &str = "in Publisher: File > Export > Create PDF/XPS Document";
const EXPORT_ONENOTE: &str = "in OneNote: File > Export > Page or Section, as PDF";
const EXPORT_OUTLOOK: &str = "in Outlook: File > Print, as PDF";
const EXPORT_VISIO: &str = "in Visio: File > Export > Create PDF/XPS Document";
const EXPORT_FILM: &str =
    "save it as MP4 (H.264), such as with HandBrake, or VLC: Media > Convert/Save";
const EXPORT_SOUND: &str = "save it as MP3 or M4A, such as with VLC: Media > Convert/Save";
const EXPORT_HEIC: &str = "in Photos or Preview: File > Export, JPEG; for the next photos, on the \
    iPhone: Settings > Camera > Formats > Most Compatible";
const EXPORT_PICTURE: &str = "in Preview, Paint or Photos: File > Export or Save As, JPEG or PNG";
const EXPORT_PHOTOSHOP: &str = "in Photoshop: File > Export > Export As, JPG or PNG";

const OFFICE: &[&str] = &[
    "docx", "docm", "dotx", "dotm", "pptx", "pptm", "ppsx", "potx", "xlsx", "xlsm", "xltx", "xlsb",
];

/// Every format, those that are met most often first among those of a kind.
#[rustfmt::skip]
static ROWS: &[Row] = &[
    Row::of(Format::Pdf).named(&["pdf"]).begins_with(b"%PDF-")
        .read(pdf::facts, pdf::read).metadata(pdf::metadata).stripped(pdf::strip)
        .shown_in_browsers().compressed(),

    Row::of(Format::PlainText).named(&["txt"])
        .read(plain::facts, plain::read).nothing_to_strip().shown_in_browsers(),
    Row::of(Format::Code)
        .named(&["log", "json", "toml", "yaml", "yml", "xml", "py", "rs", "js", "ts", "css",
            "java", "c", "h", "cpp", "sh", "r", "sql", "tex"]).also_named(&["txt"])
        .read(plain::facts, plain::read).metadata(active_metadata).nothing_to_strip().shown_in_browsers(),
    Row::of(Format::Csv).named(&["csv", "tsv"]).also_named(&["txt"])
        .read(csv::facts, csv::read).nothing_to_strip(),
    Row::of(Format::Markdown).named(&["md", "markdown"])
        .read(markdown::facts, markdown::read).nothing_to_strip().shown_in_browsers(),
    Row::of(Format::Html).named(&["html", "htm", "xhtml"])
        .read(html::facts, html::read).metadata(html_metadata).nothing_to_strip()
        .shown_in_browsers(),

    Row::of(Format::WebVtt).named(&["vtt"]).also_named(&["txt", "srt"])
        .read(transcript::facts, transcript::read).metadata(transcript::metadata)
        .stripped(transcript::strip),
    Row::of(Format::SubRip).named(&["srt"]).also_named(&["txt", "vtt"])
        .read(transcript::facts, transcript::read).stripped(transcript::strip),

    Row::of(Format::Docx).named(&["docx", "docm", "dotx", "dotm"])
        .signed(&[F::OfficeOpenXmlDocument]).read(docx::facts, docx::read)
        .metadata(ooxml_metadata).stripped(office::strip_ooxml).compressed(),
    Row::of(Format::Odt).named(&["odt", "ott", "odm"])
        .signed(&[F::OpendocumentText, F::OpendocumentTextTemplate, F::OpendocumentTextMaster])
        .read(odt::facts, odt::read)
        .metadata(odf_metadata).stripped(office::strip_odf).compressed(),
    Row::of(Format::Pptx).named(&["pptx", "pptm", "ppsx", "ppsm", "potx", "potm"])
        .signed(&[F::OfficeOpenXmlPresentation]).read(pptx::facts, pptx::read)
        .metadata(ooxml_metadata).stripped(office::strip_ooxml).compressed(),
    Row::of(Format::Odp).named(&["odp", "otp"])
        .signed(&[F::OpendocumentPresentation, F::OpendocumentPresentationTemplate])
        .read(odp::facts, odp::read)
        .metadata(odf_metadata).stripped(office::strip_odf).compressed(),
    Row::of(Format::Xlsx).named(&["xlsx", "xlsm", "xltx", "xltm", "xlsb"])
        .signed(&[F::OfficeOpenXmlSpreadsheet]).read(xlsx::facts, xlsx::read)
        .metadata(ooxml_metadata).stripped(office::strip_ooxml).compressed(),
    Row::of(Format::Ods).named(&["ods", "ots"])
        .signed(&[F::OpendocumentSpreadsheet, F::OpendocumentSpreadsheetTemplate])
        .read(ods::facts, ods::read)
        .metadata(odf_metadata).stripped(office::strip_odf).compressed(),
    Row::of(Format::EncryptedWord).also_named(OFFICE)
        .measured(refused::encrypted).not_stripped(SAVE_AS_DOCUMENT),
    Row::of(Format::EncryptedPowerPoint).also_named(OFFICE)
        .measured(refused::encrypted).not_stripped(SAVE_AS_DOCUMENT),
    Row::of(Format::EncryptedExcel).also_named(OFFICE)
        .measured(refused::encrypted).not_stripped(SAVE_AS_DOCUMENT),
    Row::of(Format::EncryptedOffice).also_named(OFFICE).measured(refused::encrypted),
    Row::of(Format::Doc).named(&["doc", "dot"])
        .signed(&[F::MicrosoftWordDocument]).not_stripped(SAVE_AS_DOCUMENT)
        .shown_nowhere(EXPORT_WORD),
    Row::of(Format::Ppt).named(&["ppt", "pps", "pot"])
        .signed(&[F::MicrosoftPowerpointPresentation]).not_stripped(SAVE_AS_DOCUMENT)
        .shown_nowhere(EXPORT_POWERPOINT),
    Row::of(Format::Xls).named(&["xls", "xlt"])
        .signed(&[F::MicrosoftExcelSpreadsheet]).not_stripped(SAVE_AS_DOCUMENT)
        .shown_nowhere(EXPORT_EXCEL),
    Row::of(Format::CompoundFile).signed(&[F::CompoundFileBinary])
        .begins_with(b"\xd0\xcf\x11\xe0"),
    Row::of(Format::Publisher).named(&["pub"]).signed(&[F::MicrosoftPublisherDocument])
        .shown_nowhere(EXPORT_PUBLISHER).not_stripped(SAVE_AS_DOCUMENT),
    Row::of(Format::OutlookMessage).named(&["msg"])
        .shown_nowhere(EXPORT_OUTLOOK).not_stripped(SAVE_AS_DOCUMENT),
    Row::of(Format::OutlookData).named(&["pst", "ost"]).begins_with(b"!BDN")
        .shown_nowhere(EXPORT_OUTLOOK).not_stripped(SAVE_AS_DOCUMENT),
    // MS-ONESTORE, section 2.3.1: the type of the file.
    Row::of(Format::OneNote).named(&["one", "onepkg", "onetoc2"])
        .begins_with(b"\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d")
        .shown_nowhere(EXPORT_ONENOTE).not_stripped(SAVE_AS_DOCUMENT),
    Row::of(Format::Visio).named(&["vsd", "vsdx"])
        .shown_nowhere(EXPORT_VISIO).not_stripped(SAVE_AS_DOCUMENT),
    Row::of(Format::Rtf).named(&["rtf"]).also_named(&["doc"])
        .signed(&[F::RichTextFormat]).not_stripped(SAVE_AS_DOCUMENT),
    Row::of(Format::Pages).named(&["pages"]).not_stripped(SAVE_AS_DOCUMENT)
        .shown_nowhere(EXPORT_PAGES),
    Row::of(Format::Keynote).named(&["key"]).not_stripped(SAVE_AS_DOCUMENT)
        .shown_nowhere(EXPORT_KEYNOTE).compressed(),
    Row::of(Format::Numbers).named(&["numbers"]).not_stripped(SAVE_AS_DOCUMENT)
        .shown_nowhere(EXPORT_NUMBERS),

    Row::of(Format::Mp4Video).named(&["mp4", "m4v"]).also_named(&["mov", "3gp"])
        .signed(&[F::Mpeg4Part14Video, F::AppleItunesVideo]).read(isobmff::facts, isobmff::read)
        .metadata(isobmff::metadata).stripped(isobmff::strip).shown_in_browsers().compressed(),
    Row::of(Format::QuickTime).named(&["mov", "qt"]).also_named(&["mp4"])
        .signed(&[F::AppleQuicktime]).read(isobmff::facts, isobmff::read)
        .metadata(isobmff::metadata).stripped(isobmff::strip).shown_in_browsers().compressed(),
    Row::of(Format::Mp4).also_named(&["mp4", "m4v", "m4a", "mov", "3gp"])
        .signed(&[F::Mpeg4Part14, F::Mpeg4Part14Subtitles]).read(isobmff::facts, isobmff::read)
        .metadata(isobmff::metadata).stripped(isobmff::strip).shown_in_browsers().compressed(),
    Row::of(Format::ThreeGp).named(&["3gp", "3g2"]).also_named(&["mp4"])
        .signed(&[F::ThirdGenerationPartnershipProject, F::ThirdGenerationPartnershipProject2])
        .read(isobmff::facts, isobmff::read)
        .metadata(isobmff::metadata).stripped(isobmff::strip),
    Row::of(Format::WebM).named(&["webm"]).signed(&[F::Webm])
        .read(matroska::facts, matroska::read).metadata(matroska::metadata).stripped(matroska::strip)
        .shown_in_browsers().compressed(),
    Row::of(Format::Matroska).named(&["mkv", "mk3d"]).also_named(&["webm"])
        .signed(&[F::MatroskaVideo, F::Matroska3dVideo, F::ExtensibleBinaryMetaLanguage])
        .shown_nowhere(EXPORT_FILM)
        .begins_with(b"\x1a\x45\xdf\xa3")
        .read(matroska::facts, matroska::read).metadata(matroska::metadata).stripped(matroska::strip)
        .compressed(),
    Row::of(Format::Avi).named(&["avi"]).signed(&[F::AudioVideoInterleave])
        .shown_nowhere(EXPORT_FILM)
        .stripped(audio::strip_riff).compressed(),
    Row::of(Format::Wmv).named(&["wmv"]).also_named(&["asf"])
        .signed(&[F::WindowsMediaVideo]).not_stripped(SAVE_AS_RECORDING)
        .shown_nowhere(EXPORT_FILM).compressed(),
    Row::of(Format::Asf).named(&["asf"]).also_named(&["wmv", "wma"])
        .signed(&[F::AdvancedSystemsFormat]).not_stripped(SAVE_AS_RECORDING)
        .shown_nowhere(EXPORT_FILM),
    Row::of(Format::Mpeg).named(&["mpg", "mpeg", "m2v", "vob"])
        .signed(&[F::Mpeg12Video]).not_stripped(SAVE_AS_RECORDING)
        .shown_nowhere(EXPORT_FILM).compressed(),
    Row::of(Format::FlashVideo).named(&["flv"])
        .signed(&[F::FlashVideo]).not_stripped(SAVE_AS_RECORDING)
        .shown_nowhere(EXPORT_FILM),
    Row::of(Format::OggVideo).named(&["ogv"]).also_named(&["ogg"])
        .signed(&[F::OggTheora]).not_stripped(SAVE_AS_RECORDING)
        .shown_nowhere(EXPORT_FILM),

    Row::of(Format::Mp3).named(&["mp3"]).also_named(&["aac", "mpga"]).signed(&[F::Mpeg12AudioLayer3, F::Id3v2])
        .begins_with(b"ID3")
        .measured(audio::facts).metadata(audio::metadata).stripped(audio::strip_mp3)
        .shown_in_browsers().compressed(),
    Row::of(Format::M4a).named(&["m4a", "m4b", "m4p"])
        .also_named(&["aac", "mp4", "m4v", "mov", "qt", "3gp"])
        .signed(&[F::Mpeg4Part14Audio, F::AppleItunesAudio, F::AppleItunesAudiobook,
            F::AppleItunesProtectedAudio])
        .read(isobmff::facts, isobmff::read).metadata(isobmff::metadata).stripped(isobmff::strip)
        .shown_in_browsers().compressed(),
    Row::of(Format::Wav).named(&["wav", "wave"]).signed(&[F::WaveformAudio])
        .begins_with(b"RF64")
        .measured(audio::facts).metadata(audio::metadata).stripped(audio::strip_riff)
        .shown_in_browsers(),
    Row::of(Format::Ogg).named(&["ogg", "oga", "spx"])
        .signed(&[F::OggVorbis, F::OggMedia, F::OggMultiplexedMedia, F::OggSpeex, F::OggFlac])
        .measured(audio::facts).metadata(audio::metadata).not_stripped(SAVE_AS_RECORDING)
        .shown_in_browsers().compressed(),
    Row::of(Format::Opus).named(&["opus"]).also_named(&["ogg", "oga"]).signed(&[F::OggOpus])
        .measured(audio::facts).metadata(audio::metadata).not_stripped(SAVE_AS_RECORDING)
        .shown_in_browsers().compressed(),
    Row::of(Format::Flac).named(&["flac"]).signed(&[F::FreeLosslessAudioCodec])
        .measured(audio::facts).metadata(audio::metadata).stripped(audio::strip_flac)
        .shown_in_browsers().compressed(),
    Row::of(Format::Aac).named(&["aac"]).also_named(&["mp3"]).signed(&[F::AdvancedAudioCoding])
        .measured(audio::facts).metadata(audio::metadata).stripped(audio::strip_mp3)
        .shown_in_browsers().compressed(),
    Row::of(Format::Aiff).named(&["aif", "aiff", "aifc"]).signed(&[F::AudioInterchangeFileFormat])
        .shown_nowhere(EXPORT_SOUND)
        .measured(audio::facts).metadata(audio::metadata).not_stripped(SAVE_AS_RECORDING),
    Row::of(Format::MatroskaAudio).named(&["mka"]).also_named(&["mkv", "webm"])
        .signed(&[F::MatroskaAudio])
        .shown_nowhere(EXPORT_SOUND)
        .read(matroska::facts, matroska::read).metadata(matroska::metadata).stripped(matroska::strip)
        .compressed(),
    Row::of(Format::Wma).named(&["wma"]).also_named(&["asf"]).signed(&[F::WindowsMediaAudio])
        .shown_nowhere(EXPORT_SOUND)
        .not_stripped(SAVE_AS_RECORDING).compressed(),

    Row::of(Format::Jpeg).named(&["jpg", "jpeg", "jpe", "jfif"])
        .signed(&[F::JointPhotographicExpertsGroup])
        .measured(image::facts).metadata(image::metadata).stripped(image::strip_jpeg)
        .shown_in_browsers().compressed(),
    Row::of(Format::Png).named(&["png", "apng"])
        .signed(&[F::PortableNetworkGraphics, F::AnimatedPortableNetworkGraphics])
        .measured(image::facts).metadata(image::metadata).stripped(image::strip_png)
        .shown_in_browsers().compressed(),
    Row::of(Format::Gif).named(&["gif"]).signed(&[F::GraphicsInterchangeFormat])
        .measured(image::facts).metadata(image::metadata).stripped(image::strip_gif)
        .shown_in_browsers().compressed(),
    Row::of(Format::WebP).named(&["webp"]).signed(&[F::Webp])
        .measured(image::facts).metadata(image::metadata).stripped(image::strip_webp)
        .shown_in_browsers().compressed(),
    Row::of(Format::Heic).named(&["heic", "heif", "hif"])
        .signed(&[F::HighEfficiencyImageCoding, F::HighEfficiencyImageCodingSequence,
            F::HighEfficiencyImageFileFormat, F::HighEfficiencyImageFileFormatSequence])
        .shown_nowhere(EXPORT_HEIC)
        .measured(image::facts).metadata(image::metadata).stripped(image::strip_heif)
        .compressed(),
    Row::of(Format::Avif).named(&["avif"])
        .signed(&[F::Av1ImageFileFormat, F::Av1ImageFileFormatSequence])
        .measured(image::facts).metadata(image::metadata).stripped(image::strip_heif)
        .shown_in_browsers().compressed(),
    Row::of(Format::Bmp).named(&["bmp", "dib"]).signed(&[F::WindowsBitmap])
        .measured(image::facts).metadata(image::metadata).nothing_to_strip()
        .shown_in_browsers(),
    Row::of(Format::Tiff).named(&["tif", "tiff"]).signed(&[F::TagImageFileFormat])
        .shown_nowhere(EXPORT_PICTURE)
        .measured(image::facts).metadata(image::metadata).stripped(image::strip_tiff),
    Row::of(Format::Photoshop).named(&["psd", "psb"]).signed(&[F::AdobePhotoshopDocument])
        .begins_with(b"8BPS").shown_nowhere(EXPORT_PHOTOSHOP).not_stripped(SAVE_AS_PICTURE),
    Row::of(Format::RawPhoto).named(&["cr2", "cr3", "nef", "arw", "dng", "orf", "rw2", "raf"])
        .shown_nowhere(EXPORT_PICTURE).not_stripped(SAVE_AS_PICTURE),
    Row::of(Format::Svg).named(&["svg"]).signed(&[F::ScalableVectorGraphics]).metadata(active_metadata)
        .not_stripped(SAVE_AS_PICTURE).shown_in_browsers(),

    Row::of(Format::Zip).named(&["zip"]).signed(&[F::Zip]).begins_with(b"PK\x03\x04")
        .compressed(),
    Row::of(Format::TruncatedZip).measured(refused::truncated)
        .not_stripped("it is damaged: its end is missing"),
    Row::of(Format::SevenZip).named(&["7z"]).signed(&[F::SevenZip]).compressed(),
    Row::of(Format::Gzip).named(&["gz"]).signed(&[F::Gzip]).compressed(),
    Row::of(Format::Empty).nothing_to_strip(),
    #[cfg(test)]
    super::sample_format::ROW,
    UNKNOWN,
];

const UNKNOWN: Row = Row::of(Format::Unknown).not_stripped("mcred does not know its format");

/// The row of a format.
pub(super) fn of(format: Format) -> &'static Row {
    ROWS.iter().find(|row| row.format == format).unwrap_or(const { &UNKNOWN })
}

/// The row that goes with what the library found.
pub(super) fn of_signature(signature: F) -> Option<&'static Row> {
    ROWS.iter().find(|row| row.signatures.contains(&signature))
}

/// The row that goes with the first bytes.
pub(super) fn of_magic(head: &[u8]) -> Option<&'static Row> {
    ROWS.iter().find(|row| !row.magic.is_empty() && head.starts_with(row.magic))
}

/// The format that the extension of a name promises.
pub(super) fn of_name(name: &str) -> Option<Format> {
    let extension = extension(name)?;
    let row = ROWS.iter().find(|row| row.extensions.contains(&extension.as_str()))?;
    Some(row.format)
}

/// The extension of a file's name in lower case, without its dot.
pub(super) fn extension(name: &str) -> Option<String> {
    let (_, extension) = name.rsplit('/').next()?.rsplit_once('.')?;
    Some(extension.to_ascii_lowercase())
}

/// The extensions that promise a kind, one of each format, the usual ones first; of a kind with
/// one format all of them.
pub(super) fn usual_extensions(kind: Kind) -> Vec<&'static str> {
    let rows: Vec<&Row> = ROWS.iter().filter(|row| row.format.kind() == kind).collect();
    match rows.as_slice() {
        // What can be looked into nowhere has no usual form.
        _ if kind == Kind::Other => Vec::new(),
        [row] => row.extensions.to_vec(),
        rows => rows.iter().filter_map(|row| row.extensions.first().copied()).collect(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_format_has_one_row() {
        let formats: Vec<Format> = ROWS.iter().map(|row| row.format).collect();
        for format in Format::ALL {
            let rows = formats.iter().filter(|it| *it == format).count();
            assert_eq!(rows, 1, "{format:?}");
        }
        assert_eq!(formats.len(), Format::ALL.len());
    }

    #[test]
    fn an_extension_and_a_signature_lead_to_one_format() {
        let (mut extensions, mut signatures) = (BTreeSet::new(), Vec::new());
        for row in ROWS {
            for extension in row.extensions {
                assert!(extensions.insert(*extension), "{extension}");
                assert!(!row.also.contains(extension), "{extension}");
            }
            for signature in row.signatures {
                assert!(!signatures.contains(signature), "{signature:?}");
                signatures.push(*signature);
            }
        }
    }

    #[test]
    fn a_name_promises_its_format_whatever_its_case_and_folder() {
        assert_eq!(of_name("artifacts/v1.2/Survey.PDF"), Some(Format::Pdf));
        assert_eq!(of_name("artifacts/v1.2/README"), None);
        assert_eq!(of_name(".csv"), Some(Format::Csv));
    }
}
