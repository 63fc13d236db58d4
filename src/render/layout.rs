//! Headings and paragraphs, as wide as the terminal.

use super::Look;

/// A title with a line below it.
pub(super) fn heading(title: &str, look: &Look) -> String {
    if look.plain {
        return format!("{title}\n");
    }
    let rule = "━".repeat(look.width.min(title.chars().count() + 2));
    format!(" {title}\n{rule}\n")
}

/// A sentence in lines no longer than the terminal, later lines indented.
pub(super) fn wrapped(text: &str, width: usize, indent: &str) -> String {
    let mut lines = String::new();
    let mut line = text.len() - text.trim_start().len();
    lines.push_str(&text[..line]);
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if line > 0 && line + 1 + length > width {
            lines.push('\n');
            lines.push_str(indent);
            line = indent.len();
        } else if !lines.is_empty() && !lines.ends_with(' ') {
            lines.push(' ');
            line += 1;
        }
        lines.push_str(word);
        line += length;
    }
    lines.push('\n');
    lines
}
