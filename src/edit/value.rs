//! Values as TOML writes them.

/// A text as a TOML string on one line, in the quotes that need no escapes.
pub(super) fn quoted(text: &str) -> String {
    let plain = !text.contains(|c: char| c.is_control() || c == '\'');
    match plain && text.contains(['"', '\\']) {
        true => format!("'{text}'"),
        false => toml_edit::Value::from(text).to_string().trim().to_owned(),
    }
}
