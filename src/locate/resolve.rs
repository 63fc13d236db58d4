//! Whether a cited place exists, by the facts about the artifact.

use std::fmt;

use super::cells::{Content, content};
use super::names::{nearest, same_name};
use crate::model::{
    CellRange, Facts, Kind, Location, Numbers, Sheet, Slide, abridged, clock, plural,
};

/// The error for a place that does not exist.
///
/// [`fmt::Display`] prints what exists instead, as a clause to follow the artifact's name: "has 12
/// pages", "lasts 0:42", "has no heading \"Findigs\"; the nearest is \"Findings\"".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceNotFound {
    there: String,
    /// The place that was probably meant, if one is near.
    pub nearest: Option<Location>,
}

impl fmt::Display for PlaceNotFound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.there)
    }
}

impl std::error::Error for PlaceNotFound {}

impl PlaceNotFound {
    fn new(there: impl Into<String>) -> PlaceNotFound {
        PlaceNotFound { there: there.into(), nearest: None }
    }
}

/// Checks a place against the facts about an artifact.
///
/// A place about which there are no facts passes, such as a page of a word processor's file or a
/// moment of a recording of unknown length, and so does one that does not suit the kind.
///
/// # Errors
/// [`PlaceNotFound`] says what exists instead.
pub fn resolve(facts: &Facts, kind: Kind, at: &Location) -> Result<(), PlaceNotFound> {
    if !at.suits(kind) {
        return Ok(());
    }
    match at {
        Location::Whole => Ok(()),
        Location::Pages(wanted) => counted(facts.pages, wanted, "page"),
        Location::Lines(wanted) => counted(facts.lines, wanted, "line"),
        Location::Paragraphs(wanted) => counted(facts.paragraphs, wanted, "paragraph"),
        Location::Slides(wanted) => facts.slides.as_deref().map_or(Ok(()), |it| slides(it, wanted)),
        Location::Rows(wanted) => match &facts.sheets {
            Some(sheets) => rows_of_sheet(sheets, wanted),
            None => counted(facts.rows, wanted, "row"),
        },
        Location::Time(times) => {
            times.ranges().iter().try_for_each(|range| time(facts, range.start, range.last()))
        }
        Location::Sheet { name, cells } => {
            facts.sheets.as_deref().map_or(Ok(()), |sheets| sheet(sheets, name, *cells))
        }
        Location::Section(name) => {
            facts.headings.as_deref().map_or(Ok(()), |headings| section(headings, name))
        }
        Location::Region { x, y, width, height } => {
            let inside = |start: u32, length: u32, whole: Option<u32>| {
                whole.is_none_or(|whole| start.checked_add(length).is_some_and(|end| end <= whole))
            };
            if inside(*x, *width, facts.width) && inside(*y, *height, facts.height) {
                return Ok(());
            }
            let (width, height) = (facts.width.unwrap_or(0), facts.height.unwrap_or(0));
            Err(PlaceNotFound::new(format!("is {width} x {height} pixels")))
        }
    }
}

fn counted(there: Option<u32>, wanted: &Numbers, noun: &str) -> Result<(), PlaceNotFound> {
    match there {
        Some(there) if wanted.largest() > there => {
            Err(PlaceNotFound::new(format!("has {}", number_of(there as usize, noun))))
        }
        _ => Ok(()),
    }
}

fn number_of(count: usize, noun: &str) -> String {
    match count {
        0 => format!("no {noun}s"),
        count => format!("{count} {}", plural(count, noun)),
    }
}

fn slides(slides: &[Slide], wanted: &Numbers) -> Result<(), PlaceNotFound> {
    if wanted.largest() as usize > slides.len() {
        return Err(PlaceNotFound::new(format!("has {}", number_of(slides.len(), "slide"))));
    }
    let hidden: Vec<u32> = (1..)
        .zip(slides)
        .filter(|(number, slide)| slide.hidden && wanted.contains(*number))
        .map(|(number, _)| number)
        .collect();
    match hidden.first() {
        Some(first) => Err(PlaceNotFound::new(format!("hides slide {first} from its show"))),
        None => Ok(()),
    }
}

/// A recording of 42.3 seconds may be cited up to 0:43, since players show no fractions.
fn time(facts: &Facts, start: u64, last: u64) -> Result<(), PlaceNotFound> {
    let Some(millis) = facts.millis.filter(|_| !facts.approximate) else { return Ok(()) };
    let shown = millis.div_ceil(1_000).saturating_mul(1_000);
    if last <= shown && start < shown {
        return Ok(());
    }
    Err(PlaceNotFound::new(format!("lasts {}", clock(millis / 1_000 * 1_000))))
}

fn sheet(sheets: &[Sheet], name: &str, cells: Option<CellRange>) -> Result<(), PlaceNotFound> {
    // Two names may differ only in spaces, and a damaged file may repeat a name.
    let of_name = sheets.iter().filter(|sheet| same_name(&sheet.name, name));
    let answers = of_name.map(|sheet| on_sheet(sheet, cells));
    answers.reduce(|first, next| first.or_else(|error| next.map_err(|_| error))).unwrap_or_else(
        || {
            let shown =
                sheets.iter().filter(|sheet| !sheet.hidden).map(|sheet| sheet.name.as_str());
            let nearest = nearest(shown.clone(), name);
            let nearest = nearest.map(|name| Location::Sheet { name: name.to_owned(), cells });
            let there = format!("has no sheet \"{name}\"; its sheets are {}", listed(shown));
            Err(PlaceNotFound { there, nearest })
        },
    )
}

fn on_sheet(sheet: &Sheet, cells: Option<CellRange>) -> Result<(), PlaceNotFound> {
    let name = &sheet.name;
    if sheet.hidden {
        return Err(PlaceNotFound::new(format!("hides its sheet \"{name}\"")));
    }
    let there = match (content(sheet, cells.as_ref()), sheet.used, cells) {
        (Content::Cells | Content::Drawing, ..) => return Ok(()),
        (Content::Hidden, _, Some(cells)) => format!("hides {cells} of \"{name}\""),
        (Content::Hidden, _, None) => format!("hides all cells of its sheet \"{name}\""),
        (_, Some(used), Some(cells)) => {
            format!("has nothing in {cells} of \"{name}\"; its cells are in {used}")
        }
        _ => format!("has nothing on its sheet \"{name}\""),
    };
    Err(PlaceNotFound::new(there))
}

/// `rows` of a workbook are those of its first visible sheet.
fn rows_of_sheet(sheets: &[Sheet], wanted: &Numbers) -> Result<(), PlaceNotFound> {
    let Some(sheet) = sheets.iter().find(|sheet| !sheet.hidden) else {
        return Err(PlaceNotFound::new("shows no sheet"));
    };
    let name = &sheet.name;
    let Some(used) = sheet.used else {
        return match sheet.drawings.is_empty() {
            true => Err(PlaceNotFound::new(format!("has nothing on its first sheet, \"{name}\""))),
            false => Ok(()),
        };
    };
    let contents =
        |&(first, last): &(u32, u32)| content(sheet, Some(&CellRange::rows(first, last)));
    if let Some(hidden) = wanted.ranges().iter().find(|rows| contents(rows) == Content::Hidden) {
        let rows = CellRange::rows(hidden.0, hidden.1);
        return Err(PlaceNotFound::new(format!("hides {rows} of its first sheet, \"{name}\"")));
    }
    if wanted.largest() > used.last_row && sheet.drawings.is_empty() {
        return Err(PlaceNotFound::new(format!(
            "ends at row {} of its first sheet, \"{name}\"",
            used.last_row
        )));
    }
    let empty = wanted.ranges().iter().find(|rows| contents(rows) == Content::Nothing);
    match empty {
        Some(&(first, _)) => Err(PlaceNotFound::new(format!(
            "has nothing in row {first} of its first sheet, \"{name}\""
        ))),
        None => Ok(()),
    }
}

fn section(headings: &[String], name: &str) -> Result<(), PlaceNotFound> {
    if headings.iter().any(|heading| same_name(heading, name)) {
        return Ok(());
    }
    let all = headings.iter().map(String::as_str);
    let near = nearest(all.clone(), name);
    let there = match near {
        _ if headings.is_empty() => "has no headings".to_owned(),
        Some(near) => format!("has no heading \"{name}\"; the nearest is \"{near}\""),
        None => format!("has no heading \"{name}\"; its headings are {}", listed(all)),
    };
    Err(PlaceNotFound { there, nearest: near.map(|near| Location::Section(near.to_owned())) })
}

/// The first names of a list, in quotes.
fn listed<'a>(names: impl Iterator<Item = &'a str>) -> String {
    abridged(names.map(|name| format!("\"{name}\"")), 6)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(facts: &Facts, kind: Kind, at: &str) -> Option<String> {
        let at = Location::parse(at).unwrap();
        resolve(facts, kind, &at).err().map(|error| error.to_string())
    }

    #[test]
    fn an_error_says_what_exists() {
        let range = |cells: &str| CellRange::parse(cells).ok();
        let sheet = |name: &str, hidden, cells: &str| Sheet {
            name: name.into(),
            hidden,
            used: range(cells),
            filled: range(cells).into_iter().collect(),
            ..Sheet::default()
        };
        let facts = Facts {
            pages: Some(12),
            slides: Some([false, false, true].map(|hidden| Slide { hidden }).into()),
            sheets: Some(vec![sheet("Notes", true, "A1"), sheet("Results", false, "B2:D9")]),
            millis: Some(42_300),
            width: Some(800),
            height: Some(600),
            lines: Some(1),
            headings: Some(vec!["Plan".into(), "Findings".into()]),
            paragraphs: Some(0),
            ..Facts::default()
        };
        for (kind, at, there) in [
            (Kind::Pdf, "pages 2, 4-12", None),
            (Kind::Pdf, "pages 12-13", Some("has 12 pages")),
            (Kind::Presentation, "slide 2", None),
            (Kind::Presentation, "slides 2-3", Some("hides slide 3 from its show")),
            (Kind::Presentation, "slide 4", Some("has 3 slides")),
            (Kind::Video, "0:40-0:43", None),
            (Kind::Video, "0:40-0:44", Some("lasts 0:42")),
            (Kind::Spreadsheet, "sheet \"results\" A1:B2", None),
            (
                Kind::Spreadsheet,
                "sheet \"Results\" E1:F9",
                Some("has nothing in E1:F9 of \"Results\"; its cells are in B2:D9"),
            ),
            (
                Kind::Spreadsheet,
                "sheet \"Result\"",
                Some("has no sheet \"Result\"; its sheets are \"Results\""),
            ),
            (Kind::Spreadsheet, "sheet \"Notes\"", Some("hides its sheet \"Notes\"")),
            (Kind::Spreadsheet, "rows 2-9", None),
            (Kind::Spreadsheet, "row 10", Some("ends at row 9 of its first sheet, \"Results\"")),
            (Kind::Document, "section \"findings \"", None),
            (
                Kind::Document,
                "section \"Findigs\"",
                Some("has no heading \"Findigs\"; the nearest is \"Findings\""),
            ),
            (Kind::Document, "paragraph 1", Some("has no paragraphs")),
            (Kind::Document, "page 99", Some("has 12 pages")),
            (Kind::Text, "line 2", Some("has 1 line")),
            (Kind::Image, "region 0,0,800,600", None),
            (Kind::Image, "region 1,0,800,600", Some("is 800 x 600 pixels")),
        ] {
            assert_eq!(error(&facts, kind, at).as_deref(), there, "{at}");
        }
        assert_eq!(error(&Facts::default(), Kind::Document, "page 99"), None);
    }

    #[test]
    fn any_of_two_sheets_with_one_name_may_be_cited() {
        let sheet = |name: &str, cells: Option<&str>| {
            let used = cells.and_then(|cells| CellRange::parse(cells).ok());
            let filled = used.into_iter().collect();
            Sheet { name: name.to_owned(), used, filled, ..Sheet::default() }
        };
        let sheets = vec![sheet("Results", None), sheet("Results ", Some("F2:F3"))];
        let facts = Facts { sheets: Some(sheets), ..Facts::default() };
        let error = |at| error(&facts, Kind::Spreadsheet, at);
        assert_eq!(error("sheet \"Results\" F3"), None);
        let nothing = "has nothing on its sheet \"Results\"";
        assert_eq!(error("sheet \"Results\" F4").as_deref(), Some(nothing));
    }

    #[test]
    fn hidden_cells_are_not_there_and_drawings_are() {
        let ranges = |cells: &[&str]| {
            cells.iter().filter_map(|cells| CellRange::parse(cells).ok()).collect::<Vec<_>>()
        };
        let sheet = Sheet {
            name: "Results".to_owned(),
            used: CellRange::parse("A1:C9").ok(),
            filled: ranges(&["C1:C3", "C6:C9"]),
            hidden_cells: ranges(&["A1:B9", "C4:C5"]),
            drawings: ranges(&["F12:K20"]),
            ..Sheet::default()
        };
        let facts = Facts { sheets: Some(vec![sheet]), ..Facts::default() };
        let error = |at| error(&facts, Kind::Spreadsheet, at);
        for at in
            ["sheet \"Results\"", "sheet \"Results\" A1:C9", "sheet \"Results\" F12", "row 12"]
        {
            assert_eq!(error(at), None, "{at}");
        }
        for (at, there) in [
            ("sheet \"Results\" A2:B2", "hides A2:B2 of \"Results\""),
            ("sheet \"Results\" rows 4-5", "hides rows 4-5 of \"Results\""),
            ("rows 4-5", "hides rows 4-5 of its first sheet, \"Results\""),
            (
                "sheet \"Results\" D1:E9",
                "has nothing in D1:E9 of \"Results\"; its cells are in A1:C9",
            ),
        ] {
            assert_eq!(error(at).as_deref(), Some(there), "{at}");
        }
    }
}
