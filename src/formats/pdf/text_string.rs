//! Text strings of a PDF (ISO 32000-2, section 7.9.2.2).

/// How much of a string is read, in bytes. The words of a long comment have a hundredth of it.
const LONGEST: usize = 1 << 20;

/// A text string (section 7.9.2.2): UTF-16 or UTF-8 behind a byte order mark, otherwise
/// PDFDocEncoding, which is Latin-1 for letters.
pub(super) fn text(bytes: &[u8]) -> String {
    match bytes.get(..LONGEST).unwrap_or(bytes) {
        [0xfe, 0xff, rest @ ..] => {
            let units = rest.as_chunks::<2>().0.iter().map(|pair| u16::from_be_bytes(*pair));
            char::decode_utf16(units).flatten().collect()
        }
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        bytes => match std::str::from_utf8(bytes) {
            // Many programs write UTF-8 without the mark.
            Ok(text) => text.to_owned(),
            Err(_) => bytes.iter().map(|&byte| char::from(byte)).collect(),
        },
    }
}
