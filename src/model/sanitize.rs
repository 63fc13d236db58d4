//! Texts that anybody wrote, as they may be shown: a portfolio, a bundle or a catalog comes from
//! anybody, and may hold anything.

/// The text with what a terminal would obey, and what turns the direction of writing round
/// (Unicode Technical Report 36, section 2.5), replaced by `\u{FFFD}`. Ends of lines stay.
///
/// ```
/// use mcred::model::sanitize;
/// assert_eq!(sanitize("a\u{1b}[2J\u{9b}b\nc"), "a\u{fffd}[2J\u{fffd}b\nc");
/// ```
pub fn sanitize(text: &str) -> String {
    text.chars().map(|c| if is_control_character(c) { '\u{fffd}' } else { c }).collect()
}

/// The same for a text in which mcred's own colors stand: all other escapes were
/// removed from the texts between them before.
pub fn sanitize_colored(text: &str) -> String {
    let obeyed = |c: char| c != '\u{1b}' && is_control_character(c);
    text.chars().map(|c| if obeyed(c) { '\u{fffd}' } else { c }).collect()
}

/// The same for pages and texts that are read in a browser or pasted there: tabs, and
/// directions of writing, which a browser ends with their paragraph, stay too.
pub fn sanitize_page(page: String) -> String {
    let is_bad = |c: char| c.is_control() && !"\n\r\t".contains(c);
    match page.contains(is_bad) {
        true => page.replace(is_bad, "\u{fffd}"),
        false => page,
    }
}

/// A name on one line with the same characters spelt out, so that the file can be found by its
/// name.
pub fn escape_controls(name: &str) -> String {
    let name = spelt(name, |c, spelt| spelt.extend(c.escape_debug()));
    name.replace('\n', "\\n")
}

/// JSON with the same characters as its own escapes (RFC 8259, section 7): they stand in strings
/// alone, and a reader of the JSON gets them unchanged.
pub fn sanitize_json(json: String) -> String {
    match json.contains(is_control_character) {
        true => spelt(&json, |c, json| json.push_str(&format!("\\u{:04x}", u32::from(c)))),
        false => json,
    }
}

fn spelt(text: &str, spell: impl Fn(char, &mut String)) -> String {
    let mut spelt = String::with_capacity(text.len());
    for c in text.chars() {
        match is_control_character(c) {
            true => spell(c, &mut spelt),
            false => spelt.push(c),
        }
    }
    spelt
}

fn is_control_character(c: char) -> bool {
    let turns = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    c != '\n' && c.is_control() || turns
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_way_of_showing_it_keeps_what_it_can() {
        let text = "a\tb\u{1b}\u{7f}\u{85}\u{202e}é\n";
        assert_eq!(sanitize(text), "a\u{fffd}b\u{fffd}\u{fffd}\u{fffd}\u{fffd}é\n");
        assert_eq!(sanitize_page(text.into()), "a\tb\u{fffd}\u{fffd}\u{fffd}\u{202e}é\n");
        assert_eq!(escape_controls("a\u{1b}\t\n\u{202e}"), "a\\u{1b}\\t\\n\\u{202e}");
        let json = serde_json::to_string(text).unwrap();
        let shown = sanitize_json(json.clone());
        assert!(shown.is_ascii() || !shown.contains(is_control_character), "{shown}");
        assert_eq!(serde_json::from_str::<String>(&shown).unwrap(), text);
        assert_ne!(json, shown);
    }
}
