//! A catalog file -> the credential it describes (design section 3).

use toml::Spanned as TomlSpanned;
use toml::de::{DeTable, DeValue};

use super::catalog_limits::{self, WordLimits};
use super::catalog_shape::CATALOG_SHAPE;
use super::mended::read_mended;
use super::toml_reader::{Fields, TomlReader};
use crate::model::{
    Course, Credential, Detail, DetailId, Outcome, Overview, Problem, ProblemKind, Purchase,
    Question, Reflection, SourceText, Wording, Work,
};

/// Reads a catalog file whose name promises this id.
///
/// Only a file without any problem of its own kind gives a credential, since checking a
/// portfolio against half a credential would mislead.
pub fn read(source: &SourceText, id: &str) -> (Option<Credential>, Vec<Problem>) {
    read_mended(source, &CATALOG_SHAPE, ProblemKind::Catalog, |source| parse(source, id))
}

fn parse(source: &SourceText, id: &str) -> (Option<Credential>, Vec<Problem>) {
    let (table, errors) = DeTable::parse_recoverable(&source.text);
    let mut reader = TomlReader::new(source, ProblemKind::Catalog);
    if !reader.report_syntax(errors) {
        return (None, reader.problems);
    }
    let credential = credential(&mut reader, table.get_ref(), id);
    let usable = reader.problems.iter().all(|problem| problem.kind != ProblemKind::Catalog);
    (credential.filter(|_| usable), reader.problems)
}

/// The id that the text of a catalog file states.
pub fn stated_id(text: &str) -> Option<String> {
    let (table, _) = DeTable::parse_recoverable(text);
    match table.get_ref().get("id")?.get_ref() {
        DeValue::String(id) => Some(id.clone().into_owned()),
        _ => None,
    }
}

fn credential<'t>(
    reader: &mut TomlReader<'t>,
    root: &'t DeTable<'t>,
    id: &str,
) -> Option<Credential> {
    let fields = reader.root(root, &CATALOG_SHAPE);
    if let Some(found) = reader.text(&fields, "id").filter(|found| found.value != id) {
        let message =
            format!("the file is named `{id}.toml` and says that its id is `{}`", found.value);
        reader.report(
            found.span,
            message,
            Some(format!("write `id = \"{id}\"`, or rename the file")),
        );
    }
    let title = reader.text(&fields, "title");
    let mut longest = WordLimits::default();
    let overview = overview(reader, &fields, &mut longest);
    let reflection = reflection(reader, &fields, &mut longest);
    let mut credential = Credential {
        id: id.to_owned(),
        title: title.map(|title| title.value).unwrap_or_default(),
        issuer: optional(reader, &fields, "issuer").unwrap_or_default(),
        page: optional(reader, &fields, "page"),
        tags: values(reader, &fields, "tags"),
        professional_credit: optional(reader, &fields, "professional_credit"),
        honesty: optional(reader, &fields, "honesty"),
        overview: Overview { minimum_words: 0, published: true, questions: Vec::new() },
        outcomes: outcomes(reader, &fields),
        evidence_requirements: evidence(reader, &fields),
        reflection: Reflection {
            minimum_words: 0,
            prompt: String::new(),
            must: Vec::new(),
            may: Vec::new(),
        },
        limits: catalog_limits::limits(reader, &fields),
        course: course(reader, &fields),
        purchase: purchase(reader, &fields),
        citations: works(reader, &fields),
    };
    // Every part is read before the first `?`, so that all problems are reported at once.
    credential.overview = overview?;
    credential.reflection = reflection?;
    longest.add_to(&mut credential.limits);
    Some(credential)
}

fn overview<'t>(
    reader: &mut TomlReader<'t>,
    fields: &Fields<'t>,
    longest: &mut WordLimits,
) -> Option<Overview> {
    let own = reader.table_field(fields, "overview")?;
    longest.overview = reader.number(&own, "maximum_words").map(|most| most.value);
    let minimum = reader.number(&own, "minimum_words");
    let published = reader.boolean(&own, "published").is_none_or(|published| published.value);
    let mut questions: Vec<Question> = Vec::new();
    for own in reader.table_list(&own, "questions") {
        let (number, text) = (reader.number(&own, "number"), reader.text(&own, "text"));
        let wording = wording(reader, &own);
        if let (Some(number), Some(text)) = (number, text) {
            if questions.iter().any(|question| question.number == number.value) {
                let message = format!("there is another question {}", number.value);
                reader.report(number.span, message, Some("give each its own number".into()));
            }
            longest.read_question(reader, &own, number.value);
            questions.push(Question { number: number.value, text: text.value, wording });
        }
    }
    Some(Overview { minimum_words: size(minimum?.value), published, questions })
}

fn outcomes<'t>(reader: &mut TomlReader<'t>, fields: &Fields<'t>) -> Vec<Outcome> {
    let mut outcomes: Vec<Outcome> = Vec::new();
    for own in reader.table_list(fields, "outcomes") {
        let (number, text) = (reader.number(&own, "number"), reader.text(&own, "text"));
        let wording = wording(reader, &own);
        let details = details(reader, &own, number.as_ref().map_or(0, |number| number.value));
        if let Some(value) = own.get("details").filter(|value| is_empty_list(value)) {
            let help = "add a table `[[outcomes.details]]` with `id` and `text`";
            reader.report(value.span(), "this outcome has no details", Some(help.into()));
        }
        let (Some(number), Some(text)) = (number, text) else { continue };
        if number.value == 0 || outcomes.iter().any(|outcome| outcome.number == number.value) {
            let message = format!("an outcome can't have the number {} here", number.value);
            let help = "outcomes are counted from 1, each with its own number";
            reader.report(number.span, message, Some(help.into()));
        }
        outcomes.push(Outcome { number: number.value, text: text.value, wording, details });
    }
    if let Some(value) = fields.get("outcomes").filter(|value| is_empty_list(value)) {
        let help = "add a table `[[outcomes]]` with `number`, `text` and its details";
        reader.report(value.span(), "a credential has at least one outcome", Some(help.into()));
    }
    outcomes
}

fn is_empty_list(value: &TomlSpanned<DeValue<'_>>) -> bool {
    value.get_ref().as_array().is_some_and(|list| list.is_empty())
}

fn details<'t>(reader: &mut TomlReader<'t>, fields: &Fields<'t>, outcome: u32) -> Vec<Detail> {
    let mut details: Vec<Detail> = Vec::new();
    for own in reader.table_list(fields, "details") {
        let (id, text) = (reader.text(&own, "id"), reader.text(&own, "text"));
        let wording = wording(reader, &own);
        let criteria = values(reader, &own, "criteria");
        let (Some(id), Some(text)) = (id, text) else { continue };
        match id.value.parse::<DetailId>() {
            // A wrong number of the outcome itself is reported already.
            Ok(parsed) if parsed.outcome != outcome && outcome > 0 => {
                let message = format!("`{parsed}` stands under outcome {outcome}");
                let help = format!("write `id = \"{outcome}.{}\"`", parsed.letter);
                reader.report(id.span, message, Some(help));
            }
            Ok(parsed) if details.iter().any(|detail| detail.id == parsed) => {
                let message = format!("there is another detail `{parsed}`");
                reader.report(id.span, message, Some("give each its own letter".into()));
            }
            Ok(id) => details.push(Detail { id, text: text.value, wording, criteria }),
            Err(message) => {
                let letter = char::from(b'a' + u8::try_from(details.len().min(25)).unwrap_or(0));
                let help = format!("write `id = \"{}.{letter}\"`", outcome.max(1));
                reader.report(id.span, message.to_string(), Some(help));
            }
        }
    }
    details
}

fn evidence<'t>(reader: &mut TomlReader<'t>, fields: &Fields<'t>) -> Vec<String> {
    let own = reader.table_field(fields, "evidence");
    own.map_or_else(Vec::new, |own| values(reader, &own, "requirements"))
}

fn reflection<'t>(
    reader: &mut TomlReader<'t>,
    fields: &Fields<'t>,
    longest: &mut WordLimits,
) -> Option<Reflection> {
    let own = reader.table_field(fields, "reflection")?;
    longest.reflection = reader.number(&own, "maximum_words").map(|most| most.value);
    let minimum = reader.number(&own, "minimum_words");
    let prompt = reader.text(&own, "prompt");
    let (must, may) = (values(reader, &own, "must"), values(reader, &own, "may"));
    let minimum_words = size(minimum?.value);
    Some(Reflection { minimum_words, prompt: prompt?.value, must, may })
}

fn course<'t>(reader: &mut TomlReader<'t>, fields: &Fields<'t>) -> Option<Course> {
    let own = reader.table_field(fields, "course")?;
    let (title, pd_hours) = (reader.text(&own, "title"), reader.decimal(&own, "pd_hours"));
    Some(Course {
        title: title?.value,
        pd_hours: pd_hours?,
        presenter: optional(reader, &own, "presenter"),
        summary: optional(reader, &own, "summary"),
        access: optional(reader, &own, "access"),
    })
}

fn purchase<'t>(reader: &mut TomlReader<'t>, fields: &Fields<'t>) -> Option<Purchase> {
    let own = reader.table_field(fields, "purchase")?;
    Some(Purchase {
        steps: values(reader, &own, "steps"),
        subscription: optional(reader, &own, "subscription"),
        support: optional(reader, &own, "support"),
    })
}

fn works<'t>(reader: &mut TomlReader<'t>, fields: &Fields<'t>) -> Vec<Work> {
    let mut works = Vec::new();
    for own in reader.table_list(fields, "citations") {
        let text = reader.text(&own, "text");
        let quote = optional(reader, &own, "quote");
        works.extend(text.map(|text| Work { text: text.value, quote }));
    }
    works
}

/// The wording that a requirement declares; without one it is official, since people
/// paste requirements from the portal.
fn wording<'t>(reader: &mut TomlReader<'t>, fields: &Fields<'t>) -> Wording {
    let stated = reader.text(fields, "wording").map(|found| found.value);
    let mut known = [Wording::Overview, Wording::Derived].into_iter();
    known.find(|it| stated.as_deref() == Some(it.name())).unwrap_or(Wording::Published)
}

fn optional<'t>(
    reader: &mut TomlReader<'t>,
    fields: &Fields<'t>,
    name: &'static str,
) -> Option<String> {
    reader.text(fields, name).map(|text| text.value)
}

fn values<'t>(reader: &mut TomlReader<'t>, fields: &Fields<'t>, name: &'static str) -> Vec<String> {
    reader.text_list(fields, name).into_iter().map(|text| text.value).collect()
}

fn size(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
