//! The description of a film (`moov`, ISO/IEC 14496-12, section 8.2.1).

use std::collections::HashMap;

use crate::container::isobmff::{IsoBox, boxes, take_number};
use crate::io::ProbeError;

/// A film and its tracks.
pub(crate) struct Movie {
    /// Its duration (`mvhd`, section 8.2.2) ...
    pub duration: Duration,
    /// ... and with the fragments, in the same units (`mehd`, section 8.8.2).
    pub duration_with_fragments: Option<u64>,
    pub tracks: Vec<Track>,
    /// By the number of the track, the duration of a sample for which its fragment states none
    /// (`trex`, section 8.8.3).
    pub default_durations: HashMap<u64, u64>,
}

/// A length of time.
pub(crate) struct Duration {
    pub units: u64,
    pub per_second: u64,
}

/// A track (`trak`, section 8.3.1).
pub(crate) struct Track {
    pub number: u64,
    /// Its duration (`mdhd`, section 8.4.2).
    pub duration: Duration,
    /// Its type: `vide`, `soun`, `text` (`hdlr`, section 8.4.3).
    pub handler: [u8; 4],
    /// The format of its samples (`stsd`, section 8.5.2): `avc1`, `hvc1`, `mp4a`.
    pub format: Option<[u8; 4]>,
}

/// The boxes that every `minf` has (section 8.4.4), and the `stbl` in it (section 8.5.1).
const REQUIRED: [&[u8; 4]; 2] = [b"dinf", b"stbl"];
const REQUIRED_TABLES: [&[u8; 4]; 3] = [b"stsd", b"stts", b"stsc"];
/// Tables of samples, and the length of an entry (sections 8.6 and 8.7). The number of entries
/// stands behind version and flags. `stsz` is built differently.
const TABLES: [(&[u8; 4], u64); 6] =
    [(b"stts", 8), (b"ctts", 8), (b"stsc", 12), (b"stco", 4), (b"co64", 8), (b"stss", 4)];

impl Movie {
    /// Reads the content of a `moov`.
    ///
    /// # Errors
    /// A box in it is missing, or longer than the box that it stands in.
    pub fn parse(content: &[u8]) -> Result<Movie, ProbeError> {
        let parts = all(content)?;
        let mut movie = Movie {
            duration: duration(one(&parts, b"mvhd")?).ok_or_else(|| cut_off(b"mvhd"))?,
            duration_with_fragments: None,
            tracks: Vec::new(),
            default_durations: HashMap::new(),
        };
        for part in &parts {
            match part.name {
                b"trak" => movie.tracks.push(track(part.content)?),
                b"mvex" => movie.add_defaults(part.content)?,
                _ => {}
            }
        }
        Ok(movie)
    }

    /// Reads an `mvex` (section 8.8.1).
    fn add_defaults(&mut self, content: &[u8]) -> Result<(), ProbeError> {
        for part in all(content)? {
            let content = part.content;
            match part.name {
                b"mehd" => {
                    let length = time(content, 4).ok_or_else(|| cut_off(b"mehd"))?;
                    self.duration_with_fragments = Some(length);
                }
                b"trex" => {
                    let both = number(content, 4).zip(number(content, 12));
                    let (track, each) = both.ok_or_else(|| cut_off(b"trex"))?;
                    self.default_durations.entry(track).or_insert(each);
                }
                _ => {}
            }
        }
        Ok(())
    }
}

fn track(content: &[u8]) -> Result<Track, ProbeError> {
    let parts = all(content)?;
    let header = one(&parts, b"tkhd")?;
    let media = all(one(&parts, b"mdia")?)?;
    let information = all(one(&media, b"minf")?)?;
    for name in REQUIRED {
        one(&information, name)?;
    }
    let table = one(&information, b"stbl")?;
    check_tables(table)?;
    let formats = all(table)?.into_iter().find(|part| part.name == b"stsd");
    // Behind version, flags and the number of formats, the first of them behind its length.
    let format = formats.and_then(|part| part.content.get(12..)?.first_chunk().copied());
    let handler = one(&media, b"hdlr")?.get(8..).and_then(|rest| rest.first_chunk());
    Ok(Track {
        number: number(header, behind_dates(header)).ok_or_else(|| cut_off(b"tkhd"))?,
        duration: duration(one(&media, b"mdhd")?).ok_or_else(|| cut_off(b"mdhd"))?,
        handler: *handler.ok_or_else(|| cut_off(b"hdlr"))?,
        format,
    })
}

/// Checks that the tables of samples have room for the entries that they state.
fn check_tables(content: &[u8]) -> Result<(), ProbeError> {
    let parts = all(content)?;
    for name in REQUIRED_TABLES {
        one(&parts, name)?;
    }
    for part in &parts {
        let known = TABLES.iter().find(|(name, _)| *name == part.name);
        let (count_at, entry_length) = match (known, part.name) {
            (Some((_, entry_length)), _) => (4, *entry_length),
            // Where all samples have one size, there is no table.
            (None, b"stsz") => (8, if number(part.content, 4) == Some(0) { 4 } else { 0 }),
            _ => continue,
        };
        let count = number(part.content, count_at).ok_or_else(|| cut_off(part.name))?;
        let room = part.content.len().saturating_sub(count_at + 4) as u64;
        if count.saturating_mul(entry_length) > room {
            return Err(cut_off(part.name));
        }
    }
    Ok(())
}

/// The boxes that a box consists of.
fn all(content: &[u8]) -> Result<Vec<IsoBox<'_>>, ProbeError> {
    let too_long = |_| ProbeError::damaged("a box of its description does not fit into the others");
    boxes(content).map(|part| part.map_err(too_long)).collect()
}

/// The content of a box that must be there.
fn one<'b>(parts: &[IsoBox<'b>], name: &[u8; 4]) -> Result<&'b [u8], ProbeError> {
    let found = parts.iter().find(|part| part.name == name);
    found.map(|part| part.content).ok_or_else(|| incomplete(name, "missing"))
}

fn cut_off(name: &[u8; 4]) -> ProbeError {
    incomplete(name, "cut off")
}

fn incomplete(name: &[u8; 4], how: &str) -> ProbeError {
    let name = String::from_utf8_lossy(name);
    ProbeError::Damaged(format!("its description is not whole ({name} is {how})"))
}

/// The duration in the header of a film or of a track's media.
fn duration(header: &[u8]) -> Option<Duration> {
    let at = behind_dates(header);
    Some(Duration { per_second: number(header, at)?, units: time(header, at + 4)? })
}

/// Where the fields behind the two dates of a header begin.
fn behind_dates(header: &[u8]) -> usize {
    if is_64_bit(header) { 20 } else { 12 }
}

/// Whether a header has times of 64 bits: its version, the first byte, says so.
fn is_64_bit(header: &[u8]) -> bool {
    header.first() == Some(&1)
}

/// A time in a header, of 64 or 32 bits.
fn time(header: &[u8], at: usize) -> Option<u64> {
    take_number(&mut header.get(at..)?, if is_64_bit(header) { 8 } else { 4 })
}

/// A number of 32 bits.
fn number(content: &[u8], at: usize) -> Option<u64> {
    take_number(&mut content.get(at..)?, 4)
}
