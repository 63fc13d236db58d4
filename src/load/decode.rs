//! Bytes of a text file -> text, in the encodings that editors write.

/// The text of these bytes: UTF-8 with or without byte order mark, or UTF-16.
///
/// # Errors
/// Why the bytes are no text, as a clause for a sentence.
pub(super) fn text(bytes: Vec<u8>) -> Result<String, String> {
    let utf16 = |rest: &[u8], join: fn([u8; 2]) -> u16| {
        let (pairs, odd) = rest.as_chunks::<2>();
        let units: Vec<u16> = pairs.iter().map(|pair| join(*pair)).collect();
        match odd {
            [] => String::from_utf16(&units).map_err(|_| "it is damaged UTF-16 text".to_owned()),
            _ => Err("it is UTF-16 text that ends in the middle of a character".to_owned()),
        }
    };
    match bytes.as_slice() {
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        // UTF-16 whose mark was lost: every text begins with an ASCII sign here.
        [first, 0, ..] if *first != 0 => utf16(&bytes, u16::from_le_bytes),
        [0, second, ..] if *second != 0 => utf16(&bytes, u16::from_be_bytes),
        _ => utf8(bytes),
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
    fn what_is_no_text_is_said_with_its_line() {
        assert!(text(b"one\ntw\xFFo".to_vec()).unwrap_err().contains("line 2"));
        assert!(text(b"%PDF-1.7\0\x01".to_vec()).unwrap_err().contains("another program"));
        assert!(text(vec![0xFF, 0xFE, 0x41]).unwrap_err().contains("middle"));
    }
}
