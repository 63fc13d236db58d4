//! A Markdown text of the practitioner as HTML without scripts and external resources.

use std::collections::BTreeSet;

use maud::{Markup, PreEscaped, html};
use pulldown_cmark::{CowStr, Event, HeadingLevel, Parser, Tag, TagEnd, html as to_html};

use super::browsers::is_shown;
use super::footnotes::Footnotes;
use super::hrefs::Files;
use crate::formats::visible_text;
use crate::narrative::{self, LinkTarget};

/// The context of a text in the guide.
pub(super) struct Frame<'a> {
    /// A prefix for its anchors, which no other text has.
    pub prefix: &'a str,
    /// The level of the heading above it: its own headings begin one level below.
    pub above: usize,
    /// The title above it in the guide; a first heading with these words is left out.
    pub title: &'a str,
    /// The folder of the portfolio to which its links are relative; empty for the portfolio itself.
    pub folder: &'a str,
    /// The files to which it may link.
    pub files: &'a Files<'a>,
}

/// Renders a text.
///
/// Of raw HTML only the words are kept. Links lead to existing files of the bundle or to the web.
/// Headings have levels without gaps, below those of the guide.
pub(super) fn render(markdown: &str, frame: &Frame<'_>) -> Markup {
    let events = visible(Parser::new_ext(markdown, narrative::options()));
    let events = without_title(events, frame.title);
    let anchors = anchors(&events, frame.prefix);
    let mut page = Page {
        frame,
        footnotes: Footnotes::of(&events, frame.prefix),
        anchors,
        next_heading: 0,
        ranks: Vec::new(),
        open_links: Vec::new(),
        events: Vec::new(),
    };
    let mut rest = events.as_slice();
    while let Some((event, after)) = rest.split_first() {
        rest = page.event(event, after);
    }
    let mut text = String::new();
    to_html::push_html(&mut text, page.events.into_iter());
    PreEscaped(text)
}

/// The visible events of a text: without front matter and tags.
fn visible<'t>(parser: Parser<'t>) -> Vec<Event<'t>> {
    let mut events = Vec::new();
    let mut front_matter = false;
    let mut block: Option<String> = None;
    for event in parser {
        match event {
            Event::Start(Tag::MetadataBlock(_)) => front_matter = true,
            Event::End(TagEnd::MetadataBlock(_)) => front_matter = false,
            _ if front_matter => {}
            Event::InlineHtml(_) => {}
            Event::Start(Tag::HtmlBlock) => block = Some(String::new()),
            Event::Html(html) => {
                if let Some(block) = &mut block {
                    block.push_str(&html);
                }
            }
            Event::End(TagEnd::HtmlBlock) => {
                let words = visible_text(&block.take().unwrap_or_default());
                if !words.is_empty() {
                    events.push(Event::Start(Tag::Paragraph));
                    events.push(Event::Text(words.into()));
                    events.push(Event::End(TagEnd::Paragraph));
                }
            }
            other => events.push(other),
        }
    }
    events
}

/// Drops a first heading that repeats the guide's own title, and empty headings.
fn without_title<'t>(events: Vec<Event<'t>>, title: &str) -> Vec<Event<'t>> {
    let mut kept = Vec::with_capacity(events.len());
    let mut events = events.into_iter().peekable();
    while let Some(event) = events.next() {
        if !matches!(event, Event::Start(Tag::Heading { .. })) {
            kept.push(event);
            continue;
        }
        let mut heading = vec![event];
        for event in events.by_ref() {
            let end = matches!(event, Event::End(TagEnd::Heading(_)));
            heading.push(event);
            if end {
                break;
            }
        }
        let words = narrative::same_words(&text_of(&heading));
        let is_title = kept.is_empty() && words == narrative::same_words(title);
        if !words.is_empty() && !is_title {
            kept.append(&mut heading);
        }
    }
    kept
}

/// An anchor for every heading, in order: its words joined by hyphens, as on GitHub.
fn anchors(events: &[Event<'_>], prefix: &str) -> Vec<(String, String)> {
    let mut taken = BTreeSet::new();
    let mut anchors = Vec::new();
    for (at, event) in events.iter().enumerate() {
        if !matches!(event, Event::Start(Tag::Heading { .. })) {
            continue;
        }
        let name = name_of(&text_of(events.get(at..).unwrap_or(&[])));
        let numbered = (1_usize..).map(|number| format!("{name}-{number}"));
        let free = std::iter::once(name.clone()).chain(numbered).find(|it| !taken.contains(it));
        let name = free.unwrap_or_default();
        taken.insert(name.clone());
        anchors.push((name.clone(), format!("{prefix}-text-{name}")));
    }
    anchors
}

fn name_of(heading: &str) -> String {
    let name = heading.trim().to_lowercase();
    let name = name.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    name.map(|c| if c == ' ' { '-' } else { c }).collect()
}

/// The words up to the end of the heading, link or image that begins here.
fn text_of(events: &[Event<'_>]) -> String {
    let mut text = String::new();
    for event in events {
        match event {
            Event::Text(words) | Event::Code(words) => text.push_str(words),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            Event::End(TagEnd::Heading(_) | TagEnd::Link | TagEnd::Image) => break,
            _ => {}
        }
    }
    text
}

struct Page<'a, 't> {
    frame: &'a Frame<'a>,
    footnotes: Footnotes,
    /// For every heading, its anchor in links of the text and its anchor in the guide.
    anchors: Vec<(String, String)>,
    next_heading: usize,
    /// The levels of the enclosing headings.
    ranks: Vec<HeadingLevel>,
    /// For every open link, whether it is a link in the guide as well.
    open_links: Vec<bool>,
    events: Vec<Event<'t>>,
}

impl<'a, 't> Page<'a, 't> {
    /// Handles an event and returns those after it.
    fn event<'e>(&mut self, event: &Event<'t>, after: &'e [Event<'t>]) -> &'e [Event<'t>] {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                self.ranks.retain(|rank| rank < level);
                self.ranks.push(*level);
                let level = self.level();
                let anchor = self.anchors.get(self.next_heading).map(|it| it.1.clone());
                self.next_heading += 1;
                let (classes, attrs) = (Vec::new(), Vec::new());
                let id = anchor.map(CowStr::from);
                self.events.push(Event::Start(Tag::Heading { level, id, classes, attrs }));
            }
            Event::End(TagEnd::Heading(_)) => {
                self.events.push(Event::End(TagEnd::Heading(self.level())));
            }
            Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                self.link(&narrative::address(*link_type, dest_url), after);
            }
            Event::End(TagEnd::Link) => {
                if self.open_links.pop() == Some(true) {
                    self.html("</a>");
                }
            }
            Event::Start(Tag::Image { dest_url, .. }) => return self.image(dest_url, after),
            Event::Start(Tag::Table(_)) => {
                // A wide table scrolls in its own box, with the keyboard as well.
                self.html(r#"<div class="wide" role="group" aria-label="Table" tabindex="0">"#);
                self.events.push(event.clone());
            }
            Event::End(TagEnd::Table) => {
                self.events.push(event.clone());
                self.html("</div>");
            }
            Event::FootnoteReference(name) => {
                let reference = self.footnotes.reference(name);
                self.html(reference);
            }
            Event::Start(Tag::FootnoteDefinition(name)) => {
                let start = self.footnotes.definition(name);
                self.html(start);
            }
            Event::End(TagEnd::FootnoteDefinition) => self.html("</div>"),
            // A checkbox would be a control that does nothing.
            Event::TaskListMarker(done) => {
                self.events.push(Event::Text(if *done { "☑ " } else { "☐ " }.into()));
            }
            other => self.events.push(other.clone()),
        }
        after
    }

    fn level(&self) -> HeadingLevel {
        match self.frame.above + self.ranks.len() {
            0 | 1 => HeadingLevel::H1,
            2 => HeadingLevel::H2,
            3 => HeadingLevel::H3,
            4 => HeadingLevel::H4,
            5 => HeadingLevel::H5,
            _ => HeadingLevel::H6,
        }
    }

    fn link(&mut self, to: &str, after: &[Event<'t>]) {
        let Frame { files, folder, .. } = self.frame;
        let href = match LinkTarget::of(to, folder, files.portfolio) {
            LinkTarget::Web(address) => Some(address.to_owned()),
            LinkTarget::File(path, fragment) => files.href_with(path, fragment),
            LinkTarget::Heading(name) => {
                let anchor = self.anchors.iter().find(|(own, _)| *own == name.to_lowercase());
                anchor.map(|(_, anchor)| format!("#{anchor}"))
            }
            _ => None,
        };
        self.open_links.push(href.is_some());
        if let Some(href) = href {
            let start = html! { a href=(href) {} }.into_string();
            self.html(start.trim_end_matches("</a>").to_owned());
        }
        let named = !text_of(after).trim().is_empty()
            || matches!(after.first(), Some(Event::Start(Tag::Image { .. })));
        if !named {
            self.events.push(Event::Text(to.to_owned().into()));
        }
    }

    /// Shows a picture of the portfolio and links to anything else.
    fn image<'e>(&mut self, to: &str, after: &'e [Event<'t>]) -> &'e [Event<'t>] {
        let own = text_of(after);
        let own = own.trim();
        let name = if own.is_empty() { to } else { own };
        let inside_link = self.open_links.contains(&true);
        let Frame { files, folder, .. } = self.frame;
        let mut size = None;
        let (href, is_picture) = match LinkTarget::of(to, folder, files.portfolio) {
            LinkTarget::File(path, fragment) => {
                size = files.portfolio.artifact(path).and_then(super::cited_text::size);
                (files.href_with(path, fragment), is_shown(path))
            }
            LinkTarget::Web(address) => (Some(address.to_owned()), false),
            _ => (None, false),
        };
        let shown = match href {
            Some(href) if is_picture => super::media::sized(&href, name, size),
            Some(href) if !inside_link => html! { a href=(href) { (name) } },
            _ => html! { (name) },
        };
        self.html(shown.into_string());
        // Skip its alternative text, in which pictures may be nested.
        let mut depth = 1_usize;
        for (at, event) in after.iter().enumerate() {
            match event {
                Event::Start(Tag::Image { .. }) => depth += 1,
                Event::End(TagEnd::Image) => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return after.get(at + 1..).unwrap_or(&[]);
            }
        }
        &[]
    }

    fn html(&mut self, html: impl Into<CowStr<'t>>) {
        self.events.push(Event::InlineHtml(html.into()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guide::test_portfolio;

    fn rendered(markdown: &str) -> String {
        let portfolio = test_portfolio::portfolio();
        let files = Files { portfolio: &portfolio, data: "data/" };
        let frame = Frame {
            prefix: "overview",
            above: 2,
            title: "Overview",
            folder: "narratives",
            files: &files,
        };
        render(markdown, &frame).into_string()
    }

    #[test]
    fn scripts_and_external_resources_are_removed() {
        let page = rendered(
            "# T\n\n<script>alert(1)</script>\n\n<img src=x onerror=y> a [b](javascript:c) \
             ![d](https://example.org/e.png) [g](JAVASCRIPT:h) \
             [i](../artifacts/safety-plan.pdf#page=2) <b>k</b> [data](data:text/html,x) \
             [\"><svg onload=z>](\"><svg)\n\n<div onclick=m>kept\n</div>\n",
        );
        for evil in [
            "script",
            "onerror",
            "<img",
            "javascript",
            "JAVASCRIPT",
            "<b>",
            "<svg",
            "onclick",
            "text/html",
        ] {
            assert!(!page.contains(evil), "{evil}: {page}");
        }
        assert!(page.contains(">T</h3>"), "{page}");
        assert!(page.contains("<p>kept</p>"), "{page}");
        assert!(
            page.contains(r#"<a href="data/artifacts/safety-plan.pdf#page=2">i</a>"#),
            "{page}"
        );
    }

    #[test]
    fn links_lead_only_to_existing_targets() {
        let page = rendered(
            "# A b\n\n[1](#a-b) [2](#nowhere) [3](../private.toml) [4](../../etc/passwd) [5](../artifacts/)\n\
             [6](../artifacts/./safety%2Dplan.pdf#page=2) [7](reflection.md) [8](x:y) <a@example.org>\n\
             [](../artifacts/safety-plan.pdf) ![The corner](../artifacts/calm-corner.png)",
        );
        assert_eq!(page.matches("<a ").count(), 5, "{page}");
        assert!(
            page.contains(r#"<a href="data/artifacts/safety-plan.pdf#page=2">6</a>"#),
            "{page}"
        );
        assert!(page.contains(r#"<a href="data/narratives/reflection.md">7</a>"#), "{page}");
        assert!(page.contains(r#"<a href="mailto:a@example.org">a@example.org</a>"#), "{page}");
        assert!(page.contains(r##"<a href="#overview-text-a-b">1</a>"##), "{page}");
        assert!(page.contains(">../artifacts/safety-plan.pdf</a>"), "{page}");
        let picture = r#"<img src="data/artifacts/calm-corner.png" alt="The corner" loading="lazy" style="width:min("#;
        assert!(page.contains(picture), "{page}");
    }

    #[test]
    fn heading_levels_have_no_gaps() {
        let page = rendered("# Overview\n\n## One\n\n#### Deep\n\n## Two\n\n# Up\n\n#\n");
        let levels: Vec<&str> =
            page.match_indices("<h").filter_map(|(at, _)| page.get(at + 1..at + 3)).collect();
        assert_eq!(levels, ["h3", "h4", "h3", "h3"], "{page}");
        assert!(!page.contains("Overview"), "{page}");
    }

    #[test]
    fn notes_of_two_texts_do_not_share_an_anchor() {
        let page = rendered("a[^1] b[^1] c[^none]\n\n[^1]: note\n\n[^2]: alone\n");
        assert!(page.contains(r##"href="#overview-note-1""##), "{page}");
        assert_eq!(page.matches(r#"id="overview-note-1""#).count(), 1, "{page}");
        assert_eq!(page.matches("id=").count(), 3, "{page}");
    }
}
