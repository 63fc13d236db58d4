//! Strings in TOML.

/// A TOML string on one line, with the quotes that need the fewest escapes.
pub(super) fn quoted(text: &str) -> String {
    let plain = !text.contains(|c: char| c.is_control() || c == '\'');
    match plain && text.contains(['"', '\\']) {
        true => format!("'{text}'"),
        false => toml_edit::Value::from(text).to_string().trim().to_owned(),
    }
}
