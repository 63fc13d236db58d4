//! Bytes of a text file -> text, in the encodings that editors write.

/// How an editor wrote a text; what is changed in it is written the same way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// UTF-8 behind a byte order mark.
    Utf8Marked,
    /// UTF-16, low byte first, with or without a byte order mark.
    Utf16Le {
        /// Whether the mark is there.
        marked: bool,
    },
    /// UTF-16, high byte first, with or without a byte order mark.
    Utf16Be {
        /// Whether the mark is there.
        marked: bool,
    },
}

impl Encoding {
    /// How these bytes are written.
    pub fn of(bytes: &[u8]) -> Encoding {
        match bytes {
            [0xEF, 0xBB, 0xBF, ..] => Encoding::Utf8Marked,
            [0xFF, 0xFE, ..] => Encoding::Utf16Le { marked: true },
            [0xFE, 0xFF, ..] => Encoding::Utf16Be { marked: true },
            // UTF-16 whose mark was lost: every text begins with an ASCII sign here.
            [first, 0, ..] if *first != 0 => Encoding::Utf16Le { marked: false },
            [0, second, ..] if *second != 0 => Encoding::Utf16Be { marked: false },
            _ => Encoding::Utf8,
        }
    }

    /// A text in this encoding.
    pub fn encode(self, text: &str) -> Vec<u8> {
        let utf16 = |marked: bool, split: fn(u16) -> [u8; 2]| -> Vec<u8> {
            let mark = marked.then_some(0xFEFF_u16);
            mark.into_iter().chain(text.encode_utf16()).flat_map(split).collect()
        };
        match self {
            Encoding::Utf8 => text.as_bytes().to_vec(),
            Encoding::Utf8Marked => format!("\u{FEFF}{text}").into_bytes(),
            Encoding::Utf16Le { marked } => utf16(marked, u16::to_le_bytes),
            Encoding::Utf16Be { marked } => utf16(marked, u16::to_be_bytes),
        }
    }
}

/// The text of these bytes: UTF-8 with or without byte order mark, or UTF-16.
///
/// # Errors
/// Why the bytes are no text, as a clause for a sentence.
pub(super) fn text(bytes: Vec<u8>) -> Result<String, String> {
    let utf16 = |marked: bool, join: fn([u8; 2]) -> u16| {
        let rest = bytes.get(if marked { 2 } else { 0 }..).unwrap_or_default();
        let (pairs, odd) = rest.as_chunks::<2>();
        let units: Vec<u16> = pairs.iter().map(|pair| join(*pair)).collect();
        match odd {
            [] => String::from_utf16(&units).map_err(|_| "it is damaged UTF-16 text".to_owned()),
            _ => Err("it is UTF-16 text that ends in the middle of a character".to_owned()),
        }
    };
    match Encoding::of(&bytes) {
        Encoding::Utf16Le { marked } => utf16(marked, u16::from_le_bytes),
        Encoding::Utf16Be { marked } => utf16(marked, u16::from_be_bytes),
        Encoding::Utf8 | Encoding::Utf8Marked => utf8(bytes),
    }
}

fn utf8(bytes: Vec<u8>) -> Result<String, String> {
    if bytes.contains(&0) {
        return Err("it is no text but the bytes of another program".to_owned());
    }
    let mut text = String::from_utf8(bytes).map_err(|error| {
        let line = error.as_bytes()[..error.utf8_error().valid_up_to()]
            .iter()
            .filter(|byte| **byte == b'\n')
            .count()
            + 1;
        format!("line {line} has a character that is not UTF-8")
    })?;
    if text.starts_with('\u{FEFF}') {
        text.drain(..'\u{FEFF}'.len_utf8());
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_notepad_writes_is_read() {
        let utf16 = |text: &str, bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
            text.encode_utf16().flat_map(bytes).collect()
        };
        let wanted = Ok("# Ünder\r\n".to_owned());
        assert_eq!(text("\u{FEFF}# Ünder\r\n".into()), wanted);
        assert_eq!(text(utf16("\u{FEFF}# Ünder\r\n", u16::to_le_bytes)), wanted);
        assert_eq!(text(utf16("\u{FEFF}# Ünder\r\n", u16::to_be_bytes)), wanted);
        assert_eq!(text(utf16("# Ünder\r\n", u16::to_le_bytes)), wanted);
        assert_eq!(text(vec![]), Ok(String::new()));
    }

    #[test]
    fn what_is_written_back_is_in_the_same_encoding() {
        use Encoding::{Utf8, Utf8Marked, Utf16Be, Utf16Le};
        let marked = true;
        for encoding in [Utf8, Utf8Marked, Utf16Le { marked }, Utf16Be { marked: false }] {
            let bytes = encoding.encode("a = \"ü\"\r\n");
            assert_eq!(Encoding::of(&bytes), encoding);
            assert_eq!(text(bytes), Ok("a = \"ü\"\r\n".to_owned()));
        }
    }

    #[test]
    fn what_is_no_text_is_said_with_its_line() {
        assert!(text(b"one\ntw\xFFo".to_vec()).unwrap_err().contains("line 2"));
        assert!(text(b"%PDF-1.7\0\x01".to_vec()).unwrap_err().contains("another program"));
        assert!(text(vec![0xFF, 0xFE, 0x41]).unwrap_err().contains("middle"));
    }
}
