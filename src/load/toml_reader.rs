//! Reads a TOML text by its [`Shape`] and reports all errors in it at once.
//!
//! Serde stops at the first wrong value and does not suggest names, so the tables
//! are read by hand: a value of the wrong type, an unknown key and a missing key
//! each become a problem with its place.

use toml::Spanned as TomlSpanned;
use toml::de::{DeTable, DeValue};

use super::shape::{Key, Need, Shape, Value};
use crate::model::{
    Date, Place, Problem, ProblemKind, SourceText, Span, Spanned, enumerated, nearest,
};

/// Collects problems while a text is read.
pub(super) struct TomlReader<'t> {
    source: &'t SourceText,
    /// The kind of problem that a wrong type or broken syntax is in this file.
    kind: ProblemKind,
    pub(super) problems: Vec<Problem>,
}

/// A table and its shape.
pub(super) struct Fields<'t> {
    table: &'t DeTable<'t>,
    /// Its place; empty for the file as a whole.
    pub(super) span: Span,
    shape: &'static Shape,
    /// Known names, and the misspelt keys that are read in their place.
    misspelt: Vec<(&'static str, &'t TomlSpanned<std::borrow::Cow<'t, str>>)>,
}

impl<'t> TomlReader<'t> {
    pub(super) fn new(source: &'t SourceText, kind: ProblemKind) -> TomlReader<'t> {
        TomlReader { source, kind, problems: Vec::new() }
    }

    /// Reports a problem of the file's own kind.
    pub(super) fn report(&mut self, span: Span, message: impl Into<String>, help: Option<String>) {
        self.problem(self.kind, span, message.into(), help);
    }

    fn problem(&mut self, kind: ProblemKind, span: Span, message: String, help: Option<String>) {
        let place = Place::at(&self.source.path, span);
        self.problems.push(Problem { kind, message, key: None, help, place });
    }

    /// Reports the first syntax error; returns whether there was none.
    pub(super) fn report_syntax(&mut self, errors: Vec<toml::de::Error>) -> bool {
        let well_formed = errors.is_empty();
        // One missing quote breaks many lines after it, so the first error is the cause.
        if let Some(error) = errors
            .into_iter()
            .min_by_key(|error| error.span().map_or(usize::MAX, |span| span.start))
        {
            let end = self.source.text.len();
            let span = error.span().unwrap_or(end..end);
            let message = error.message().trim().replace('\n', ", ");
            let help = "see https://toml.io for how values are written; text in \"quotes\", \
                        longer text in \"\"\"three quotes\"\"\"";
            self.report(span, format!("this is not TOML: {message}"), Some(help.into()));
        }
        well_formed
    }

    /// The fields of the table that a file is as a whole.
    pub(super) fn root(&mut self, table: &'t DeTable<'t>, shape: &'static Shape) -> Fields<'t> {
        self.fields(table, 0..0, shape, shape.place)
    }

    /// The fields of a table of this shape. Unknown and missing keys are problems; a misspelt key is
    /// read as the one that was meant.
    pub(super) fn fields(
        &mut self,
        table: &'t DeTable<'t>,
        span: Span,
        shape: &'static Shape,
        place: &str,
    ) -> Fields<'t> {
        let known = || shape.keys.iter().map(|key| key.name);
        let mut misspelt = Vec::new();
        for key in table.keys() {
            let name = key.get_ref().as_ref();
            if shape.key(name).is_some() {
                continue;
            }
            let meant = nearest(name, known()).and_then(|meant| shape.key(meant));
            let help = match meant {
                Some(meant) => format!("did you mean `{}`?", meant.name),
                None => format!("known {place}: {}", list(known())),
            };
            if let Some(meant) = meant.filter(|meant| !table.contains_key(meant.name)) {
                misspelt.push((meant.name, key));
            }
            let message = format!("`{name}` is not a key that mcred knows {place}");
            self.problem(ProblemKind::UnknownKey, key.span(), message, Some(help));
        }
        let fields = Fields { table, span, shape, misspelt };
        for key in shape.keys.iter().filter(|key| fields.get(key.name).is_none()) {
            self.missing(key, &fields);
        }
        fields
    }

    fn missing(&mut self, key: &Key, fields: &Fields<'_>) {
        let (message, help) = match key.need {
            Need::Optional => return,
            Need::RequiredWith(message, help) => (message.to_owned(), help),
            Need::Required => (
                format!("`{}` is missing here", key.name),
                "`mcred catalog leading-a-culture-of-safety --format toml` shows a whole file",
            ),
        };
        self.report(fields.span.clone(), message, Some(help.into()));
    }

    /// The fields of the table under this key.
    pub(super) fn table_field(
        &mut self,
        fields: &Fields<'t>,
        name: &'static str,
    ) -> Option<Fields<'t>> {
        let value = fields.get(name)?;
        let shape = fields.shape_of(name)?;
        let table = self.table(value, name, shape.header)?;
        Some(self.fields(table, value.span(), shape, shape.place))
    }

    /// The fields of each table in the list under this key; an absent list is empty.
    pub(super) fn table_list(
        &mut self,
        fields: &Fields<'t>,
        name: &'static str,
    ) -> Vec<Fields<'t>> {
        let (Some(value), Some(shape)) = (fields.get(name), fields.shape_of(name)) else {
            return Vec::new();
        };
        let mut inners = Vec::new();
        for item in self.array(value, name, shape.header) {
            let table = self.table(item, name, shape.header);
            inners.extend(table.map(|table| self.fields(table, item.span(), shape, shape.place)));
        }
        inners
    }

    /// The table in this value.
    pub(super) fn table(
        &mut self,
        value: &'t TomlSpanned<DeValue<'t>>,
        name: &str,
        sample: &str,
    ) -> Option<&'t DeTable<'t>> {
        let table = value.get_ref().as_table();
        if table.is_none() {
            self.wrong_type(name, value, "a table", sample);
        }
        table
    }

    /// The array in this value.
    fn array(
        &mut self,
        value: &'t TomlSpanned<DeValue<'t>>,
        name: &str,
        sample: &str,
    ) -> &'t [TomlSpanned<DeValue<'t>>] {
        match value.get_ref() {
            DeValue::Array(array) => array,
            _ => {
                self.wrong_type(name, value, "a list", sample);
                &[]
            }
        }
    }

    /// The text in the field of this name.
    pub(super) fn text(
        &mut self,
        fields: &Fields<'t>,
        name: &'static str,
    ) -> Option<Spanned<String>> {
        let key = fields.declared(name, Value::is_text)?;
        let text = self.text_value(fields.get(name)?, name)?;
        match key.value {
            Value::Words if text.value.trim().is_empty() => {
                self.missing(key, fields);
                None
            }
            Value::OneOf(words) if !words.contains(&text.value.as_str()) => {
                let words: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
                let help = format!("a {name} is {}", enumerated(&words, "or"));
                let message = format!("`{}` is no {name}", text.value);
                self.report(text.span, message, Some(help));
                None
            }
            _ => Some(text),
        }
    }

    /// The text in this value.
    fn text_value(
        &mut self,
        value: &'t TomlSpanned<DeValue<'t>>,
        name: &str,
    ) -> Option<Spanned<String>> {
        match value.get_ref() {
            DeValue::String(text) => {
                Some(Spanned { value: text.clone().into_owned(), span: value.span() })
            }
            _ => {
                self.wrong_type(name, value, "text in quotes", &format!("{name} = \"…\""));
                None
            }
        }
    }

    /// The texts in the list of this name; an absent list is empty.
    pub(super) fn text_list(
        &mut self,
        fields: &Fields<'t>,
        name: &'static str,
    ) -> Vec<Spanned<String>> {
        fields.declared(name, |value| value == Value::Texts);
        let Some(value) = fields.get(name) else { return Vec::new() };
        let sample = format!("{name} = [\"…\", \"…\"]");
        let items = self.array(value, name, &sample);
        items.iter().filter_map(|item| self.text_value(item, name)).collect()
    }

    /// The boolean in the field of this name.
    pub(super) fn boolean(
        &mut self,
        fields: &Fields<'t>,
        name: &'static str,
    ) -> Option<Spanned<bool>> {
        self.value(fields, (name, Value::Truth), ("true or false", "true"), DeValue::as_bool)
    }

    /// The whole number in the field of this name.
    pub(super) fn number(
        &mut self,
        fields: &Fields<'t>,
        name: &'static str,
    ) -> Option<Spanned<u32>> {
        self.value(fields, (name, Value::Number), ("a whole number", "1"), |value| {
            let integer = value.as_integer()?;
            u32::from_str_radix(integer.as_str(), integer.radix()).ok()
        })
    }

    /// The number in the field of this name, with or without decimals.
    pub(super) fn decimal(&mut self, fields: &Fields<'t>, name: &'static str) -> Option<f64> {
        let number = self.value(fields, (name, Value::Decimal), ("a number", "4"), |value| {
            let number: f64 = match value {
                DeValue::Integer(integer) => integer.as_str().parse().ok()?,
                DeValue::Float(float) => float.as_str().parse().ok()?,
                _ => return None,
            };
            (number.is_finite() && number >= 0.0).then_some(number)
        });
        number.map(|number| number.value)
    }

    /// The value in a field that the shape declares so; `wanted` describes it and gives a sample.
    fn value<T>(
        &mut self,
        fields: &Fields<'t>,
        (name, declared): (&'static str, Value),
        (wanted, sample): (&str, &str),
        read: impl FnOnce(&DeValue<'t>) -> Option<T>,
    ) -> Option<Spanned<T>> {
        fields.declared(name, |value| value == declared);
        let value = fields.get(name)?;
        let found = read(value.get_ref());
        if found.is_none() {
            self.wrong_type(name, value, wanted, &format!("{name} = {sample}"));
        }
        found.map(|found| Spanned { value: found, span: value.span() })
    }

    /// The date in the field of this name, as a TOML date or as text.
    pub(super) fn date(
        &mut self,
        fields: &Fields<'t>,
        name: &'static str,
    ) -> Option<Spanned<Date>> {
        fields.declared(name, |value| value == Value::Date);
        let value = fields.get(name)?;
        let date = match value.get_ref() {
            DeValue::String(text) => Date::parse(text),
            DeValue::Datetime(time) => {
                time.date.and_then(|date| Date::new(date.year, date.month, date.day))
            }
            _ => None,
        };
        if date.is_none() {
            let message = format!("`{name}` is no day of the calendar");
            self.report(value.span(), message, Some(format!("write `{name} = 2027-06-30`")));
        }
        date.map(|date| Spanned { value: date, span: value.span() })
    }

    fn wrong_type(
        &mut self,
        name: &str,
        value: &TomlSpanned<DeValue<'_>>,
        wanted: &str,
        sample: &str,
    ) {
        let found = match value.get_ref().type_str() {
            "string" => "text",
            "array" => "a list",
            "table" => "a table",
            "boolean" => "true or false",
            "datetime" => "a date",
            _ if wanted.contains("number") => "another number",
            _ => "a number",
        };
        let message = format!("`{name}` is {wanted}, and here stands {found}");
        self.report(value.span(), message, Some(format!("write `{sample}`")));
        if let Some(problem) = self.problems.last_mut() {
            problem.key = Some(name.to_owned());
        }
    }
}

/// The problems to report: after a syntax error, what follows it is guesswork, and only the error counts.
pub(super) fn reliable(problems: Vec<Problem>, is_well_formed: bool) -> Vec<Problem> {
    let is_reliable =
        |problem: &Problem| is_well_formed || problem.message.starts_with("this is not TOML");
    problems.into_iter().filter(is_reliable).collect()
}

impl<'t> Fields<'t> {
    /// The key of this name, as the shape declares it. The schema and the documentation are made
    /// from the shape, so that a key which it does not declare would be missing there.
    fn declared(&self, name: &'static str, fits: impl Fn(Value) -> bool) -> Option<&'static Key> {
        let key = self.shape.key(name);
        debug_assert!(key.is_some_and(|key| fits(key.value)), "{name} {}", self.shape.place);
        key
    }

    /// The shape of the tables under this key.
    pub(super) fn shape_of(&self, name: &'static str) -> Option<&'static Shape> {
        self.declared(name, |value| value.shape().is_some())?.value.shape()
    }

    /// The value under this key, or under a misspelt one.
    pub(super) fn get(&self, name: &'static str) -> Option<&'t TomlSpanned<DeValue<'t>>> {
        self.table.get(name).or_else(|| {
            let (_, key) = self.misspelt.iter().find(|(meant, _)| *meant == name)?;
            self.table.get(key.get_ref().as_ref())
        })
    }

    /// The place of the key itself.
    pub(super) fn key_span(&self, name: &'static str) -> Option<Span> {
        match self.table.get_key_value(name) {
            Some((key, _)) => Some(key.span()),
            None => self.misspelt.iter().find(|(meant, _)| *meant == name).map(|(_, k)| k.span()),
        }
    }
}

/// Names with commas: `a`, `b`, `c`.
fn list<'n>(names: impl Iterator<Item = &'n str>) -> String {
    names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
