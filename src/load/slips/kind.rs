//! The slips that people who don't know TOML make, in words for them.

use super::super::shape::Value;
use crate::model::ProblemKind;

/// A kind of slip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum SlipKind {
    /// Curly quotes around a text.
    CurlyQuotes,
    /// A character that looks like a space.
    NoBreakSpace,
    /// `:` or the like in place of `=`.
    NoEquals(String),
    /// No `=` between this key and its value.
    MissingEquals(String),
    /// A character that is missing.
    Missing(&'static str),
    /// A character that is too much.
    Extra(String),
    /// Another character than the one that belongs here.
    Instead(String, &'static str),
    /// A quote at only one end.
    OneQuote,
    /// A quote inside a text ends it.
    InnerQuote,
    /// A value that needs quotes.
    Unquoted,
    /// `True`, `yes`.
    Truth(bool),
    /// A path with backslashes.
    PathBackslash,
    /// A path of one computer.
    AbsolutePath,
    /// A backslash in a text.
    Backslash,
    /// `"""` without its end.
    Unclosed,
    /// A text in single quotes over several lines.
    OverLines,
    /// A table where a list of tables belongs.
    OneTable,
    /// A text where a table belongs.
    TextForTable,
    /// The keys of a piece of evidence outside of the list.
    OutsideList,
    /// The name of a table is written otherwise; how.
    Header(String),
    /// The name of a table is misspelt; what is typed, and what is meant.
    TableName(String, String),
    /// The name of a key is written otherwise; how.
    KeyName(&'static str),
    /// A bullet before a line.
    Bullet,
    /// A comment of another language.
    Comment,
    /// The second of two; what, and on which line the first is.
    Twice(String, usize),
    /// What stands below the second of two tables; said of the table alone.
    BelowTwice,
    /// A line that is nothing that belongs into the file.
    Stray,
    /// What the parser says of a line of which nothing else is known.
    NotToml(String),
}

impl SlipKind {
    /// The kind of problem that it is reported as.
    pub(super) fn problem(&self) -> ProblemKind {
        match self {
            SlipKind::TableName(..) => ProblemKind::UnknownKey,
            _ => ProblemKind::EvidenceFile,
        }
    }

    /// What is wrong: a sentence without full stop.
    pub(super) fn message(&self) -> String {
        match self {
            SlipKind::CurlyQuotes => {
                "these quotes are curly; text stands in straight ones: \"".to_owned()
            }
            SlipKind::NoBreakSpace => {
                "a no-break space stands here; it looks like a space and is none".to_owned()
            }
            SlipKind::NoEquals(typed) => {
                format!("`=` stands between a key and its value, not `{typed}`")
            }
            SlipKind::MissingEquals(key) => format!("`=` is missing after `{key}`"),
            SlipKind::Missing(",") => "a comma is missing here".to_owned(),
            SlipKind::Missing(what) => format!("`{what}` is missing here"),
            SlipKind::Extra(what) => format!("`{what}` is too much here"),
            SlipKind::Instead(typed, wanted) => format!("here belongs `{wanted}`, not `{typed}`"),
            SlipKind::OneQuote => "a quote is missing at one end of this text".to_owned(),
            SlipKind::InnerQuote => "a quote inside this text ends it too early".to_owned(),
            SlipKind::Unquoted => "this value stands in quotes".to_owned(),
            SlipKind::Truth(_) => "this is either true or false, in small letters".to_owned(),
            SlipKind::PathBackslash => {
                "paths are written with `/`, on Windows, too; `\\` means something else here"
                    .to_owned()
            }
            SlipKind::AbsolutePath => {
                "this path is one of your computer; a path begins in the portfolio's folder"
                    .to_owned()
            }
            SlipKind::Backslash => "`\\` has a meaning of its own in quotes".to_owned(),
            SlipKind::Unclosed => {
                "this text begins with three quotes, and they are missing at its end".to_owned()
            }
            SlipKind::OverLines => {
                "a text over several lines stands in three quotes: \"\"\"".to_owned()
            }
            SlipKind::OneTable => "`evidence` is a list: in [ ], even with one item".to_owned(),
            SlipKind::TextForTable => {
                "a piece of evidence names its file and its place apart, in { }".to_owned()
            }
            SlipKind::OutsideList => {
                "`artifact` and `at` belong into the list `evidence`".to_owned()
            }
            SlipKind::Header(name) => format!("the name of this table is written {name}"),
            SlipKind::TableName(typed, _) => {
                format!("`{typed}` is not a key that mcred knows at the top of evidence.toml")
            }
            SlipKind::KeyName(name) => format!("this key is written `{name}`"),
            SlipKind::Bullet => "a line does not begin with a bullet".to_owned(),
            SlipKind::Comment => "a comment begins with #".to_owned(),
            SlipKind::Twice(what, line) => {
                format!("{what} is here a second time; the first is on line {line}")
            }
            SlipKind::BelowTwice | SlipKind::Stray => {
                "this line is neither `key = value` nor a [table] nor a # comment".to_owned()
            }
            SlipKind::NotToml(words) => format!("this is not TOML: {words}"),
        }
    }

    /// What to do, where showing the line would not say it.
    pub(super) fn help(&self) -> Option<String> {
        match self {
            SlipKind::Unclosed => {
                Some("write \"\"\" on a line of its own after the last line of the text".to_owned())
            }
            SlipKind::OverLines => {
                Some("write \"\"\" before its first word and after its last one".to_owned())
            }
            SlipKind::TableName(_, meant) => Some(format!("did you mean `{meant}`?")),
            SlipKind::Twice(what, line) if what.starts_with('[') => Some(format!(
                "put all that is for this detail below the {what} of line {line}, and delete this one"
            )),
            SlipKind::Twice(what, line) if what == "`evidence`" => Some(format!(
                "put all pieces into the list of line {line}, a comma between them, and delete this \
                 one"
            )),
            SlipKind::Twice(_, line) => Some(format!("delete this one, or the one on line {line}")),
            SlipKind::Stray => {
                Some("put # before it if it is a note of yours, or delete it".to_owned())
            }
            SlipKind::NotToml(_) => Some(
                "compare the line with `mcred explain evidence.toml`: text stands in \"quotes\", \
                 longer text in \"\"\"three quotes\"\"\""
                    .to_owned(),
            ),
            _ => None,
        }
    }
}

/// Whether a value of this kind is one text.
pub(super) fn is_text(value: Value) -> bool {
    value.is_text() || value == Value::Texts
}
