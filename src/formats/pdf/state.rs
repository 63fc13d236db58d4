//! The state of a PDF's page while it is read, as far as text depends on it (ISO 32000-2, 8.4, 9.3).

use std::rc::Rc;

use hayro_font::UNITS_PER_EM;
use hayro_font::kurbo::{Affine, Vec2};

use super::font::{Face, Sign};

/// How letters are painted (section 9.3.6).
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Paint {
    Filled,
    Outlined,
    Both,
    Unseen,
}

impl Paint {
    /// The paint of a text rendering mode; what clips is painted as what does not.
    pub fn of_mode(mode: i64) -> Paint {
        match mode {
            1 | 5 => Paint::Outlined,
            2 | 6 => Paint::Both,
            3 | 7 => Paint::Unseen,
            _ => Paint::Filled,
        }
    }
}

/// What `q` saves and `Q` brings back.
#[derive(Clone)]
pub(crate) struct State<'a> {
    /// From the space of the user to that of the page.
    pub page: Affine,
    pub face: Option<Rc<Face<'a>>>,
    pub size: f64,
    pub letter_space: f64,
    pub word_space: f64,
    /// 1 where letters are as wide as the font has them.
    pub stretch: f64,
    pub leading: f64,
    pub rise: f64,
    pub paint: Paint,
    /// From the space of the text to that of the user.
    text: Affine,
    line: Affine,
}

impl<'a> State<'a> {
    pub fn new() -> State<'a> {
        State {
            page: Affine::IDENTITY,
            face: None,
            size: 1.0,
            letter_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            paint: Paint::Filled,
            text: Affine::IDENTITY,
            line: Affine::IDENTITY,
        }
    }

    /// Begins a line at this place.
    pub fn set_line(&mut self, line: Affine) {
        self.line = line;
        self.text = line;
    }

    /// Begins a line so far from the beginning of the one before.
    pub fn next_line(&mut self, x: f64, y: f64) {
        self.set_line(self.line * Affine::translate((x, y)));
    }

    /// From the space of a glyph, whose type size is 1, to that of the page.
    pub fn glyph(&self) -> Affine {
        let size = [self.size * self.stretch, 0.0, 0.0, self.size, 0.0, self.rise];
        self.page * self.text * Affine::new(size)
    }

    /// Moves back by so many thousandths of the type size.
    pub fn kern(&mut self, thousandths: f64) {
        self.advance(Vec2::new(-thousandths, -thousandths), 0.0);
    }

    /// Moves behind a sign; a space of one byte is one between words.
    pub fn pass(&mut self, sign: &Sign, is_space: bool) {
        let word_space = if is_space { self.word_space } else { 0.0 };
        self.advance(sign.advance, self.letter_space + word_space);
    }

    fn advance(&mut self, step: Vec2, space: f64) {
        let along = |step: f64| step / f64::from(UNITS_PER_EM) * self.size + space;
        let is_horizontal = self.face.as_ref().is_some_and(|face| face.is_horizontal);
        let step = match is_horizontal {
            true => Vec2::new(along(step.x) * self.stretch, 0.0),
            false => Vec2::new(0.0, along(step.y)),
        };
        self.text *= Affine::translate(step);
    }
}
