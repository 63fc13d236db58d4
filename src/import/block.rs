//! A paragraph of a source, with what its layout says of it.

use crate::model::LayoutCell;

/// A paragraph, an item of a list or a heading.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Block {
    /// The line of the source, or the number of the paragraph, from 1.
    pub line: u32,
    /// How far it is indented, in columns or levels of a list.
    pub indent: usize,
    /// The rank of a heading, from 1.
    pub heading: Option<u8>,
    /// Its number, letter or bullet.
    pub marker: Option<Marker>,
    /// Its words on one line, without the marker.
    pub text: String,
    /// The cell of a table in which it stands.
    pub cell: Option<LayoutCell>,
    /// What the heading of its column says that it is.
    pub role: Option<Role>,
}

/// What the cells of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Outcome,
    Detail,
    Question,
    /// What the issuer says of good evidence for the detail of the row.
    Criteria,
    /// The heading of a column, or a cell that is no requirement.
    Other,
}

/// The number, letter or bullet of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Marker {
    /// `1.`
    Number(u32),
    /// `a.`, and roman numbers.
    Letters(String),
    /// `iv.`
    Roman(u32, Case),
    /// `•`
    Bullet(char),
    /// `1.a`, `1.1`, `1a`.
    Pair(u32, String),
}

/// Upper or lower case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    Upper,
    Lower,
}

/// What the items of one list have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Number,
    Letter(Case),
    Roman(Case),
    Bullet(char),
    /// Indentation alone.
    Unmarked,
}

impl Case {
    pub fn of(text: &str) -> Case {
        if text.starts_with(char::is_uppercase) { Case::Upper } else { Case::Lower }
    }
}

impl Marker {
    pub fn class(&self) -> Class {
        match self {
            Marker::Number(_) | Marker::Pair(..) => Class::Number,
            Marker::Letters(text) => Class::Letter(Case::of(text)),
            Marker::Roman(_, case) => Class::Roman(*case),
            Marker::Bullet(bullet) => Class::Bullet(*bullet),
        }
    }
}

impl Block {
    pub fn class(&self) -> Class {
        self.marker.as_ref().map_or(Class::Unmarked, Marker::class)
    }

    /// The marker and the words, as the source has them.
    pub fn shown(&self) -> String {
        let marker = match &self.marker {
            Some(Marker::Number(number)) => format!("{number}. "),
            Some(Marker::Letters(text)) => format!("{text}. "),
            Some(Marker::Bullet(bullet)) => format!("{bullet} "),
            Some(Marker::Pair(outcome, letter)) => format!("{outcome}.{letter} "),
            Some(Marker::Roman(..)) | None => String::new(),
        };
        marker + &self.text
    }
}
