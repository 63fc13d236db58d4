//! WAV: the length of a recording (Microsoft, "Multimedia Programming Interface and Data
//! Specifications 1.0"; RF64 and BW64 over 4 GB, EBU Tech 3306).
//!
//! lofty refuses RF64, sound that another program took from a pipe (which states no length), and most
//! sound that is compressed; players play all of it.

use std::io::SeekFrom;

use crate::container::riff::Chunk;
use crate::io::{ProbeError, Source, read_range};

/// The most chunks that are visited before the sound.
const MOST_CHUNKS: usize = 10_000;
/// Samples as they are (PCM), as fractions, and one of both behind a longer description.
const UNCOMPRESSED: [u16; 3] = [1, 3, 0xfffe];

/// How the sound is stored.
struct Description {
    format: u16,
    sample_rate: u32,
    bytes_per_second: u32,
}

/// Whether a file begins as WAV does.
pub(super) fn is_wav(head: &[u8]) -> bool {
    let form = head.get(8..12).is_some_and(|form| form == b"WAVE");
    form && [&b"RIFF"[..], b"RF64", b"BW64"].iter().any(|mark| head.starts_with(mark))
}

/// The length in milliseconds; none where the file does not say how the sound is stored.
pub(super) fn millis(source: &mut dyn Source) -> Result<Option<u64>, ProbeError> {
    let end = source.seek(SeekFrom::End(0))?;
    let mut start = 12;
    let (mut description, mut samples, mut long_data) = (None, None, None);
    for _ in 0..MOST_CHUNKS {
        if start + 8 > end {
            return Ok(None);
        }
        let chunk = Chunk::at(source, start)?;
        let content = |length: u64| chunk.content.start..chunk.content.start + length;
        match &chunk.name {
            b"fmt " => description = description_in(&read_range(source, content(16))?),
            b"fact" => samples = number(&read_range(source, content(4))?, 0),
            // The lengths that do not fit into 32 bits: of the file, of the sound, of the samples.
            b"ds64" => long_data = long_number(&read_range(source, content(16))?, 8),
            b"data" => {
                let stated = chunk.content.end - chunk.content.start;
                let stated = long_data.filter(|_| stated == u64::from(u32::MAX)).unwrap_or(stated);
                let there = end - chunk.content.start;
                // A program that writes to a pipe learns the length too late to state it.
                let is_whole = stated > 0 && stated <= there;
                let samples = samples.filter(|_| is_whole);
                let length = if is_whole { stated } else { there };
                return Ok(description.and_then(|it: Description| it.millis(length, samples)));
            }
            _ => {}
        }
        start = chunk.next();
    }
    Ok(None)
}

impl Description {
    fn millis(&self, bytes: u64, samples: Option<u32>) -> Option<u64> {
        // Of what is compressed, the samples are counted in a chunk of their own.
        let samples = samples.filter(|it| *it > 0 && !UNCOMPRESSED.contains(&self.format));
        let (amount, per_second) = match samples {
            Some(samples) if self.sample_rate > 0 => (samples.into(), self.sample_rate),
            _ => (bytes, self.bytes_per_second),
        };
        amount.checked_mul(1_000)?.checked_div(per_second.into())
    }
}

fn description_in(format: &[u8]) -> Option<Description> {
    let code = *format.first_chunk::<2>()?;
    Some(Description {
        format: u16::from_le_bytes(code),
        sample_rate: number(format, 4)?,
        bytes_per_second: number(format, 8)?,
    })
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|bytes| u32::from_le_bytes(*bytes))
}

fn long_number(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..)?.first_chunk().map(|bytes| u64::from_le_bytes(*bytes))
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    /// A WAV of two seconds: 8,000 samples a second, each of one byte.
    fn wav(mark: &[u8; 4], format: u16, before: &[u8], stated: u32) -> Vec<u8> {
        let rate = 8_000_u32.to_le_bytes();
        let mut file = [mark, &[0xff; 4], &b"WAVE"[..], before, b"fmt ", &[16, 0, 0, 0]].concat();
        file.extend([&format.to_le_bytes()[..], &[1, 0], &rate, &rate, &[1, 0, 8, 0]].concat());
        file.extend([b"data", &stated.to_le_bytes()[..], &[7; 16_000]].concat());
        file
    }

    #[test]
    fn the_length_is_known_however_it_is_stated() {
        let ds64 = [&b"ds64"[..], &[28, 0, 0, 0], &[0; 8], &8_000_u64.to_le_bytes(), &[0; 12]];
        let fact = [&b"fact"[..], &[4, 0, 0, 0], &12_000_u32.to_le_bytes()];
        for (case, file, expected) in [
            ("plain", wav(b"RIFF", 1, b"", 16_000), 2_000),
            ("more behind it", wav(b"RIFF", 1, b"", 8_000), 1_000),
            ("from a pipe", wav(b"RIFF", 1, b"", u32::MAX), 2_000),
            ("from a pipe, too", wav(b"RIFF", 1, b"", 0), 2_000),
            ("over 4 GB", wav(b"RF64", 1, &ds64.concat(), u32::MAX), 1_000),
            ("compressed", wav(b"RIFF", 17, b"", 16_000), 2_000),
            ("compressed and counted", wav(b"RIFF", 17, &fact.concat(), 16_000), 1_500),
        ] {
            assert!(is_wav(&file), "{case}");
            assert_eq!(millis(&mut Cursor::new(file)).unwrap(), Some(expected), "{case}");
        }
    }
}
