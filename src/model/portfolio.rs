//! A portfolio, loaded.

use super::artifact::Artifact;
use super::credential::Credential;
use super::evidence::{Citation, EvidenceFile};
use super::kind::Kind;
use super::narrative::Narrative;
use super::passages::Passages;
use super::private::Private;
use super::source_text::{Place, SourceText};
use super::stripping::Stripping;

/// Everything that is known of a portfolio after reading it.
#[derive(Debug, Clone, PartialEq)]
pub struct Portfolio {
    /// The folder or bundle as the user named it; for people, never packed.
    pub name: String,
    /// evidence.toml.
    pub evidence: EvidenceFile,
    /// The credential that evidence.toml names; none where there is no such one.
    pub credential: Option<Credential>,
    /// Ids that could be named instead: bundled, and of the portfolio's catalog.
    pub known_credentials: Vec<String>,
    /// Part 1.
    pub overview: Narrative,
    /// Part 3.
    pub reflection: Narrative,
    /// The files below `artifacts/`, sorted by path.
    pub artifacts: Vec<Artifact>,
    /// The transcripts beside recordings, in the order of the recordings.
    pub transcripts: Vec<RecordingTranscripts>,
    /// Every other file that a bundle carries, sorted by path.
    pub other_files: Vec<String>,
    /// Cited files of the portfolio that are not below `artifacts/`, sorted by path.
    pub stray_files: Vec<String>,
    /// Files outside artifacts/ that have the names of cited ones, sorted by cited path.
    pub misplaced_files: Vec<MisplacedFile>,
    /// Files beside those of the portfolio, which nothing reads and whose names may be nearly right:
    /// in its own folder, and in folders with names like those of its folders; sorted.
    pub unread_files: Vec<String>,
    /// Links beside artifacts that lead to what is no part of the portfolio, sorted by path.
    pub outside_links: Vec<String>,
    /// What was wrong with the form of its files.
    pub problems: Vec<Problem>,
    /// Files of the portfolio's own catalog, and the shared one that counts, for messages that show their
    /// lines.
    pub catalog_sources: Vec<SourceText>,
    /// The file of a shared catalog that its credential is from; none where its own or the bundled one
    /// counts.
    pub shared_catalog: Option<String>,
    /// What reviewers must not learn.
    pub private: Private,
    /// What the copies of its files lost, where copies are read; sorted by path.
    pub strippings: Vec<Stripping>,
}

/// The transcripts that lie beside one recording.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordingTranscripts {
    /// The index of the recording.
    pub recording: usize,
    /// The indexes of its transcripts; the words of the first are those of the recording.
    pub transcripts: Vec<usize>,
    /// A citation names the first.
    pub is_named: bool,
}

/// A cited file that lies in the portfolio's folder, or one above, and not in artifacts/.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MisplacedFile {
    /// The path that is cited.
    pub cited: String,
    /// Where the file lies, relative to the portfolio.
    pub found: String,
    /// Where it belongs.
    pub target: String,
}

/// Something wrong with the form of a file, found while reading it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What kind of problem.
    pub kind: ProblemKind,
    /// What is wrong, one sentence without full stop.
    pub message: String,
    /// The key whose value is of the wrong type, where that is what is wrong.
    pub key: Option<String>,
    /// What to type.
    pub help: Option<String>,
    /// Where.
    pub place: Place,
}

/// The kinds of problems that reading a portfolio can meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ProblemKind {
    /// evidence.toml or private.toml breaks the syntax or the types.
    EvidenceFile,
    /// A key that nothing reads.
    UnknownKey,
    /// A file of the portfolio's catalog can't be used.
    Catalog,
}

impl Portfolio {
    /// Both narratives, in their order.
    pub fn narratives(&self) -> [&Narrative; 2] {
        [&self.overview, &self.reflection]
    }

    /// Whether the value of this key of evidence.toml was of the wrong type: then
    /// what it should say is not missing but wrong, and said so already.
    pub fn has_wrong_type(&self, key: &str) -> bool {
        let problems = self.problems.iter().filter(|p| p.place.path == self.evidence.source.path);
        problems.filter_map(|problem| problem.key.as_deref()).any(|wrong| wrong == key)
    }

    /// The artifact at this path as cited: `./` in front and the two ways of
    /// writing accented letters make no difference.
    pub fn artifact(&self, cited: &str) -> Option<&Artifact> {
        self.artifacts.get(self.artifact_index(cited)?)
    }

    /// The index of that artifact.
    pub fn artifact_index(&self, cited: &str) -> Option<usize> {
        // Most paths are written as they are; only the others need the slow look.
        let exact = self.artifacts.binary_search_by(|artifact| artifact.path.as_str().cmp(cited));
        exact.ok().or_else(|| {
            let wanted = comparable(cited);
            self.artifacts.iter().position(|artifact| comparable(&artifact.path) == wanted)
        })
    }

    /// The index of the artifact that stands in for the file of this path under another name.
    pub fn stub_of(&self, path: &str) -> Option<usize> {
        let stands_for = |stub: &Artifact| stub.stands_for().is_some_and(|it| it == path);
        self.artifacts.iter().position(stands_for)
    }

    /// The file that lies in the wrong folder and is cited by this path.
    pub fn misplaced(&self, cited: &str) -> Option<&MisplacedFile> {
        self.misplaced_files.iter().find(|file| file.cited == cited)
    }

    /// Whether a recording has the transcript of this index.
    pub fn is_of_recording(&self, transcript: usize) -> bool {
        self.transcripts.iter().any(|pair| pair.transcripts.contains(&transcript))
    }

    /// The texts of which one should have a quote from this artifact. The words of a recording stand in
    /// the transcript that the citation names, or else in all that lie beside it, or in its text track.
    pub fn texts<'p>(&'p self, citation: &Citation, artifact: &'p Artifact) -> Vec<&'p Passages> {
        let own = || artifact.passages().into_iter().collect();
        if !artifact.is_recording() {
            return own();
        }
        let named = citation.transcript.as_ref().and_then(|path| self.artifact(&path.value));
        let named = named.filter(|it| it.kind == Kind::Transcript).and_then(Artifact::passages);
        if let Some(named) = named {
            return vec![named];
        }
        let of_recording = |pair: &&RecordingTranscripts| {
            self.artifacts.get(pair.recording).is_some_and(|it| it.path == artifact.path)
        };
        let beside = self.transcripts.iter().find(of_recording).into_iter();
        let beside = beside.flat_map(|pair| &pair.transcripts);
        let beside: Vec<&Passages> =
            beside.filter_map(|index| self.artifacts.get(*index)?.passages()).collect();
        if beside.is_empty() { own() } else { beside }
    }

    /// The text of the file at this path, where mcred read it as text.
    pub fn source(&self, path: &str) -> Option<&SourceText> {
        let narratives = self.narratives().into_iter().filter_map(|n| n.read().map(|r| r.0));
        std::iter::once(&self.evidence.source)
            .chain(narratives)
            .chain([&self.private.source])
            .chain(&self.catalog_sources)
            .find(|source| source.path == path)
    }
}

/// The last part of a path with `/`.
pub fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// A path in the form that decides whether two are the same file: macOS stores
/// accented letters in two parts (NFD), other systems in one (NFC).
fn comparable(path: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    path.strip_prefix("./").unwrap_or(path).nfc().collect()
}
