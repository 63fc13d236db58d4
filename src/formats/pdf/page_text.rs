//! The text of a PDF's pages, put together from where their glyphs stand.

use std::collections::{HashMap, HashSet};
use std::ptr;

use hayro_cmap::BfString;
use hayro_font::kurbo::{Affine, Point, Vec2};
use hayro_syntax::Pdf;
use hayro_syntax::object::Dict;
use hayro_syntax::object::dict::keys::CONTENTS;
use hayro_syntax::page::Page;

use super::content_stream::parts_of;
use super::font::{Fonts, Glyph};
use super::form_values::form_values;
use super::graphics_state::RenderingMode;
use super::interpreter::{self, GlyphSink};
use super::layers::Layers;
use super::page_list::page_list;
use super::unread::Unread;
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
    let mut repeated: HashMap<*const Page<'_>, Option<PageText>> = HashMap::new();
    let list = page_list(pdf);
    let mut seen = HashSet::new();
    for page in list.iter().flatten().filter(|page| !seen.insert(ptr::from_ref(**page))) {
        repeated.insert(*page, None);
    }
    for (number, page) in (1..).zip(list).filter(|(number, _)| is_wanted(*number)) {
        let key = page.map(ptr::from_ref);
        let known = key.and_then(|key| repeated.get(&key)).cloned().flatten();
        let text = match (known, page) {
            (Some(text), _) => text,
            (None, Some(page)) => page_text(page, &mut fonts, &mut layers)?,
            // What stands on a page that cannot be read, nobody knows.
            (None, None) => PageText { text: String::new(), has_unread: true },
        };
        let at = Unit::Page(number);
        passages.push(Passage { has_unread: text.has_unread, ..Passage::new(at, &text.text) });
        if let Some(kept) = key.and_then(|key| repeated.get_mut(&key)) {
            *kept = Some(text);
        }
        if passages.exceeded().is_some() {
            break;
        }
    }
    Ok(passages)
}

/// What a page says.
#[derive(Clone)]
struct PageText {
    text: String,
    has_unread: bool,
}

/// The text of a page, and that of its form's fields where the page does not draw it.
fn page_text<'a>(
    page: &Page<'a>,
    fonts: &mut Fonts<'a>,
    layers: &mut Layers,
) -> Result<PageText, ProbeError> {
    let mut builder = TextBuilder::default();
    interpreter::read(page, fonts, layers, &mut builder)?;
    let TextBuilder { mut text, unread, .. } = builder;
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let values = form_values(page);
    let drawn = if values.is_empty() { String::new() } else { letters(&text) };
    for value in values.iter().filter(|value| !drawn.contains(&letters(value))) {
        text.push('\n');
        text.push_str(value);
    }
    let area = page.intersected_crop_box();
    let is_lost = page.raw().contains_key(CONTENTS) && parts_of(page).is_empty();
    let has_unread = is_lost || unread.may_have_words(area.width() * area.height());
    Ok(PageText { text, has_unread })
}

/// The text of a page, as far as it is read.
#[derive(Default)]
struct TextBuilder {
    text: String,
    unread: Unread,
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
    Written(RenderingMode),
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
            self.run = if is_outline { Run::Skipped } else { Run::Written(mode) };
        }
        if let Run::Written(mode) = self.run {
            self.unread.glyph(glyph.is_known(), mode == RenderingMode::Invisible);
            self.write(glyph, origin, place * Point::new(1.0, 0.0) - origin);
        }
    }

    fn unknown_glyph(&mut self) {
        self.unread.glyph(false, false);
    }

    fn image(&mut self, area: f64) {
        self.unread.image(area);
    }

    fn outline(&mut self, lines: usize, curves: usize) {
        self.unread.outline(lines, curves);
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
            _ if self.text.len() > Passages::MAX_TEXT => {}
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
