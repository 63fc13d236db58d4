//! A packed bundle: the files that are safe to read, and what is wrong with the archive.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Cursor, Read};
use std::sync::Arc;

use rawzip::FileReader;

use super::entry_check::{contradiction, counted_bytes, is_bomb, path, refusal, unsafe_path};
use super::entry_fields::ambiguity;
use super::problem::BundleProblem;
use crate::container::zip::{
    self, Directory, Entry, Inflated, Layout, Location, Section, Whole, deflated,
};
use crate::io::Source;
use crate::model::size;

/// The most entries of an archive that is read, far more than any portfolio has.
const MOST_ENTRIES: usize = 1_000_000;

/// An entry up to this length is inflated into memory.
const IN_MEMORY: u64 = 4 << 20;

/// Lengths of the fixed parts of a record in the directory and of a local header.
const RECORD: u64 = 46;
const HEADER: u64 = 30;

/// An opened archive.
pub(super) struct Archive {
    zip: zip::Archive<Arc<FileReader>>,
    /// The files in it whose paths are safe, by these paths.
    pub(super) files: BTreeMap<String, ArchivedFile>,
    /// What is wrong with the archive.
    pub(super) problems: Vec<BundleProblem>,
}

/// A file in an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ArchivedFile {
    /// Its length unpacked, as the archive declares it.
    pub(super) bytes: u64,
    /// The CRC-32 of its content.
    pub(super) crc: u32,
    /// Why its content is not read; none if it is.
    pub(super) refused: Option<String>,
    deflated: bool,
    start: u64,
    packed: u64,
}

impl Archive {
    /// Reads the directory of an archive.
    ///
    /// # Errors
    /// It is no zip archive, or its directory can't be read.
    pub(super) fn read(file: File) -> io::Result<Archive> {
        let length = file.metadata()?.len();
        let zip = zip::Archive::open(Arc::new(FileReader::from(file)), length).map_err(|_| {
            damaged("it is no zip archive, or only a part of one: was it copied whole?")
        })?;
        // A zip inside one that was cut off would pass for the whole.
        if zip.end() != length {
            return Err(damaged(
                "its end is missing, or something follows it: was it copied whole?",
            ));
        }
        let unreadable = || damaged("the directory of the archive is damaged");
        let directory = zip.directory(MOST_ENTRIES).map_err(|_| unreadable())?;
        if directory.entries.len() > MOST_ENTRIES {
            return Err(damaged("it has over a million entries"));
        }
        if !directory.is_whole {
            return Err(unreadable());
        }
        let mut problems = Vec::new();
        let found = directory.entries.len();
        if directory.stated != found as u64 {
            let stated = directory.stated;
            let message = format!("lies about its directory: it says {stated} and has {found}");
            problems.push(BundleProblem::of_whole(message));
        }
        problems.extend(ambiguous_directory(&zip, &directory)?);
        let mut located = Vec::new();
        for entry in directory.entries {
            match locate(&zip, &entry) {
                Ok(location) => {
                    let ambiguity = understood_differently(&zip, &entry, &location);
                    problems
                        .extend(ambiguity.map(|why| BundleProblem::of(path(&entry.header), why)));
                    located.push((entry, location));
                }
                Err(message) => problems.push(BundleProblem::of(path(&entry.header), message)),
            }
        }
        let refusals = refusals(&located, &zip, &mut problems);
        let accepted = located.iter().zip(&refusals).filter(|(_, refusal)| refusal.is_none());
        let unpacked =
            accepted.map(|((entry, _), _)| entry.header.unpacked).fold(0, u64::saturating_add);
        let bomb = is_bomb(unpacked, length);
        if bomb {
            problems.push(BundleProblem::of_whole(format!(
                "is a zip bomb: {} that unpack to {}",
                size(length),
                size(unpacked)
            )));
        }
        let mut files = BTreeMap::new();
        let mut folders = Vec::new();
        for ((entry, location), refused) in located.into_iter().zip(refusals) {
            let header = &entry.header;
            if let Some(why) = &refused {
                problems.push(BundleProblem::of(path(header), why));
            }
            let refused = refused.or_else(|| bomb.then(|| "is part of a zip bomb".to_owned()));
            if let Some(folder) = header.name.strip_suffix(b"/") {
                folders.push(String::from_utf8_lossy(folder).into_owned());
            } else if unsafe_path(header).is_none() {
                let file = ArchivedFile {
                    bytes: header.unpacked,
                    crc: header.crc,
                    refused,
                    deflated: header.is_deflated(),
                    start: location.content.start,
                    packed: header.packed,
                };
                if files.insert(path(header), file).is_some() {
                    problems.push(BundleProblem::of(path(header), "is there twice"));
                }
            }
        }
        let is_both = folders.iter().filter(|folder| files.contains_key(*folder));
        problems.extend(is_both.map(|it| BundleProblem::of(it, "is a file and a folder")));
        Ok(Archive { zip, files, problems })
    }

    /// The file at this path.
    ///
    /// # Errors
    /// There is none.
    pub(super) fn file(&self, path: &str) -> io::Result<&ArchivedFile> {
        self.files.get(path).ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    /// Opens a file at its beginning, to be read once to its end.
    ///
    /// # Errors
    /// Its content is not read; why.
    pub(super) fn stream(&self, file: &ArchivedFile) -> io::Result<Box<dyn Read + Send>> {
        let section = self.section(file)?;
        Ok(if file.deflated { Box::new(Whole::new(section)) } else { Box::new(section) })
    }

    /// Opens a file so that any place in it can be read. It never yields more
    /// than the archive declares.
    ///
    /// # Errors
    /// Its content is not read, or can't be unpacked; why.
    pub(super) fn open(&self, file: &ArchivedFile) -> io::Result<Box<dyn Source>> {
        let section = self.section(file)?;
        if !file.deflated {
            return Ok(Box::new(section));
        }
        if file.bytes > IN_MEMORY {
            return Ok(Box::new(Inflated::new(section, file.bytes)));
        }
        let mut content = Vec::new();
        deflated(section).take(file.bytes).read_to_end(&mut content)?;
        Ok(Box::new(Cursor::new(content)))
    }

    fn section(&self, file: &ArchivedFile) -> io::Result<Section<Arc<FileReader>>> {
        match &file.refused {
            Some(why) => Err(damaged(&format!("it {why}"))),
            None => Ok(Section::new(Arc::clone(self.zip.reader()), file.start, file.packed)),
        }
    }
}

/// Why programs may find another directory: its records must fill it, and nothing else may look like
/// one.
fn ambiguous_directory(
    zip: &zip::Archive<Arc<FileReader>>,
    directory: &Directory,
) -> io::Result<Option<BundleProblem>> {
    let mut records = directory.entries.iter().map(|entry| &entry.record);
    let filled = records
        .try_fold(zip.directory_start(), |at, record| (record.start == at).then_some(record.end));
    let why = match zip.directory_end()? {
        Err(why) => why,
        Ok(end) if filled != Some(end) => "its directory holds more than its entries",
        Ok(_) => return Ok(None),
    };
    Ok(Some(BundleProblem::of_whole(format!("unpacks differently with other programs: {why}"))))
}

/// Where an entry lies, if its local header agrees with the directory: programs that read the one
/// and those that read the other must see the same.
fn locate(zip: &zip::Archive<Arc<FileReader>>, entry: &Entry) -> Result<Location, String> {
    let missing = |_| "lies about its place: there is no entry where it should be".to_owned();
    let location = zip.locate(entry).map_err(missing)?;
    if location.content.end > zip.directory_start() {
        return Err("lies about its length: it reaches beyond the end of the content".to_owned());
    }
    contradiction(entry, &location).map_or(Ok(location), Err)
}

/// What programs understand in different ways of an entry.
fn understood_differently(
    zip: &zip::Archive<Arc<FileReader>>,
    entry: &Entry,
    location: &Location,
) -> Option<String> {
    let central = zip.read(entry.record.start..entry.record.start.saturating_add(RECORD));
    let local = zip.read(entry.start..entry.start.saturating_add(HEADER));
    match (central, local) {
        (Ok(central), Ok(local)) => ambiguity(&central, &local, entry, location),
        _ => Some("can't be read".to_owned()),
    }
}

/// Why each entry may not be unpacked. Bytes of the archive that belong to none are problems.
fn refusals(
    located: &[(Entry, Location)],
    zip: &zip::Archive<Arc<FileReader>>,
    problems: &mut Vec<BundleProblem>,
) -> Vec<Option<String>> {
    let ranges: Vec<_> =
        located.iter().map(|(entry, location)| entry.start..location.end).collect();
    let name = |index: usize| located.get(index).map_or(String::new(), |(it, _)| path(&it.header));
    let layout = Layout::of(&ranges, zip.directory_start());
    problems.extend(layout.gaps.iter().map(|&(before, bytes)| {
        let bytes = counted_bytes(bytes);
        match before {
            Some(index) => BundleProblem::of(
                name(index),
                format!("stands behind {bytes} that belong to no entry"),
            ),
            None => BundleProblem::of_whole(format!(
                "has {bytes} before its directory that belong to no entry"
            )),
        }
    }));
    let shares = |index: usize| {
        let other = name(*layout.overlapping.get(&index)?);
        Some(format!("shares its bytes with `{other}`, as zip bombs do"))
    };
    let entries = located.iter().enumerate();
    entries.map(|(index, (entry, _))| shares(index).or_else(|| refusal(entry))).collect()
}

fn damaged(why: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, why)
}
