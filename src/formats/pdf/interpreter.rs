//! An interpreter of what a PDF's page shows, for its text (ISO 32000-2, 7.8, 8.10 and 9.4).
//!
//! Written by hand because `hayro-interpret` draws pages: it takes five times as long, and brings
//! decoders for every kind of image. Lines, images and colors are passed over here.

use std::collections::HashMap;
use std::rc::Rc;

use hayro_font::kurbo::{Affine, Rect};
use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction;
use hayro_syntax::object::dict::keys::{
    ANNOTS, AP, AS, BBOX, F, FONT, FORM, IMAGE, MATRIX, N, OC, RECT, RESOURCES, SUBTYPE,
};
use hayro_syntax::object::{self, Array, Dict, Name, Number, Object, Stream, dict_or_stream};
use hayro_syntax::page::{Page, Resources};

use super::content_stream::{self, MOST, parts_of};
use super::font::{Face, Fonts, Glyph};
use super::graphics_state::{GraphicsState, RenderingMode};
use super::layers::Layers;
use crate::io::ProbeError;

/// How deep forms may be nested; in real files it is less than 10.
const DEEPEST: u32 = 50;
/// How many states content may save; only a hostile page saves more.
const MOST_SAVED: usize = 10_000;
/// How many forms a file may draw: forms in each other can draw one a billion times.
const MOST_FORMS: u32 = 200_000;
/// Flags of annotations that are not shown (section 12.5.3): Hidden and NoView.
pub(super) const NOT_SHOWN: u32 = (1 << 1) | (1 << 5);

/// Takes the glyphs of a page, in the order in which it shows them.
pub(super) trait GlyphSink {
    /// A string begins, or an array of strings, shown in this mode.
    fn begin(&mut self, mode: RenderingMode);
    /// One glyph, and the transformation from its own space, whose type size is 1, to the page's.
    fn glyph(&mut self, glyph: &Glyph, place: Affine);
    /// A glyph of a font that the file does not have.
    fn unknown_glyph(&mut self);
    /// An image, which covers an area in the square of the page's unit.
    fn image(&mut self, area: f64);
    /// Lines and curves that are drawn, and do not only bound what is drawn next.
    fn outline(&mut self, lines: usize, curves: usize);
}

/// Reads a page and its annotations.
///
/// # Errors
/// [`ProbeError::TooLarge`] when it draws too much.
pub(super) fn read<'a>(
    page: &Page<'a>,
    fonts: &mut Fonts<'a>,
    layers: &mut Layers,
    sink: &mut dyn GlyphSink,
) -> Result<(), ProbeError> {
    layers.begin_page();
    let state = GraphicsState::new();
    let saved = Vec::new();
    let path = (0, 0);
    let mut interpreter =
        Interpreter { fonts, layers, sink, state, saved, path, depth: 0, room: MOST };
    interpreter.content(&parts_of(page), page.resources())?;
    let annotations = page.raw().get::<Array<'_>>(ANNOTS);
    for annotation in annotations.iter().flat_map(|all| all.iter::<Dict<'_>>()) {
        interpreter.annotation(&annotation, page.resources())?;
    }
    Ok(())
}

struct Interpreter<'i, 'a> {
    fonts: &'i mut Fonts<'a>,
    layers: &'i mut Layers,
    sink: &'i mut dyn GlyphSink,
    state: GraphicsState<'a>,
    saved: Vec<GraphicsState<'a>>,
    /// The lines and curves of the path that is being made.
    path: (usize, usize),
    /// How many forms are open.
    depth: u32,
    /// How much more content may be held.
    room: usize,
}

impl<'a> Interpreter<'_, 'a> {
    /// Reads content; the state behind it is what it was before.
    fn content(
        &mut self,
        parts: &[Stream<'a>],
        resources: &Resources<'a>,
    ) -> Result<(), ProbeError> {
        let content = content_stream::unpacked(parts, self.room)?;
        self.fonts.count_content(content.len())?;
        self.room -= content.len();
        let (outside, base) = (self.state.clone(), self.saved.len());
        self.operators(&content, resources)?;
        self.saved.truncate(base);
        self.state = outside;
        self.room += content.len();
        Ok(())
    }

    fn operators(&mut self, content: &[u8], resources: &Resources<'a>) -> Result<(), ProbeError> {
        let base = self.saved.len();
        // States beyond the bound, which are neither saved nor restored.
        let mut unsaved = 0_usize;
        let mut faces: HashMap<Vec<u8>, Option<Rc<Face<'a>>>> = HashMap::new();
        let mut operators = TypedIter::new(content);
        while let Some(operator) = operators.next() {
            match operator {
                TypedInstruction::SaveState(_) if self.saved.len() - base >= MOST_SAVED => {
                    unsaved += 1;
                }
                TypedInstruction::SaveState(_) => self.saved.push(self.state.clone()),
                TypedInstruction::RestoreState(_) if unsaved > 0 => unsaved -= 1,
                TypedInstruction::RestoreState(_) if self.saved.len() > base => {
                    self.state = self.saved.pop().unwrap_or_else(GraphicsState::new);
                }
                TypedInstruction::Transform(by) => {
                    let by = [&by.0, &by.1, &by.2, &by.3, &by.4, &by.5];
                    self.state.to_page *= Affine::new(by.map(Number::as_f64));
                }
                TypedInstruction::TextFont(font) => {
                    let name: &Name<'_> = font.0;
                    let known = faces.get(name.as_ref()).cloned();
                    self.state.face = known.unwrap_or_else(|| {
                        let face = match resources.get_font(name) {
                            Some(font) => self.fonts.face(&font, resources.fonts.get_ref(name)),
                            None => self.fonts.fallback(),
                        };
                        faces.insert(name.as_ref().to_vec(), face.clone());
                        face
                    });
                    self.state.size = font.1.as_f64();
                }
                TypedInstruction::SetGraphicsState(state) => {
                    let state = resources.get_ext_g_state(state.0);
                    if let Some((font, size)) = state.and_then(|state| font_of(&state)) {
                        self.state.face = self.fonts.face(&font, None);
                        self.state.size = size;
                    }
                }
                TypedInstruction::XObject(object) => {
                    if let Some(stream) = resources.get_x_object(object.0) {
                        self.form(&stream, resources)?;
                    }
                }
                TypedInstruction::BeginMarkedContent(_) => self.layers.begin(),
                TypedInstruction::BeginMarkedContentWithProperties(content) => {
                    self.begin_marked_content(content.1, resources);
                }
                TypedInstruction::EndMarkedContent(_) => self.layers.end(),
                TypedInstruction::InlineImage(_) => self.image(),
                operator => {
                    self.path(&operator);
                    self.text(operator);
                }
            }
        }
        Ok(())
    }

    /// The operators of paths (section 8.5).
    fn path(&mut self, operator: &TypedInstruction<'_, '_>) {
        match operator {
            TypedInstruction::LineTo(_) => self.path.0 += 1,
            TypedInstruction::CubicTo(_)
            | TypedInstruction::CubicStartTo(_)
            | TypedInstruction::CubicEndTo(_) => self.path.1 += 1,
            TypedInstruction::EndPath(_) => self.path = (0, 0),
            TypedInstruction::StrokePath(_)
            | TypedInstruction::CloseAndStrokePath(_)
            | TypedInstruction::FillPathNonZero(_)
            | TypedInstruction::FillPathNonZeroCompatibility(_)
            | TypedInstruction::FillPathEvenOdd(_)
            | TypedInstruction::FillAndStrokeNonZero(_)
            | TypedInstruction::FillAndStrokeEvenOdd(_)
            | TypedInstruction::CloseFillAndStrokeNonZero(_)
            | TypedInstruction::CloseFillAndStrokeEvenOdd(_) => {
                let (lines, curves) = std::mem::take(&mut self.path);
                if self.layers.are_on() {
                    self.sink.outline(lines, curves);
                }
            }
            _ => {}
        }
    }

    /// An image, which fills the square of one unit (section 8.9.4).
    fn image(&mut self) {
        if self.layers.are_on() {
            self.sink.image(self.state.to_page.determinant().abs());
        }
    }

    /// The operators of text (section 9.4).
    fn text(&mut self, operator: TypedInstruction<'_, '_>) {
        let state = &mut self.state;
        match operator {
            TypedInstruction::BeginText(_) => state.set_line(Affine::IDENTITY),
            TypedInstruction::SetTextMatrix(by) => {
                let by = [&by.0, &by.1, &by.2, &by.3, &by.4, &by.5];
                state.set_line(Affine::new(by.map(Number::as_f64)));
            }
            TypedInstruction::CharacterSpacing(by) => state.character_spacing = by.0.as_f64(),
            TypedInstruction::WordSpacing(by) => state.word_spacing = by.0.as_f64(),
            TypedInstruction::HorizontalScaling(percent) => {
                state.horizontal_scaling = percent.0.as_f64() / 100.0;
            }
            TypedInstruction::TextLeading(leading) => state.leading = leading.0.as_f64(),
            TypedInstruction::TextRise(rise) => state.rise = rise.0.as_f64(),
            TypedInstruction::TextRenderingMode(mode) => {
                state.mode = RenderingMode::of(mode.0.as_i64());
            }
            TypedInstruction::NextLine(by) => state.next_line(by.0.as_f64(), by.1.as_f64()),
            TypedInstruction::NextLineAndSetLeading(by) => {
                state.leading = -by.1.as_f64();
                state.next_line(by.0.as_f64(), by.1.as_f64());
            }
            TypedInstruction::NextLineUsingLeading(_) => state.next_line(0.0, -state.leading),
            TypedInstruction::ShowText(text) => self.show([Object::String(text.0.clone())]),
            TypedInstruction::ShowTexts(texts) => self.show(texts.0.iter::<Object<'_>>()),
            TypedInstruction::NextLineAndShowText(text) => {
                state.next_line(0.0, -state.leading);
                self.show([Object::String(text.0.clone())]);
            }
            TypedInstruction::ShowTextWithParameters(text) => {
                state.word_spacing = text.0.as_f64();
                state.character_spacing = text.1.as_f64();
                state.next_line(0.0, -state.leading);
                self.show([Object::String(text.2.clone())]);
            }
            _ => {}
        }
    }

    /// Shows strings, moved back between them by the numbers.
    fn show<'o>(&mut self, array: impl IntoIterator<Item = Object<'o>>) {
        if self.state.face.is_none() {
            self.state.face = self.fonts.fallback();
        }
        let Some(face) = self.state.face.clone() else { return };
        self.sink.begin(self.state.mode);
        for object in array {
            match object {
                Object::Number(thousandths) => self.state.kern(thousandths.as_f64()),
                Object::String(text) => self.show_string(&face, &text),
                _ => {}
            }
        }
    }

    fn show_string(&mut self, face: &Face<'a>, text: &object::String<'_>) {
        let bytes = text.as_bytes();
        let is_read = self.layers.are_on() && (!face.is_fallback || bytes.is_ascii());
        let mut at = 0;
        while at < bytes.len() {
            let (code, length) = face.code(bytes, at);
            at += length.max(1);
            let glyph = face.glyph(code);
            if is_read {
                let origin = glyph.origin / f64::from(hayro_font::UNITS_PER_EM);
                self.sink.glyph(&glyph, self.state.glyph_to_page() * Affine::translate(origin));
            } else if self.layers.are_on() {
                self.sink.unknown_glyph();
            }
            self.state.pass(&glyph, code == 32 && length == 1);
        }
    }

    /// A form: content of its own, with resources of its own or those of the page.
    fn form(&mut self, stream: &Stream<'a>, resources: &Resources<'a>) -> Result<(), ProbeError> {
        let form = stream.dict();
        let kind = form.get::<Name<'_>>(SUBTYPE);
        if kind.as_deref() == Some(IMAGE) {
            self.image();
        }
        if kind.as_deref() != Some(FORM) || !self.layers.are_on() || self.depth >= DEEPEST {
            return Ok(());
        }
        let layer = form.get::<Dict<'_>>(OC);
        if let Some(layer) = &layer {
            self.layers.begin_layer(layer, form.get_ref(OC));
        }
        if self.layers.are_on() {
            self.fonts.count_form(MOST_FORMS)?;
            let to_page = self.state.to_page;
            self.state.to_page *= matrix(form);
            self.depth += 1;
            let own = form.get::<Dict<'_>>(RESOURCES).map(Resources::new);
            self.content(std::slice::from_ref(stream), own.as_ref().unwrap_or(resources))?;
            self.depth -= 1;
            self.state.to_page = to_page;
        }
        if layer.is_some() {
            self.layers.end();
        }
        Ok(())
    }

    /// The appearance of an annotation (section 12.5.5): a field that was filled in, a stamp.
    fn annotation(
        &mut self,
        annotation: &Dict<'a>,
        resources: &Resources<'a>,
    ) -> Result<(), ProbeError> {
        if annotation.get::<u32>(F).unwrap_or(0) & NOT_SHOWN != 0 {
            return Ok(());
        }
        let Some(form) = appearance(annotation) else { return Ok(()) };
        let Some(place) = annotation.get::<object::Rect>(RECT) else { return Ok(()) };
        let Some([x0, y0, x1, y1]) = form.dict().get::<[f64; 4]>(BBOX) else { return Ok(()) };
        let drawn = matrix(form.dict()).transform_rect_bbox(Rect::new(x0, y0, x1, y1));
        // The box of what is drawn is moved and scaled onto the annotation's rectangle.
        let (x, y) =
            ((place.x1 - place.x0) / drawn.width(), (place.y1 - place.y0) / drawn.height());
        let onto = [x, 0.0, 0.0, y, place.x0 - x * drawn.x0, place.y0 - y * drawn.y0];
        let to_page = self.state.to_page;
        self.state.to_page *= Affine::new(onto);
        self.form(&form, resources)?;
        self.state.to_page = to_page;
        Ok(())
    }

    fn begin_marked_content(&mut self, properties: &Object<'_>, resources: &Resources<'a>) {
        let named = properties.clone().into_name();
        let layer = match &named {
            Some(name) => resources.properties.get_ref(name.as_ref()).map(|named| {
                (resources.properties.get::<Dict<'_>>(name).unwrap_or_default(), named)
            }),
            None => dict_or_stream(properties).and_then(|(properties, _)| {
                let named = properties.get_ref(OC)?;
                Some((properties.get::<Dict<'_>>(OC).unwrap_or_default(), named))
            }),
        };
        match layer {
            Some((layer, named)) => self.layers.begin_layer(&layer, Some(named)),
            None => self.layers.begin(),
        }
    }
}

fn matrix(form: &Dict<'_>) -> Affine {
    form.get::<[f64; 6]>(MATRIX).map_or(Affine::IDENTITY, Affine::new)
}

/// The font and its size that a graphics state sets, if it does.
fn font_of<'a>(state: &Dict<'a>) -> Option<(Dict<'a>, f64)> {
    let font = state.get::<Array<'_>>(FONT)?;
    let mut parts = font.iter::<Object<'_>>();
    Some((parts.next()?.into_dict()?, parts.next()?.into_number()?.as_f64()))
}

fn appearance<'a>(annotation: &Dict<'a>) -> Option<Stream<'a>> {
    match annotation.get::<Dict<'_>>(AP)?.get::<Object<'_>>(N)? {
        Object::Stream(stream) => Some(stream),
        Object::Dict(states) => annotation
            .get::<Name<'_>>(AS)
            .and_then(|state| states.get::<Stream<'_>>(state))
            .or_else(|| states.get::<Stream<'_>>(b"Off")),
        _ => None,
    }
}
