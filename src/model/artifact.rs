//! A file of the practitioner's that proves something.

use std::sync::Arc;

use super::facts::Facts;
use super::format::Format;
use super::kind::Kind;
use super::metadata::Metadata;
use super::passages::Passages;

/// How much of a file is compared to find duplicates: no film is read whole for that.
pub const COMPARED_BYTES: u64 = 3_000_000;

/// A file below `artifacts/`.
#[derive(Debug, Clone, PartialEq)]
pub struct Artifact {
    /// Path relative to the portfolio, with `/`.
    pub path: String,
    /// Length in bytes.
    pub bytes: u64,
    /// Its kind by its bytes; by its name where they could not be read.
    pub kind: Kind,
    /// What was found inside it.
    pub inside: Inside,
    /// What stands at that path.
    pub state: ArtifactState,
    /// SHA-256 of what is compared of it, where another file has the same length.
    pub digest: Option<[u8; 32]>,
    /// What it is, where it only stands in place of a file.
    pub stand_in: Option<StandIn>,
    /// The files of which it consists, where it is a folder that its program shows as one document.
    pub parts: Vec<String>,
}

/// What stands in place of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StandIn {
    /// A shortcut to this address of the web.
    WebShortcut(String),
    /// A pointer that a program for large files left, and the command that fetches the file.
    GitPointer {
        /// The program.
        program: &'static str,
        /// What to type.
        command: &'static str,
    },
    /// A symbolic link that was saved as a text.
    LinkAsText,
    /// An alias of macOS.
    MacAlias,
    /// A shortcut of Windows to a file.
    WindowsShortcut,
    /// A stub of a file that is in this cloud.
    InCloud(&'static str),
    /// A shortcut to a document of this online program.
    Online(&'static str),
    /// A web page that only leads to another.
    RedirectPage,
    /// A download that is not finished.
    UnfinishedDownload,
    /// A recording that Zoom has not converted.
    UnconvertedRecording,
    /// A file of zeros.
    Blank,
}

/// Whether an artifact can be packed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ArtifactState {
    /// A file that can be opened.
    Readable,
    /// A link to something that is not in `artifacts/`.
    LeavesPortfolio,
    /// Something that can't be read; why, as a clause.
    Unreadable(String),
}

/// What was found when an artifact was looked into.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Inside {
    /// Nothing looked: it is empty, stands in for another file, or can't be read at all.
    #[default]
    Unseen,
    /// It opens only with a password.
    Encrypted,
    /// It could not be made sense of; why, as a clause.
    Broken(String),
    /// It was looked into.
    Seen(Box<Seen>),
}

/// The inside of an artifact.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Seen {
    /// Its format, by its bytes.
    pub format: Format,
    /// What could be measured.
    pub facts: Facts,
    /// Its text with places, where somebody asked for it and it has any; of a recording, what is said
    /// in it.
    pub passages: Option<Arc<Passages>>,
    /// The path of the file that this text comes from, where a recording has its transcript beside it.
    pub transcript: Option<String>,
    /// Why its text was not read though somebody asked for it, as a clause.
    pub unread: Option<String>,
    /// What it says beside its content: author, device, place, comments.
    pub metadata: Metadata,
}

/// Extensions of files in which browsers run scripts.
const RUN_BY_BROWSERS: [&str; 7] = ["html", "htm", "xhtml", "xht", "shtml", "svg", "xml"];

/// Where the words of a recording come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Transcript<'a> {
    /// The transcript at this path.
    File(&'a str),
    /// A text track of the recording.
    Track,
}

impl Artifact {
    /// What was found inside it, where it could be looked into.
    pub fn seen(&self) -> Option<&Seen> {
        match &self.inside {
            Inside::Seen(seen) => Some(seen),
            _ => None,
        }
    }

    /// What could be measured.
    pub fn facts(&self) -> Option<&Facts> {
        self.seen().map(|seen| &seen.facts)
    }

    /// Its text with places, where somebody asked for it and it has any.
    pub fn passages(&self) -> Option<&Passages> {
        self.seen()?.passages.as_deref()
    }

    /// Whether it is a film or a sound recording, which may have a transcript.
    pub fn is_recording(&self) -> bool {
        matches!(self.kind, Kind::Video | Kind::Audio)
    }

    /// Where the words of a recording come from; none where it has no transcript that could be read.
    pub fn transcript(&self) -> Option<Transcript<'_>> {
        let seen = self.seen().filter(|_| self.is_recording())?;
        seen.passages.as_ref()?;
        Some(seen.transcript.as_deref().map_or(Transcript::Track, Transcript::File))
    }

    /// What it says beside its content: author, device, place, comments.
    pub fn metadata(&self) -> Option<&Metadata> {
        self.seen().map(|seen| &seen.metadata)
    }

    /// Whether a browser that opens it runs scripts, shows other pages, or loads from the web. Browsers
    /// go by the name: what is named as a page and is something else may be a page, too.
    pub fn is_active(&self) -> bool {
        let extension = self.path.rsplit_once('.').map(|(_, extension)| extension);
        let is_run = |known: &&str| extension.is_some_and(|it| it.eq_ignore_ascii_case(known));
        if !RUN_BY_BROWSERS.iter().any(is_run) {
            return false;
        }
        match self.seen() {
            Some(seen) => match seen.format {
                Format::Html | Format::Svg | Format::Code => seen.metadata.is_active,
                _ => true,
            },
            None => self.has_content(),
        }
    }

    /// Whether there is something to look into: it can be read, is not empty, and stands in for no other
    /// file.
    pub fn has_content(&self) -> bool {
        self.is_readable() && self.bytes > 0 && self.stand_in.is_none()
    }

    /// The path that the file itself would have, where this one stands in for it under another name.
    pub fn stands_for(&self) -> Option<String> {
        let stub = matches!(self.stand_in, Some(StandIn::InCloud(_) | StandIn::UnfinishedDownload));
        // Most are none, and are asked for every path.
        if !stub {
            return None;
        }
        let (path, _) = self.path.rsplit_once('.')?;
        let (folder, name) = path.rsplit_once('/')?;
        // The stubs of iCloud are hidden.
        let is_hidden = self.stand_in == Some(StandIn::InCloud("iCloud"));
        let name = name.strip_prefix('.').filter(|_| is_hidden).unwrap_or(name);
        Some(format!("{folder}/{name}"))
    }

    /// Whether its bytes can be read.
    pub fn is_readable(&self) -> bool {
        self.state == ArtifactState::Readable
    }
}
