//! Fonts of a PDF, each asked once for what a code of it stands for.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use hayro_cmap::BfString;
use hayro_font::kurbo::Vec2;
use hayro_font::{
    CMapResolverFn, Font, FontCache, FontGlyph, FontQuery, FontResolverFn, StandardFont,
};
use hayro_syntax::object::{Dict, ObjRef, ObjectIdentifier};

/// The fonts of a file.
pub(crate) struct Fonts<'a> {
    cache: FontCache<'a>,
    fonts: FontResolverFn,
    cmaps: CMapResolverFn,
    /// Those that are objects of their own, as nearly all are.
    known: HashMap<ObjectIdentifier, Option<Rc<Face<'a>>>>,
    stand_in: Option<Rc<Face<'a>>>,
}

impl<'a> Fonts<'a> {
    pub fn new() -> Fonts<'a> {
        Fonts {
            cache: FontCache::new(),
            fonts: Arc::new(|query| {
                let font = match query {
                    FontQuery::Standard(font) => *font,
                    FontQuery::Fallback(wanted) => wanted.pick_standard_font(),
                };
                Some(font.get_font_data())
            }),
            cmaps: Arc::new(hayro_cmap::load_embedded),
            known: HashMap::new(),
            stand_in: None,
        }
    }

    /// The font that a dictionary describes, or what stands in for it; with the object that it
    /// is, where it is one of its own.
    pub fn of(&mut self, font: &Dict<'a>, object: Option<ObjRef>) -> Option<Rc<Face<'a>>> {
        let Some(object) = object.map(ObjectIdentifier::from) else { return self.read(font) };
        match self.known.get(&object) {
            Some(known) => known.clone(),
            None => {
                let face = self.read(font);
                self.known.insert(object, face.clone());
                face
            }
        }
    }

    fn read(&mut self, font: &Dict<'a>) -> Option<Rc<Face<'a>>> {
        match self.cache.font(font, &self.fonts, &self.cmaps) {
            Some(font) => Some(Rc::new(Face::new(font, false))),
            None => self.stand_in(),
        }
    }

    /// Helvetica, which viewers take where a page names no font, or one that is not there.
    pub fn stand_in(&mut self) -> Option<Rc<Face<'a>>> {
        if self.stand_in.is_none() {
            let font = self.cache.standard_font(StandardFont::Helvetica, &self.fonts);
            self.stand_in = font.map(|font| Rc::new(Face::new(font, true)));
        }
        self.stand_in.clone()
    }
}

/// A font that text is shown in.
pub(crate) struct Face<'a> {
    font: Font<'a>,
    /// Whether it is another font than the page asks for, so that only plain letters can be
    /// trusted to be what they say.
    pub stands_in: bool,
    pub is_horizontal: bool,
    /// Those of one byte, by their codes: most fonts have no others.
    short: RefCell<Vec<Option<Rc<Sign>>>>,
    long: RefCell<HashMap<u32, Rc<Sign>>>,
}

/// What a code of a font stands for.
pub(crate) struct Sign {
    /// None where the font does not tell.
    pub text: Option<BfString>,
    /// How wide its glyph is, in thousandths of the type size.
    pub width: f64,
    /// How far the next glyph stands from it, in the same unit: to the right in a horizontal font.
    pub advance: Vec2,
    /// Where its origin lies, from the place of the text.
    pub origin: Vec2,
}

impl<'a> Face<'a> {
    fn new(font: Font<'a>, stands_in: bool) -> Face<'a> {
        let is_horizontal = font.is_horizontal();
        let short = RefCell::new(vec![None; 256]);
        Face { font, stands_in, is_horizontal, short, long: RefCell::default() }
    }

    /// The code that begins at a byte of a string, and its length in bytes.
    pub fn code(&self, bytes: &[u8], at: usize) -> (u32, usize) {
        self.font.read_code(bytes, at)
    }

    pub fn sign(&self, code: u32) -> Rc<Sign> {
        let ask = || Rc::new(self.ask(code));
        match self.short.borrow_mut().get_mut(code as usize) {
            Some(sign) => Rc::clone(sign.get_or_insert_with(ask)),
            None => Rc::clone(self.long.borrow_mut().entry(code).or_insert_with(ask)),
        }
    }

    fn ask(&self, code: u32) -> Sign {
        let (text, width) = match self.font.glyph(self.font.map_code(code), code) {
            FontGlyph::Outline(glyph) => (glyph.as_unicode(), glyph.advance_width()),
            FontGlyph::Type3(glyph) => (glyph.as_unicode(), Some(glyph.advance_width())),
        };
        Sign {
            text,
            width: f64::from(width.unwrap_or(0.0)),
            advance: self.font.code_advance(code),
            origin: self.font.origin_displacement(code),
        }
    }
}
