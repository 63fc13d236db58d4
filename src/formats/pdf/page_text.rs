//! The text of a PDF's pages, put together from where their glyphs stand.

use hayro_cmap::BfString;
use hayro_font::kurbo::{Affine, Point, Vec2};
use hayro_syntax::Pdf;
use hayro_syntax::object::Dict;

use super::font::{Fonts, Glyph};
use super::graphics_state::RenderingMode;
use super::interpreter::{self, GlyphSink};
use super::layers::Layers;
use crate::io::ProbeError;
use crate::model::{Passage, Passages, Unit};

/// A gap of this part of the type size is a space; kerning stays below.
const SPACE: f64 = 0.15;
/// A move of the baseline by this part of the type size begins a line; superscripts stay below.
const LINE: f64 = 0.5;
/// Widths of glyphs are thousandths of the type size (section 9.2.4).
const UNITS: f64 = 1_000.0;

/// A passage for each page that is wanted: its text, in the order in which the page draws it.
pub(crate) fn passages_of(
    pdf: &Pdf,
    is_wanted: impl Fn(u32) -> bool,
) -> Result<Passages, ProbeError> {
    let xref = pdf.xref();
    let catalog = xref.get::<Dict<'_>>(xref.root_id());
    let mut layers = catalog.map(|catalog| Layers::of(&catalog)).unwrap_or_default();
    let mut fonts = Fonts::new();
    let mut passages = Passages::default();
    let pages = (1..).zip(pdf.pages().iter());
    for (number, page) in pages.filter(|(number, _)| is_wanted(*number)) {
        let mut builder = TextBuilder::default();
        interpreter::read(page, &mut fonts, &mut layers, &mut builder)?;
        passages.push(Passage::new(Unit::Page(number), &builder.text));
        if passages.exceeded().is_some() {
            break;
        }
    }
    Ok(passages)
}

/// The text of a page, as far as it is read.
#[derive(Default)]
struct TextBuilder {
    text: String,
    /// Where the last glyph ended.
    pen: Option<Point>,
    /// Where the last run began, if it was filled.
    filled: Option<Point>,
    run: Run,
}

/// The glyphs that one operator shows.
#[derive(Default)]
enum Run {
    /// It begins with the next glyph, in this mode.
    Begins(RenderingMode),
    Written,
    #[default]
    Skipped,
}

impl GlyphSink for TextBuilder {
    fn begin(&mut self, mode: RenderingMode) {
        self.run = Run::Begins(mode);
    }

    fn glyph(&mut self, glyph: &Glyph, place: Affine) {
        let origin = place * Point::ZERO;
        if let Run::Begins(mode) = self.run {
            // Text that is filled and outlined is shown twice in a row, and read once.
            let is_outline = mode == RenderingMode::Stroke && self.filled == Some(origin);
            self.filled = (mode == RenderingMode::Fill).then_some(origin);
            self.run = if is_outline { Run::Skipped } else { Run::Written };
        }
        if matches!(self.run, Run::Written) {
            self.write(glyph, origin, place * Point::new(1.0, 0.0) - origin);
        }
    }
}

impl TextBuilder {
    /// Writes a glyph at this place; `along` is the type size in the direction of the line.
    fn write(&mut self, glyph: &Glyph, place: Point, along: Vec2) {
        let size = along.hypot();
        let usable = size.is_finite() && size > 0.0;
        if usable {
            self.write_gap(place, along, size);
        }
        match &glyph.text {
            Some(BfString::Char(symbol)) => self.write_char(*symbol),
            Some(BfString::String(text)) => text.chars().for_each(|symbol| self.write_char(symbol)),
            None => {}
        }
        if usable {
            self.pen = Some(place + along * (glyph.width / UNITS));
        }
    }

    /// Writes the space or line break that a reader sees between two glyphs.
    fn write_gap(&mut self, place: Point, along: Vec2, size: f64) {
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

    fn write_char(&mut self, symbol: char) {
        match symbol {
            '\0' | '\u{fffd}' | '\u{feff}' => {}
            symbol if symbol.is_control() || symbol.is_whitespace() => {
                if !self.text.ends_with(char::is_whitespace) {
                    self.text.push(' ');
                }
            }
            symbol => self.text.push(symbol),
        }
    }
}
