//! Reads a TOML text and says everything that is wrong with its form at once.
//!
//! Serde stops at the first wrong value and knows no neighbouring names, so
//! the table is walked by hand: each reader asks for its keys, and whatever is
//! of the wrong type or unknown becomes a problem with its place.

use toml::Spanned as TomlSpanned;
use toml::de::{DeTable, DeValue};

use crate::model::{Date, Place, Problem, ProblemSort, SourceText, Span, Spanned, nearest};

/// Collects what is wrong while a text is read.
pub(super) struct Form<'t> {
    source: &'t SourceText,
    /// What a wrong type or broken syntax is a case of in this file.
    sort: ProblemSort,
    pub(super) problems: Vec<Problem>,
}

/// A table with the keys that are known in it.
pub(super) struct Fields<'t> {
    table: &'t DeTable<'t>,
    /// Known name -> the key that stands for it where it is misspelt.
    misspelt: Vec<(&'static str, &'t TomlSpanned<std::borrow::Cow<'t, str>>)>,
}

impl<'t> Form<'t> {
    pub(super) fn new(source: &'t SourceText, sort: ProblemSort) -> Form<'t> {
        Form { source, sort, problems: Vec::new() }
    }

    /// Notes a problem of the file's own sort.
    pub(super) fn wrong(&mut self, span: Span, message: impl Into<String>, help: Option<String>) {
        self.problem(self.sort, span, message.into(), help);
    }

    fn problem(&mut self, sort: ProblemSort, span: Span, message: String, help: Option<String>) {
        let place = Place::at(&self.source.path, span);
        self.problems.push(Problem { sort, message, key: None, help, place });
    }

    /// Notes the errors of syntax; returns whether there was none.
    pub(super) fn syntax(&mut self, errors: Vec<toml::de::Error>) -> bool {
        let well_formed = errors.is_empty();
        // One missing quote breaks many lines after it: the first error is the cause.
        if let Some(error) = errors
            .into_iter()
            .min_by_key(|error| error.span().map_or(usize::MAX, |span| span.start))
        {
            let end = self.source.text.len();
            let span = error.span().unwrap_or(end..end);
            let message = error.message().trim().replace('\n', ", ");
            let help = "see https://toml.io for how values are written; text in \"quotes\", \
                        longer text in \"\"\"three quotes\"\"\"";
            self.wrong(span, format!("this is not TOML: {message}"), Some(help.into()));
        }
        well_formed
    }

    /// The fields of a table in which these keys are known; each other key is
    /// a problem, and is read as the known one that it is a slip of.
    pub(super) fn fields(
        &mut self,
        table: &'t DeTable<'t>,
        known: &[&'static str],
        place: &str,
    ) -> Fields<'t> {
        let mut misspelt = Vec::new();
        for key in table.keys() {
            let name = key.get_ref().as_ref();
            if known.contains(&name) {
                continue;
            }
            let meant = nearest(name, known.iter().copied())
                .and_then(|meant| known.iter().find(|known| **known == meant));
            let help = match meant {
                Some(meant) => format!("did you mean `{meant}`?"),
                None if known.is_empty() => format!("nothing is read {place}"),
                None => format!("known {place}: {}", list(known)),
            };
            if let Some(meant) = meant.filter(|meant| !table.contains_key(**meant)) {
                misspelt.push((*meant, key));
            }
            let message = format!("`{name}` is not a key that mcred knows {place}");
            self.problem(ProblemSort::UnknownKey, key.span(), message, Some(help));
        }
        Fields { table, misspelt }
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
    pub(super) fn array(
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
        let value = fields.get(name)?;
        self.text_value(value, name)
    }

    /// The text in this value.
    pub(super) fn text_value(
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
    pub(super) fn texts(
        &mut self,
        fields: &Fields<'t>,
        name: &'static str,
    ) -> Vec<Spanned<String>> {
        let Some(value) = fields.get(name) else { return Vec::new() };
        let sample = format!("{name} = [\"…\", \"…\"]");
        let items = self.array(value, name, &sample);
        items.iter().filter_map(|item| self.text_value(item, name)).collect()
    }

    /// The yes or no in the field of this name.
    pub(super) fn truth(
        &mut self,
        fields: &Fields<'t>,
        name: &'static str,
    ) -> Option<Spanned<bool>> {
        let value = fields.get(name)?;
        match value.get_ref() {
            DeValue::Boolean(truth) => Some(Spanned { value: *truth, span: value.span() }),
            _ => {
                self.wrong_type(name, value, "true or false", &format!("{name} = true"));
                None
            }
        }
    }

    /// The whole number in the field of this name.
    pub(super) fn number(
        &mut self,
        fields: &Fields<'t>,
        name: &'static str,
    ) -> Option<Spanned<u32>> {
        let value = fields.get(name)?;
        let number = match value.get_ref() {
            DeValue::Integer(i) => u32::from_str_radix(i.as_str(), i.radix()).ok(),
            _ => None,
        };
        if number.is_none() {
            self.wrong_type(name, value, "a whole number", &format!("{name} = 1"));
        }
        number.map(|number| Spanned { value: number, span: value.span() })
    }

    /// The number in the field of this name, with or without decimals.
    pub(super) fn decimal(&mut self, fields: &Fields<'t>, name: &'static str) -> Option<f64> {
        let value = fields.get(name)?;
        let number = match value.get_ref() {
            DeValue::Integer(integer) => integer.as_str().parse().ok(),
            DeValue::Float(float) => float.as_str().parse().ok(),
            _ => None,
        };
        let number = number.filter(|number: &f64| number.is_finite() && *number >= 0.0);
        if number.is_none() {
            self.wrong_type(name, value, "a number", &format!("{name} = 4"));
        }
        number
    }

    /// The day in the field of this name, as a date of TOML or as text.
    pub(super) fn date(
        &mut self,
        fields: &Fields<'t>,
        name: &'static str,
    ) -> Option<Spanned<Date>> {
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
            self.wrong(value.span(), message, Some(format!("write `{name} = 2027-06-30`")));
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
        self.wrong(value.span(), message, Some(format!("write `{sample}`")));
        if let Some(problem) = self.problems.last_mut() {
            problem.key = Some(name.to_owned());
        }
    }
}

impl<'t> Fields<'t> {
    /// The value under this key, or under a slip of it.
    pub(super) fn get(&self, name: &'static str) -> Option<&'t TomlSpanned<DeValue<'t>>> {
        self.table.get(name).or_else(|| {
            let (_, key) = self.misspelt.iter().find(|(meant, _)| *meant == name)?;
            self.table.get(key.get_ref().as_ref())
        })
    }

    /// Where the key itself stands.
    pub(super) fn key_span(&self, name: &'static str) -> Option<Span> {
        match self.table.get_key_value(name) {
            Some((key, _)) => Some(key.span()),
            None => self.misspelt.iter().find(|(meant, _)| *meant == name).map(|(_, k)| k.span()),
        }
    }
}

/// Names in a row: `a`, `b`, `c`.
fn list(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
