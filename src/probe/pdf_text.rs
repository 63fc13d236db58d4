//! The text of a PDF's pages, put together from where its glyphs stand.

use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect, Vec2};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps,
    InterpreterCache, InterpreterSettings, SoftMask, interpret_page,
};
use hayro_syntax::Pdf;

use super::Trouble;

/// A gap of this part of the type size is a space; kerning stays below.
const SPACE: f64 = 0.15;
/// A move of the baseline by this part of the type size begins a line; superscripts stay below.
const LINE: f64 = 0.5;
/// Glyph space: a type size has 1,000 units (section 9.2.4).
const UNITS: f64 = 1_000.0;
/// The most text that is held for one artifact.
const LONGEST: usize = 256 * 1024 * 1024;

/// The number and text of each page that is wanted, in the order in which the page draws it.
pub(super) fn pages(
    pdf: &Pdf,
    is_wanted: impl Fn(u32) -> bool,
) -> Result<Vec<(u32, String)>, Trouble> {
    let cache = InterpreterCache::new();
    let mut texts = Vec::new();
    let mut length = 0;
    let pages = (1..).zip(pdf.pages().iter());
    for (number, page) in pages.filter(|(number, _)| is_wanted(*number)) {
        let settings = InterpreterSettings::default();
        let area = Rect::new(0.0, 0.0, 1.0, 1.0);
        let mut context = Context::new(Affine::IDENTITY, area, &cache, pdf.xref(), settings);
        let mut writer = Writer::default();
        interpret_page(page, &mut context, &mut writer);
        length += writer.text.len();
        if length > LONGEST {
            return Err(Trouble::TooLarge("it has over 256 MB of text".into()));
        }
        texts.push((number, writer.text));
    }
    Ok(texts)
}

/// Draws nothing, and writes down the text.
#[derive(Default)]
struct Writer {
    text: String,
    /// Where the glyph before ended.
    pen: Option<Point>,
    /// Where the run before began, when its letters were filled.
    filled: Option<Point>,
    letters: Letters,
}

impl Writer {
    fn glyph(&mut self, glyph: &Glyph<'_>, transform: Affine) {
        let place = transform * Point::ZERO;
        let along = transform * Point::new(UNITS, 0.0) - place;
        let size = along.hypot();
        let usable = size.is_finite() && size > 0.0;
        if usable {
            self.gap(place, along, size);
        }
        let letter = self.letters.of(glyph);
        let advance = letter.advance;
        match &letter.signs {
            Some(BfString::Char(sign)) => write(&mut self.text, *sign),
            Some(BfString::String(signs)) => {
                signs.chars().for_each(|sign| write(&mut self.text, sign));
            }
            None => {}
        }
        if usable {
            self.pen = Some(place + along * advance);
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
}

fn write(text: &mut String, sign: char) {
    match sign {
        '\0' | '\u{fffd}' | '\u{feff}' => {}
        sign if sign.is_control() || sign.is_whitespace() => {
            if !text.ends_with(char::is_whitespace) {
                text.push(' ');
            }
        }
        sign => text.push(sign),
    }
}

/// What a font says of its codes, kept for a run: it searches several tables each time, and in one
/// run, whose glyphs are all of one font, the code decides what it says.
struct Letters {
    run: u64,
    /// By the last byte of its code, the letter that was asked for last.
    kept: Box<[Letter; 256]>,
}

impl Default for Letters {
    fn default() -> Letters {
        const NONE: Letter = Letter { run: 0, code: 0, signs: None, advance: 0.0 };
        Letters { run: 0, kept: Box::new([NONE; 256]) }
    }
}

/// What a font says of a code.
struct Letter {
    /// The run that it was asked for in; the first is 1.
    run: u64,
    code: u32,
    signs: Option<BfString>,
    /// How far it moves the pen, in parts of the type size.
    advance: f64,
}

impl Letters {
    fn of(&mut self, glyph: &Glyph<'_>) -> &Letter {
        let (run, code) = (self.run, glyph.char_code());
        let [.., place] = code.to_be_bytes();
        let letter = &mut self.kept[usize::from(place)];
        if (letter.run, letter.code) != (run, code) {
            let advance = match glyph {
                Glyph::Outline(glyph) => glyph.advance_width(),
                Glyph::Type3(glyph) => glyph.advance_width(),
            };
            let advance = f64::from(advance.unwrap_or(0.0)) / UNITS;
            *letter = Letter { run, code, signs: glyph.as_unicode(), advance };
        }
        letter
    }
}

impl<'a> Device<'a> for Writer {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        let place = |transform: Affine| props.transform * transform * Point::ZERO;
        let start = run.glyphs().first().map(|glyph| place(glyph.transform()));
        // Letters that are filled and outlined are drawn twice in a row, and read once.
        let again = matches!(mode, DrawMode::Stroke(_)) && start.is_some() && self.filled == start;
        self.filled = if matches!(mode, DrawMode::Fill(_)) { start } else { None };
        if again {
            return;
        }
        self.letters.run += 1;
        for glyph in run.glyphs() {
            self.glyph(glyph, props.transform * glyph.transform());
        }
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
