//! Text for portals that accept only ASCII.

use unicode_normalization::UnicodeNormalization;

/// The text in ASCII: straight quotes, hyphens for dashes, letters without accents, symbols spelled
/// out. A letter of a script without such a form stays, since a question mark in its place would
/// mean nothing.
pub(super) fn ascii(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match spelled(c) {
            Some(spelling) => plain.push_str(spelling),
            None if c.is_ascii() => plain.push(c),
            None => {
                let parts: String =
                    std::iter::once(c).nfkd().filter(|part| !is_accent(*part)).collect();
                // A part may be spelled in turn, such as the fraction slash of ½.
                let parts: String = parts
                    .chars()
                    .map(|part| spelled(part).map_or_else(|| part.to_string(), str::to_owned))
                    .collect();
                match parts.is_ascii() {
                    true => plain.push_str(&parts),
                    false => plain.push(c),
                }
            }
        }
    }
    plain
}

/// Combining marks (Unicode blocks Combining Diacritical Marks, their supplements, and half marks).
fn is_accent(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

/// The spelling of a character that compatibility decomposition (NFKD) does not turn into ASCII.
fn spelled(c: char) -> Option<&'static str> {
    Some(match c {
        '‘' | '’' | '‚' | '‛' | '′' | 'ʼ' | '´' | '‹' | '›' => "'",
        '“' | '”' | '„' | '‟' | '″' | '«' | '»' => "\"",
        '\u{2010}'..='\u{2013}' | '\u{2212}' | '\u{2043}' => "-",
        '—' | '―' => "--",
        '…' => "...",
        '•' | '‣' | '◦' | '▪' | '·' => "-",
        '×' => "x",
        '÷' | '⁄' => "/",
        '→' | '⇒' => "->",
        '←' => "<-",
        '≤' => "<=",
        '≥' => ">=",
        '≠' => "!=",
        '≈' => "~",
        '±' => "+/-",
        '€' => "EUR",
        '£' => "GBP",
        '©' => "(c)",
        '®' => "(R)",
        '°' => " degrees",
        '§' => "section ",
        '☑' => "[x]",
        '☐' => "[ ]",
        '✓' | '✔' => "yes",
        'ß' => "ss",
        'Æ' => "AE",
        'æ' => "ae",
        'Œ' => "OE",
        'œ' => "oe",
        'Ø' => "O",
        'ø' => "o",
        'Ł' => "L",
        'ł' => "l",
        'Đ' | 'Ð' => "D",
        'đ' | 'ð' => "d",
        'Þ' => "Th",
        'þ' => "th",
        'ı' => "i",
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => "",
        '\u{300}'..='\u{36f}' => "",
        '\u{2028}' | '\u{2029}' => "\n",
        c if c.is_whitespace() && !c.is_ascii() => " ",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_becomes_ascii() {
        for (written, plain) in [
            ("“It’s fine” – she said — ok…", "\"It's fine\" - she said -- ok..."),
            ("José Ñandú, Zoë, naïve, Łódź, Straße", "Jose Nandu, Zoe, naive, Lodz, Strasse"),
            ("Jose\u{301} ﬁfth 5\u{a0}% ½ m²", "Jose fifth 5 % 1/2 m2"),
            ("a\u{200b}b • ™", "ab - TM"),
            ("学校 é", "学校 e"),
            ("plain\ttext\n", "plain\ttext\n"),
        ] {
            assert_eq!(ascii(written), plain);
        }
    }
}
