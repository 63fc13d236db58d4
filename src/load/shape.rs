//! Which keys a TOML table may have, and their values.
//!
//! The reader of the file, its JSON Schema and its documentation are all made from
//! this description, so that they agree.

/// The shape of a table: its known keys.
#[derive(Debug, PartialEq, Eq)]
pub struct Shape {
    /// Where it is, for messages: `in [honesty]`.
    pub place: &'static str,
    /// Its header in a file: `[honesty]`; empty for the file as a whole.
    pub header: &'static str,
    /// Its keys, in the order in which people write them.
    pub keys: &'static [Key],
}

/// A key that a table may have.
#[derive(Debug, PartialEq, Eq)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// Its value.
    pub value: Value,
    /// Whether it may be left out.
    pub need: Need,
    /// What it is for: a sentence or two.
    pub about: &'static str,
}

/// The value that a key may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// Any text.
    Text,
    /// A text that is not blank.
    Words,
    /// The id of a credential.
    Credential,
    /// The path of an artifact.
    Artifact,
    /// A place in an artifact.
    Location,
    /// The name of a rule.
    Rule,
    /// The id of a detail, such as `1.a`.
    Detail,
    /// One of these texts.
    OneOf(&'static [&'static str]),
    /// A list of texts.
    Texts,
    /// A boolean.
    Truth,
    /// A whole number from 0.
    Number,
    /// A number from 0, with or without decimals.
    Decimal,
    /// A date, as a TOML date or as text.
    Date,
    /// A table.
    Table(&'static Shape),
    /// A list of tables.
    Tables(&'static Shape),
    /// A list of at least one table.
    SomeTables(&'static Shape),
    /// A table for every detail: `[eo.1.a]`.
    Details(&'static Shape),
}

/// Whether a key may be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// It may.
    Optional,
    /// It may not.
    Required,
    /// It may not; its absence is reported with this message and this help.
    RequiredWith(&'static str, &'static str),
}

impl Key {
    /// A key that may be left out.
    pub const fn new(name: &'static str, value: Value, about: &'static str) -> Key {
        Key { name, value, need: Need::Optional, about }
    }

    /// The same, which may not be left out.
    pub const fn required(self) -> Key {
        Key { need: Need::Required, ..self }
    }

    /// The same, whose absence is reported with this message and this help.
    pub const fn required_with(self, message: &'static str, help: &'static str) -> Key {
        Key { need: Need::RequiredWith(message, help), ..self }
    }

    /// Whether it may not be left out.
    pub fn is_required(&self) -> bool {
        self.need != Need::Optional
    }
}

impl Shape {
    /// The key of this name.
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }
}

impl Value {
    /// The shape of the tables that it consists of.
    pub fn shape(self) -> Option<&'static Shape> {
        match self {
            Value::Table(shape)
            | Value::Tables(shape)
            | Value::SomeTables(shape)
            | Value::Details(shape) => Some(shape),
            _ => None,
        }
    }

    /// Whether it is one text.
    pub fn is_text(self) -> bool {
        matches!(
            self,
            Value::Text
                | Value::Words
                | Value::Credential
                | Value::Artifact
                | Value::Location
                | Value::Rule
                | Value::Detail
                | Value::OneOf(_)
        )
    }
}
