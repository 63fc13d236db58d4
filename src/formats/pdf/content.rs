//! What a PDF's page shows, read for its text (ISO 32000-2, 7.8, 8.10 and 9.4). Lines, pictures
//! and colors are passed over: a library that draws pages takes several times as long.

use std::collections::HashMap;
use std::rc::Rc;

use hayro_font::kurbo::{Affine, Rect};
use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction;
use hayro_syntax::object::dict::keys::{
    ANNOTS, AP, AS, BBOX, F, FONT, FORM, MATRIX, N, OC, RECT, RESOURCES, SUBTYPE,
};
use hayro_syntax::object::{self, Array, Dict, Name, Number, Object, Stream, dict_or_stream};
use hayro_syntax::page::{Page, Resources};

use super::contents::{CUT, Contents};
use super::document::parts_of;
use super::font::{Face, Fonts, Sign};
use super::layers::Layers;
use super::state::{Paint, State};

/// Forms stand in each other no deeper than this; honest ones stay below 10.
const DEEPEST: u32 = 50;
/// More states than this nobody saves; a page that does means harm.
const MOST_SAVED: usize = 10_000;
/// Flags of annotations that are not shown (section 12.5.3): hidden, not to be viewed.
const NOT_SHOWN: u32 = (1 << 1) | (1 << 5);

/// Takes the glyphs of a page, in the order in which it shows them.
pub(crate) trait Take {
    /// A row of glyphs begins, painted so.
    fn begin(&mut self, paint: Paint);
    /// One glyph, and where it stands: from its own space, whose type size is 1, to the page's.
    fn glyph(&mut self, sign: &Sign, place: Affine);
}

/// Reads a page and what is stuck onto it.
pub(crate) fn read<'a>(
    page: &Page<'a>,
    contents: &Contents<'_>,
    fonts: &mut Fonts<'a>,
    layers: &mut Layers,
    take: &mut dyn Take,
) {
    layers.begin_page();
    let state = State::new();
    let mut walk = Walk { contents, fonts, layers, take, state, saved: Vec::new(), depth: 0 };
    walk.content(parts_of(page), page.resources());
    let annotations = page.raw().get::<Array<'_>>(ANNOTS);
    for annotation in annotations.iter().flat_map(|all| all.iter::<Dict<'_>>()) {
        walk.annotation(&annotation, page.resources());
    }
}

struct Walk<'w, 's, 'a> {
    contents: &'w Contents<'s>,
    fonts: &'w mut Fonts<'a>,
    layers: &'w mut Layers,
    take: &'w mut dyn Take,
    state: State<'a>,
    saved: Vec<State<'a>>,
    depth: u32,
}

/// Content that is being read.
struct Inside<'r, 'a> {
    resources: &'r Resources<'a>,
    /// How many states were saved before it.
    base: usize,
    /// States beyond the bound, which are not saved and not brought back.
    unsaved: usize,
    named: HashMap<Vec<u8>, Option<Rc<Face<'a>>>>,
}

impl<'a> Walk<'_, '_, 'a> {
    /// Reads content; the state is behind it what it was before.
    fn content(&mut self, parts: Vec<Stream<'a>>, resources: &Resources<'a>) {
        let outside = self.state.clone();
        let mut inside =
            Inside { resources, base: self.saved.len(), unsaved: 0, named: HashMap::new() };
        let mut pieces = self.contents.pieces(parts);
        while let Some(piece) = pieces.next() {
            // What the library can't read on from, it would not read on from either, had it all.
            if !self.piece(piece, &mut inside) {
                break;
            }
        }
        self.saved.truncate(inside.base);
        self.state = outside;
    }

    /// Reads a piece of it; true if another may follow.
    fn piece(&mut self, piece: &[u8], inside: &mut Inside<'_, 'a>) -> bool {
        let Inside { resources, base, unsaved, named } = inside;
        let (resources, base) = (*resources, *base);
        let mut operations = TypedIter::new(piece);
        while let Some(operation) = operations.next() {
            match operation {
                TypedInstruction::Fallback(name) if **name == *CUT => return true,
                TypedInstruction::SaveState(_) if self.saved.len() - base >= MOST_SAVED => {
                    *unsaved += 1;
                }
                TypedInstruction::SaveState(_) => self.saved.push(self.state.clone()),
                TypedInstruction::RestoreState(_) if *unsaved > 0 => *unsaved -= 1,
                TypedInstruction::RestoreState(_) if self.saved.len() > base => {
                    self.state = self.saved.pop().unwrap_or_else(State::new);
                }
                TypedInstruction::Transform(by) => {
                    let by = [&by.0, &by.1, &by.2, &by.3, &by.4, &by.5];
                    self.state.page *= Affine::new(by.map(Number::as_f64));
                }
                TypedInstruction::TextFont(font) => {
                    let name: &Name<'_> = font.0;
                    let known = named.get(name.as_ref()).cloned();
                    self.state.face = known.unwrap_or_else(|| {
                        let face = match resources.get_font(name) {
                            Some(font) => self.fonts.of(&font, resources.fonts.get_ref(name)),
                            None => self.fonts.stand_in(),
                        };
                        named.insert(name.as_ref().to_vec(), face.clone());
                        face
                    });
                    self.state.size = font.1.as_f64();
                }
                TypedInstruction::SetGraphicsState(state) => {
                    let state = resources.get_ext_g_state(state.0);
                    if let Some((font, size)) = state.and_then(|state| font_of(&state)) {
                        self.state.face = self.fonts.of(&font, None);
                        self.state.size = size;
                    }
                }
                TypedInstruction::XObject(object) => {
                    if let Some(stream) = resources.get_x_object(object.0) {
                        self.form(&stream, resources);
                    }
                }
                TypedInstruction::BeginMarkedContent(_) => self.layers.begin(),
                TypedInstruction::BeginMarkedContentWithProperties(content) => {
                    self.begin_marked(content.1, resources);
                }
                TypedInstruction::EndMarkedContent(_) => self.layers.end(),
                operation => self.text(operation),
            }
        }
        false
    }

    /// The operators of text (section 9.4).
    fn text(&mut self, operation: TypedInstruction<'_, '_>) {
        let state = &mut self.state;
        match operation {
            TypedInstruction::BeginText(_) => state.set_line(Affine::IDENTITY),
            TypedInstruction::SetTextMatrix(by) => {
                let by = [&by.0, &by.1, &by.2, &by.3, &by.4, &by.5];
                state.set_line(Affine::new(by.map(Number::as_f64)));
            }
            TypedInstruction::CharacterSpacing(space) => state.letter_space = space.0.as_f64(),
            TypedInstruction::WordSpacing(space) => state.word_space = space.0.as_f64(),
            TypedInstruction::HorizontalScaling(percent) => {
                state.stretch = percent.0.as_f64() / 100.0;
            }
            TypedInstruction::TextLeading(leading) => state.leading = leading.0.as_f64(),
            TypedInstruction::TextRise(rise) => state.rise = rise.0.as_f64(),
            TypedInstruction::TextRenderingMode(mode) => {
                state.paint = Paint::of_mode(mode.0.as_i64());
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
                state.word_space = text.0.as_f64();
                state.letter_space = text.1.as_f64();
                state.next_line(0.0, -state.leading);
                self.show([Object::String(text.2.clone())]);
            }
            _ => {}
        }
    }

    /// Shows strings, moved back between them by the numbers.
    fn show<'o>(&mut self, row: impl IntoIterator<Item = Object<'o>>) {
        if self.state.face.is_none() {
            self.state.face = self.fonts.stand_in();
        }
        let Some(face) = self.state.face.clone() else { return };
        self.take.begin(self.state.paint);
        for object in row {
            match object {
                Object::Number(thousandths) => self.state.kern(thousandths.as_f64()),
                Object::String(text) => self.show_string(&face, &text),
                _ => {}
            }
        }
    }

    fn show_string(&mut self, face: &Face<'a>, text: &object::String<'_>) {
        let bytes = text.as_bytes();
        let is_seen = self.layers.are_on() && (!face.stands_in || bytes.is_ascii());
        let mut at = 0;
        while at < bytes.len() {
            let (code, length) = face.code(bytes, at);
            at += length.max(1);
            let sign = face.sign(code);
            if is_seen {
                let origin = sign.origin / f64::from(hayro_font::UNITS_PER_EM);
                self.take.glyph(&sign, self.state.glyph() * Affine::translate(origin));
            }
            self.state.pass(&sign, code == 32 && length == 1);
        }
    }

    /// A form: content of its own, with resources of its own or those of the page.
    fn form(&mut self, stream: &Stream<'a>, resources: &Resources<'a>) {
        let form = stream.dict();
        let is_form = form.get::<Name<'_>>(SUBTYPE).is_some_and(|sort| sort.as_ref() == FORM);
        if !is_form || !self.layers.are_on() || self.depth >= DEEPEST {
            return;
        }
        let layer = form.get::<Dict<'_>>(OC);
        if let Some(layer) = &layer {
            self.layers.begin_layer(layer, form.get_ref(OC));
        }
        if self.layers.are_on() {
            let page = self.state.page;
            self.state.page *= matrix(form);
            self.depth += 1;
            let own = form.get::<Dict<'_>>(RESOURCES).map(Resources::new);
            self.content(vec![stream.clone()], own.as_ref().unwrap_or(resources));
            self.depth -= 1;
            self.state.page = page;
        }
        if layer.is_some() {
            self.layers.end();
        }
    }

    /// What an annotation looks like (section 12.5.5): a field that was filled in, a stamp.
    fn annotation(&mut self, annotation: &Dict<'a>, resources: &Resources<'a>) {
        if annotation.get::<u32>(F).unwrap_or(0) & NOT_SHOWN != 0 {
            return;
        }
        let Some(form) = appearance(annotation) else { return };
        let Some(place) = annotation.get::<object::Rect>(RECT) else { return };
        let Some([x0, y0, x1, y1]) = form.dict().get::<[f64; 4]>(BBOX) else { return };
        let drawn = matrix(form.dict()).transform_rect_bbox(Rect::new(x0, y0, x1, y1));
        // The box of what is drawn is moved and stretched onto the annotation's place.
        let (x, y) =
            ((place.x1 - place.x0) / drawn.width(), (place.y1 - place.y0) / drawn.height());
        let onto = [x, 0.0, 0.0, y, place.x0 - x * drawn.x0, place.y0 - y * drawn.y0];
        let page = self.state.page;
        self.state.page *= Affine::new(onto);
        self.form(&form, resources);
        self.state.page = page;
    }

    fn begin_marked(&mut self, properties: &Object<'_>, resources: &Resources<'a>) {
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
