//! Reads private.toml, which lists what reviewers must not learn. It is never packed, since no list
//! of a portfolio's files contains it.

use toml::de::DeTable;

use super::evidence_shape::PRIVATE_SHAPE;
use super::mended::read_mended;
use super::toml_reader::{TomlReader, reliable};
use super::tree::{AS_TEXT, EntryKind, Tree, TreeEntry, read_toml};
use crate::model::{Identity, KnownFrom, Place, Private, Problem, ProblemKind, SourceText};

/// The file's name, the same in every portfolio.
pub const PRIVATE_FILE: &str = "private.toml";

/// Reads private.toml if there is one, and the names of the computer's user.
pub(super) fn read(tree: &dyn Tree) -> (Private, Vec<Problem>) {
    let entry = tree.private_file();
    let (mut private, problems) = entry.map_or_else(Default::default, |it| read_file(tree, &it));
    private.identities.extend(tree.own_names());
    (private, problems)
}

/// Whatever stands there and can't be read is a problem: without the names in it nothing would be
/// found.
fn read_file(tree: &dyn Tree, entry: &TreeEntry) -> (Private, Vec<Problem>) {
    match read_toml(tree, entry) {
        Ok(text) => {
            let source = SourceText::new(PRIVATE_FILE, text);
            let kind = ProblemKind::EvidenceFile;
            let (private, problems) = read_mended(&source, &PRIVATE_SHAPE, kind, parse);
            (Private { source, ..private }, problems)
        }
        Err(why) => {
            let help = match entry.kind {
                EntryKind::File(_) => AS_TEXT,
                _ => "put the file itself there, or remove what is there",
            };
            let problem = Problem {
                kind: ProblemKind::EvidenceFile,
                message: format!("{PRIVATE_FILE} can't be read: {why}"),
                key: None,
                help: Some(help.to_owned()),
                place: Place::file(PRIVATE_FILE),
            };
            (Private::default(), vec![problem])
        }
    }
}

/// What a text says, without its source.
fn parse(source: &SourceText) -> (Private, Vec<Problem>) {
    let (table, errors) = DeTable::parse_recoverable(&source.text);
    let mut reader = TomlReader::new(source, ProblemKind::EvidenceFile);
    let well_formed = reader.report_syntax(errors);
    let fields = reader.root(table.get_ref(), &PRIVATE_SHAPE);
    let named = reader.text_list(&fields, "identities");
    let problems = reliable(reader.problems, well_formed);
    let identities = named
        .into_iter()
        .map(|name| Identity { name: name.value, known_from: KnownFrom::PrivateFile })
        .collect();
    (Private { identities, ..Private::default() }, problems)
}
