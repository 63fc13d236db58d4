//! The formats whose properties can be taken out, and those where that is not possible.

use super::cannot::Cannot;
use super::plan::Plan;
use super::{flac, heif, jpeg, matroska, mp3, mp4, office, pdf, png, riff, webp};
use crate::model::Kind;
use crate::probe::{Identity, Source};

/// What can be done about a format.
pub(super) enum Way {
    /// It tells nothing beside what it shows.
    Nothing,
    /// Its reader says what is to be changed.
    Plan(fn(&mut dyn Source) -> Result<Plan, Cannot>),
    /// Why nothing can be done, as a clause that goes on after the file's name.
    Obstacle(&'static str),
}

/// What can be done about a file.
pub(super) fn way(identity: &Identity) -> Way {
    match identity.format {
        "JPEG image" => Way::Plan(jpeg::plan),
        "PNG image" => Way::Plan(png::plan),
        "WebP image" => Way::Plan(webp::plan),
        "MP4 video" | "MP4 file" | "MPEG-4 sound (M4A)" | "QuickTime video (MOV)" | "3GP video" => {
            Way::Plan(mp4::plan)
        }
        "HEIC image" | "AVIF image" => Way::Plan(heif::plan),
        "MP3 sound" | "AAC sound" => Way::Plan(mp3::plan),
        "FLAC sound" => Way::Plan(flac::plan),
        "WAV sound" | "AVI video" => Way::Plan(riff::plan),
        "WebM video" | "Matroska video (MKV)" | "Matroska sound (MKA)" => Way::Plan(matroska::plan),
        "PDF" => Way::Plan(pdf::plan),
        "Word document (DOCX)" | "PowerPoint presentation (PPTX)" | "Excel workbook (XLSX)" => {
            Way::Plan(office::ooxml)
        }
        format if format.starts_with("OpenDocument ") => Way::Plan(office::odf),
        "empty file" | "BMP image" => Way::Nothing,
        "unknown data" => Way::Obstacle("mcred does not know its format"),
        "incomplete ZIP container" => Way::Obstacle("it is damaged: its end is missing"),
        _ => match identity.kind {
            Kind::Text | Kind::Csv | Kind::Markdown | Kind::Html => Way::Nothing,
            Kind::Image => Way::Obstacle("mcred can't change this format: save it as JPEG or PNG"),
            Kind::Video | Kind::Audio => {
                Way::Obstacle("mcred can't change this format: save it as MP4 or MP3")
            }
            Kind::Document | Kind::Presentation | Kind::Spreadsheet => {
                Way::Obstacle("mcred can't change this format: save it as DOCX, PPTX, XLSX or PDF")
            }
            Kind::Pdf | Kind::Other => Way::Obstacle("mcred can't change this format"),
        },
    }
}
