//! Places of one artifact, as examples of what to type.

use crate::model::{CellRange, Facts, Kind, Location, Numbers, TimeRange, Times, clock};

/// Places that this artifact has, as they are typed; those of its kind where nothing is known of
/// it.
pub fn examples(kind: Kind, facts: Option<&Facts>) -> Vec<String> {
    let forms = || kind.forms().iter().map(|form| (*form).to_owned()).collect();
    let Some(facts) = facts else { return forms() };
    let places = match kind {
        Kind::Pdf => counted(facts.pages, Location::Pages),
        Kind::Video | Kind::Audio | Kind::Transcript => facts.millis.map(moments),
        Kind::Presentation => {
            let slides = facts.slides.as_ref().and_then(|it| u32::try_from(it.len()).ok());
            counted(slides, Location::Slides)
        }
        Kind::Spreadsheet => sheet(facts),
        Kind::Csv => counted(facts.rows, Location::Rows),
        Kind::Document | Kind::Html | Kind::Markdown => {
            let heading = facts.headings.iter().flatten().next();
            let section = heading.map(|heading| Location::Section(heading.clone()).to_string());
            let paragraph = facts.paragraphs.filter(|number| *number > 0);
            let paragraph = paragraph.map(|number| format!("paragraph {}", number.min(12)));
            Some(section.into_iter().chain(paragraph).collect())
        }
        Kind::Text => counted(facts.lines, Location::Lines),
        Kind::Image => facts.width.zip(facts.height).map(|(width, height)| {
            let region = Location::Region { x: 0, y: 0, width: width / 2, height: height / 2 };
            vec!["whole".to_owned(), region.to_string()]
        }),
        Kind::Other => None,
    };
    places.filter(|places: &Vec<String>| !places.is_empty()).unwrap_or_else(forms)
}

fn counted(total: Option<u32>, location: fn(Numbers) -> Location) -> Option<Vec<String>> {
    let total = total.filter(|total| *total > 0)?;
    let one = location(Numbers::one(total.min(4))).to_string();
    let first = if total < 6 { total.min(4) - 1 } else { 4 };
    let more = (total > 1).then(|| location(Numbers::range(first, total.min(6))));
    Some(std::iter::once(one).chain(more.map(|it| it.to_string())).collect())
}

fn moments(millis: u64) -> Vec<String> {
    let second = |part: u64| millis / 4 * part / 1_000 * 1_000;
    let (start, end) = (second(1), second(2).max(second(1) + 1_000));
    let range = TimeRange { start, end: Some(end) };
    vec![clock(start), Times::one(range).to_string()]
}

fn sheet(facts: &Facts) -> Option<Vec<String>> {
    let sheets = facts.sheets.as_deref()?;
    let sheet = sheets.iter().find(|sheet| !sheet.hidden && sheet.used.is_some())?;
    let place =
        |cells: Option<CellRange>| Location::Sheet { name: sheet.name.clone(), cells }.to_string();
    Some(vec![place(None), place(sheet.used)])
}
