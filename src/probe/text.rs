//! Plain texts: their encoding, their lines.

use std::io::SeekFrom;

use encoding_rs::{CoderResult, Encoding, UTF_8, WINDOWS_1252};

use super::{Passage, Source, Trouble};
use crate::model::{Facts, Location, Numbers};

/// The longest text that is taken into memory.
const LONGEST: u64 = 64 * 1024 * 1024;
/// How much is read at a time, and looked at to tell the encoding.
const CHUNK: usize = 64 * 1024;

/// Its lines.
pub(super) fn facts(source: &mut dyn Source) -> Result<Facts, Trouble> {
    Ok(Facts { lines: Some(count_lines(source)?), ..Facts::default() })
}

/// A passage for each line.
pub(super) fn passages(source: &mut dyn Source) -> Result<Vec<Passage>, Trouble> {
    let text = read(source)?;
    let lines = (1..).zip(text.lines()).map(|(number, line)| Passage {
        lines: Some((number, number)),
        ..Passage::new(Location::Lines(Numbers::one(number)), line)
    });
    Ok(lines.collect())
}

/// The lines of any text; the last one counts whether or not a line break ends it.
pub(super) fn count_lines(source: &mut dyn Source) -> Result<u32, Trouble> {
    let mut breaks = 0_u64;
    let mut open = false;
    decode(source, None, &mut |piece| {
        breaks += piece.bytes().filter(|&byte| byte == b'\n').count() as u64;
        if let Some(last) = piece.bytes().last() {
            open = last != b'\n';
        }
        Ok(())
    })?;
    u32::try_from(breaks + u64::from(open))
        .map_err(|_| Trouble::TooLarge("it has over 4,000,000,000 lines".into()))
}

/// The whole text.
pub(super) fn read(source: &mut dyn Source) -> Result<String, Trouble> {
    read_as(source, |_| None)
}

/// The whole text; `declared` may find the encoding in the first bytes of one that is not UTF-8.
pub(super) fn read_as(
    source: &mut dyn Source,
    declared: fn(&[u8]) -> Option<&'static Encoding>,
) -> Result<String, Trouble> {
    let too_large = || Trouble::TooLarge("it has over 64 MB of text".into());
    let at = source.stream_position()?;
    let mut mark = [0; 2];
    fill(source, &mut mark)?;
    let length = source.seek(SeekFrom::End(0))?.saturating_sub(at);
    source.seek(SeekFrom::Start(at))?;
    // In UTF-16 alone a text has more bytes than in UTF-8: twice as many.
    let is_utf16 = matches!(mark, [0xff, 0xfe] | [0xfe, 0xff]);
    if length > if is_utf16 { 2 * LONGEST } else { LONGEST } {
        return Err(too_large());
    }
    let mut text = String::new();
    decode(source, Some(declared), &mut |piece| {
        if (text.len() + piece.len()) as u64 > LONGEST {
            return Err(too_large());
        }
        text.push_str(piece);
        Ok(())
    })?;
    Ok(text)
}

/// How the first bytes of a text can name its encoding.
type Declared = fn(&[u8]) -> Option<&'static Encoding>;

/// Decodes a text piece by piece: what its byte order mark says, or UTF-8, or, for one that is not,
/// what it declares, or the encoding of Western Windows.
pub(super) fn decode(
    source: &mut dyn Source,
    declared: Option<Declared>,
    visit: &mut dyn FnMut(&str) -> Result<(), Trouble>,
) -> Result<(), Trouble> {
    let mut bytes = vec![0; CHUNK];
    let mut filled = fill(source, &mut bytes)?;
    let mut decoder = encoding(bytes.get(..filled).unwrap_or_default(), declared).new_decoder();
    let mut piece = String::with_capacity(4 * CHUNK);
    loop {
        let last = filled == 0;
        let mut rest = bytes.get(..filled).unwrap_or_default();
        loop {
            piece.clear();
            let (result, read, _) = decoder.decode_to_string(rest, &mut piece, last);
            // No encoding of text has a NUL in it.
            if piece.contains('\0') {
                return Err(Trouble::damaged("it holds bytes that are no text"));
            }
            visit(&piece)?;
            rest = rest.get(read..).unwrap_or_default();
            if result == CoderResult::InputEmpty {
                break;
            }
        }
        if last {
            return Ok(());
        }
        filled = fill(source, &mut bytes)?;
    }
}

/// The encoding of a text that begins with these bytes.
fn encoding(head: &[u8], declared: Option<Declared>) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(head) {
        return encoding;
    }
    if is_utf8(head) {
        return UTF_8;
    }
    declared.and_then(|declared| declared(head)).unwrap_or(WINDOWS_1252)
}

/// Whether these are the first bytes of a text in UTF-8; the last character may be cut.
pub(super) fn is_utf8(head: &[u8]) -> bool {
    match std::str::from_utf8(head) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none(),
    }
}

/// Reads until the buffer is full or the source ends.
pub(super) fn fill(source: &mut dyn Source, buffer: &mut [u8]) -> Result<usize, std::io::Error> {
    let mut filled = 0;
    while let Some(rest) = buffer.get_mut(filled..)
        && !rest.is_empty()
    {
        match source.read(rest) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    #[test]
    fn texts_of_notepad_and_of_old_windows_are_read() {
        let utf16 = |text: &str| -> Vec<u8> {
            let units = std::iter::once(0xfeff).chain(text.encode_utf16());
            units.flat_map(u16::to_le_bytes).collect()
        };
        for bytes in [
            "\u{feff}Gefühl\r\n“safe”".as_bytes().to_vec(),
            utf16("Gefühl\r\n“safe”"),
            b"Gef\xfchl\r\n\x93safe\x94".to_vec(),
        ] {
            assert_eq!(read(&mut Cursor::new(&bytes)).unwrap(), "Gefühl\r\n“safe”");
            assert_eq!(count_lines(&mut Cursor::new(&bytes)).unwrap(), 2);
        }
    }

    #[test]
    fn the_last_line_counts_with_and_without_its_line_break() {
        for (text, lines) in [("", 0), ("a", 1), ("a\n", 1), ("a\n\nb", 3)] {
            assert_eq!(count_lines(&mut Cursor::new(text)).unwrap(), lines, "{text:?}");
        }
    }
}
