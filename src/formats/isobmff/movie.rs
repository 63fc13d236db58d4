//! What the description of a film says (`moov`, ISO/IEC 14496-12, section 8.2.1).

use crate::container::isobmff::{Box4, boxes, take};
use crate::io::ProbeError;

/// What is known of a film and of its tracks.
pub(crate) struct Movie {
    /// How long it says that it lasts (`mvhd`, section 8.2.2) ...
    pub lasts: Duration,
    /// ... and, with the fragments, in the same units (`mehd`, section 8.8.2).
    pub with_fragments: Option<u64>,
    pub tracks: Vec<Track>,
    /// By the numbers of tracks, how long a sample of a fragment lasts that does not say it
    /// (`trex`, section 8.8.3).
    pub defaults: Vec<(u64, u64)>,
}

/// A length in units of which a second has so many.
pub(crate) struct Duration {
    pub units: u64,
    pub per_second: u64,
}

/// A track (`trak`, section 8.3.1).
pub(crate) struct Track {
    pub number: u64,
    /// How long it lasts (`mdhd`, section 8.4.2).
    pub lasts: Duration,
    /// What it is: `vide`, `soun`, `text` (`hdlr`, section 8.4.3).
    pub handler: [u8; 4],
}

/// What every track has in its `minf` (section 8.4.4), and in the `stbl` in it (section 8.5.1).
const NEEDED: [&[u8; 4]; 2] = [b"dinf", b"stbl"];
const NEEDED_OF_SAMPLES: [&[u8; 4]; 3] = [b"stsd", b"stts", b"stsc"];
/// Tables of samples: how far into them the number of entries stands, and how long an entry is
/// (sections 8.6 and 8.7). That of sizes is another matter.
const TABLES: [(&[u8; 4], usize, u64); 6] = [
    (b"stts", 4, 8),
    (b"ctts", 4, 8),
    (b"stsc", 4, 12),
    (b"stco", 4, 4),
    (b"co64", 4, 8),
    (b"stss", 4, 4),
];

impl Movie {
    /// Reads the content of the box.
    ///
    /// # Errors
    /// Something in it is missing, or longer than what it stands in.
    pub fn of(content: &[u8]) -> Result<Movie, ProbeError> {
        let parts = all(content)?;
        let header = one(&parts, b"mvhd")?;
        let mut movie = Movie {
            lasts: duration(header).ok_or_else(|| cut_off(b"mvhd"))?,
            with_fragments: None,
            tracks: Vec::new(),
            defaults: Vec::new(),
        };
        for part in &parts {
            match part.name {
                b"trak" => movie.tracks.push(track(part.content)?),
                b"mvex" => movie.fragments(part.content)?,
                _ => {}
            }
        }
        Ok(movie)
    }

    /// Reads what stands in `mvex` (section 8.8.1).
    fn fragments(&mut self, content: &[u8]) -> Result<(), ProbeError> {
        for part in all(content)? {
            let content = part.content;
            match part.name {
                b"mehd" => {
                    let lasts = length(content, 4);
                    self.with_fragments = Some(lasts.ok_or_else(|| cut_off(b"mehd"))?);
                }
                b"trex" => {
                    let both = word(content, 4).zip(word(content, 12));
                    self.defaults.push(both.ok_or_else(|| cut_off(b"trex"))?);
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
    let inside = all(one(&media, b"minf")?)?;
    for name in NEEDED {
        one(&inside, name)?;
    }
    samples(one(&inside, b"stbl")?)?;
    let number = word(header, if is_long(header) { 20 } else { 12 });
    let handler = one(&media, b"hdlr")?.get(8..).and_then(|rest| rest.first_chunk());
    Ok(Track {
        number: number.ok_or_else(|| cut_off(b"tkhd"))?,
        lasts: duration(one(&media, b"mdhd")?).ok_or_else(|| cut_off(b"mdhd"))?,
        handler: *handler.ok_or_else(|| cut_off(b"hdlr"))?,
    })
}

/// Looks whether the tables of the samples can be what they say.
fn samples(content: &[u8]) -> Result<(), ProbeError> {
    let parts = all(content)?;
    for name in NEEDED_OF_SAMPLES {
        one(&parts, name)?;
    }
    for part in &parts {
        let known = TABLES.iter().find(|(name, ..)| *name == part.name);
        let (at, entry) = match (known, part.name) {
            (Some(&(_, at, entry)), _) => (at, entry),
            // Where all samples have one size, there is no table.
            (None, b"stsz") => (8, if word(part.content, 4) == Some(0) { 4 } else { 0 }),
            _ => continue,
        };
        let count = word(part.content, at).ok_or_else(|| cut_off(part.name))?;
        let room = part.content.len().saturating_sub(at + 4) as u64;
        if count.saturating_mul(entry) > room {
            return Err(cut_off(part.name));
        }
    }
    Ok(())
}

/// The boxes in another one.
fn all(content: &[u8]) -> Result<Vec<Box4<'_>>, ProbeError> {
    let too_long = || ProbeError::damaged("a box of its description does not fit into the others");
    boxes(content).map(|part| part.ok_or_else(too_long)).collect()
}

/// The content of the one that every film has.
fn one<'b>(parts: &[Box4<'b>], name: &[u8; 4]) -> Result<&'b [u8], ProbeError> {
    let found = parts.iter().find(|part| part.name == name);
    let name = String::from_utf8_lossy(name);
    let missing =
        || ProbeError::Damaged(format!("its description is not whole ({name} is missing)"));
    found.map(|part| part.content).ok_or_else(missing)
}

fn cut_off(name: &[u8; 4]) -> ProbeError {
    let name = String::from_utf8_lossy(name);
    ProbeError::Damaged(format!("its description is not whole ({name} is cut off)"))
}

/// The duration in a header of a film or of a track's media: behind two times of day.
fn duration(header: &[u8]) -> Option<Duration> {
    let at = if is_long(header) { 20 } else { 12 };
    Some(Duration { per_second: word(header, at)?, units: length(header, at + 4)? })
}

/// Whether a header has times and lengths of 64 bits: its version, the first byte, says so.
fn is_long(header: &[u8]) -> bool {
    header.first() == Some(&1)
}

/// A length in a header, of 64 or 32 bits.
fn length(header: &[u8], at: usize) -> Option<u64> {
    let width = if is_long(header) { 8 } else { 4 };
    take(&mut header.get(at..)?, width)
}

fn word(content: &[u8], at: usize) -> Option<u64> {
    take(&mut content.get(at..)?, 4)
}
