//! A text as it comes from the disk: its encoding, and its letters piece by piece.

use std::io::{self, SeekFrom};

use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8, WINDOWS_1252};

use super::{ProbeError, Source};

/// The longest text that is looked into, in bytes of UTF-8.
const LONGEST: u64 = 64 * 1024 * 1024;
/// How much is read at a time, and looked at to tell the encoding.
const CHUNK: usize = 64 * 1024;

/// How the first bytes of a text can name its encoding.
pub(crate) type Declared = fn(&[u8]) -> Option<&'static Encoding>;

/// A text that is read piece by piece: as its byte order mark says, or as UTF-8, or, where it is
/// not, as it declares, or in the encoding of Western Windows.
pub(crate) struct Pieces<'s> {
    source: &'s mut dyn Source,
    decoder: Decoder,
    bytes: Vec<u8>,
    /// What of the bytes is not decoded yet.
    from: usize,
    filled: usize,
    is_over: bool,
    piece: String,
    /// How much more may come.
    left: u64,
}

impl<'s> Pieces<'s> {
    /// A text of any length.
    pub fn of(source: &'s mut dyn Source) -> Result<Pieces<'s>, ProbeError> {
        let length = length_of(source)?;
        Pieces::new(source, None, length, u64::MAX)
    }

    /// A text that is to be held, and is not longer than that allows; `declared` may find the
    /// encoding in the first bytes of one that is not UTF-8.
    pub fn of_bounded(
        source: &'s mut dyn Source,
        declared: Option<Declared>,
    ) -> Result<Pieces<'s>, ProbeError> {
        let at = source.stream_position()?;
        let mut mark = [0; 2];
        fill(source, &mut mark)?;
        source.seek(SeekFrom::Start(at))?;
        let length = length_of(source)?;
        // In UTF-16 alone a text has more bytes than in UTF-8: twice as many.
        let is_utf16 = matches!(mark, [0xff, 0xfe] | [0xfe, 0xff]);
        if length > if is_utf16 { 2 * LONGEST } else { LONGEST } {
            return Err(too_large());
        }
        Pieces::new(source, declared, length, LONGEST)
    }

    fn new(
        source: &'s mut dyn Source,
        declared: Option<Declared>,
        length: u64,
        left: u64,
    ) -> Result<Pieces<'s>, ProbeError> {
        // Most texts are short, and there are many of them. One byte more tells that it is the end.
        let chunk = usize::try_from(length).map_or(CHUNK, |length| CHUNK.min(length + 1));
        let mut bytes = vec![0; chunk];
        let filled = fill(source, &mut bytes)?;
        let encoding = encoding(bytes.get(..filled).unwrap_or_default(), declared);
        let decoder = encoding.new_decoder();
        let piece = String::with_capacity(4 * CHUNK);
        Ok(Pieces { source, decoder, bytes, from: 0, filled, is_over: false, piece, left })
    }

    /// The next piece, which is not empty; none behind the last.
    ///
    /// # Errors
    /// What the machine says; that it is no text; that it is too long.
    pub fn next(&mut self) -> Result<Option<&str>, ProbeError> {
        self.piece.clear();
        while self.piece.is_empty() && !self.is_over {
            if self.from == self.filled {
                self.filled = fill(self.source, &mut self.bytes)?;
                self.from = 0;
            }
            let is_last = self.filled == 0;
            let rest = self.bytes.get(self.from..self.filled).unwrap_or_default();
            let (result, read, _) = self.decoder.decode_to_string(rest, &mut self.piece, is_last);
            self.from += read;
            self.is_over = is_last && result == CoderResult::InputEmpty;
        }
        // No encoding of text has a NUL in it.
        if self.piece.contains('\0') {
            return Err(ProbeError::damaged("it holds bytes that are no text"));
        }
        self.left = self.left.checked_sub(self.piece.len() as u64).ok_or_else(too_large)?;
        Ok((!self.piece.is_empty()).then_some(&self.piece))
    }

    /// Shows each piece.
    ///
    /// # Errors
    /// The same.
    pub fn each(mut self, mut visit: impl FnMut(&str)) -> Result<(), ProbeError> {
        while let Some(piece) = self.next()? {
            visit(piece);
        }
        Ok(())
    }
}

/// How much of a source is still to be read.
fn length_of(source: &mut dyn Source) -> Result<u64, ProbeError> {
    let at = source.stream_position()?;
    let length = source.seek(SeekFrom::End(0))?.saturating_sub(at);
    source.seek(SeekFrom::Start(at))?;
    Ok(length)
}

fn too_large() -> ProbeError {
    ProbeError::TooLarge("it has over 64 MB of text".into())
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
pub(crate) fn is_utf8(head: &[u8]) -> bool {
    match std::str::from_utf8(head) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none(),
    }
}

/// Reads until the buffer is full or the source ends.
pub(crate) fn fill(source: &mut dyn Source, buffer: &mut [u8]) -> Result<usize, io::Error> {
    let mut filled = 0;
    while let Some(rest) = buffer.get_mut(filled..)
        && !rest.is_empty()
    {
        match source.read(rest) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
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
        let long = "Gefühl\r\n“safe”".repeat(20_000);
        for text in ["Gefühl\r\n“safe”", &long] {
            for bytes in [
                format!("\u{feff}{text}").into_bytes(),
                utf16(text),
                WINDOWS_1252.encode(text).0.into_owned(),
            ] {
                let mut all = String::new();
                let mut source = Cursor::new(&bytes);
                Pieces::of(&mut source).unwrap().each(|piece| all.push_str(piece)).unwrap();
                assert_eq!(all, text);
            }
        }
    }
}
