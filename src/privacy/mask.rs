//! Masks names and personal data, for reports that others may read.

/// Replaces a hidden character.
const HIDDEN: char = '•';
/// The last digits of a number that are shown, where it has more than twice as many.
const SHOWN_DIGITS: usize = 4;

/// Whether something in this text is masked.
pub fn is_masked(text: &str) -> bool {
    text.contains(HIDDEN)
}

/// Hides a name or number, so that only those who know it recognize it: the first letter of each
/// word stays, and the last four digits of a long number.
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
    for char in text.chars() {
        if char.is_whitespace() {
            in_word = false;
            if !masked.ends_with(' ') {
                masked.push(' ');
            }
        } else if char.is_ascii_digit() {
            seen_digits += 1;
            masked.push(if seen_digits > hidden_digits { char } else { HIDDEN });
            in_word = true;
        } else if char.is_alphanumeric() {
            masked.push(if in_word { HIDDEN } else { char });
            in_word = true;
        } else {
            in_word = false;
            masked.push(if char.is_control() { ' ' } else { char });
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
