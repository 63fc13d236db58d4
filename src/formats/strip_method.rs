//! The formats whose properties can be taken out, and those where that is not possible.

use super::Identity;
use super::strip_error::StripError;
use super::strip_plan::StripPlan;
use super::{audio, image, isobmff, matroska, office, pdf};
use crate::io::Source;
use crate::model::Kind;

/// What can be done about a format.
pub(crate) enum StripMethod {
    /// It tells nothing beside what it shows.
    Nothing,
    /// Its reader says what is to be changed.
    StripPlan(fn(&mut dyn Source) -> Result<StripPlan, StripError>),
    /// Why nothing can be done, as a clause that goes on after the file's name.
    Obstacle(&'static str),
}

/// What can be done about a file.
pub(crate) fn strip_method(identity: &Identity) -> StripMethod {
    match identity.format {
        "JPEG image" => StripMethod::StripPlan(image::strip_jpeg),
        "PNG image" => StripMethod::StripPlan(image::strip_png),
        "WebP image" => StripMethod::StripPlan(image::strip_webp),
        "MP4 video" | "MP4 file" | "MPEG-4 sound (M4A)" | "QuickTime video (MOV)" | "3GP video" => {
            StripMethod::StripPlan(isobmff::strip)
        }
        "HEIC image" | "AVIF image" => StripMethod::StripPlan(image::strip_heif),
        "MP3 sound" | "AAC sound" => StripMethod::StripPlan(audio::strip_mp3),
        "FLAC sound" => StripMethod::StripPlan(audio::strip_flac),
        "WAV sound" | "AVI video" => StripMethod::StripPlan(audio::strip_riff),
        "WebM video" | "Matroska video (MKV)" | "Matroska sound (MKA)" => {
            StripMethod::StripPlan(matroska::strip)
        }
        "PDF" => StripMethod::StripPlan(pdf::strip),
        "Word document (DOCX)" | "PowerPoint presentation (PPTX)" | "Excel workbook (XLSX)" => {
            StripMethod::StripPlan(office::strip_ooxml)
        }
        format if format.starts_with("OpenDocument ") => StripMethod::StripPlan(office::strip_odf),
        "empty file" | "BMP image" => StripMethod::Nothing,
        "unknown data" => StripMethod::Obstacle("mcred does not know its format"),
        "incomplete ZIP container" => StripMethod::Obstacle("it is damaged: its end is missing"),
        _ => match identity.kind {
            Kind::Text | Kind::Csv | Kind::Markdown | Kind::Html => StripMethod::Nothing,
            Kind::Image => {
                StripMethod::Obstacle("mcred can't change this format: save it as JPEG or PNG")
            }
            Kind::Video | Kind::Audio => {
                StripMethod::Obstacle("mcred can't change this format: save it as MP4 or MP3")
            }
            Kind::Document | Kind::Presentation | Kind::Spreadsheet => StripMethod::Obstacle(
                "mcred can't change this format: save it as DOCX, PPTX, XLSX or PDF",
            ),
            Kind::Pdf | Kind::Other => StripMethod::Obstacle("mcred can't change this format"),
        },
    }
}
