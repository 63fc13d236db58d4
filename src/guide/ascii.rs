//! Text for portals that choke on everything beyond ASCII.

use unicode_normalization::UnicodeNormalization;

/// The text in ASCII: quotes and dashes become straight, letters lose their accents, signs
/// are spelled. A letter of a script that has no such form stays, since a question mark in its
/// place would say nothing.
pub(super) fn ascii(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for sign in text.chars() {
        match spelled(sign) {
            Some(spelling) => plain.push_str(spelling),
            None if sign.is_ascii() => plain.push(sign),
            None => {
                let parts: String =
                    std::iter::once(sign).nfkd().filter(|c| !is_accent(*c)).collect();
                // What comes apart may have a spelling of its own: the fraction slash of ½.
                let parts: String = parts
                    .chars()
                    .map(|part| spelled(part).map_or_else(|| part.to_string(), str::to_owned))
                    .collect();
                match parts.is_ascii() {
                    true => plain.push_str(&parts),
                    false => plain.push(sign),
                }
            }
        }
    }
    plain
}

/// Combining marks (Unicode blocks Combining Diacritical Marks, their supplements, and half marks).
fn is_accent(sign: char) -> bool {
    matches!(sign,
        '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

/// What compatibility decomposition (NFKD) does not turn to ASCII.
fn spelled(sign: char) -> Option<&'static str> {
    Some(match sign {
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
        sign if sign.is_whitespace() && !sign.is_ascii() => " ",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_portals_choke_on_becomes_plain() {
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
