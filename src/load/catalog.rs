//! A catalog file -> the credential it describes (design section 3).

use toml::Spanned as TomlSpanned;
use toml::de::{DeTable, DeValue};

use super::catalog_shape::CATALOG_SHAPE;
use super::form::{Fields, Form};
use crate::model::{
    Course, Credential, Detail, DetailId, Outcome, Overview, Problem, ProblemKind, Purchase,
    Question, Reflection, SourceText, Wording, Work,
};

/// Reads a catalog file whose name promises this id.
///
/// Whatever is wrong is a problem with its place; only a file without any
/// problem of its own sort gives a credential, since judging a portfolio by
/// half a credential would mislead.
pub(super) fn read(source: &SourceText, id: &str) -> (Option<Credential>, Vec<Problem>) {
    let (table, errors) = DeTable::parse_recoverable(&source.text);
    let mut form = Form::new(source, ProblemKind::Catalog);
    if !form.syntax(errors) {
        return (None, form.problems);
    }
    let credential = credential(&mut form, table.get_ref(), id);
    let usable = form.problems.iter().all(|problem| problem.kind != ProblemKind::Catalog);
    (credential.filter(|_| usable), form.problems)
}

fn credential<'t>(form: &mut Form<'t>, root: &'t DeTable<'t>, id: &str) -> Option<Credential> {
    let fields = form.root(root, &CATALOG_SHAPE);
    if let Some(found) = form.text(&fields, "id").filter(|found| found.value != id) {
        let message =
            format!("the file is named `{id}.toml` and says that its id is `{}`", found.value);
        form.wrong(found.span, message, Some(format!("write `id = \"{id}\"`, or rename the file")));
    }
    let title = form.text(&fields, "title");
    let (overview, reflection) = (overview(form, &fields), reflection(form, &fields));
    let mut credential = Credential {
        id: id.to_owned(),
        title: title.map(|title| title.value).unwrap_or_default(),
        issuer: optional(form, &fields, "issuer").unwrap_or_default(),
        page: optional(form, &fields, "page"),
        tags: values(form, &fields, "tags"),
        professional_credit: optional(form, &fields, "professional_credit"),
        honesty: optional(form, &fields, "honesty"),
        overview: Overview { minimum_words: 0, published: true, questions: Vec::new() },
        outcomes: outcomes(form, &fields),
        evidence_requirements: evidence(form, &fields),
        reflection: Reflection {
            minimum_words: 0,
            prompt: String::new(),
            must: Vec::new(),
            may: Vec::new(),
        },
        course: course(form, &fields),
        purchase: purchase(form, &fields),
        citations: works(form, &fields),
    };
    // Every part is read before any can be missed, so that all problems are said at once.
    credential.overview = overview?;
    credential.reflection = reflection?;
    Some(credential)
}

fn overview<'t>(form: &mut Form<'t>, fields: &Fields<'t>) -> Option<Overview> {
    let own = form.inner(fields, "overview")?;
    let minimum = form.number(&own, "minimum_words");
    let published = form.truth(&own, "published").is_none_or(|published| published.value);
    let mut questions: Vec<Question> = Vec::new();
    for own in form.inners(&own, "questions") {
        let (number, text) = (form.number(&own, "number"), form.text(&own, "text"));
        let wording = wording(form, &own);
        if let (Some(number), Some(text)) = (number, text) {
            if questions.iter().any(|question| question.number == number.value) {
                let message = format!("there is another question {}", number.value);
                form.wrong(number.span, message, Some("give each its own number".into()));
            }
            questions.push(Question { number: number.value, text: text.value, wording });
        }
    }
    Some(Overview { minimum_words: size(minimum?.value), published, questions })
}

fn outcomes<'t>(form: &mut Form<'t>, fields: &Fields<'t>) -> Vec<Outcome> {
    let mut outcomes: Vec<Outcome> = Vec::new();
    for own in form.inners(fields, "outcomes") {
        let (number, text) = (form.number(&own, "number"), form.text(&own, "text"));
        let wording = wording(form, &own);
        let details = details(form, &own, number.as_ref().map_or(0, |number| number.value));
        if let Some(value) = own.get("details").filter(|value| is_empty_list(value)) {
            let help = "add a table `[[outcomes.details]]` with `id` and `text`";
            form.wrong(value.span(), "this outcome has no details", Some(help.into()));
        }
        let (Some(number), Some(text)) = (number, text) else { continue };
        if number.value == 0 || outcomes.iter().any(|outcome| outcome.number == number.value) {
            let message = format!("an outcome can't have the number {} here", number.value);
            let help = "outcomes are counted from 1, each with its own number";
            form.wrong(number.span, message, Some(help.into()));
        }
        outcomes.push(Outcome { number: number.value, text: text.value, wording, details });
    }
    if let Some(value) = fields.get("outcomes").filter(|value| is_empty_list(value)) {
        let help = "add a table `[[outcomes]]` with `number`, `text` and its details";
        form.wrong(value.span(), "a credential has at least one outcome", Some(help.into()));
    }
    outcomes
}

fn is_empty_list(value: &TomlSpanned<DeValue<'_>>) -> bool {
    value.get_ref().as_array().is_some_and(|list| list.is_empty())
}

fn details<'t>(form: &mut Form<'t>, fields: &Fields<'t>, outcome: u32) -> Vec<Detail> {
    let mut details: Vec<Detail> = Vec::new();
    for own in form.inners(fields, "details") {
        let (id, text) = (form.text(&own, "id"), form.text(&own, "text"));
        let wording = wording(form, &own);
        let (Some(id), Some(text)) = (id, text) else { continue };
        match id.value.parse::<DetailId>() {
            // A wrong number of the outcome itself was reported already.
            Ok(parsed) if parsed.outcome != outcome && outcome > 0 => {
                let message = format!("`{parsed}` stands under outcome {outcome}");
                let help = format!("write `id = \"{outcome}.{}\"`", parsed.letter);
                form.wrong(id.span, message, Some(help));
            }
            Ok(parsed) if details.iter().any(|detail| detail.id == parsed) => {
                let message = format!("there is another detail `{parsed}`");
                form.wrong(id.span, message, Some("give each its own letter".into()));
            }
            Ok(parsed) => details.push(Detail { id: parsed, text: text.value, wording }),
            Err(message) => {
                let letter = char::from(b'a' + u8::try_from(details.len().min(25)).unwrap_or(0));
                let help = format!("write `id = \"{}.{letter}\"`", outcome.max(1));
                form.wrong(id.span, message, Some(help));
            }
        }
    }
    details
}

fn evidence<'t>(form: &mut Form<'t>, fields: &Fields<'t>) -> Vec<String> {
    let own = form.inner(fields, "evidence");
    own.map_or_else(Vec::new, |own| values(form, &own, "requirements"))
}

fn reflection<'t>(form: &mut Form<'t>, fields: &Fields<'t>) -> Option<Reflection> {
    let own = form.inner(fields, "reflection")?;
    let minimum = form.number(&own, "minimum_words");
    let prompt = form.text(&own, "prompt");
    let (must, may) = (values(form, &own, "must"), values(form, &own, "may"));
    let minimum_words = size(minimum?.value);
    Some(Reflection { minimum_words, prompt: prompt?.value, must, may })
}

fn course<'t>(form: &mut Form<'t>, fields: &Fields<'t>) -> Option<Course> {
    let own = form.inner(fields, "course")?;
    let (title, pd_hours) = (form.text(&own, "title"), form.decimal(&own, "pd_hours"));
    Some(Course {
        title: title?.value,
        pd_hours: pd_hours?,
        presenter: optional(form, &own, "presenter"),
        summary: optional(form, &own, "summary"),
        access: optional(form, &own, "access"),
    })
}

fn purchase<'t>(form: &mut Form<'t>, fields: &Fields<'t>) -> Option<Purchase> {
    let own = form.inner(fields, "purchase")?;
    Some(Purchase {
        steps: values(form, &own, "steps"),
        subscription: optional(form, &own, "subscription"),
        support: optional(form, &own, "support"),
    })
}

fn works<'t>(form: &mut Form<'t>, fields: &Fields<'t>) -> Vec<Work> {
    let mut works = Vec::new();
    for own in form.inners(fields, "citations") {
        let text = form.text(&own, "text");
        let quote = optional(form, &own, "quote");
        works.extend(text.map(|text| Work { text: text.value, quote }));
    }
    works
}

/// The wording that a requirement declares; what says nothing is official, since
/// that is what people paste from the portal.
fn wording<'t>(form: &mut Form<'t>, fields: &Fields<'t>) -> Wording {
    match form.text(fields, "wording").map(|found| found.value).as_deref() {
        Some("overview") => Wording::Overview,
        Some("derived") => Wording::Derived,
        _ => Wording::Published,
    }
}

fn optional<'t>(form: &mut Form<'t>, fields: &Fields<'t>, name: &'static str) -> Option<String> {
    form.text(fields, name).map(|text| text.value)
}

fn values<'t>(form: &mut Form<'t>, fields: &Fields<'t>, name: &'static str) -> Vec<String> {
    form.texts(fields, name).into_iter().map(|text| text.value).collect()
}

fn size(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
