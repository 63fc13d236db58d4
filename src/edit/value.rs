//! Strings in TOML.

/// A TOML string on one line, with the quotes that need the fewest escapes.
pub(super) fn quoted(text: &str) -> String {
    let plain = !text.contains(|c: char| c.is_control() || c == '\'');
    match plain && text.contains(['"', '\\']) {
        true => format!("'{text}'"),
        false => toml_edit::Value::from(text).to_string().trim().to_owned(),
    }
}

/// Words as the scaffold has them: in three quotes on lines of their own, unless they need escapes.
pub(super) fn text_block(words: &str) -> Option<toml_edit::Value> {
    let words = words.trim();
    let plain =
        !words.contains(['\\', '"']) && !words.contains(|c: char| c.is_control() && c != '\n');
    let value = if plain { format!("\"\"\"\n{words}\n\"\"\"") } else { quoted(words) };
    value.parse().ok()
}
