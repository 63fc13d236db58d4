//! evidence.toml -> what it says, with the place of every value.

use std::collections::HashSet;

use toml::Spanned as TomlSpanned;
use toml::de::DeTable;

use super::evidence_shape::EVIDENCE_SHAPE;
use super::form::{Fields, Form};
use crate::model::{
    Citation, DetailId, Entry, EvidenceFile, Honesty, Problem, ProblemKind, SourceText, Span,
    Waiver,
};

/// The file's name, the same in every portfolio.
pub const EVIDENCE_FILE: &str = "evidence.toml";

/// Reads evidence.toml; whatever is wrong with its form is a problem, and the
/// rest is read all the same.
pub(super) fn read(source: SourceText) -> (EvidenceFile, Vec<Problem>) {
    let (table, errors) = DeTable::parse_recoverable(&source.text);
    let mut form = Form::new(&source, ProblemKind::EvidenceFile);
    let well_formed = form.syntax(errors);
    let fields = form.root(table.get_ref(), &EVIDENCE_SHAPE);
    let mut file = EvidenceFile {
        credential: form.text(&fields, "credential"),
        sample: form.truth(&fields, "sample"),
        well_formed,
        ..EvidenceFile::default()
    };
    if let Some(own) = form.inner(&fields, "honesty") {
        file.honesty = Honesty {
            span: fields.key_span("honesty"),
            own_words: form.truth(&own, "own_words"),
            releases_on_file: form.truth(&own, "releases_on_file"),
        };
    }
    file.entries = entries(&mut form, &source.text, &fields);
    let waivers = form.inners(&fields, "waive");
    file.waivers = waivers.iter().map(|own| waiver(&mut form, own)).collect();
    let mut problems = form.problems;
    if !well_formed {
        // What follows a break of syntax is guesswork; one cause is one finding.
        problems.retain(|problem| problem.message.starts_with("this is not TOML"));
    }
    drop(table);
    file.source = source;
    (file, problems)
}

/// The tables `[eo.1.a]`, in the order in which they stand.
fn entries<'t>(form: &mut Form<'t>, text: &str, fields: &Fields<'t>) -> Vec<Entry> {
    let mut entries = Vec::new();
    let (Some(value), Some(shape)) = (fields.get("eo"), fields.shape_of("eo")) else {
        return entries;
    };
    let Some(outcomes) = form.table(value, "eo", shape.header) else { return entries };
    for (outcome, value) in outcomes {
        let name = format!("eo.{}", outcome.get_ref());
        let Some(details) = form.table(value, &name, &format!("[{name}.a]")) else { continue };
        for (letter, value) in details {
            let name = format!("{name}.{}", letter.get_ref());
            let Some(id) = DetailId::new(outcome.get_ref(), letter.get_ref()) else {
                let message = format!("`{name}` is not the name of a detail");
                let help = "a detail is an outcome's number and a letter: `[eo.1.a]`";
                form.wrong(header_span(text, letter.span()), message, Some(help.into()));
                continue;
            };
            let Some(table) = form.table(value, &name, &format!("[{name}]")) else { continue };
            let own = form.fields(table, value.span(), shape, &format!("in [eo.{id}]"));
            entries.push(entry(form, id, header_span(text, letter.span()), &own));
        }
    }
    entries.sort_by_key(|entry| entry.span.start);
    let mut seen = HashSet::new();
    for entry in &entries {
        if !seen.insert(&entry.id) {
            let message = format!("there is another [eo.{}]", entry.id);
            let help = "put all that is for this detail into one table";
            form.wrong(entry.span.clone(), message, Some(help.into()));
        }
    }
    entries
}

fn entry<'t>(form: &mut Form<'t>, id: DetailId, span: Span, fields: &Fields<'t>) -> Entry {
    let explanation = form.text(fields, "explanation");
    let evidence = form.inners(fields, "evidence");
    Entry {
        id,
        span,
        explanation,
        evidence_span: fields.get("evidence").map(TomlSpanned::span),
        evidence: evidence.iter().map(|own| citation(form, own)).collect(),
    }
}

fn citation<'t>(form: &mut Form<'t>, fields: &Fields<'t>) -> Citation {
    Citation {
        span: fields.span.clone(),
        artifact: form.text(fields, "artifact"),
        at: form.text(fields, "at"),
        quote: form.text(fields, "quote"),
        digest: form.text(fields, "digest"),
    }
}

fn waiver<'t>(form: &mut Form<'t>, fields: &Fields<'t>) -> Waiver {
    Waiver {
        span: fields.span.clone(),
        rule: form.text(fields, "rule"),
        path: form.text(fields, "path"),
        reason: form.text(fields, "reason"),
        until: form.date(fields, "until"),
    }
}

/// The whole name in a header `[eo.1.a]`, from the span of its last part;
/// where the key stands elsewhere, that span itself.
fn header_span(text: &str, key: Span) -> Span {
    let line_start = text[..key.start].rfind('\n').map_or(0, |newline| newline + 1);
    let before = &text[line_start..key.start];
    match before.rfind('[') {
        Some(bracket) if before[..bracket].trim().is_empty() => {
            let name = line_start + bracket + 1;
            let blank = text[name..key.start].len() - text[name..key.start].trim_start().len();
            name + blank..key.end
        }
        _ => key,
    }
}
