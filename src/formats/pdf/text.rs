//! The text of a PDF's pages, put together from where its glyphs stand.

use hayro_cmap::BfString;
use hayro_font::kurbo::{Affine, Point, Vec2};
use hayro_syntax::object::Dict;

use super::content::{self, Take};
use super::contents::Contents;
use super::document::Document;
use super::font::{Fonts, Sign};
use super::layers::Layers;
use super::state::Paint;
use crate::io::{ProbeError, Source};

/// A gap of this part of the type size is a space; kerning stays below.
const SPACE: f64 = 0.15;
/// A move of the baseline by this part of the type size begins a line; superscripts stay below.
const LINE: f64 = 0.5;
/// Widths of glyphs are thousandths of the type size (section 9.2.4).
const UNITS: f64 = 1_000.0;
/// The most text that is held for one artifact.
const LONGEST: usize = 256 * 1024 * 1024;

/// The number and text of each page that is wanted, in the order in which the page draws it.
pub(crate) fn pages(
    document: &Document,
    source: &mut dyn Source,
    is_wanted: impl Fn(u32) -> bool,
    mut take: impl FnMut(u32, &str),
) -> Result<(), ProbeError> {
    let pdf = &document.pdf;
    let contents = Contents::of(document, source);
    let xref = pdf.xref();
    let catalog = xref.get::<Dict<'_>>(xref.root_id());
    let mut layers = catalog.map(|catalog| Layers::of(&catalog)).unwrap_or_default();
    let mut fonts = Fonts::new();
    let mut length = 0;
    let pages = (1..).zip(pdf.pages().iter());
    for (number, page) in pages.filter(|(number, _)| is_wanted(*number)) {
        let mut writer = Writer::default();
        content::read(page, &contents, &mut fonts, &mut layers, &mut writer);
        contents.checked()?;
        length += writer.text.len();
        if length > LONGEST {
            return Err(ProbeError::TooLarge("it has over 256 MB of text".into()));
        }
        take(number, &writer.text);
    }
    Ok(())
}

/// Writes down the text.
#[derive(Default)]
struct Writer {
    text: String,
    /// Where the glyph before ended.
    pen: Option<Point>,
    /// Where the row before began, when its letters were filled.
    filled: Option<Point>,
    row: Row,
}

/// What is done with the row of glyphs that is being read.
#[derive(Default)]
enum Row {
    /// It begins with the next glyph, painted so.
    Begins(Paint),
    Written,
    #[default]
    PassedOver,
}

impl Take for Writer {
    fn begin(&mut self, paint: Paint) {
        self.row = Row::Begins(paint);
    }

    fn glyph(&mut self, sign: &Sign, place: Affine) {
        let stands = place * Point::ZERO;
        if let Row::Begins(paint) = self.row {
            // Letters that are filled and outlined are shown twice in a row, and read once.
            let again = paint == Paint::Outlined && self.filled == Some(stands);
            self.filled = (paint == Paint::Filled).then_some(stands);
            self.row = if again { Row::PassedOver } else { Row::Written };
        }
        if matches!(self.row, Row::Written) {
            self.write(sign, stands, place * Point::new(1.0, 0.0) - stands);
        }
    }
}

impl Writer {
    /// Writes a glyph that stands here; its type size reaches so far along the line.
    fn write(&mut self, sign: &Sign, place: Point, along: Vec2) {
        let size = along.hypot();
        let usable = size.is_finite() && size > 0.0;
        if usable {
            self.gap(place, along, size);
        }
        match &sign.text {
            Some(BfString::Char(sign)) => self.sign(*sign),
            Some(BfString::String(signs)) => signs.chars().for_each(|sign| self.sign(sign)),
            None => {}
        }
        if usable {
            self.pen = Some(place + along * (sign.width / UNITS));
        }
    }

    /// Writes the space or line break that the eye sees between two glyphs.
    fn gap(&mut self, place: Point, along: Vec2, size: f64) {
        let Some(pen) = self.pen else { return };
        let step = place - pen;
        let forward = step.dot(along) / (size * size);
        let across = step.cross(along).abs() / (size * size);
        let last = self.text.chars().next_back();
        if last.is_none_or(char::is_whitespace) {
            return;
        }
        if across > LINE || forward < -1.0 {
            self.text.push('\n');
        } else if forward > SPACE {
            self.text.push(' ');
        }
    }

    fn sign(&mut self, sign: char) {
        match sign {
            '\0' | '\u{fffd}' | '\u{feff}' => {}
            sign if sign.is_control() || sign.is_whitespace() => {
                if !self.text.ends_with(char::is_whitespace) {
                    self.text.push(' ');
                }
            }
            sign => self.text.push(sign),
        }
    }
}
