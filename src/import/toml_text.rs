//! A credential -> the text of its catalog file.

use std::fmt::Write;

use crate::model::{Credential, Limits, Wording};

/// The catalog file that describes this credential.
pub fn catalog_toml(credential: &Credential) -> String {
    let Credential { title, overview, reflection, .. } = credential;
    let mut text = format!("# {}\n\n", title.replace(char::is_control, " "));
    pair(&mut text, "id", &credential.id);
    pair(&mut text, "title", title);
    pair(&mut text, "issuer", &credential.issuer);
    let optional = [
        ("page", &credential.page),
        ("professional_credit", &credential.professional_credit),
        ("honesty", &credential.honesty),
    ];
    optional.into_iter().for_each(|(key, value)| optional_pair(&mut text, key, value.as_ref()));
    list(&mut text, "tags", &credential.tags);

    let _ = write!(text, "\n[overview]\nminimum_words = {}\n", overview.minimum_words);
    optional_number(&mut text, "maximum_words", credential.limits.overview_maximum_words);
    let _ = writeln!(text, "published = {}", overview.published);
    for question in &overview.questions {
        let _ = write!(text, "\n[[overview.questions]]\nnumber = {}\n", question.number);
        worded(&mut text, &question.text, question.wording);
        let answers = &credential.limits.answers;
        if let Some(answer) = answers.iter().find(|it| it.question == question.number) {
            optional_number(&mut text, "minimum_words", answer.minimum_words);
            optional_number(&mut text, "maximum_words", answer.maximum_words);
        }
    }
    for outcome in &credential.outcomes {
        let _ = write!(text, "\n[[outcomes]]\nnumber = {}\n", outcome.number);
        worded(&mut text, &outcome.text, outcome.wording);
        for detail in &outcome.details {
            let _ = write!(text, "\n[[outcomes.details]]\nid = \"{}\"\n", detail.id);
            worded(&mut text, &detail.text, detail.wording);
            if !detail.criteria.is_empty() {
                list(&mut text, "criteria", &detail.criteria);
            }
        }
    }
    if !credential.evidence_requirements.is_empty() {
        text.push_str("\n[evidence]\n");
        list(&mut text, "requirements", &credential.evidence_requirements);
    }
    let _ = write!(text, "\n[reflection]\nminimum_words = {}\n", reflection.minimum_words);
    optional_number(&mut text, "maximum_words", credential.limits.reflection_maximum_words);
    pair(&mut text, "prompt", &reflection.prompt);
    list(&mut text, "must", &reflection.must);
    list(&mut text, "may", &reflection.may);
    limits(&mut text, &credential.limits);
    if let Some(course) = &credential.course {
        text.push_str("\n[course]\n");
        pair(&mut text, "title", &course.title);
        let _ = writeln!(text, "pd_hours = {}", course.pd_hours);
        optional_pair(&mut text, "presenter", course.presenter.as_ref());
        optional_pair(&mut text, "summary", course.summary.as_ref());
        optional_pair(&mut text, "access", course.access.as_ref());
    }
    if let Some(purchase) = &credential.purchase {
        text.push_str("\n[purchase]\n");
        list(&mut text, "steps", &purchase.steps);
        optional_pair(&mut text, "subscription", purchase.subscription.as_ref());
        optional_pair(&mut text, "support", purchase.support.as_ref());
    }
    for work in &credential.citations {
        text.push_str("\n[[citations]]\n");
        pair(&mut text, "text", &work.text);
        optional_pair(&mut text, "quote", work.quote.as_ref());
    }
    text
}

fn limits(text: &mut String, limits: &Limits) {
    let numbers = [
        ("maximum_file_mb", limits.maximum_file_mb),
        ("maximum_total_mb", limits.maximum_total_mb),
        ("maximum_files", limits.maximum_files),
        ("maximum_pages", limits.maximum_pages),
        ("maximum_minutes", limits.maximum_minutes),
    ];
    let mut table = String::new();
    if !limits.file_types.is_empty() {
        list(&mut table, "file_types", &limits.file_types);
    }
    numbers.into_iter().for_each(|(key, number)| optional_number(&mut table, key, number));
    if let Some(transcripts) = limits.transcripts {
        pair(&mut table, "transcripts", transcripts.name());
    }
    if !table.is_empty() {
        let _ = write!(text, "\n[limits]\n{table}");
    }
}

fn optional_number(text: &mut String, key: &str, number: Option<u32>) {
    if let Some(number) = number {
        let _ = writeln!(text, "{key} = {number}");
    }
}

fn worded(text: &mut String, words: &str, wording: Wording) {
    pair(text, "text", words);
    pair(text, "wording", wording.name());
}

fn pair(text: &mut String, key: &str, value: &str) {
    let _ = writeln!(text, "{key} = {}", quoted(value));
}

fn optional_pair(text: &mut String, key: &str, value: Option<&String>) {
    if let Some(value) = value {
        pair(text, key, value);
    }
}

fn list(text: &mut String, key: &str, values: &[String]) {
    if values.is_empty() {
        let _ = writeln!(text, "{key} = []");
        return;
    }
    let _ = writeln!(text, "{key} = [");
    for value in values {
        let _ = writeln!(text, "    {},", quoted(value));
    }
    text.push_str("]\n");
}

fn quoted(value: &str) -> String {
    toml_edit::Value::from(value).to_string().trim().to_owned()
}
