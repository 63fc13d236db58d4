//! The end of an archive: where it says that its directory is.

use std::io;

use rawzip::ReaderAt;

use super::archive::Archive;

/// Lengths of the end record without its comment, of the locator and of the 64-bit end record
/// (sections 4.3.16, 4.3.15 and 4.3.14).
const END: u64 = 22;
const LOCATOR: u64 = 20;
const END_64: u64 = 56;

/// What the end of an archive says of the directory.
struct Stated {
    entries: [u64; 2],
    length: u64,
    start: u64,
    /// Where the records behind the directory begin.
    end: u64,
}

impl<R: ReaderAt> Archive<R> {
    /// Where the directory ends, or why programs may find another one. It lies directly before the end
    /// records, exactly where and as long as all of them say.
    ///
    /// # Errors
    /// What the system reports.
    pub fn directory_end(&self) -> io::Result<Result<u64, &'static str>> {
        let comment = self.comment_length();
        let Some(at) = self.end().checked_sub(END + comment) else {
            return Ok(Err("its end record is damaged"));
        };
        let record = self.read(at..self.end())?;
        // Programs look for this signature from the back, from the front, or at the very end.
        if memchr::memmem::find(record.get(4..).unwrap_or_default(), b"PK").is_some() {
            return Ok(Err("its comment holds what programs take for another directory"));
        }
        let [disk, first_disk] = [4, 6].map(|field| number(&record, field, 2));
        if (disk, first_disk) != (0, 0) {
            return Ok(Err("it says that it lies on several disks"));
        }
        let entries = [8, 10].map(|field| number(&record, field, 2));
        let (length, start) = (number(&record, 12, 4), number(&record, 16, 4));
        let narrow = Stated { entries, length, start, end: at };
        let stated = match self.locator(at)? {
            None => narrow,
            Some(locator) => match self.wide(&locator, at, &narrow)? {
                Some(wide) => wide,
                None => return Ok(Err("its two end records contradict each other")),
            },
        };
        let is_exact = stated.entries[0] == stated.entries[1]
            && stated.start == self.directory_start()
            && stated.start.checked_add(stated.length) == Some(stated.end);
        Ok(match is_exact {
            true => Ok(stated.end),
            false => Err("its directory is not where, or not as long as, its end says"),
        })
    }

    /// The locator before the end record.
    fn locator(&self, end: u64) -> io::Result<Option<Vec<u8>>> {
        let Some(at) = end.checked_sub(LOCATOR) else { return Ok(None) };
        Ok(Some(self.read(at..end)?).filter(|locator| locator.starts_with(b"PK\x06\x07")))
    }

    /// The 64-bit end record directly before its locator, if it says the same as the end record.
    fn wide(&self, locator: &[u8], end: u64, narrow: &Stated) -> io::Result<Option<Stated>> {
        let Some(at) = end.checked_sub(LOCATOR + END_64) else { return Ok(None) };
        let place = [number(locator, 4, 4), number(locator, 8, 8), number(locator, 16, 4)];
        let record = self.read(at..at + END_64)?;
        let head = [number(&record, 4, 8), number(&record, 16, 4), number(&record, 20, 4)];
        if place != [0, at, 1] || !record.starts_with(b"PK\x06\x06") || head != [44, 0, 0] {
            return Ok(None);
        }
        let wide = Stated {
            entries: [24, 32].map(|field| number(&record, field, 8)),
            length: number(&record, 40, 8),
            start: number(&record, 48, 8),
            end: at,
        };
        let agree = |narrow: u64, wide: u64, unset: u64| narrow == unset || narrow == wide;
        let same = narrow
            .entries
            .iter()
            .zip(wide.entries)
            .all(|(narrow, wide)| agree(*narrow, wide, u64::from(u16::MAX)))
            && agree(narrow.length, wide.length, u64::from(u32::MAX))
            && agree(narrow.start, wide.start, u64::from(u32::MAX));
        Ok(same.then_some(wide))
    }
}

/// The number in so many bytes at this place, least significant first; 0 where there are none.
pub(crate) fn number(bytes: &[u8], at: usize, length: usize) -> u64 {
    let bytes = bytes.get(at..at + length).unwrap_or_default();
    bytes.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte))
}
