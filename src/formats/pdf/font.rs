//! The fonts of a PDF: what each code of a string stands for, looked up once.

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

use super::font_streams;
use crate::io::ProbeError;

/// The most content that is read of one file: that of all its pages, and of a form each time that it
/// is drawn.
const MOST_CONTENT: usize = 512 << 20;
/// The most that the streams of all its fonts may unpack to. They are kept.
const MOST_FONTS: usize = 48 << 20;
/// The longest text that one code stands for, in bytes of UTF-8; a ligature of Arabic has 18.
const LONGEST_TEXT: usize = 256;

/// The fonts of a file, and how many forms were drawn with them.
pub(super) struct Fonts<'a> {
    cache: FontCache<'a>,
    fonts: FontResolverFn,
    cmaps: CMapResolverFn,
    /// Those that are indirect objects, as nearly all are.
    faces: HashMap<ObjectIdentifier, Option<Rc<Face<'a>>>>,
    fallback: Option<Rc<Face<'a>>>,
    forms: u32,
    /// How much more may be unpacked: content, and streams of fonts.
    content_left: usize,
    fonts_left: usize,
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
            faces: HashMap::new(),
            fallback: None,
            forms: 0,
            content_left: MOST_CONTENT,
            fonts_left: MOST_FONTS,
        }
    }

    /// Counts a form that is drawn.
    ///
    /// # Errors
    /// [`ProbeError::TooLarge`] behind this many.
    pub fn count_form(&mut self, most: u32) -> Result<(), ProbeError> {
        self.forms += 1;
        match self.forms > most {
            true => Err(ProbeError::TooLarge(format!("it draws over {most} forms"))),
            false => Ok(()),
        }
    }

    /// Counts content that is unpacked.
    ///
    /// # Errors
    /// [`ProbeError::TooLarge`] behind so much of it.
    pub fn count_content(&mut self, length: usize) -> Result<(), ProbeError> {
        let left = self.content_left.checked_sub(length);
        self.content_left = left.ok_or_else(|| {
            ProbeError::TooLarge(format!("its pages draw over {} MB", MOST_CONTENT >> 20))
        })?;
        Ok(())
    }

    /// The font of a dictionary, which may be an indirect object, or the fallback.
    pub fn face(&mut self, font: &Dict<'a>, object: Option<ObjRef>) -> Option<Rc<Face<'a>>> {
        let Some(object) = object.map(ObjectIdentifier::from) else { return self.load(font) };
        match self.faces.get(&object) {
            Some(known) => known.clone(),
            None => {
                let face = self.load(font);
                self.faces.insert(object, face.clone());
                face
            }
        }
    }

    fn load(&mut self, font: &Dict<'a>) -> Option<Rc<Face<'a>>> {
        let is_affordable = font_streams::length(font, self.fonts_left).map(|length| {
            self.fonts_left -= length;
        });
        match is_affordable.and_then(|()| self.cache.font(font, &self.fonts, &self.cmaps)) {
            Some(font) => Some(Rc::new(Face::new(font, false))),
            None => self.fallback(),
        }
    }

    /// Helvetica, which viewers take where a page names no font, or one that is not there.
    pub fn fallback(&mut self) -> Option<Rc<Face<'a>>> {
        if self.fallback.is_none() {
            let font = self.cache.standard_font(StandardFont::Helvetica, &self.fonts);
            self.fallback = font.map(|font| Rc::new(Face::new(font, true)));
        }
        self.fallback.clone()
    }
}

/// A font that text is shown in.
pub(super) struct Face<'a> {
    font: Font<'a>,
    /// Whether it is another font than the page asks for: only ASCII can be trusted.
    pub is_fallback: bool,
    pub is_horizontal: bool,
    /// The glyphs of codes of one byte: most fonts have no others.
    short: RefCell<Vec<Option<Rc<Glyph>>>>,
    long: RefCell<HashMap<u32, Rc<Glyph>>>,
}

/// What a code of a font stands for.
pub(super) struct Glyph {
    /// None where the font does not say.
    pub text: Option<BfString>,
    /// The width, in thousandths of the type size.
    pub width: f64,
    /// Where the next glyph stands, in the same unit: to the right in a horizontal font.
    pub advance: Vec2,
    /// Where its origin lies, in the same unit.
    pub origin: Vec2,
}

impl Glyph {
    /// Whether the font says which letter it is. Some write a sign of no meaning for each.
    pub fn is_known(&self) -> bool {
        let is_letter = |c: char| {
            let is_private = matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..);
            !is_private && c != '\0' && c != char::REPLACEMENT_CHARACTER
        };
        match &self.text {
            Some(BfString::Char(symbol)) => is_letter(*symbol),
            Some(BfString::String(text)) => text.chars().any(is_letter),
            None => false,
        }
    }
}

impl<'a> Face<'a> {
    fn new(font: Font<'a>, is_fallback: bool) -> Face<'a> {
        let is_horizontal = font.is_horizontal();
        let short = RefCell::new(vec![None; 256]);
        Face { font, is_fallback, is_horizontal, short, long: RefCell::default() }
    }

    /// The code that begins at a byte of a string, and its length in bytes.
    pub fn code(&self, bytes: &[u8], at: usize) -> (u32, usize) {
        self.font.read_code(bytes, at)
    }

    /// The glyph of a code.
    pub fn glyph(&self, code: u32) -> Rc<Glyph> {
        let load = || Rc::new(self.load(code));
        match self.short.borrow_mut().get_mut(code as usize) {
            Some(glyph) => Rc::clone(glyph.get_or_insert_with(load)),
            None => Rc::clone(self.long.borrow_mut().entry(code).or_insert_with(load)),
        }
    }

    fn load(&self, code: u32) -> Glyph {
        let (text, width) = match self.font.glyph(self.font.map_code(code), code) {
            FontGlyph::Outline(glyph) => (glyph.as_unicode(), glyph.advance_width()),
            FontGlyph::Type3(glyph) => (glyph.as_unicode(), Some(glyph.advance_width())),
        };
        Glyph {
            text: text.filter(|text| match text {
                BfString::Char(_) => true,
                BfString::String(text) => text.len() <= LONGEST_TEXT,
            }),
            width: f64::from(width.unwrap_or(0.0)),
            advance: self.font.code_advance(code),
            origin: self.font.origin_displacement(code),
        }
    }
}
