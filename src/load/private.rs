//! private.toml -> what reviewers must not learn. It is read, and never packed: no list of a
//! portfolio's files names it.

use toml::de::DeTable;

use super::evidence_shape::PRIVATE_SHAPE;
use super::form::Form;
use super::tree::{EntryKind, Tree, TreeEntry, read_text};
use crate::model::{Identity, KnownFrom, Place, Private, Problem, ProblemKind, SourceText};

/// The file's name, the same in every portfolio.
pub const PRIVATE_FILE: &str = "private.toml";

/// Reads private.toml where there is one, and asks the computer for its user's names.
pub(super) fn read(tree: &dyn Tree) -> (Private, Vec<Problem>) {
    let (mut private, problems) = match tree.has(PRIVATE_FILE) {
        true => read_file(tree),
        false => Default::default(),
    };
    private.identities.extend(tree.own_names());
    (private, problems)
}

fn read_file(tree: &dyn Tree) -> (Private, Vec<Problem>) {
    let sort = match tree.stamp(PRIVATE_FILE) {
        Ok(stamp) => EntryKind::File(stamp.bytes),
        Err(error) => EntryKind::Unreadable(super::clause(&error)),
    };
    match read_text(tree, &TreeEntry { path: PRIVATE_FILE.to_owned(), sort }) {
        Ok(text) => understood(SourceText::new(PRIVATE_FILE, text)),
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

fn understood(source: SourceText) -> (Private, Vec<Problem>) {
    let (table, errors) = DeTable::parse_recoverable(&source.text);
    let mut form = Form::new(&source, ProblemKind::EvidenceFile);
    let well_formed = form.syntax(errors);
    let fields = form.root(table.get_ref(), &PRIVATE_SHAPE);
    let named = form.texts(&fields, "identities");
    let mut problems = form.problems;
    if !well_formed {
        // What follows a break of syntax is guesswork; one cause is one finding.
        problems.retain(|problem| problem.message.starts_with("this is not TOML"));
    }
    let identities = named
        .into_iter()
        .map(|name| Identity { name: name.value, known_from: KnownFrom::PrivateFile })
        .collect();
    drop(table);
    (Private { source, identities }, problems)
}
