//! How a spreadsheet displays a number (ECMA-376 part 1, sections 18.8.30 numFmt and 18.8.31):
//! 0.83 as `83%`, the 46000th day as a date.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use ssfmt::{DateSystem, FormatOptions, NumberFormat, format_code_from_id};

use super::ooxml::Relations;
use crate::container::xml::{Node, walk};
use crate::container::zip::Package;
use crate::io::ProbeError;

/// The longest format code that Excel accepts; longer ones are ignored.
const LONGEST_CODE: usize = 255;
/// The longest text that Excel displays for a number; for a longer one the stored number is used.
const LONGEST_DISPLAYED: usize = 255;
/// Numbers up to this size, with up to so many decimals, are rounded as they are written in decimal:
/// 15 digits together.
const MOST_DECIMALS: usize = 6;
const MOST_ROUNDED: f64 = 1e9;
/// The most cell styles that Excel has.
const MOST_STYLES: usize = 65_490;

/// The number formats of a workbook's cells.
#[derive(Default)]
pub(crate) struct NumberFormats {
    /// By cell style; none for one that displays numbers as they are stored.
    of_styles: Vec<Option<Arc<CellFormat>>>,
    options: FormatOptions,
}

impl NumberFormats {
    /// The formats of the workbook with this main part. If its styles are damaged, numbers are
    /// given as they are stored.
    pub fn of(package: &Package<'_>, main: &str, relations: &Relations) -> NumberFormats {
        let styles = relations.of_kind("styles").first().copied();
        let of_styles = styles.and_then(|part| styles_of(package, part).ok()).unwrap_or_default();
        let counts_from_1904 = counts_from_1904(package, main).unwrap_or(false);
        let date_system =
            if counts_from_1904 { DateSystem::Date1904 } else { DateSystem::Date1900 };
        NumberFormats { of_styles, options: FormatOptions { date_system, ..Default::default() } }
    }

    /// What a cell of this style displays for a number; none if it is the number itself, or nothing
    /// that can be displayed, such as a negative date.
    pub fn displayed(&self, style: Option<usize>, number: &str) -> Option<String> {
        let format = self.of_styles.get(style.unwrap_or(0))?.as_deref()?;
        let number = number.parse::<f64>().ok().filter(|number| number.is_finite())?;
        let text = format.displayed(number, &self.options)?;
        (text.len() <= LONGEST_DISPLAYED).then(|| text.trim().to_owned())
    }
}

/// A format code, and where Excel does otherwise than the library.
struct CellFormat {
    code: NumberFormat,
    /// Excel rounds the decimal number: 1.005 up, although the nearest binary number is smaller.
    rounds_decimal: bool,
    /// It has one section for all numbers; then Excel writes no minus before a number that it
    /// rounds to zero.
    has_one_section: bool,
}

impl CellFormat {
    /// None for a code that displays numbers as they are stored, and for what is no code.
    fn new(code: &str) -> Option<CellFormat> {
        if code.eq_ignore_ascii_case("general") || code == "@" || code.len() > LONGEST_CODE {
            return None;
        }
        // The long date and the time in the format of the system, whatever follows.
        let code = match code {
            _ if code.starts_with("[$-F800]") => "dddd, mmmm d, yyyy",
            _ if code.starts_with("[$-F400]") => "h:mm:ss AM/PM",
            code => code,
        };
        let digits = |part: &str| part.chars().take_while(|c| "0#?".contains(*c)).count();
        let decimals = code.split('.').skip(1).map(digits).max().unwrap_or(0);
        let code = caught(|| NumberFormat::parse(code).ok())?;
        let rounds_decimal = decimals <= MOST_DECIMALS && !code.is_date_format();
        Some(CellFormat { rounds_decimal, has_one_section: code.sections().len() == 1, code })
    }

    fn displayed(&self, number: f64, options: &FormatOptions) -> Option<String> {
        let rounds = self.rounds_decimal && number.abs() < MOST_ROUNDED;
        let exact = if rounds { number * (1.0 + 4.0 * f64::EPSILON) } else { number };
        let text = caught(|| self.code.try_format(exact, options).ok())?;
        // The library gives an empty text for a day before the first, which is not what `;;;` means.
        if text.is_empty() && self.code.is_date_format() {
            return None;
        }
        let is_zero = || !text.contains(|c: char| matches!(c, '1'..='9'));
        match text.strip_prefix('-').filter(|_| self.has_one_section && is_zero()) {
            Some(zero) => Some(zero.to_owned()),
            None => Some(text),
        }
    }
}

/// The format of each style of a cell.
fn styles_of(
    package: &Package<'_>,
    part: &str,
) -> Result<Vec<Option<Arc<CellFormat>>>, ProbeError> {
    let mut own: HashMap<u32, String> = HashMap::new();
    let mut ids: Vec<u32> = Vec::new();
    let mut of_cells = false;
    walk(package.part(part)?, part, |node| {
        match node {
            // Conditional formats come later and use the numbers again.
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
    let mut read: HashMap<u32, Option<Arc<CellFormat>>> = HashMap::new();
    let format = |id: u32| {
        let of_id = || {
            own.get(&id)
                .map(String::as_str)
                .or_else(|| built_in(id))
                .and_then(CellFormat::new)
                .map(Arc::new)
        };
        read.entry(id).or_insert_with(of_id).clone()
    };
    Ok(ids.into_iter().map(format).collect())
}

/// The built-in codes (section 18.8.30). Those that depend on the locale are given for the United
/// States, where the credentials are issued.
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

/// Whether days count from 1904, as on old Macs (section 18.2.28, workbookPr).
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

/// The result of a call of the library; none if it panics, which it does for some codes.
fn caught<T>(call: impl FnOnce() -> Option<T>) -> Option<T> {
    catch_unwind(AssertUnwindSafe(call)).ok().flatten()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn displayed(code: &str, number: f64) -> Option<String> {
        CellFormat::new(code)?.displayed(number, &FormatOptions::default())
    }

    #[test]
    fn numbers_are_displayed_as_excel_displays_them() {
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
            assert_eq!(displayed(code, number).as_deref(), Some(text), "{code}");
        }
        assert_eq!(displayed("General", 0.83), None);
        assert_eq!(displayed("yyyy", -1.0), None);
        // The library panics for this code.
        assert_eq!(displayed("é[mm]General", 1.0), None);
    }

    /// Parts of codes in any order.
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
        fn the_text_of_any_code_is_bounded(code in code(), number in any::<f64>(), day in -10.0..3e6_f64) {
            let code = CellFormat::new(&code).map(Arc::new);
            let formats =
                NumberFormats { of_styles: vec![code], options: FormatOptions::default() };
            for number in [number, day] {
                let text = formats.displayed(None, &number.to_string());
                prop_assert!(text.is_none_or(|text| text.len() <= LONGEST_DISPLAYED));
            }
        }
    }
}
