//! Compound files of Microsoft (MS-CFB): Office files before 2007, encrypted ones, and objects that
//! are embedded in newer ones.

use std::io::Read;

use cfb::CompoundFile;

use crate::io::Source;

/// What every one begins with (section 2.2).
pub(crate) const MAGIC: &[u8] = b"\xd0\xcf\x11\xe0";
/// More entries are no document.
const MOST_ENTRIES: usize = 10_000;

/// The names of the streams and storages at its root; none where it is damaged.
pub(crate) fn streams(source: &mut dyn Source) -> Vec<String> {
    let Ok(file) = source.rewind().and_then(|()| CompoundFile::open(source)) else {
        return Vec::new();
    };
    file.read_root_storage().take(MOST_ENTRIES).map(|entry| entry.name().to_owned()).collect()
}

/// The first of these streams at its root that can be read, and what it holds, up to a length.
pub(crate) fn first_stream<'n>(
    source: &mut dyn Source,
    names: &[&'n str],
    most: u64,
) -> Option<(&'n str, Vec<u8>)> {
    source.rewind().ok()?;
    let mut file = CompoundFile::open(source).ok()?;
    names.iter().find_map(|name| {
        let mut content = Vec::new();
        let stream = file.open_stream(format!("/{name}")).ok()?;
        stream.take(most).read_to_end(&mut content).ok()?;
        Some((*name, content))
    })
}
