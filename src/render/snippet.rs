//! A finding with the line of the source it is about.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{
    Annotation, AnnotationKind, Group, Level as Shown, Origin, Renderer, Snippet,
};

use super::table::shortened;
use crate::finding::{Finding, Level};
use crate::model::{Portfolio, SourceText, Span};

/// The finding as a person reads it: what is wrong, the line, what to do.
pub(super) fn snippet(finding: &Finding, portfolio: &Portfolio, width: usize) -> String {
    let level = match finding.level() {
        _ if finding.waived.is_some() => Shown::INFO.with_name("waived"),
        Level::Error => Shown::ERROR,
        Level::Warning => Shown::WARNING,
        Level::Note => Shown::NOTE,
    };
    let title = level.primary_title(finding.message.as_str()).id(finding.rule.name);
    let path = shown_path(portfolio, &finding.place.path);
    let source = portfolio.source(&finding.place.path).filter(|source| !source.text.is_empty());
    let mut group: Group<'_> = match (source, &finding.place.span) {
        (Some(source), Some(span)) => {
            let (line, text, span) = excerpt(source, span);
            let mark: Annotation<'_> = AnnotationKind::Primary.span(span);
            title.element(Snippet::source(text).line_start(line).path(path).annotation(mark))
        }
        _ => title.element(Origin::path(path)),
    };
    if let Some(requirement) = &finding.requirement {
        let requirement = shortened(requirement, width.saturating_sub(18));
        group = group.element(Shown::NOTE.with_name("required").message(requirement));
    }
    if let Some(reason) = &finding.waived {
        group = group.element(Shown::NOTE.with_name("reason").message(reason.as_str()));
    } else if let Some(help) = &finding.help {
        group = group.element(Shown::HELP.message(help.as_str()));
    }
    let renderer = Renderer::styled().decor_style(DecorStyle::Unicode).term_width(width);
    renderer.render(&[group])
}

/// A path of the portfolio as seen from where the user is.
pub(super) fn shown_path(portfolio: &Portfolio, path: &str) -> String {
    match portfolio.name.as_str() {
        "" | "." => path.to_owned(),
        name => format!("{}/{path}", name.trim_end_matches('/')),
    }
}

/// The one line that shows best where a stretch is: its first, or of a text in
/// three quotes the first that has words. With its number and the stretch in it.
fn excerpt<'s>(source: &'s SourceText, span: &Span) -> (usize, &'s str, Span) {
    let text = source.text.as_str();
    let mut start = span.start.min(text.len());
    let end = span.end.clamp(start, text.len());
    let stretch = text.get(start..end).unwrap_or("");
    if let Some(inner) = stretch.strip_prefix("\"\"\"").or_else(|| stretch.strip_prefix("'''")) {
        let words = inner.len() - inner.trim_start().len();
        if inner[..words].contains('\n') && words < inner.len() {
            start += 3 + words;
        }
    }
    let line_start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
    let line_end = text[start..].find('\n').map_or(text.len(), |newline| start + newline);
    let line = text[line_start..line_end].trim_end_matches('\r');
    let mark_start = (start - line_start).min(line.len());
    let mark_end = (end - line_start).clamp(mark_start, line.len());
    (source.position(start).line, line, mark_start..mark_end)
}
