//! What a spreadsheet shows of a number (ECMA-376 part 1, sections 18.8.30 numFmt and 18.8.31):
//! 0.83 as `83%`, the 46000th day as a date.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use ssfmt::{DateSystem, FormatOptions, NumberFormat, format_code_from_id};

use super::ooxml::Relations;
use crate::container::xml::{Node, walk};
use crate::container::zip::Package;
use crate::io::ProbeError;

/// The longest code that Excel takes; a longer one is nobody's.
const LONGEST_CODE: usize = 255;
/// The longest text that Excel shows of a number; what is longer stands as it is stored.
const LONGEST_SHOWN: usize = 255;
/// The most digits behind the point, and the largest number, that are rounded as written: 15 digits
/// together.
const MOST_DECIMALS: usize = 6;
const MOST_ROUNDED: f64 = 1e9;
/// The most styles of cells that Excel has.
const MOST_STYLES: usize = 65_490;

/// The formats of a workbook's cells.
#[derive(Default)]
pub(crate) struct NumberFormats {
    /// By the number of a cell's style; none for one that shows a number as it is.
    of_styles: Vec<Option<Arc<Format>>>,
    options: FormatOptions,
}

impl NumberFormats {
    /// The formats of the workbook with this main part. Where its styles are damaged, numbers stand
    /// as they are stored: they can still be read.
    pub fn of(package: &Package<'_>, main: &str, relations: &Relations) -> NumberFormats {
        let styles = relations.of_sort("styles").first().copied();
        let of_styles = styles.and_then(|part| styles_of(package, part).ok()).unwrap_or_default();
        let counts_from_1904 = counts_from_1904(package, main).unwrap_or(false);
        let date_system =
            if counts_from_1904 { DateSystem::Date1904 } else { DateSystem::Date1900 };
        NumberFormats { of_styles, options: FormatOptions { date_system, ..Default::default() } }
    }

    /// What a cell of this style shows of a number; none where that is the number itself, or what
    /// is no text: a negative date.
    pub fn shown(&self, style: Option<usize>, number: &str) -> Option<String> {
        let format = self.of_styles.get(style.unwrap_or(0))?.as_deref()?;
        let number = number.parse::<f64>().ok().filter(|number| number.is_finite())?;
        let shown = format.shown(number, &self.options)?;
        (shown.len() <= LONGEST_SHOWN).then(|| shown.trim().to_owned())
    }
}

/// A code, and what of it Excel does and the library does not.
struct Format {
    code: NumberFormat,
    /// Excel rounds a number as it is written: 1.005 up, though as a binary number it is less. With
    /// so many digits that this would be seen, nothing is to be rounded.
    rounds: bool,
    /// One code for all numbers; then Excel writes no minus before what it rounds to zero.
    alone: bool,
}

impl Format {
    /// None for a code that shows numbers as they are, and what is no code.
    fn new(code: &str) -> Option<Format> {
        if code.eq_ignore_ascii_case("general") || code == "@" || code.len() > LONGEST_CODE {
            return None;
        }
        // The long date and the time of the system, whatever stands behind.
        let code = match code {
            _ if code.starts_with("[$-F800]") => "dddd, mmmm d, yyyy",
            _ if code.starts_with("[$-F400]") => "h:mm:ss AM/PM",
            code => code,
        };
        let digits = |part: &str| part.chars().take_while(|sign| "0#?".contains(*sign)).count();
        let decimals = code.split('.').skip(1).map(digits).max().unwrap_or(0);
        let code = held(|| NumberFormat::parse(code).ok())?;
        let rounds = decimals <= MOST_DECIMALS && !code.is_date_format();
        Some(Format { rounds, alone: code.sections().len() == 1, code })
    }

    fn shown(&self, number: f64, options: &FormatOptions) -> Option<String> {
        let rounded = self.rounds && number.abs() < MOST_ROUNDED;
        let exact = if rounded { number * (1.0 + 4.0 * f64::EPSILON) } else { number };
        let shown = held(|| self.code.try_format(exact, options).ok())?;
        // Nothing is what the library makes of a day before the first; `;;;` is meant to show nothing.
        if shown.is_empty() && self.code.is_date_format() {
            return None;
        }
        let is_zero = || !shown.contains(|sign: char| matches!(sign, '1'..='9'));
        match shown.strip_prefix('-').filter(|_| self.alone && is_zero()) {
            Some(zero) => Some(zero.to_owned()),
            None => Some(shown),
        }
    }
}

/// The format of each style of a cell.
fn styles_of(package: &Package<'_>, part: &str) -> Result<Vec<Option<Arc<Format>>>, ProbeError> {
    let mut own: HashMap<u32, String> = HashMap::new();
    let mut ids: Vec<u32> = Vec::new();
    let mut of_cells = false;
    walk(package.part(part)?, part, |node| {
        match node {
            // Those of conditions come later, and number their formats anew.
            Node::Start("numFmt", tag) if own.len() < MOST_STYLES => {
                let id = tag.get("numFmtId").and_then(|id| id.parse().ok());
                if let Some((id, code)) = id.zip(tag.get("formatCode")) {
                    own.entry(id).or_insert(code);
                }
            }
            Node::Start("cellXfs", _) => of_cells = true,
            Node::End("cellXfs") => of_cells = false,
            Node::Start("xf", tag) if of_cells && ids.len() < MOST_STYLES => {
                ids.push(tag.get("numFmtId").and_then(|id| id.parse().ok()).unwrap_or(0));
            }
            _ => {}
        }
        Ok(())
    })?;
    let mut read: HashMap<u32, Option<Arc<Format>>> = HashMap::new();
    let format = |id: u32| {
        let of_id = || {
            own.get(&id)
                .map(String::as_str)
                .or_else(|| built_in(id))
                .and_then(Format::new)
                .map(Arc::new)
        };
        read.entry(id).or_insert_with(of_id).clone()
    };
    Ok(ids.into_iter().map(format).collect())
}

/// The codes that stand in no file (section 18.8.30). Those that a system fills in are the ones of
/// Excel in the United States, where the credentials are.
fn built_in(id: u32) -> Option<&'static str> {
    match id {
        5 => Some("\"$\"#,##0_);\\(\"$\"#,##0\\)"),
        6 => Some("\"$\"#,##0_);[Red]\\(\"$\"#,##0\\)"),
        7 => Some("\"$\"#,##0.00_);\\(\"$\"#,##0.00\\)"),
        8 => Some("\"$\"#,##0.00_);[Red]\\(\"$\"#,##0.00\\)"),
        14 => Some("m/d/yyyy"),
        22 => Some("m/d/yyyy h:mm"),
        41 => Some("_(* #,##0_);_(* \\(#,##0\\);_(* \"-\"_);_(@_)"),
        42 => Some("_(\"$\"* #,##0_);_(\"$\"* \\(#,##0\\);_(\"$\"* \"-\"_);_(@_)"),
        43 => Some("_(* #,##0.00_);_(* \\(#,##0.00\\);_(* \"-\"??_);_(@_)"),
        44 => Some("_(\"$\"* #,##0.00_);_(\"$\"* \\(#,##0.00\\);_(\"$\"* \"-\"??_);_(@_)"),
        47 => Some("mm:ss.0"),
        id => format_code_from_id(id),
    }
}

/// Whether days count from 1904, as those of old Macs do (section 18.2.28, workbookPr).
fn counts_from_1904(package: &Package<'_>, main: &str) -> Result<bool, ProbeError> {
    let mut counts = false;
    walk(package.part(main)?, main, |node| {
        if let Node::Start("workbookPr", tag) = node {
            counts = tag.get("date1904").is_some() && tag.is_on("date1904");
        }
        Ok(())
    })?;
    Ok(counts)
}

/// What the library answers; none where it panics, which it does at some codes.
fn held<T>(ask: impl FnOnce() -> Option<T>) -> Option<T> {
    catch_unwind(AssertUnwindSafe(ask)).ok().flatten()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(code: &str, number: f64) -> Option<String> {
        Format::new(code)?.shown(number, &FormatOptions::default())
    }

    #[test]
    fn what_a_reader_sees() {
        for (code, number, text) in [
            ("0%", 0.83, "83%"),
            ("0%", 0.285, "29%"),
            ("0.00", 1.005, "1.01"),
            ("0", -0.25, "0"),
            ("0;-0", -0.25, "-0"),
            ("#,##0.00", 1_234_567.891, "1,234,567.89"),
            ("[$-F800]x", 45_000.0, "Wednesday, March 15, 2023"),
            ("[h]:mm", 2.25, "54:00"),
            ("0", 1e15, "1000000000000000"),
        ] {
            assert_eq!(shown(code, number).as_deref(), Some(text), "{code}");
        }
        assert_eq!(shown("General", 0.83), None);
        assert_eq!(shown("yyyy", -1.0), None);
        // The library panics at this one.
        assert_eq!(shown("é[mm]General", 1.0), None);
    }

    /// Pieces of codes in any order.
    fn code() -> impl Strategy<Value = String> {
        const PIECES: [&str; 36] = [
            "0",
            "#",
            "?",
            ".",
            ",",
            "%",
            "E+",
            "e-",
            "yyyy",
            "m",
            "mmm",
            "d",
            "dddd",
            "h",
            "ss",
            ".000",
            "[h]",
            "[mm]",
            "AM/PM",
            "\"x\"",
            "\\",
            "_",
            "*",
            "@",
            ";",
            "[Red]",
            "[>5]",
            "[$€-407]",
            "[$-F800]",
            "General",
            "/",
            "-",
            "[",
            "]",
            "\"",
            "é",
        ];
        prop_oneof![
            prop::collection::vec(prop::sample::select(&PIECES[..]), 0..12)
                .prop_map(|pieces| pieces.concat()),
            any::<String>(),
        ]
    }

    proptest! {
        #[test]
        fn any_code_is_bounded(code in code(), number in any::<f64>(), day in -10.0..3e6_f64) {
            let code = Format::new(&code).map(Arc::new);
            let formats =
                NumberFormats { of_styles: vec![code], options: FormatOptions::default() };
            for number in [number, day] {
                let shown = formats.shown(None, &number.to_string());
                prop_assert!(shown.is_none_or(|shown| shown.len() <= LONGEST_SHOWN));
            }
        }
    }
}
