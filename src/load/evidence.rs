//! evidence.toml -> what it says, with the place of every value.

use std::collections::HashSet;

use toml::Spanned as TomlSpanned;
use toml::de::{DeTable, DeValue};

use super::form::Form;
use crate::model::{
    Citation, DetailId, Entry, EvidenceFile, Honesty, Problem, ProblemSort, SourceText, Span,
    Waiver,
};

/// The file's name, the same in every portfolio.
pub const EVIDENCE_FILE: &str = "evidence.toml";

/// Reads evidence.toml; whatever is wrong with its form is a problem, and the
/// rest is read all the same.
pub(super) fn read(source: SourceText) -> (EvidenceFile, Vec<Problem>) {
    let (table, errors) = DeTable::parse_recoverable(&source.text);
    let mut form = Form::new(&source, ProblemSort::EvidenceFile);
    let well_formed = form.syntax(errors);
    let root = table.get_ref();
    let known = ["credential", "honesty", "eo", "waive"];
    let fields = form.fields(root, &known, "at the top of evidence.toml");
    let mut file = EvidenceFile {
        credential: form.text(&fields, "credential"),
        well_formed,
        ..EvidenceFile::default()
    };
    if file.credential.is_none() && fields.get("credential").is_none() && well_formed {
        let help = "write at the top: credential = \"leading-a-culture-of-safety\" \
                    (`mcred catalog` lists the ids)";
        form.wrong(
            0..0,
            "evidence.toml does not say which credential it is for",
            Some(help.into()),
        );
    }
    if let Some(value) = fields.get("honesty") {
        file.honesty = honesty(&mut form, value, fields.key_span("honesty"));
    }
    if let Some(value) = fields.get("eo") {
        file.entries = entries(&mut form, &source.text, value);
    }
    if let Some(value) = fields.get("waive") {
        let sample = "[[waive]]";
        file.waivers = form
            .array(value, "waive", sample)
            .iter()
            .filter_map(|item| waiver(&mut form, item, sample))
            .collect();
    }
    let mut problems = form.problems;
    if !well_formed {
        // What follows a break of syntax is guesswork; one cause is one finding.
        problems.retain(|problem| problem.message.starts_with("this is not TOML"));
    }
    drop(table);
    file.source = source;
    (file, problems)
}

fn honesty<'t>(
    form: &mut Form<'t>,
    value: &'t TomlSpanned<DeValue<'t>>,
    span: Option<Span>,
) -> Honesty {
    let Some(table) = form.table(value, "honesty", "[honesty]") else { return Honesty::default() };
    let fields = form.fields(table, &["own_words", "releases_on_file"], "in [honesty]");
    Honesty {
        span,
        own_words: form.truth(&fields, "own_words"),
        releases_on_file: form.truth(&fields, "releases_on_file"),
    }
}

/// The tables `[eo.1.a]`, in the order in which they stand.
fn entries<'t>(form: &mut Form<'t>, text: &str, value: &'t TomlSpanned<DeValue<'t>>) -> Vec<Entry> {
    let mut entries = Vec::new();
    let Some(outcomes) = form.table(value, "eo", "[eo.1.a]") else { return entries };
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
            entries.push(entry(form, id, header_span(text, letter.span()), table));
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

fn entry<'t>(form: &mut Form<'t>, id: DetailId, span: Span, table: &'t DeTable<'t>) -> Entry {
    let place = format!("in [eo.{id}]");
    let fields = form.fields(table, &["explanation", "evidence"], &place);
    let explanation = form.text(&fields, "explanation");
    let sample = "evidence = [{ artifact = \"artifacts/…\", at = \"page 4\" }]";
    let evidence = match fields.get("evidence") {
        Some(value) => form
            .array(value, "evidence", sample)
            .iter()
            .filter_map(|item| citation(form, item, sample))
            .collect(),
        None => Vec::new(),
    };
    let evidence_span = fields.get("evidence").map(TomlSpanned::span);
    Entry { id, span, explanation, evidence_span, evidence }
}

fn citation<'t>(
    form: &mut Form<'t>,
    value: &'t TomlSpanned<DeValue<'t>>,
    sample: &str,
) -> Option<Citation> {
    let table = form.table(value, "evidence", sample)?;
    let fields =
        form.fields(table, &["artifact", "at", "quote", "digest"], "in a piece of evidence");
    let artifact = form.text(&fields, "artifact");
    if artifact.is_none() && fields.get("artifact").is_none() {
        let help = format!("write `{sample}`");
        form.wrong(value.span(), "this evidence names no artifact", Some(help));
    }
    Some(Citation {
        span: value.span(),
        artifact,
        at: form.text(&fields, "at"),
        quote: form.text(&fields, "quote"),
        digest: form.text(&fields, "digest"),
    })
}

fn waiver<'t>(
    form: &mut Form<'t>,
    value: &'t TomlSpanned<DeValue<'t>>,
    sample: &str,
) -> Option<Waiver> {
    let table = form.table(value, "waive", sample)?;
    let fields = form.fields(table, &["rule", "path", "reason", "until"], "in [[waive]]");
    let waiver = Waiver {
        span: value.span(),
        rule: form.text(&fields, "rule"),
        path: form.text(&fields, "path"),
        reason: form.text(&fields, "reason"),
        until: form.date(&fields, "until"),
    };
    if fields.get("rule").is_none() {
        let help = "name one: rule = \"thin-explanation\"";
        form.wrong(value.span(), "this waiver names no rule", Some(help.into()));
    }
    let has_reason = waiver.reason.as_ref().is_some_and(|reason| !reason.value.trim().is_empty());
    if !has_reason && fields.get("reason").is_none_or(|value| value.get_ref().is_str()) {
        let help = "say why the warning may stand: reason = \"…\"";
        form.wrong(value.span(), "this waiver gives no reason", Some(help.into()));
    }
    Some(waiver)
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
