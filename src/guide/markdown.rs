//! A narrative as HTML, with nothing in it that could run or load.

use maud::PreEscaped;
use pulldown_cmark::{CowStr, Event, HeadingLevel, Parser, Tag, TagEnd, html};

use super::link::to_file;
use crate::prose;

/// Renders a narrative; raw HTML is left out, links lead into the bundle or to
/// the web, and pictures become links to what they show. Headings move down by
/// two, since the guide has its own above them.
pub(super) fn render(markdown: &str, data: &str) -> PreEscaped<String> {
    let mut events = Vec::new();
    let mut front_matter = false;
    for event in Parser::new_ext(markdown, prose::options()) {
        match event {
            Event::Start(Tag::MetadataBlock(_)) => front_matter = true,
            Event::End(TagEnd::MetadataBlock(_)) => front_matter = false,
            _ if front_matter => {}
            Event::Html(_) | Event::InlineHtml(_) => {}
            Event::Start(Tag::HtmlBlock) | Event::End(TagEnd::HtmlBlock) => {}
            Event::Start(Tag::Heading { level, .. }) => {
                let level = lower(level);
                let (id, classes, attrs) = (None, Vec::new(), Vec::new());
                events.push(Event::Start(Tag::Heading { level, id, classes, attrs }));
            }
            Event::End(TagEnd::Heading(level)) => {
                events.push(Event::End(TagEnd::Heading(lower(level))));
            }
            Event::Start(
                Tag::Link { link_type, dest_url, title, id }
                | Tag::Image { link_type, dest_url, title, id },
            ) => {
                let dest_url = CowStr::from(target(&dest_url, data));
                events.push(Event::Start(Tag::Link { link_type, dest_url, title, id }));
            }
            Event::End(TagEnd::Image) => events.push(Event::End(TagEnd::Link)),
            // The box of a task is no control that anybody could use here.
            Event::TaskListMarker(done) => {
                events.push(Event::Text(if done { "☑ " } else { "☐ " }.into()));
            }
            other => events.push(other),
        }
    }
    let mut page = String::new();
    html::push_html(&mut page, events.into_iter());
    PreEscaped(page)
}

fn lower(level: HeadingLevel) -> HeadingLevel {
    match level {
        HeadingLevel::H1 => HeadingLevel::H3,
        HeadingLevel::H2 => HeadingLevel::H4,
        HeadingLevel::H3 => HeadingLevel::H5,
        _ => HeadingLevel::H6,
    }
}

/// Where a link of a narrative leads in the guide: to the web only by the
/// schemes that open a page or a letter, else to a file beside it.
fn target(link: &str, data: &str) -> String {
    let lower = link.trim().to_ascii_lowercase();
    if ["http://", "https://", "mailto:", "#"].iter().any(|start| lower.starts_with(start)) {
        return link.trim().to_owned();
    }
    if lower.split(['/', '?', '#']).next().is_some_and(|start| start.contains(':')) {
        return "#".to_owned();
    }
    let (path, fragment) = match link.split_once('#') {
        Some((path, fragment)) => (path, format!("#{fragment}")),
        None => (link, String::new()),
    };
    let decoded = percent_encoding::percent_decode_str(path).decode_utf8_lossy();
    let mut parts = vec!["narratives"];
    for part in decoded.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    format!("{}{fragment}", to_file(data, &parts.join("/")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_runs_or_loads_gets_through() {
        let page = render(
            "# T\n\n<script>alert(1)</script>\n\n<img src=x onerror=y> a [b](javascript:c) \
             ![d](../artifacts/e f.png) [g](JAVASCRIPT:h) [i](../artifacts/j.pdf#page=2) <b>k</b>\n",
            "data/",
        )
        .0;
        for evil in ["script", "onerror", "<img", "javascript", "JAVASCRIPT", "<b>"] {
            assert!(!page.contains(evil), "{evil}: {page}");
        }
        assert!(page.contains("<h3>T</h3>"), "{page}");
        assert!(page.contains(r#"<a href="data/artifacts/j.pdf#page=2">i</a>"#), "{page}");
    }
}
