//! The graphics state of a PDF page, as far as text depends on it (ISO 32000-2, 8.4 and 9.3).

use std::rc::Rc;

use hayro_font::UNITS_PER_EM;
use hayro_font::kurbo::{Affine, Vec2};

use super::font::{Face, Glyph};

/// The text rendering mode (section 9.3.6).
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum RenderingMode {
    Fill,
    Stroke,
    FillAndStroke,
    Invisible,
}

impl RenderingMode {
    /// The mode of this number; text that also clips is shown like text that does not.
    pub fn of(number: i64) -> RenderingMode {
        match number {
            1 | 5 => RenderingMode::Stroke,
            2 | 6 => RenderingMode::FillAndStroke,
            3 | 7 => RenderingMode::Invisible,
            _ => RenderingMode::Fill,
        }
    }
}

/// What `q` saves and `Q` restores.
#[derive(Clone)]
pub(super) struct GraphicsState<'a> {
    /// From user space to the page's.
    pub to_page: Affine,
    pub face: Option<Rc<Face<'a>>>,
    pub size: f64,
    pub character_spacing: f64,
    pub word_spacing: f64,
    /// 1 where glyphs are as wide as the font has them.
    pub horizontal_scaling: f64,
    pub leading: f64,
    pub rise: f64,
    pub mode: RenderingMode,
    text_matrix: Affine,
    line_matrix: Affine,
}

impl<'a> GraphicsState<'a> {
    pub fn new() -> GraphicsState<'a> {
        GraphicsState {
            to_page: Affine::IDENTITY,
            face: None,
            size: 1.0,
            character_spacing: 0.0,
            word_spacing: 0.0,
            horizontal_scaling: 1.0,
            leading: 0.0,
            rise: 0.0,
            mode: RenderingMode::Fill,
            text_matrix: Affine::IDENTITY,
            line_matrix: Affine::IDENTITY,
        }
    }

    /// Begins a line with this matrix.
    pub fn set_line(&mut self, line: Affine) {
        self.line_matrix = line;
        self.text_matrix = line;
    }

    /// Begins a line at this offset from the beginning of the one before.
    pub fn next_line(&mut self, x: f64, y: f64) {
        self.set_line(self.line_matrix * Affine::translate((x, y)));
    }

    /// From the space of a glyph, whose type size is 1, to that of the page.
    pub fn glyph_to_page(&self) -> Affine {
        let size = [self.size * self.horizontal_scaling, 0.0, 0.0, self.size, 0.0, self.rise];
        self.to_page * self.text_matrix * Affine::new(size)
    }

    /// Moves back by thousandths of the type size.
    pub fn kern(&mut self, thousandths: f64) {
        self.advance(Vec2::new(-thousandths, -thousandths), 0.0);
    }

    /// Moves behind a glyph; word spacing is applied to a space of one byte.
    pub fn pass(&mut self, glyph: &Glyph, is_space: bool) {
        let word_spacing = if is_space { self.word_spacing } else { 0.0 };
        self.advance(glyph.advance, self.character_spacing + word_spacing);
    }

    fn advance(&mut self, step: Vec2, spacing: f64) {
        let along = |step: f64| step / f64::from(UNITS_PER_EM) * self.size + spacing;
        let is_horizontal = self.face.as_ref().is_some_and(|face| face.is_horizontal);
        let step = match is_horizontal {
            true => Vec2::new(along(step.x) * self.horizontal_scaling, 0.0),
            false => Vec2::new(0.0, along(step.y)),
        };
        self.text_matrix *= Affine::translate(step);
    }
}
