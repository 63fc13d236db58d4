//! Reads private.toml, which lists what reviewers must not learn. It is never packed, since no list
//! of a portfolio's files contains it.

use toml::de::DeTable;

use super::evidence_shape::PRIVATE_SHAPE;
use super::toml_reader::{TomlReader, reliable};
use super::tree::{EntryKind, Tree, TreeEntry, read_text};
use crate::model::{Identity, KnownFrom, Place, Private, Problem, ProblemKind, SourceText};

/// The file's name, the same in every portfolio.
pub const PRIVATE_FILE: &str = "private.toml";

/// Reads private.toml if there is one, and the names of the computer's user.
pub(super) fn read(tree: &dyn Tree) -> (Private, Vec<Problem>) {
    let (mut private, problems) = match tree.has(PRIVATE_FILE) {
        true => read_file(tree),
        false => Default::default(),
    };
    private.identities.extend(tree.own_names());
    (private, problems)
}

fn read_file(tree: &dyn Tree) -> (Private, Vec<Problem>) {
    let kind = match tree.stamp(PRIVATE_FILE) {
        Ok(stamp) => EntryKind::File(stamp.bytes),
        Err(error) => EntryKind::Unreadable(super::error_clause(&error)),
    };
    match read_text(tree, &TreeEntry { path: PRIVATE_FILE.to_owned(), kind }) {
        Ok(text) => parse(SourceText::new(PRIVATE_FILE, text)),
        Err(why) => {
            let problem = Problem {
                kind: ProblemKind::EvidenceFile,
                message: format!("{PRIVATE_FILE} can't be read: {why}"),
                key: None,
                help: Some("save it as UTF-8 text".to_owned()),
                place: Place::file(PRIVATE_FILE),
            };
            (Private::default(), vec![problem])
        }
    }
}

fn parse(source: SourceText) -> (Private, Vec<Problem>) {
    let (table, errors) = DeTable::parse_recoverable(&source.text);
    let mut reader = TomlReader::new(&source, ProblemKind::EvidenceFile);
    let well_formed = reader.report_syntax(errors);
    let fields = reader.root(table.get_ref(), &PRIVATE_SHAPE);
    let named = reader.text_list(&fields, "identities");
    let problems = reliable(reader.problems, well_formed);
    let identities = named
        .into_iter()
        .map(|name| Identity { name: name.value, known_from: KnownFrom::PrivateFile })
        .collect();
    drop(table);
    (Private { source, identities }, problems)
}
