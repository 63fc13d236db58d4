//! Texts of a portfolio, as a terminal may be shown them.

/// The text with what a terminal would obey, and what turns the direction of writing round
/// (Unicode Technical Report 36, section 2.5), replaced by a sign for it: a portfolio comes from
/// anybody, and may hold anything.
pub(super) fn harmless(text: &str) -> String {
    text.chars().map(|c| if obeyed(c) { '\u{fffd}' } else { c }).collect()
}

/// The same for a text in which mcred's own colors stand; the renderer that drew them has taken
/// out every other escape.
pub(super) fn harmless_in_color(text: &str) -> String {
    text.chars().map(|c| if obeyed(c) && c != '\u{1b}' { '\u{fffd}' } else { c }).collect()
}

fn obeyed(c: char) -> bool {
    c != '\n' && c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
