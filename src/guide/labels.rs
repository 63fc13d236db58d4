//! The labels of places and kinds in the guide.

use maud::{Markup, html};

use crate::model::{Artifact, Kind, Location};

use super::browsers::is_played;

/// A location in print: dashes in ranges, names in typographic quotes.
pub(super) fn location(location: &Location) -> String {
    match location {
        Location::Whole => "whole file".to_owned(),
        Location::Section(name) => format!("section “{name}”"),
        Location::Sheet { name, cells: None } => format!("sheet “{name}”"),
        Location::Sheet { name, cells: Some(cells) } => format!("sheet “{name}”, {cells}"),
        Location::Region { x, y, width, height } => {
            format!("region {width} × {height} at {x}, {y}")
        }
        counted => counted.to_string().replace('-', "–"),
    }
}

/// The kind of a file, in a word or two.
pub(super) fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Pdf => "PDF",
        Kind::Video => "Video",
        Kind::Audio => "Sound",
        Kind::Presentation => "Slides",
        Kind::Spreadsheet => "Spreadsheet",
        Kind::Csv => "Table",
        Kind::Document => "Document",
        Kind::Html => "Web page",
        Kind::Markdown | Kind::Text => "Text",
        Kind::Transcript => "Transcript",
        Kind::Image => "Picture",
        Kind::Other => "File",
    }
}

/// The name of a file without its folders.
pub(super) fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// A name whose extension is not broken across lines.
pub(super) fn unbroken(name: &str) -> Markup {
    let dot = name.rfind('.').filter(|dot| *dot > 0 && (2..=6).contains(&(name.len() - dot)));
    let (stem, extension) = name.split_at(dot.unwrap_or(name.len()));
    html! { (stem) @if !extension.is_empty() { span.extension { (extension) } } }
}

/// What is known of a place that has no text to be looked into.
pub(super) fn existence(location: &Location) -> &'static str {
    match location {
        Location::Whole => "file is there",
        Location::Pages(pages) if pages.single().is_some() => "page exists",
        Location::Pages(_) => "pages exist",
        Location::Slides(slides) if slides.single().is_some() => "slide exists",
        Location::Slides(_) => "slides exist",
        Location::Time(_) => "within the recording",
        Location::Region { .. } => "within the picture",
        Location::Sheet { cells: None, .. } => "sheet exists",
        Location::Section(_) => "section exists",
        _ => "place exists",
    }
}

/// How to reach a place that a link does not open; none if it does.
pub(super) fn opening_hint(
    artifact: &Artifact,
    location: &Location,
    quoted: bool,
) -> Option<String> {
    let program = match artifact.kind {
        Kind::Document => "in a word processor",
        Kind::Presentation => "in a presentation program",
        Kind::Spreadsheet => "in a spreadsheet program",
        Kind::Csv => "in a spreadsheet program or an editor",
        Kind::Markdown | Kind::Text => "as plain text",
        Kind::Video | Kind::Audio if !is_played(artifact) => "in a media player",
        _ => return None,
    };
    let goal = match location {
        Location::Whole => return Some(format!("Opens {program}.")),
        Location::Section(name) => format!("look for the heading “{name}”"),
        _ if quoted => "search there for the quoted words".to_owned(),
        place => format!("go to {}", self::location(place)),
    };
    Some(format!("Opens {program}; {goal}."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guide::test_portfolio;

    #[test]
    fn places_have_typographic_dashes_and_quotes() {
        for (typed, printed) in [
            ("pages 2, 4-6", "pages 2, 4–6"),
            ("0:07-0:14", "0:07–0:14"),
            ("section \"Follow-up\"", "section “Follow-up”"),
            ("sheet \"R-1\" B2:D9", "sheet “R-1”, B2:D9"),
            ("region 40,240,820,236", "region 820 × 236 at 40, 240"),
        ] {
            assert_eq!(location(&Location::parse(typed).expect(typed)), printed);
        }
    }

    #[test]
    fn a_hint_is_given_only_if_the_link_does_not_open_the_place() {
        let hint = |path: &str, at: &str, quoted| {
            let artifact = test_portfolio::artifact(path, crate::formats::kind_of_name(path));
            opening_hint(&artifact, &Location::parse(at).expect(at), quoted)
        };
        assert_eq!(hint("a.pdf", "page 4", true), None);
        assert_eq!(hint("a.mp4", "0:07", false), None);
        assert_eq!(
            hint("a.wmv", "0:07", false).as_deref(),
            Some("Opens in a media player; go to 0:07.")
        );
        let slides = "Opens in a presentation program; go to slide 4.";
        assert_eq!(hint("a.pptx", "slide 4", false).as_deref(), Some(slides));
    }
}
