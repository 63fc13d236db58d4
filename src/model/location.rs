//! Where in an artifact: the grammar of `at`, parsed once (design section 4).

use std::fmt;

use super::cells::CellRange;
use super::kind::Kind;
use super::numbers::Numbers;
use super::parse_location_error::ParseLocationError;
use super::time::Times;

/// A place in an artifact, as cited by `at`.
///
/// [`Location::parse`] reads what people type; [`fmt::Display`] prints the one
/// canonical form, and parsing that gives the same location again.
///
/// ```
/// use mcred::model::Location;
/// let place = Location::parse("pp. 4 – 6").unwrap();
/// assert_eq!(place.to_string(), "pages 4-6");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Location {
    /// The artifact as a whole.
    Whole,
    /// Physical pages, from 1.
    Pages(Numbers),
    /// Slides in the order of the file, from 1.
    Slides(Numbers),
    /// Moments and ranges of a video or sound recording.
    Time(Times),
    /// A sheet of a workbook, or a range of cells in it.
    Sheet {
        /// The sheet's name as its tab shows it.
        name: String,
        /// The cells, or the whole sheet.
        cells: Option<CellRange>,
    },
    /// Rows of a table as a spreadsheet numbers them, from 1, heading included.
    Rows(Numbers),
    /// What stands under a heading, up to the next of the same or a higher rank.
    Section(String),
    /// Paragraphs, counted from 1 over the document's non-empty paragraphs.
    Paragraphs(Numbers),
    /// Lines of a text, from 1.
    Lines(Numbers),
    /// A rectangle of an image, in pixels from its upper left corner.
    Region {
        /// Pixels from the left edge.
        x: u32,
        /// Pixels from the upper edge.
        y: u32,
        /// Width in pixels, at least 1.
        width: u32,
        /// Height in pixels, at least 1.
        height: u32,
    },
}

/// A place that was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypedPlace {
    /// The place.
    pub location: Location,
    /// What the person who typed it should know, as a sentence without full stop; none where it
    /// was written as the grammar has it.
    pub note: Option<String>,
}

impl From<Location> for TypedPlace {
    fn from(location: Location) -> TypedPlace {
        TypedPlace { location, note: None }
    }
}

impl Location {
    /// Reads a location as a person types it.
    ///
    /// Case, spaces, dashes of any length, curly quotes and the usual short
    /// forms (`p.`, `pp.`, `par.`) are all understood.
    ///
    /// # Errors
    /// [`ParseLocationError`] says in one sentence what is wrong.
    pub fn parse(text: &str) -> Result<Location, ParseLocationError> {
        let text = plain_punctuation(text);
        let text = text.trim();
        if text.is_empty() {
            return Err(ParseLocationError::new("the location is empty"));
        }
        if text.starts_with(|c: char| c.is_ascii_digit()) {
            return Times::parse(text).map(Location::Time);
        }
        let word_end = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
        let (word, rest) = text.split_at(word_end);
        let rest = rest.strip_prefix('.').unwrap_or(rest).trim();
        match word.to_lowercase().as_str() {
            "whole" if rest.is_empty() => Ok(Location::Whole),
            "page" | "pages" | "p" | "pp" | "pg" | "pgs" => {
                numbers(rest, "page").map(Location::Pages)
            }
            "slide" | "slides" => numbers(rest, "slide").map(Location::Slides),
            "row" | "rows" => numbers(rest, "row").map(Location::Rows),
            "line" | "lines" => numbers(rest, "line").map(Location::Lines),
            "sheet" => sheet(rest),
            "section" => quoted(rest, "section", "Findings")
                .and_then(|(name, after)| nothing_after(after).map(|()| Location::Section(name))),
            "paragraph" | "paragraphs" | "par" | "para" => {
                numbers(rest, "paragraph").map(Location::Paragraphs)
            }
            "region" => region(rest),
            "time" | "at" => Times::parse(rest).map(Location::Time),
            _ => Err(ParseLocationError::new(format!("`{text}` does not say where"))),
        }
    }

    /// Whether this kind of artifact has such locations.
    ///
    /// Pages of a document are accepted here: they are cited in practice, and
    /// the rule `unstable-location` says why they had better not be.
    pub fn suits(&self, kind: Kind) -> bool {
        match self {
            Location::Whole => true,
            Location::Pages(_) => matches!(kind, Kind::Pdf | Kind::Document | Kind::Other),
            Location::Slides(_) => matches!(kind, Kind::Presentation | Kind::Other),
            Location::Time(_) => {
                matches!(kind, Kind::Video | Kind::Audio | Kind::Transcript | Kind::Other)
            }
            Location::Sheet { .. } => matches!(kind, Kind::Spreadsheet | Kind::Other),
            Location::Rows(_) => matches!(kind, Kind::Csv | Kind::Spreadsheet | Kind::Other),
            Location::Section(_) | Location::Paragraphs(_) => {
                matches!(kind, Kind::Document | Kind::Html | Kind::Markdown | Kind::Other)
            }
            Location::Lines(_) => matches!(
                kind,
                Kind::Text
                    | Kind::Transcript
                    | Kind::Markdown
                    | Kind::Csv
                    | Kind::Html
                    | Kind::Other
            ),
            Location::Region { .. } => matches!(kind, Kind::Image | Kind::Other),
        }
    }

    /// What this location counts or names: "page", "slide", "time", …
    pub fn noun(&self) -> &'static str {
        match self {
            Location::Whole => "whole file",
            Location::Pages(_) => "page",
            Location::Slides(_) => "slide",
            Location::Time(_) => "time",
            Location::Sheet { .. } => "sheet",
            Location::Rows(_) => "row",
            Location::Section(_) => "section",
            Location::Paragraphs(_) => "paragraph",
            Location::Lines(_) => "line",
            Location::Region { .. } => "region",
        }
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Location::Whole => f.write_str("whole"),
            Location::Pages(numbers) => numbers.named(f, "page"),
            Location::Slides(numbers) => numbers.named(f, "slide"),
            Location::Rows(numbers) => numbers.named(f, "row"),
            Location::Lines(numbers) => numbers.named(f, "line"),
            Location::Time(times) => times.fmt(f),
            Location::Sheet { name, cells: None } => write!(f, "sheet \"{name}\""),
            Location::Sheet { name, cells: Some(cells) } => write!(f, "sheet \"{name}\" {cells}"),
            Location::Section(heading) => write!(f, "section \"{heading}\""),
            Location::Paragraphs(numbers) => numbers.named(f, "paragraph"),
            Location::Region { x, y, width, height } => {
                write!(f, "region {x},{y},{width},{height}")
            }
        }
    }
}

/// The text with `-` and `"` for the typographic forms that word processors write.
pub(crate) fn plain_punctuation(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
            '“' | '”' | '„' | '‟' | '«' | '»' | '″' => '"',
            c if c.is_whitespace() => ' ',
            c => c,
        })
        .collect()
}

fn numbers(text: &str, noun: &str) -> Result<Numbers, ParseLocationError> {
    Numbers::parse(text, noun)
}

fn sheet(text: &str) -> Result<Location, ParseLocationError> {
    let (name, after) = quoted(text, "sheet", "Results")?;
    let cells = match after {
        "" => None,
        cells => Some(CellRange::parse(cells)?),
    };
    Ok(Location::Sheet { name, cells })
}

/// A name in quotes and what follows it.
fn quoted<'t>(
    text: &'t str,
    noun: &str,
    sample: &str,
) -> Result<(String, &'t str), ParseLocationError> {
    let wrong =
        |what: &str| ParseLocationError::new(format!("{what}, such as `{noun} \"{sample}\"`"));
    let quote = match text.chars().next() {
        Some(quote @ ('"' | '\'')) => quote,
        _ => return Err(wrong(&format!("the name of a {noun} stands in quotes"))),
    };
    let Some(end) = text[1..].rfind(quote) else {
        return Err(wrong(&format!("the quote after the name of the {noun} is missing")));
    };
    let name = text[1..=end].trim();
    if name.is_empty() {
        return Err(wrong(&format!("the name of the {noun} is empty")));
    }
    Ok((name.to_owned(), text[end + 2..].trim()))
}

fn nothing_after(rest: &str) -> Result<(), ParseLocationError> {
    match rest {
        "" => Ok(()),
        rest => Err(ParseLocationError::new(format!("`{rest}` after the name is not understood"))),
    }
}

fn region(text: &str) -> Result<Location, ParseLocationError> {
    let sample = "a region is `region x,y,width,height` in pixels, such as `region 10,20,300,200`";
    let values: Result<Vec<u32>, _> = text.split(',').map(|part| part.trim().parse()).collect();
    match values.as_deref() {
        Ok(&[_, _, width, height]) if width == 0 || height == 0 => {
            Err(ParseLocationError::new("a region is at least one pixel wide and high"))
        }
        Ok(&[x, y, width, height]) => Ok(Location::Region { x, y, width, height }),
        _ => Err(ParseLocationError::new(sample)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_the_contract_is_read_and_printed_canonically() {
        for (typed, canonical) in [
            ("page 4", "page 4"),
            ("pages 4-6", "pages 4-6"),
            ("p. 4", "page 4"),
            ("PP. 4–6", "pages 4-6"),
            ("pages 2, 4-6", "pages 2, 4-6"),
            ("7:45", "7:45"),
            ("7:45-8:03", "7:45-8:03"),
            ("1:02:03 – 1:02:40", "1:02:03-1:02:40"),
            ("12.5s", "0:12.5"),
            ("slide 3", "slide 3"),
            ("slides 3-5", "slides 3-5"),
            ("sheet \"Results\"", "sheet \"Results\""),
            ("sheet “Results” b2:d9", "sheet \"Results\" B2:D9"),
            ("sheet 'My \"own\"' A1", "sheet \"My \"own\"\" A1"),
            ("rows 2-9", "rows 2-9"),
            ("section \"Findings\"", "section \"Findings\""),
            ("sheet \"Results\" rows 2-9", "sheet \"Results\" rows 2-9"),
            ("sheet \"Results\" B:B", "sheet \"Results\" B:B"),
            ("paragraph 12", "paragraph 12"),
            ("paragraphs 12-14", "paragraphs 12-14"),
            ("7:45, 9:10-9:20", "7:45, 9:10-9:20"),
            ("line 10", "line 10"),
            ("lines 10-20", "lines 10-20"),
            ("whole", "whole"),
            ("region 10, 20, 300, 200", "region 10,20,300,200"),
        ] {
            let place = Location::parse(typed).unwrap_or_else(|e| panic!("{typed}: {e}"));
            assert_eq!(place.to_string(), canonical);
            assert_eq!(Location::parse(canonical).as_ref(), Ok(&place), "{canonical}");
        }
    }

    #[test]
    fn what_is_no_location_is_said_in_a_sentence() {
        for (typed, says) in [
            ("", "empty"),
            ("somewhere", "does not say where"),
            ("page four", "number"),
            ("page 0", "from 1"),
            ("pages 6-4", "runs backwards"),
            ("8:03-7:45", "runs backwards"),
            ("7:75", "60"),
            ("sheet Results", "in quotes"),
            ("section \"\"", "empty"),
            ("section \"A\" B", "not understood"),
            ("region 1,2,0,4", "at least one pixel"),
            ("region 1,2", "x,y,width,height"),
            ("page 99999999999", "number"),
            ("99999999999999999999:00", "too large"),
        ] {
            let error = Location::parse(typed).expect_err(typed).to_string();
            assert!(error.contains(says), "{typed}: {error}");
        }
    }
}
