//! Writes zips that no library writes: their headers may be wrong.

use std::io::Write;

pub const STORED: u16 = 0;
pub const DEFLATED: u16 = 8;

/// An entry and what its two headers state.
#[derive(Clone)]
pub struct Entry {
    pub name: Vec<u8>,
    /// The name in the local header.
    pub local_name: Vec<u8>,
    /// What it unpacks to.
    pub content: Vec<u8>,
    pub packed: Vec<u8>,
    pub method: u16,
    /// Bit 11: the name is UTF-8.
    pub flags: u16,
    pub crc: u32,
    /// Lengths that the directory declares: packed, unpacked.
    pub declared: (u32, u32),
    /// Lengths that the local header declares.
    pub local: (u32, u32),
    pub attributes: u32,
    pub extra: Vec<u8>,
    /// Extra fields of the local header.
    pub local_extra: Vec<u8>,
    /// Bytes before the entry that belong to no entry.
    pub gap: Vec<u8>,
}

impl Entry {
    pub fn new(name: &str, content: &[u8]) -> Entry {
        let mut crc = flate2::Crc::new();
        crc.update(content);
        let bytes = u32::try_from(content.len()).unwrap();
        Entry {
            name: name.into(),
            local_name: name.into(),
            content: content.to_vec(),
            packed: content.to_vec(),
            method: STORED,
            flags: 1 << 11,
            crc: crc.sum(),
            declared: (bytes, bytes),
            local: (bytes, bytes),
            attributes: 0o100_644 << 16,
            extra: Vec::new(),
            local_extra: Vec::new(),
            gap: Vec::new(),
        }
    }

    pub fn deflated(name: &str, content: &[u8]) -> Entry {
        let mut entry = Entry::new(name, content);
        entry.packed = deflate(content);
        entry.method = DEFLATED;
        let packed = u32::try_from(entry.packed.len()).unwrap();
        entry.declared.0 = packed;
        entry.local.0 = packed;
        entry
    }

    pub fn named(mut self, name: &[u8]) -> Entry {
        self.name = name.to_vec();
        self.local_name = name.to_vec();
        self
    }

    /// The local header (APPNOTE, section 4.3.7).
    pub fn header(&self) -> Vec<u8> {
        let mut header = b"PK\x03\x04".to_vec();
        header.extend(20_u16.to_le_bytes());
        header.extend(self.flags.to_le_bytes());
        header.extend(self.method.to_le_bytes());
        header.extend([0, 0, 0x21, 0]);
        header.extend(self.crc.to_le_bytes());
        header.extend(self.local.0.to_le_bytes());
        header.extend(self.local.1.to_le_bytes());
        header.extend(u16::try_from(self.local_name.len()).unwrap().to_le_bytes());
        header.extend(u16::try_from(self.local_extra.len()).unwrap().to_le_bytes());
        header.extend(&self.local_name);
        header.extend(&self.local_extra);
        header
    }

    /// The header in the central directory (APPNOTE, section 4.3.12).
    pub fn record(&self, offset: u32) -> Vec<u8> {
        let mut record = b"PK\x01\x02".to_vec();
        record.extend([20, 3, 20, 0]);
        record.extend(self.flags.to_le_bytes());
        record.extend(self.method.to_le_bytes());
        record.extend([0, 0, 0x21, 0]);
        record.extend(self.crc.to_le_bytes());
        record.extend(self.declared.0.to_le_bytes());
        record.extend(self.declared.1.to_le_bytes());
        record.extend(u16::try_from(self.name.len()).unwrap().to_le_bytes());
        record.extend(u16::try_from(self.extra.len()).unwrap().to_le_bytes());
        record.extend([0; 6]);
        record.extend(self.attributes.to_le_bytes());
        record.extend(offset.to_le_bytes());
        record.extend(&self.name);
        record.extend(&self.extra);
        record
    }
}

pub fn deflate(content: &[u8]) -> Vec<u8> {
    let best = flate2::Compression::best();
    let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), best);
    encoder.write_all(content).unwrap();
    encoder.finish().unwrap()
}

/// Appends the central directory and its end record (APPNOTE, section 4.3.16).
pub fn closed(mut bytes: Vec<u8>, records: &[Vec<u8>], says: usize) -> Vec<u8> {
    let start = bytes.len();
    bytes.extend(records.concat());
    let length = bytes.len() - start;
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    for _ in 0..2 {
        bytes.extend(u16::try_from(says).unwrap().to_le_bytes());
    }
    bytes.extend(u32::try_from(length).unwrap().to_le_bytes());
    bytes.extend(u32::try_from(start).unwrap().to_le_bytes());
    bytes.extend([0, 0]);
    bytes
}

pub fn zip(entries: &[Entry]) -> Vec<u8> {
    let (bytes, records) = laid_out(entries);
    closed(bytes, &records, entries.len())
}

/// The entries in sequence, and the record of each for the central directory.
pub fn laid_out(entries: &[Entry]) -> (Vec<u8>, Vec<Vec<u8>>) {
    let mut bytes = Vec::new();
    let mut records = Vec::new();
    for entry in entries {
        bytes.extend(&entry.gap);
        records.push(entry.record(u32::try_from(bytes.len()).unwrap()));
        bytes.extend(entry.header());
        bytes.extend(&entry.packed);
    }
    (bytes, records)
}
