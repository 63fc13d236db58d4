//! The formats of files that mcred can tell apart.

use super::kind::Kind;

/// Declares the formats: one line each with its kind and its label.
macro_rules! formats {
    ($($(#[$attribute:meta])* $variant:ident: $kind:ident, $label:literal;)*) => {
        /// What a file is, by its bytes.
        ///
        /// What is known of each stands in one row of `formats/table.rs`.
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Format {
            $(
                $(#[$attribute])*
                #[doc = $label]
                $variant,
            )*
            /// None of the others.
            #[default]
            Unknown,
        }

        impl Format {
            /// Every format.
            pub const ALL: &'static [Format] =
                &[$($(#[$attribute])* Format::$variant,)* Format::Unknown];

            /// Its name for sentences, such as "JPEG image"; code compares formats, never labels.
            pub fn label(self) -> &'static str {
                match self {
                    $($(#[$attribute])* Format::$variant => $label,)*
                    Format::Unknown => "unknown data",
                }
            }

            /// Which locations make sense in it; [`Kind::Other`] also where only the name of a
            /// file can tell.
            pub fn kind(self) -> Kind {
                match self {
                    $($(#[$attribute])* Format::$variant => Kind::$kind,)*
                    Format::Unknown => Kind::Other,
                }
            }
        }
    };
}

formats! {
    Empty: Other, "empty file";
    Pdf: Pdf, "PDF";

    PlainText: Text, "plain text";
    Code: Text, "text of code or data";
    Csv: Csv, "CSV table";
    Markdown: Markdown, "Markdown text";
    Html: Html, "web page (HTML)";
    WebVtt: Transcript, "WebVTT transcript";
    SubRip: Transcript, "SubRip transcript (SRT)";

    Docx: Document, "Word document (DOCX)";
    Pptx: Presentation, "PowerPoint presentation (PPTX)";
    Xlsx: Spreadsheet, "Excel workbook (XLSX)";
    Odt: Document, "OpenDocument text (ODT)";
    Odp: Presentation, "OpenDocument presentation (ODP)";
    Ods: Spreadsheet, "OpenDocument spreadsheet (ODS)";
    EncryptedWord: Document, "password-protected Word document";
    EncryptedPowerPoint: Presentation, "password-protected PowerPoint presentation";
    EncryptedExcel: Spreadsheet, "password-protected Excel workbook";
    EncryptedOffice: Other, "password-protected Office file";
    Doc: Document, "Word 97-2003 document (DOC)";
    Ppt: Presentation, "PowerPoint 97-2003 presentation (PPT)";
    Xls: Spreadsheet, "Excel 97-2003 workbook (XLS)";
    CompoundFile: Other, "compound file of Microsoft";
    Publisher: Other, "Publisher publication (PUB)";
    OutlookMessage: Other, "Outlook message (MSG)";
    OutlookData: Other, "Outlook data file (PST)";
    OneNote: Other, "OneNote section (ONE)";
    Visio: Other, "Visio drawing (VSD)";
    Rtf: Document, "Rich Text document (RTF)";
    Pages: Document, "Pages document";
    Keynote: Presentation, "Keynote presentation";
    Numbers: Spreadsheet, "Numbers spreadsheet";

    Mp4Video: Video, "MP4 video";
    QuickTime: Video, "QuickTime video (MOV)";
    Mp4: Video, "MP4 file";
    ThreeGp: Video, "3GP video";
    WebM: Video, "WebM video";
    Matroska: Video, "Matroska video (MKV)";
    Avi: Video, "AVI video";
    Wmv: Video, "Windows Media video (WMV)";
    Asf: Video, "Windows Media file";
    Mpeg: Video, "MPEG video";
    FlashVideo: Video, "Flash video";
    OggVideo: Video, "Ogg video";

    Mp3: Audio, "MP3 sound";
    M4a: Audio, "MPEG-4 sound (M4A)";
    Wav: Audio, "WAV sound";
    Ogg: Audio, "Ogg sound";
    Opus: Audio, "Opus sound";
    Flac: Audio, "FLAC sound";
    Aac: Audio, "AAC sound";
    Aiff: Audio, "AIFF sound";
    MatroskaAudio: Audio, "Matroska sound (MKA)";
    Wma: Audio, "Windows Media sound (WMA)";

    Jpeg: Image, "JPEG image";
    Png: Image, "PNG image";
    Gif: Image, "GIF image";
    WebP: Image, "WebP image";
    Heic: Image, "HEIC image";
    Avif: Image, "AVIF image";
    Bmp: Image, "BMP image";
    Tiff: Image, "TIFF image";
    Photoshop: Image, "Photoshop image (PSD)";
    RawPhoto: Other, "raw photo of a camera";
    Svg: Image, "SVG drawing";

    Zip: Other, "ZIP archive";
    TruncatedZip: Other, "incomplete ZIP container";
    SevenZip: Other, "7z archive";
    Gzip: Other, "gzip file";

    #[cfg(test)]
    Sample: Text, "sample of the tests";
}
