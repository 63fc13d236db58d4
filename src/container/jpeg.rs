//! Segments of JPEG (ITU-T T.81, annex B), which stand before and between the parts of the picture.

use std::ops::Range;

use crate::io::{ProbeError, RangeReader, Source};

/// The marker of the segment behind which the bytes of the picture begin.
pub(crate) const START_OF_SCAN: u8 = 0xda;
/// The marker of a comment.
pub(crate) const COMMENT: u8 = 0xfe;

/// A segment.
pub(crate) struct Segment {
    pub marker: u8,
    pub content: Vec<u8>,
    /// Where it stands in the file, with its marker.
    pub range: Range<u64>,
}

impl Segment {
    /// Whether it has this marker, and begins with this name.
    pub fn is(&self, marker: u8, name: &[u8]) -> bool {
        self.marker == marker && self.content.starts_with(name)
    }

    /// The block of EXIF in it (EXIF 2.32, section 4.7.2).
    pub fn exif(&self) -> Option<&[u8]> {
        self.is(0xe1, b"Exif\0").then(|| self.content.get(6..).unwrap_or_default())
    }

    /// The resources of Photoshop in it, in which IPTC stands ("Photoshop File Formats").
    pub fn photoshop(&self) -> Option<&[u8]> {
        self.content.strip_prefix(b"Photoshop 3.0\0").filter(|_| self.marker == 0xed)
    }
}

/// A walk over the segments of a picture.
pub(crate) struct Segments<'s> {
    reader: RangeReader<'s>,
    has_scan: bool,
}

impl<'s> Segments<'s> {
    /// The segments of a file.
    ///
    /// # Errors
    /// It is no JPEG, or cannot be read.
    pub fn of(source: &'s mut dyn Source) -> Result<Segments<'s>, ProbeError> {
        Segments::begin(RangeReader::whole(source)?)
    }

    /// The segments of a picture that stands here in a file.
    ///
    /// # Errors
    /// The same.
    pub fn within(
        source: &'s mut dyn Source,
        range: Range<u64>,
    ) -> Result<Segments<'s>, ProbeError> {
        Segments::begin(RangeReader::new(source, range)?)
    }

    fn begin(mut reader: RangeReader<'s>) -> Result<Segments<'s>, ProbeError> {
        match reader.read_array()? {
            [0xff, 0xd8] => Ok(Segments { reader, has_scan: false }),
            _ => Err(ProbeError::damaged("it does not begin as a JPEG does")),
        }
    }

    /// The next segment; none behind the last.
    ///
    /// # Errors
    /// The picture is damaged or not whole, or cannot be read.
    pub fn next(&mut self) -> Result<Option<Segment>, ProbeError> {
        loop {
            let marker = self.next_marker()?;
            let start = self.reader.position() - 2;
            match marker {
                // Markers without a segment (table B.1).
                0x01 | 0xd0..=0xd7 => {}
                0xd9 if self.has_scan => return Ok(None),
                0xd8 | 0xd9 | 0x00 => return Err(disorder()),
                _ => {
                    self.has_scan |= marker == START_OF_SCAN;
                    let length = u64::from(u16::from_be_bytes(self.reader.read_array()?));
                    let length = length.checked_sub(2).ok_or_else(ProbeError::cut_off)?;
                    let content = self.reader.read_bytes(length)?;
                    return Ok(Some(Segment {
                        marker,
                        content,
                        range: start..self.reader.position(),
                    }));
                }
            }
        }
    }

    /// What follows in the file; behind the last segment, this is no part of the picture.
    pub fn rest(&self) -> Range<u64> {
        self.reader.position()..self.reader.end()
    }

    /// Goes behind the next marker. Behind the start of a scan stand the bytes of the picture, in
    /// which 0xff is followed by 0 (section B.1.1.5); elsewhere the markers follow each other.
    fn next_marker(&mut self) -> Result<u8, ProbeError> {
        loop {
            if !self.reader.skip_to(0xff)? && !self.has_scan {
                return Err(disorder());
            }
            self.reader.skip(1)?;
            loop {
                match self.reader.read_array()? {
                    // Any number of 0xff may stand before a marker.
                    [0xff] => {}
                    [0] if self.has_scan => break,
                    [marker] => return Ok(marker),
                }
            }
        }
    }
}

fn disorder() -> ProbeError {
    ProbeError::damaged("its segments are in disorder")
}
