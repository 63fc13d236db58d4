//! Text files in the encodings that editors and spreadsheets write: decoding, and encoding again.

use std::borrow::Cow;
use std::io::Read;

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::{ProbeError, Source};
use crate::model::Passages;

/// How much is decoded at a time, and looked at to find the encoding.
const CHUNK: usize = 64 * 1024;

/// How the first bytes of a text can name its encoding.
pub(crate) type Declared = fn(&[u8]) -> Option<&'static encoding_rs::Encoding>;

/// The Unicode encoding of a text; what is changed in it is written the same way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Encoding {
    encoding: &'static encoding_rs::Encoding,
    has_mark: bool,
}

impl Encoding {
    /// The encoding of a text that begins with these bytes: as its byte order mark says, UTF-16 where
    /// that lost its mark, or else UTF-8.
    pub fn of(head: &[u8]) -> Encoding {
        let (encoding, has_mark) = match (encoding_rs::Encoding::for_bom(head), head) {
            (Some((encoding, _)), _) => (encoding, true),
            // The first character of nearly every text is ASCII.
            (None, [first, 0, ..]) if *first != 0 => (UTF_16LE, false),
            (None, [0, second, ..]) if *second != 0 => (UTF_16BE, false),
            (None, _) => (UTF_8, false),
        };
        Encoding { encoding, has_mark }
    }

    /// A text in this encoding.
    pub fn encode(self, text: &str) -> Vec<u8> {
        let mark = if self.has_mark { "\u{FEFF}" } else { "" };
        let utf16 = mark.encode_utf16().chain(text.encode_utf16());
        if self.encoding == UTF_16LE {
            utf16.flat_map(u16::to_le_bytes).collect()
        } else if self.encoding == UTF_16BE {
            utf16.flat_map(u16::to_be_bytes).collect()
        } else {
            format!("{mark}{text}").into_bytes()
        }
    }
}

/// The text of these bytes, which are to be UTF-8 or UTF-16 without an error.
///
/// # Errors
/// Why they are not, as a clause for a sentence.
pub(crate) fn decode_strictly(bytes: Vec<u8>) -> Result<String, String> {
    let Encoding { encoding, has_mark } = Encoding::of(&bytes);
    if encoding == UTF_8 {
        return utf8(bytes, has_mark);
    }
    if !bytes.len().is_multiple_of(2) {
        return Err("it is UTF-16 text that ends in the middle of a character".to_owned());
    }
    let text = bytes.get(if has_mark { 2 } else { 0 }..).unwrap_or_default();
    let text = encoding.decode_without_bom_handling_and_without_replacement(text);
    text.map(Cow::into_owned).ok_or_else(|| "it is damaged UTF-16 text".to_owned())
}

fn utf8(bytes: Vec<u8>, has_mark: bool) -> Result<String, String> {
    if memchr::memchr(0, &bytes).is_some() {
        return Err("it is no text but the bytes of another program".to_owned());
    }
    let mut text = String::from_utf8(bytes).map_err(|error| {
        let valid = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
        let line = memchr::memchr_iter(b'\n', valid).count() + 1;
        format!("line {line} has a character that is not UTF-8")
    })?;
    if has_mark {
        text.drain(..'\u{FEFF}'.len_utf8());
    }
    Ok(text)
}

/// A whole text: as its byte order mark says, or UTF-8, or where it is not, as it declares, or in the
/// encoding of Western Windows. What is damaged in it is replaced.
///
/// # Errors
/// What the machine says; that it is no text; that it is longer than one that may be held.
pub(crate) fn read_text(
    source: &mut dyn Source,
    declared: Option<Declared>,
) -> Result<String, ProbeError> {
    let mut text = String::new();
    decode(source, declared, |chunk| {
        text.push_str(chunk);
        match text.len() > Passages::MAX_TEXT {
            true => Err(ProbeError::TooLarge(Passages::TOO_MUCH_TEXT.to_owned())),
            false => Ok(()),
        }
    })?;
    Ok(text)
}

/// Shows a text of any length chunk by chunk.
///
/// # Errors
/// What the machine says; that it is no text; what the visitor says.
pub(crate) fn decode(
    source: &mut dyn Source,
    declared: Option<Declared>,
    mut visit: impl FnMut(&str) -> Result<(), ProbeError>,
) -> Result<(), ProbeError> {
    let mut bytes = Vec::with_capacity(CHUNK);
    source.take(CHUNK as u64).read_to_end(&mut bytes)?;
    let mut decoder = encoding_of(&bytes, declared).new_decoder();
    let mut text =
        String::with_capacity(decoder.max_utf8_buffer_length(CHUNK).unwrap_or(4 * CHUNK));
    loop {
        let is_last = bytes.len() < CHUNK;
        // The capacity suffices for every chunk, so that each is decoded at once.
        let _ = decoder.decode_to_string(&bytes, &mut text, is_last);
        // No encoding of text has a NUL in it.
        if memchr::memchr(0, text.as_bytes()).is_some() {
            return Err(ProbeError::damaged("it holds bytes that are no text"));
        }
        visit(&text)?;
        if is_last {
            return Ok(());
        }
        bytes.clear();
        text.clear();
        source.take(CHUNK as u64).read_to_end(&mut bytes)?;
    }
}

fn encoding_of(head: &[u8], declared: Option<Declared>) -> &'static encoding_rs::Encoding {
    let Encoding { encoding, has_mark } = Encoding::of(head);
    if has_mark || encoding != UTF_8 || is_utf8(head) {
        return encoding;
    }
    declared.and_then(|declared| declared(head)).unwrap_or(WINDOWS_1252)
}

/// Whether a text that begins with these bytes is UTF-8; the last character may be cut.
pub(crate) fn is_utf8(head: &[u8]) -> bool {
    std::str::from_utf8(head).err().is_none_or(|error| error.error_len().is_none())
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn texts_of_notepad_and_of_old_windows_are_read() {
        let long = "Gefühl\r\n“safe”".repeat(20_000);
        for text in ["Gefühl\r\n“safe”", &long] {
            let marked = format!("\u{feff}{text}");
            for bytes in [
                text.as_bytes().to_vec(),
                marked.clone().into_bytes(),
                utf16(&marked, u16::to_le_bytes),
                utf16(&marked, u16::to_be_bytes),
                utf16(text, u16::to_le_bytes),
                WINDOWS_1252.encode(text).0.into_owned(),
            ] {
                assert_eq!(read_text(&mut Cursor::new(&bytes), None).unwrap(), text);
            }
        }
    }

    #[test]
    fn a_text_is_held_up_to_a_length_and_never_with_a_nul() {
        let read = |bytes: Vec<u8>| read_text(&mut Cursor::new(bytes), None);
        assert!(read(vec![b'a'; Passages::MAX_TEXT]).is_ok());
        assert!(matches!(read(vec![b'a'; Passages::MAX_TEXT + 1]), Err(ProbeError::TooLarge(_))));
        assert!(matches!(read(b"MZ\x90\0".to_vec()), Err(ProbeError::Damaged(_))));
    }

    #[test]
    fn text_of_notepad_is_read_strictly() {
        let wanted = Ok("# Ünder\r\n".to_owned());
        assert_eq!(decode_strictly("\u{FEFF}# Ünder\r\n".into()), wanted);
        assert_eq!(decode_strictly(utf16("\u{FEFF}# Ünder\r\n", u16::to_le_bytes)), wanted);
        assert_eq!(decode_strictly(utf16("\u{FEFF}# Ünder\r\n", u16::to_be_bytes)), wanted);
        assert_eq!(decode_strictly(utf16("# Ünder\r\n", u16::to_le_bytes)), wanted);
        assert_eq!(decode_strictly(vec![]), Ok(String::new()));
    }

    #[test]
    fn text_is_written_back_in_its_encoding() {
        let text = "a = \"ü\"\r\n";
        let marked = format!("\u{FEFF}{text}");
        for bytes in [
            text.as_bytes().to_vec(),
            marked.clone().into_bytes(),
            utf16(&marked, u16::to_le_bytes),
            utf16(text, u16::to_be_bytes),
        ] {
            assert_eq!(Encoding::of(&bytes).encode(text), bytes);
            assert_eq!(decode_strictly(bytes).as_deref(), Ok(text));
        }
    }

    #[test]
    fn what_is_not_text_is_refused_with_the_reason() {
        let error = |bytes: &[u8]| decode_strictly(bytes.to_vec()).unwrap_err();
        assert!(error(b"one\ntw\xFFo").contains("line 2"));
        assert!(error(b"%PDF-1.7\0\x01").contains("another program"));
        assert!(error(b"\xFF\xFEA").contains("middle"));
        assert!(error(b"\xFF\xFE\x00\xD8").contains("damaged"));
    }
}
