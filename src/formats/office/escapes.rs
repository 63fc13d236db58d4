//! Characters that XML cannot hold, as spreadsheets write them: `_x000D_` for a carriage return
//! (ECMA-376 part 1, section 22.9.2.19, ST_Xstring).

/// Writes a text from here on as it is displayed.
pub(super) fn unescape_from(text: &mut String, start: usize) {
    let Some(escaped) = text.get(start..).filter(|text| text.contains("_x")) else { return };
    let mut plain = String::with_capacity(escaped.len());
    let mut rest = escaped;
    while let Some(at) = rest.find("_x") {
        let (before, from) = rest.split_at(at);
        plain.push_str(before);
        let digits = from.get(2..6).filter(|_| from.get(6..7) == Some("_"));
        let unit = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        match (unit.and_then(char::from_u32), from.get(7..)) {
            (Some(symbol), Some(after)) => {
                plain.push(symbol);
                rest = after;
            }
            _ => {
                plain.push_str("_x");
                rest = from.get(2..).unwrap_or_default();
            }
        }
    }
    plain.push_str(rest);
    text.truncate(start);
    text.push_str(&plain);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_the_characters_that_they_mean() {
        for (written, displayed) in [
            ("First_x000D_\nsecond", "First\r\nsecond"),
            ("a_x0009_b_x005F_x000D_", "a\tb_x000D_"),
            ("snake_x_case _xZZZZ_ _x12", "snake_x_case _xZZZZ_ _x12"),
            ("_x00e9_lèves", "élèves"),
        ] {
            let mut text = format!("_x0041_{written}");
            unescape_from(&mut text, "_x0041_".len());
            assert_eq!(text, format!("_x0041_{displayed}"));
        }
    }
}
