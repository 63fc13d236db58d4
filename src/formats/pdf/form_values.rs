//! What a form's fields say (ISO 32000-2, section 12.7), as viewers draw it: many programs fill in the
//! values alone, and leave it to the viewer to draw them.

use hayro_syntax::object::dict::keys::{ANNOTS, F, OPT, PARENT, RECT, SUBTYPE, V};
use hayro_syntax::object::{self, Array, Dict, Name, Object};
use hayro_syntax::page::Page;

use super::interpreter::NOT_SHOWN;
use super::text_string::text;

/// How many fields of a page are read.
const MAX_FIELDS: usize = 2_000;
/// How deep fields may be nested.
const MAX_DEPTH: u32 = 20;
/// The longest value that is read, in bytes.
const LONGEST: usize = 64 << 10;
/// The flag of a field whose value is a password (section 12.7.5.3).
const PASSWORD: u32 = 1 << 13;

/// The values of the fields that a page shows, in their order.
pub(super) fn form_values(page: &Page<'_>) -> Vec<String> {
    let annotations = page.raw().get::<Array<'_>>(ANNOTS);
    let annotations = annotations.iter().flat_map(|all| all.iter::<Dict<'_>>());
    annotations.take(MAX_FIELDS).filter_map(|annotation| value(&annotation)).collect()
}

/// The value of a field that is shown here.
fn value(widget: &Dict<'_>) -> Option<String> {
    let is_field = widget.get::<Name<'_>>(SUBTYPE).as_deref() == Some(b"Widget");
    let is_shown = widget.get::<u32>(F).unwrap_or(0) & NOT_SHOWN == 0;
    let place = widget.get::<object::Rect>(RECT)?;
    if !is_field || !is_shown || place.x0 == place.x1 || place.y0 == place.y1 {
        return None;
    }
    let kind = inherited(widget, b"FT", 0)?.into_name()?;
    let flags = inherited(widget, b"Ff", 0).and_then(Object::into_i32).unwrap_or(0);
    if !matches!(kind.as_ref(), b"Tx" | b"Ch") || flags.cast_unsigned() & PASSWORD != 0 {
        return None;
    }
    let chosen = match inherited(widget, V, 0)? {
        Object::Array(chosen) => chosen.iter::<object::String<'_>>().take(100).collect(),
        value => vec![value.into_string()?],
    };
    let options = match kind.as_ref() {
        b"Ch" => inherited(widget, OPT, 0).and_then(Object::into_array),
        _ => None,
    };
    let shown = chosen.iter().map(|value| shown(value.as_bytes(), options.as_ref()));
    let shown = shown.collect::<Vec<_>>().join("\n");
    (!shown.trim().is_empty() && shown.len() <= LONGEST).then_some(shown)
}

/// What is shown of a choice: an option may have another name in the file.
fn shown(value: &[u8], options: Option<&Array<'_>>) -> String {
    let pairs = options.iter().flat_map(|all| all.iter::<Array<'_>>());
    let mut names = pairs.take(MAX_FIELDS).filter_map(|pair| {
        let mut pair = pair.iter::<object::String<'_>>();
        let (stored, shown) = (pair.next()?, pair.next()?);
        (stored.as_bytes() == value).then(|| text(shown.as_bytes()))
    });
    names.next().unwrap_or_else(|| text(value))
}

/// What a field or one that it belongs to says under a key (section 12.7.4.1).
fn inherited<'a>(field: &Dict<'a>, key: &[u8], depth: u32) -> Option<Object<'a>> {
    if let Some(found) = field.get::<Object<'_>>(key) {
        return Some(found);
    }
    let parent = field.get::<Dict<'_>>(PARENT).filter(|_| depth < MAX_DEPTH)?;
    inherited(&parent, key, depth + 1)
}
