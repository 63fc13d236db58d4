//! The forms in which texts are compared, so that print, fonts and typing make no difference.
//!
//! [`characters`] is the base. [`word`] and [`name`] build on it, and so does the matching of
//! quotes in `locate`, which needs places in the source as well.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Whether an accent makes another word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Accents {
    /// As in prose, where it does.
    Kept,
    /// As in names, which are written with and without them; `ß` is `ss`, too.
    Dropped,
}

/// The characters of a text in one Unicode form (NFKC) and lower case, with the quotes and dashes
/// of a keyboard and without what is invisible.
pub fn characters(text: &str) -> impl Iterator<Item = char> {
    text.nfkc().filter(|&c| !is_invisible(c)).map(straight).flat_map(char::to_lowercase)
}

/// The letters, digits and combining marks of one word, in the form in which words are compared.
pub fn word(text: &str, accents: Accents) -> Cow<'_, str> {
    // Most words are in this form already, or ASCII.
    if text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()) {
        return Cow::Borrowed(text);
    }
    let is_part = |c: &char| c.is_alphanumeric() || is_combining_mark(*c);
    Cow::Owned(match accents {
        _ if text.is_ascii() => {
            text.chars().filter(is_part).map(|c| c.to_ascii_lowercase()).collect()
        }
        Accents::Kept => characters(text).filter(is_part).collect(),
        Accents::Dropped => {
            let mut plain = String::with_capacity(text.len());
            // Lowering a letter may add a mark, so marks go last.
            for c in text.nfkd().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()) {
                match base_letters(c) {
                    Some(letters) => plain.push_str(letters),
                    None if is_combining_mark(c) => {}
                    None => plain.push(c),
                }
            }
            plain
        }
    })
}

/// A name as it is compared: one space between words.
pub fn name(text: &str) -> impl Iterator<Item = char> {
    let words = text.split_whitespace().enumerate();
    words.flat_map(|(index, word)| (index > 0).then_some(' ').into_iter().chain(characters(word)))
}

/// A text on one line, without doubled spaces.
pub fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// Soft hyphens and joiners of no width.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// Quotes and dashes as a keyboard has them; every other character as it is.
pub fn straight(c: char) -> char {
    match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' => '-',
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => '"',
        '‘' | '’' | '‚' | '‛' | '‹' | '›' | '′' | 'ʼ' | '`' | '´' => '\'',
        c => c,
    }
}

/// The letters that people write for a lower-case letter whose accent no Unicode form separates.
fn base_letters(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'ı' => "i",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_have_one_form() {
        let normal = |text| characters(text).collect::<String>();
        assert_eq!(normal("ﬁfth–GRADE “É” co\u{ad}op"), "fifth-grade \"é\" coop");
        assert_eq!(normal("Cafe\u{301}"), normal("CAFÉ"));
    }

    #[test]
    fn words_are_letters_and_digits() {
        let kept = |text| word(text, Accents::Kept).into_owned();
        let dropped = |text| word(text, Accents::Dropped).into_owned();
        assert_eq!(kept("(Teacher’s"), "teachers");
        assert_eq!(kept("É\u{ad}lèves,"), "élèves");
        assert_eq!(dropped("Élèves"), "eleves");
        assert_eq!(dropped("Weiß"), "weiss");
        assert_eq!(dropped("İŁoś"), "ilos");
        assert_eq!(kept("–"), "");
    }

    #[test]
    fn names_have_single_spaces() {
        assert!(name("Teachers’  “Voice” – 2024").eq(name(" teachers' \"voice\" - 2024 ")));
        assert!(!name("Findings").eq(name("Find ings")));
        assert_eq!(one_line(" one\n  two "), "one two");
    }
}
