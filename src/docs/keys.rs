//! The shape of a file -> the list of its keys, for people.

use super::schema::in_words;
use crate::load::Shape;
use crate::model::wrapped;

/// The keys of this shape and of its tables, in Markdown.
pub(crate) fn keys(shape: &'static Shape) -> String {
    let mut text = String::new();
    for key in shape.keys {
        let line = format!("- `{}` ({}): {}", key.name, in_words(key), key.about);
        text.push_str(&wrapped(&line, "  ", 96));
    }
    for inner in shape.keys.iter().filter_map(|key| key.value.shape()) {
        text.push_str(&format!("\n## {}\n\n{}", inner.header, keys(inner)));
    }
    text
}
