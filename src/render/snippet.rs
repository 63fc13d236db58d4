//! A finding with its source line.

use std::path::Path;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{
    Annotation, AnnotationKind, Group, Level as Shown, Origin, Renderer, Snippet,
};

use super::display_location::DisplayLocation;
use super::text_width::{columns, shortened};
use super::{RenderOptions, linked, sanitize};
use crate::finding::{Finding, Level};
use crate::model::{Portfolio, SourceText, Span, wrapped};

/// A finding for people: the message, the source line and the help. Personal data and names in the line
/// are masked, since the output may end up in a log.
pub(super) fn snippet(
    finding: &Finding,
    all: &[Finding],
    portfolio: &Portfolio,
    options: &RenderOptions,
) -> String {
    let width = options.width;
    let (level, level_name) = match finding.level() {
        _ if finding.waived.is_some() => (Shown::INFO.with_name("waived"), "waived"),
        Level::Error => (Shown::ERROR, "error"),
        Level::Warning => (Shown::WARNING, "warning"),
        Level::Note => (Shown::NOTE, "note"),
    };
    let location = DisplayLocation::of(finding, portfolio);
    let path = sanitize(&location.path);
    let path = path.as_str();
    let title = level.primary_title(finding.message.as_str()).id(finding.rule.name);
    // Before the help are the line number and "╰ help: ".
    let gutter = location.range.map_or(0, |(start, _)| start.line.to_string().len() + 1);
    let source = portfolio.source(&finding.place.path).filter(|source| !source.text.is_empty());
    let mut group: Group<'_> = match (source, &finding.place.span) {
        (Some(source), Some(span)) => {
            let (line, start, text, span) = excerpt(source, span, width.saturating_sub(gutter + 8));
            let secrets = all
                .iter()
                .filter(|other| other.is_secret && other.place.path == finding.place.path);
            let secrets: Vec<&Span> =
                secrets.filter_map(|other| other.place.span.as_ref()).collect();
            let (text, span) = masked(text, start, span, &secrets);
            let mark: Annotation<'_> = AnnotationKind::Primary.span(span);
            // Lines of a document are its paragraphs, and columns mean nothing in it.
            let line = source.paragraph(start).map_or(line, |number| number as usize);
            title.element(Snippet::source(text).line_start(line).path(path).annotation(mark))
        }
        _ => title.element(Origin::path(path)),
    };
    if let Some(requirement) = &finding.requirement {
        let requirement = shortened(&sanitize(requirement), width.saturating_sub(18));
        group = group.element(Shown::NOTE.with_name("required").message(requirement));
    }
    if let Some(reason) = &finding.waived {
        group = group.element(
            Shown::NOTE
                .with_name("reason")
                .message(wrapped_help(reason, width.saturating_sub(gutter + 10))),
        );
    } else if let Some(help) = &finding.help {
        group = group
            .element(Shown::HELP.message(wrapped_help(help, width.saturating_sub(gutter + 8))));
    }
    let renderer = Renderer::styled().decor_style(DecorStyle::Unicode).term_width(width);
    let rendered = renderer.render(&[group]);
    // The renderer does not wrap titles. A title with characters that it replaced is not found and
    // stays as it is.
    let lead = " ".repeat(level_name.len() + finding.rule.name.len() + 4);
    let title = wrapped(&format!("{lead}{}", finding.message), "  ", width);
    let rendered = rendered.replacen(&finding.message, title.trim(), 1);
    with_link(with_place_in_document(rendered, &location), &location, options)
}

/// The rendered finding with the paragraph of a document in place of line and column.
fn with_place_in_document(rendered: String, location: &DisplayLocation) -> String {
    let path = format!("{}:", sanitize(&location.path));
    let Some(arrow) = rendered.find('▸').filter(|_| location.at.is_some()) else {
        return rendered;
    };
    let Some(start) = rendered[arrow..].find(&path).map(|at| arrow + at) else { return rendered };
    let (before, rest) = rendered.split_at(start);
    let after = rest[path.len()..].trim_start_matches(|c: char| c.is_ascii_digit() || c == ':');
    format!("{before}{}{after}", sanitize(&location.line_and_column()))
}

/// The rendered finding with a link on its location.
fn with_link(rendered: String, location: &DisplayLocation, options: &RenderOptions) -> String {
    let shown = sanitize(&location.line_and_column());
    let arrow = rendered.find('▸').filter(|_| options.links && !options.packed);
    let Some(start) = arrow.and_then(|arrow| Some(arrow + rendered[arrow..].find(&shown)?)) else {
        return rendered;
    };
    let (before, rest) = rendered.split_at(start);
    let link = linked(&shown, Path::new(&location.path), options);
    format!("{before}{link}{}", &rest[shown.len()..])
}

/// A sentence wrapped to this width, without control characters, which the renderer would keep.
fn wrapped_help(text: &str, width: usize) -> String {
    wrapped(&sanitize(text), "", width.max(20)).trim_end().to_owned()
}

/// The line of the source to show: the first line of the span, or of a text in three quotes the first
/// with words. Returns its number, its first byte, its text, and the range of the span in it, shortened
/// to the room of the terminal.
fn excerpt<'s>(source: &'s SourceText, span: &Span, room: usize) -> (usize, usize, &'s str, Span) {
    let text = source.text.as_str();
    let mut start = span.start.min(text.len());
    let end = span.end.clamp(start, text.len());
    let marked = text.get(start..end).unwrap_or("");
    if let Some(inner) = marked.strip_prefix("\"\"\"").or_else(|| marked.strip_prefix("'''")) {
        let words = inner.len() - inner.trim_start().len();
        if inner[..words].contains('\n') && words < inner.len() {
            start += 3 + words;
        }
    }
    let line_start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
    let line_end = text[start..].find('\n').map_or(text.len(), |newline| start + newline);
    let line = text[line_start..line_end].trim_end_matches('\r');
    let mark_start = (start - line_start).min(line.len());
    let mut mark_end = (end - line_start).clamp(mark_start, line.len());
    let before = columns(&line[..mark_start]);
    let most = room.saturating_sub(before.min(room / 2) + 1);
    if let Some((cut, _)) = line[mark_start..mark_end].char_indices().nth(most) {
        mark_end = mark_start + cut;
    }
    (source.position(start).line, line_start, line, mark_start..mark_end)
}

/// A line, which begins at this byte of its file, with secret characters masked, and the range of the
/// mark in it.
fn masked(line: &str, start: usize, mark: Span, secrets: &[&Span]) -> (String, Span) {
    let mut shown = String::with_capacity(line.len());
    let mut span = 0..0;
    for (at, char) in line.char_indices() {
        if at <= mark.start {
            span.start = shown.len();
        }
        if at <= mark.end {
            span.end = shown.len();
        }
        let is_secret = secrets.iter().any(|secret| secret.contains(&(start + at)));
        shown.push(if is_secret && !char.is_whitespace() { '•' } else { char });
    }
    if mark.start >= line.len() {
        span.start = shown.len();
    }
    if mark.end >= line.len() {
        span.end = shown.len();
    }
    (shown, span)
}
