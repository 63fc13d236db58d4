//! The frames of MP3 (ISO/IEC 11172-3 and 13818-3) and AAC (ADTS, ISO/IEC 13818-7) one by one: the
//! length of a recording that states none.
//!
//! Libraries and players estimate it by the first frame, which is wrong where the rate varies.

use crate::io::{ProbeError, RangeReader, Source};

/// How much of a file is read; the rest counts by the same measure.
const MOST: u64 = 64 << 20;
/// How far the next frame may be, behind what is no sound: a tag, or bytes that a recorder left.
const MAX_GAP: u64 = 256 << 10;
/// Frames that have to follow each other, so that they are taken for sound.
const ENOUGH: u32 = 4;

/// The length that frames add up to.
pub(super) struct Length {
    pub millis: u64,
    /// The file is so long that only its beginning was read.
    pub is_estimate: bool,
}

/// Adds up the frames of a file from here on; none where there are none.
pub(super) fn length(source: &mut dyn Source, start: u64) -> Result<Option<Length>, ProbeError> {
    let end = source.seek(std::io::SeekFrom::End(0))?;
    let mut reader = RangeReader::new(source, start..end)?;
    let mut window = [0; Frame::HEADER];
    let (mut held, mut gap, mut frames, mut in_a_row) = (0, 0, 0_u32, 0_u32);
    let mut micros = 0_u64;
    let last = start.saturating_add(MOST).min(end);
    while reader.position() < last && gap < MAX_GAP {
        // The window slides by one byte while there is no frame.
        if held == window.len() {
            window.copy_within(1.., 0);
            held -= 1;
        }
        while held < window.len() && reader.position() < end {
            let [byte] = reader.read_array()?;
            if let Some(place) = window.get_mut(held) {
                *place = byte;
            }
            held += 1;
        }
        match Frame::at(&window).filter(|_| held == window.len()) {
            Some(frame) => {
                (frames, in_a_row, gap) = (frames.saturating_add(1), in_a_row + 1, 0);
                micros = micros.saturating_add(frame.micros());
                let rest = frame.length.saturating_sub(window.len() as u64);
                reader.skip(rest.min(reader.end().saturating_sub(reader.position())))?;
                held = 0;
            }
            None => {
                // What looked like a frame or two was none.
                if in_a_row < ENOUGH && frames == in_a_row {
                    (frames, micros) = (0, 0);
                }
                (in_a_row, gap) = (0, gap + 1);
            }
        }
    }
    if frames < ENOUGH {
        return Ok(None);
    }
    let (read, whole) = (reader.position().saturating_sub(start), end.saturating_sub(start));
    let is_estimate = last < end && gap < MAX_GAP;
    let millis = micros / 1_000;
    let millis = if is_estimate { millis.saturating_mul(whole) / read.max(1) } else { millis };
    Ok(Some(Length { millis, is_estimate }))
}

/// What the header of a frame says.
struct Frame {
    length: u64,
    samples: u64,
    sample_rate: u64,
}

impl Frame {
    const HEADER: usize = 7;

    /// The frame that begins with these bytes.
    fn at(header: &[u8; Frame::HEADER]) -> Option<Frame> {
        match header {
            [0xff, second, ..] if second & 0xf6 == 0xf0 => Frame::of_adts(header),
            [0xff, second, ..] if second & 0xe0 == 0xe0 => Frame::of_mpeg(header),
            _ => None,
        }
    }

    fn micros(&self) -> u64 {
        self.samples * 1_000_000 / self.sample_rate
    }

    /// ADTS (section 6.2).
    fn of_adts(&[_, _, third, fourth, fifth, sixth, seventh]: &[u8; 7]) -> Option<Frame> {
        const RATES: [u64; 13] = [
            96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025,
            8_000, 7_350,
        ];
        let sample_rate = *RATES.get(usize::from(third >> 2 & 0xf))?;
        let length = u64::from(fourth & 3) << 11 | u64::from(fifth) << 3 | u64::from(sixth >> 5);
        let samples = 1_024 * (u64::from(seventh & 3) + 1);
        (length > 7).then_some(Frame { length, samples, sample_rate })
    }

    /// MPEG audio (ISO/IEC 11172-3, section 2.4.2.3): version 1, 2 or 2.5, layer I, II or III.
    fn of_mpeg(&[_, second, third, ..]: &[u8; 7]) -> Option<Frame> {
        // Rates in kbit/s by the layer: of version 1, then of the others.
        const RATES: [[u64; 14]; 5] = [
            [32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
            [32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
            [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
            [32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
            [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
        ];
        // The second half of version 2 is called 2.5.
        let (is_first, divisor) = match second >> 3 & 3 {
            0 => (false, 4),
            2 => (false, 2),
            3 => (true, 1),
            _ => return None,
        };
        let layer = 4 - (second >> 1 & 3);
        let (row, samples) = match (is_first, layer) {
            (true, 1) => (0, 384),
            (true, 2) => (1, 1_152),
            (true, 3) => (2, 1_152),
            (false, 1) => (3, 384),
            (false, 2) => (4, 1_152),
            (false, 3) => (4, 576),
            _ => return None,
        };
        let number = usize::from(third >> 4).checked_sub(1)?;
        let bits = RATES.get(row)?.get(number)? * 1_000;
        let sample_rate = [44_100, 48_000, 32_000].get(usize::from(third >> 2 & 3))? / divisor;
        let padding = u64::from(third >> 1 & 1);
        let length = match layer {
            1 => (12 * bits / sample_rate + padding) * 4,
            _ => samples / 8 * bits / sample_rate + padding,
        };
        Some(Frame { length, samples, sample_rate })
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    /// A frame of 417 bytes and 26 ms: layer III, 128 kbit/s, 44,100 samples a second.
    fn mp3() -> Vec<u8> {
        [&[0xff, 0xfb, 0x90, 0x00][..], &[0x55; 413]].concat()
    }

    /// A frame of 200 bytes and 23 ms: 44,100 samples a second.
    fn adts() -> Vec<u8> {
        [&[0xff, 0xf1, 0x50, 0x80, 25, 0x1f, 0xfc][..], &[0x55; 193]].concat()
    }

    fn millis(bytes: Vec<u8>) -> Option<u64> {
        length(&mut Cursor::new(bytes), 0).unwrap().map(|length| length.millis)
    }

    #[test]
    fn frames_add_up_whatever_stands_around_them() {
        for (case, file, expected) in [
            ("MP3", mp3().repeat(100), Some(2_612)),
            ("AAC", adts().repeat(100), Some(2_321)),
            ("zeros before", [vec![0; 5_000], mp3().repeat(100)].concat(), Some(2_612)),
            ("a tag behind", [mp3().repeat(100), vec![b'A'; 128]].concat(), Some(2_612)),
            ("a gap", [mp3().repeat(50), vec![7; 99], mp3().repeat(50)].concat(), Some(2_612)),
            ("begun in a frame", [mp3().repeat(51)[300..].to_vec()].concat(), Some(1_306)),
            ("no sound", vec![0x55; 10_000], None),
            ("two frames by chance", [mp3().repeat(2), vec![0; 9_000]].concat(), None),
        ] {
            assert_eq!(millis(file), expected, "{case}");
        }
    }
}
