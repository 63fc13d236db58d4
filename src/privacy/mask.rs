//! What may be shown of a datum in a report that leaves the building.

/// The sign that stands for one that is not shown.
const HIDDEN: char = '•';
/// So many last digits of a number stay, where it has more than twice as many.
const SHOWN_DIGITS: usize = 4;

/// Hides a name or number so that only who knows it recognises it: of each word the first letter
/// stays, of a long number the last four digits.
///
/// ```
/// use mcred::privacy::mask;
/// assert_eq!(mask("Jane Doe"), "J••• D••");
/// assert_eq!(mask("123-45-6789"), "•••-••-6789");
/// ```
pub fn mask(text: &str) -> String {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let hidden_digits = if digits > 2 * SHOWN_DIGITS { digits - SHOWN_DIGITS } else { digits };
    let mut seen_digits = 0;
    let mut in_word = false;
    let mut masked = String::new();
    for sign in text.chars() {
        if sign.is_whitespace() {
            in_word = false;
            if !masked.ends_with(' ') {
                masked.push(' ');
            }
        } else if sign.is_ascii_digit() {
            seen_digits += 1;
            masked.push(if seen_digits > hidden_digits { sign } else { HIDDEN });
            in_word = true;
        } else if sign.is_alphanumeric() {
            masked.push(if in_word { HIDDEN } else { sign });
            in_word = true;
        } else {
            in_word = false;
            masked.push(if sign.is_control() { ' ' } else { sign });
        }
    }
    masked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn little_is_shown() {
        for (text, shown) in [
            ("jane.doe@hill.org", "j•••.d••@h•••.o••"),
            ("03/14/2013", "••/••/••••"),
            ("(615) 555-2368", "(•••) •••-2368"),
            ("12 Oak\n Street", "•• O•• S•••••"),
            ("S123456", "S••••••"),
        ] {
            assert_eq!(mask(text), shown);
        }
    }
}
