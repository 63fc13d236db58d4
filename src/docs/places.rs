//! The grammar of `at`, for people: the forms for each kind of artifact, and what is checked.

use crate::formats::usual_extensions;
use crate::model::{Kind, Location, wrapped};

/// Other ways to write a location.
pub(crate) const TYPED: [&str; 8] = [
    "p. 4",
    "pp. 4 – 6",
    "Pages 2, 4—6",
    "at 7:45",
    "1:02:03 - 1:02:40",
    "par. 12",
    "section “Findings”",
    "sheet 'Results' b2:d9",
];

/// The page on locations: the forms by artifact, what is checked, and other accepted forms.
pub(crate) fn places() -> String {
    let mut text = table();
    text.push_str("\n## What must hold\n\n");
    let mut nouns = Vec::new();
    let forms = Kind::ALL.iter().flat_map(|kind| kind.forms());
    for location in forms.filter_map(|form| Location::parse(form).ok()) {
        if !nouns.contains(&location.noun()) {
            nouns.push(location.noun());
            let line = format!("- {}: {}", location.noun(), must_hold(&location));
            text.push_str(&wrapped(&line, "  ", 96));
        }
    }
    text.push_str("\n## Also understood\n\n");
    for typed in TYPED {
        if let Ok(location) = Location::parse(typed) {
            text.push_str(&format!("- `{typed}` is `{location}`\n"));
        }
    }
    text.push_str(
        "\nPlaces with quotes in them stand in single ones: at = 'sheet \"Results\" B2:D9'\n",
    );
    text
}

/// A row per group of artifacts with the same forms.
fn table() -> String {
    let mut rows: Vec<(Vec<Kind>, &[&str])> = Vec::new();
    for kind in Kind::ALL {
        match rows.iter_mut().find(|(_, forms)| *forms == kind.forms()) {
            Some((kinds, _)) => kinds.push(kind),
            None => rows.push((vec![kind], kind.forms())),
        }
    }
    let mut text = "| artifact | `at` |\n|---|---|\n".to_owned();
    for (kinds, forms) in rows {
        let kinds: Vec<String> = kinds.into_iter().map(named).collect();
        let forms: Vec<String> = forms.iter().map(|form| format!("`{form}`")).collect();
        text.push_str(&format!("| {} | {} |\n", kinds.join(", "), forms.join(", ")));
    }
    text
}

/// A kind with its common extensions: "slide deck (pptx, odp)".
fn named(kind: Kind) -> String {
    let noun = kind.noun().split_once(' ').map_or(kind.noun(), |(_, noun)| noun);
    let mut usual = usual_extensions(kind);
    usual.truncate(2);
    match usual.as_slice() {
        [] | ["pdf"] => noun.to_owned(),
        usual => format!("{noun} ({})", usual.join(", ")),
    }
}

fn must_hold(location: &Location) -> &'static str {
    match location {
        Location::Whole => {
            "it is one page, one picture or under a minute; else `vague-location` asks for more"
        }
        Location::Pages(_) => {
            "the pages exist, counted from 1 as a viewer counts them, whatever is printed on them. \
             Pages of a word-processor document depend on the machine that opens it: cite a section"
        }
        Location::Slides(_) => "the slides exist, counted from 1, and are not hidden",
        Location::Time(_) => "it begins before it ends, and ends before the recording does",
        Location::Sheet { .. } => {
            "the sheet exists by the name on its tab, and the cells hold something"
        }
        Location::Rows(_) => {
            "the rows exist, counted from 1 as a spreadsheet counts them, the heading too"
        }
        Location::Section(_) => "the heading exists; the section goes to the next of its rank",
        Location::Paragraphs(_) => "so many paragraphs exist, empty ones not counted",
        Location::Lines(_) => "the lines exist, counted from 1",
        Location::Region { .. } => {
            "it lies inside the picture: left edge, upper edge, width, height in pixels"
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_parsed_and_suits_its_artifact() {
        for kind in Kind::ALL {
            for form in kind.forms() {
                let location = Location::parse(form).unwrap_or_else(|why| panic!("{form}: {why}"));
                assert!(location.suits(kind), "{form} in {}", kind.noun());
            }
        }
        for typed in TYPED {
            assert!(Location::parse(typed).is_ok(), "{typed}");
        }
    }

    #[test]
    fn every_kind_of_location_has_a_line() {
        let page = places();
        for noun in [
            "whole file",
            "page",
            "slide",
            "time",
            "sheet",
            "row",
            "section",
            "paragraph",
            "line",
            "region",
        ] {
            assert!(page.contains(&format!("\n- {noun}: ")), "{noun}");
        }
    }
}
