//! Reads evidence.toml, with the place of every value.

use std::collections::HashSet;

use toml::Spanned as TomlSpanned;
use toml::de::DeTable;

use super::evidence_shape::EVIDENCE_SHAPE;
use super::slips;
use super::toml_reader::{Fields, TomlReader, reliable};
use crate::model::{
    Citation, DetailId, Entry, EvidenceFile, Honesty, Place, Problem, ProblemKind, SourceText,
    Span, TomlSlip, Waiver,
};

/// The file's name, the same in every portfolio.
pub const EVIDENCE_FILE: &str = "evidence.toml";

/// Reads evidence.toml; errors in it are problems, and the rest is still read.
pub(super) fn read(source: SourceText) -> (EvidenceFile, Vec<Problem>) {
    let (file, problems) = parse(&source);
    let repaired = match problems.is_empty() && !has_typed_backslash(&file) {
        true => None,
        false => slips::repair(&source, &EVIDENCE_SHAPE),
    };
    let Some(repaired) = repaired else {
        return (EvidenceFile { source, ..file }, problems);
    };
    let (mut file, mut problems) = parse(&SourceText::new(&source.path, repaired.text()));
    let original = |span: &Span| repaired.original(span);
    file.map_spans(&original);
    for problem in &mut problems {
        problem.place.span = problem.place.span.as_ref().map(original);
    }
    file.well_formed &= repaired.is_whole;
    for slip in repaired.slips {
        let message = slip.message;
        let help = match slip.edits.is_empty() {
            true => slip.help,
            false => {
                file.slips.push(TomlSlip { message: message.clone(), edits: slip.edits });
                format!("{} (`mcred check --fix` does it)", slip.help)
            }
        };
        problems.push(Problem {
            kind: slip.kind,
            message,
            key: None,
            help: Some(help),
            place: Place::at(&source.path, slip.span),
        });
    }
    problems.sort_by_key(|problem| problem.place.span.as_ref().map_or(0, |span| span.start));
    (EvidenceFile { source, ..file }, problems)
}

/// Whether a path shows that a backslash was typed: TOML reads `\t` and `\n` as a tab and a line break.
fn has_typed_backslash(file: &EvidenceFile) -> bool {
    let citations = file.entries.iter().flat_map(|entry| &entry.evidence);
    let mut paths = citations.filter_map(|citation| citation.artifact.as_ref());
    paths.any(|path| path.value.contains(|c: char| c == '\\' || c.is_control()))
}

/// What a text says, without its source.
fn parse(source: &SourceText) -> (EvidenceFile, Vec<Problem>) {
    let (table, errors) = DeTable::parse_recoverable(&source.text);
    let mut reader = TomlReader::new(source, ProblemKind::EvidenceFile);
    let well_formed = reader.report_syntax(errors);
    let fields = reader.root(table.get_ref(), &EVIDENCE_SHAPE);
    let mut file = EvidenceFile {
        credential: reader.text(&fields, "credential"),
        sample: reader.boolean(&fields, "sample"),
        well_formed,
        ..EvidenceFile::default()
    };
    if let Some(own) = reader.table_field(&fields, "honesty") {
        file.honesty = Honesty {
            span: fields.key_span("honesty"),
            own_words: reader.boolean(&own, "own_words"),
            releases_on_file: reader.boolean(&own, "releases_on_file"),
        };
    }
    file.entries = entries(&mut reader, &source.text, &fields);
    let waivers = reader.table_list(&fields, "waive");
    file.waivers = waivers.iter().map(|own| waiver(&mut reader, own)).collect();
    (file, reliable(reader.problems, well_formed))
}

/// The tables `[eo.1.a]`, in the order of the file.
fn entries<'t>(reader: &mut TomlReader<'t>, text: &str, fields: &Fields<'t>) -> Vec<Entry> {
    let mut entries = Vec::new();
    let (Some(value), Some(shape)) = (fields.get("eo"), fields.shape_of("eo")) else {
        return entries;
    };
    let Some(outcomes) = reader.table(value, "eo", shape.header) else { return entries };
    for (outcome, value) in outcomes {
        let name = format!("eo.{}", outcome.get_ref());
        let Some(details) = reader.table(value, &name, &format!("[{name}.a]")) else { continue };
        for (letter, value) in details {
            let name = format!("{name}.{}", letter.get_ref());
            let Some(id) = DetailId::new(outcome.get_ref(), letter.get_ref()) else {
                let message = format!("`{name}` is not the name of a detail");
                let help = "a detail is an outcome's number and a letter: `[eo.1.a]`";
                reader.report(header_span(text, letter.span()), message, Some(help.into()));
                continue;
            };
            let Some(table) = reader.table(value, &name, &format!("[{name}]")) else { continue };
            let own = reader.fields(table, value.span(), shape, &format!("in [eo.{id}]"));
            entries.push(entry(reader, id, header_span(text, letter.span()), &own));
        }
    }
    entries.sort_by_key(|entry| entry.span.start);
    let mut seen = HashSet::new();
    for entry in &entries {
        if !seen.insert(&entry.id) {
            let message = format!("there is another [eo.{}]", entry.id);
            let help = "put all that is for this detail into one table";
            reader.report(entry.span.clone(), message, Some(help.into()));
        }
    }
    entries
}

fn entry<'t>(reader: &mut TomlReader<'t>, id: DetailId, span: Span, fields: &Fields<'t>) -> Entry {
    let explanation = reader.text(fields, "explanation");
    let evidence = reader.table_list(fields, "evidence");
    Entry {
        id,
        span,
        explanation,
        evidence_span: fields.get("evidence").map(TomlSpanned::span),
        evidence: evidence.iter().map(|own| citation(reader, own)).collect(),
    }
}

fn citation<'t>(reader: &mut TomlReader<'t>, fields: &Fields<'t>) -> Citation {
    Citation {
        place: None,
        span: fields.span.clone(),
        artifact: reader.text(fields, "artifact"),
        at: reader.text(fields, "at"),
        quote: reader.text(fields, "quote"),
        transcript: reader.text(fields, "transcript"),
        digest: reader.text(fields, "digest"),
    }
}

fn waiver<'t>(reader: &mut TomlReader<'t>, fields: &Fields<'t>) -> Waiver {
    Waiver {
        span: fields.span.clone(),
        rule: reader.text(fields, "rule"),
        path: reader.text(fields, "path"),
        reason: reader.text(fields, "reason"),
        until: reader.date(fields, "until"),
    }
}

/// The span of the whole name in a header `[eo.1.a]`, found from the span of its last part;
/// for a key outside of a header, that span itself.
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
