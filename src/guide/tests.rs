//! The guide as a whole, without a browser.

use std::collections::BTreeSet;

use super::{Edition, page, test_portfolio};
use crate::load::Folder;
use crate::model::NarrativeState;
use crate::rules::Checked;

#[test]
fn every_guide_is_well_formed() {
    for (name, checked) in portfolios() {
        let page = page(&checked, &Edition { data: "data/", draft: true, ..Edition::default() });
        let tags = tags(&page);
        let mut open: Vec<&str> = Vec::new();
        for tag in &tags {
            match tag.name.strip_prefix('/') {
                Some(closed) => assert_eq!(open.pop(), Some(closed), "{name}: {tag:?}"),
                None if VOID.contains(&tag.name) => {}
                None => open.push(tag.name),
            }
        }
        assert!(open.is_empty(), "{name}: {open:?}");
        let mut ids = BTreeSet::new();
        for id in tags.iter().filter_map(|tag| tag.attribute("id")) {
            assert!(ids.insert(id), "{name}: two have the id {id}");
        }
        for tag in &tags {
            let links = tag.attribute("href").and_then(|link| link.strip_prefix('#'));
            for target in links.iter().chain(&tag.attribute("aria-labelledby")) {
                assert!(ids.contains(target), "{name}: nothing has the id {target}");
            }
        }
        let mut above = 0;
        for tag in &tags {
            let level = tag.name.strip_prefix('h').and_then(|level| level.parse::<u32>().ok());
            if let Some(level) = level {
                assert!(level <= above + 1, "{name}: h{level} stands below h{above}");
                above = level;
            }
        }
    }
}

#[test]
fn a_guide_is_self_contained_and_runs_only_its_own_script() {
    for (name, checked) in portfolios() {
        let page = page(&checked, &Edition { data: "data/", draft: false, ..Edition::default() });
        let tags = tags(&page);
        assert_eq!(tags.iter().filter(|tag| tag.name == "script").count(), 1, "{name}");
        for tag in &tags {
            assert!(
                !["link", "iframe", "object", "base", "b"].contains(&tag.name),
                "{name}: {tag:?}"
            );
            // Outside quotes there are only names.
            let names: String = tag.attributes.split('"').step_by(2).collect();
            assert!(!names.split_whitespace().any(|it| it.starts_with("on")), "{name}: {tag:?}");
            if let Some(source) = tag.attribute("src") {
                let is_captions = tag.name == "track" && source.starts_with("data:text/vtt;");
                assert!(is_captions || source.starts_with("data/artifacts/"), "{name}: {source}");
            }
            if let Some(link) = tag.attribute("href") {
                let safe = ["#", "data/", "https://"].iter().any(|start| link.starts_with(start));
                assert!(safe, "{name}: {link}");
            }
        }
        let style =
            page.split("<style>").nth(1).and_then(|it| it.split("</style>").next()).unwrap();
        assert!(!style.contains("url(") && !style.contains("@import"), "{name}");
    }
}

#[test]
fn hostile_text_is_escaped() {
    let page = page(&hostile(), &Edition { data: "data/", draft: false, ..Edition::default() });
    for shown in [
        "&quot;&gt;&lt;script&gt;alert(1)&lt;&amp;'<span class=\"extension\">.pdf</span>",
        "data/artifacts/%22%3E%3Cscript%3Ealert(1)%3C&amp;'.pdf#page=3",
        "&lt;/q&gt;&lt;script&gt;alert(2)",
        "<p>One alert(3) two.</p>",
        "&lt;/style&gt; waived",
    ] {
        assert!(page.contains(shown), "{shown}");
    }
}

#[test]
fn the_same_portfolio_gives_the_same_guide() {
    let edition = Edition { data: "data/", ..Edition::default() };
    let once = page(&test_portfolio::checked(|_| {}), &edition);
    assert_eq!(once, page(&test_portfolio::checked(|_| {}), &edition));
    let (_, body) = once.split_once("</style>").unwrap();
    assert!(!body.contains("DRAFT"));
    assert!(once.contains("<title>SAMPLE: ") && body.contains("SAMPLE · "));
    let own =
        page(&test_portfolio::checked(|portfolio| portfolio.evidence.sample = None), &edition);
    let (_, body) = own.split_once("</style>").unwrap();
    // The artifacts of the example say SAMPLE as well.
    let marks = ["SAMPLE · ", "sample-sign", "sample-page", "SAMPLE. Not"];
    assert!(!marks.iter().any(|mark| body.contains(mark)) && !own.contains("<title>SAMPLE"));
    let draft = page(&test_portfolio::checked(|_| {}), &Edition { draft: true, ..edition });
    assert!(draft.contains("<title>DRAFT: ") && draft.matches("DRAFT").count() > 4);
}

#[test]
fn waived_findings_are_shown_with_their_reasons() {
    let page = page(&hostile(), &Edition { data: "data/", draft: false, ..Edition::default() });
    assert!(page.contains("Set aside by the practitioner"));
    assert!(page.contains("<code>unused-artifact</code> in artifacts/calm-corner.png"), "{page}");
}

fn portfolios() -> [(&'static str, Checked); 3] {
    [
        ("complete", test_portfolio::checked(|_| {})),
        (
            "incomplete",
            Checked::of(&Folder::new("examples/incomplete"), &test_portfolio::options()),
        ),
        ("hostile", hostile()),
    ]
}

/// A portfolio whose every text tries to inject markup.
fn hostile() -> Checked {
    test_portfolio::checked(|portfolio| {
        let path = "artifacts/\"><script>alert(1)<&'.pdf";
        let entry = &mut portfolio.evidence.entries[0];
        let citation = &mut entry.evidence[0];
        let old = std::mem::replace(&mut citation.artifact.as_mut().unwrap().value, path.into());
        let artifact = portfolio.artifacts.iter_mut().find(|it| it.path == old).unwrap();
        artifact.path = path.into();
        artifact.inside = crate::model::Inside::Seen(Default::default());
        citation.quote.as_mut().unwrap().value = "</q><script>alert(2)</script>".into();
        let explanation = entry.explanation.as_mut().unwrap();
        explanation.value =
            "One <script>alert(3)</script> two.\n\n# A <b onclick=x>\n\n<div onload=y>\n".into();
        let [third, fourth] = &mut portfolio.evidence.entries[7..9] else { unreachable!() };
        third.evidence.remove(0);
        fourth.evidence.clear();
        portfolio.evidence.waivers.push(crate::model::Waiver {
            span: 0..0,
            rule: Some(spanned("unused-artifact")),
            path: Some(spanned("artifacts/calm-corner.png")),
            reason: Some(spanned("</style> waived")),
            until: None,
        });
        for narrative in [&mut portfolio.overview, &mut portfolio.reflection] {
            let NarrativeState::Read(source, _) = &mut narrative.state else { unreachable!() };
            source.text =
                "### <img src=x onerror=y> One\n\n# T\n\n# T\n\n# Title\n\n##### title\n\n#\n\n\
                [here](#t) [gone](#title-9) [x](javascript:y) ![p](https://example.org/p.png)\n\n\
                [![a](../artifacts/calm-corner.png)](https://example.org) [^1] [^1]\n\n\
                [^1]: n\n\n[^2]: m\n\n| a |\n|---|\n| <b>c</b> |\n"
                    .into();
        }
    })
}

fn spanned(value: &str) -> crate::model::Spanned<String> {
    crate::model::Spanned { value: value.to_owned(), span: 0..0 }
}

const VOID: &[&str] = &["!DOCTYPE", "meta", "img", "br", "hr", "track", "input"];

#[derive(Debug)]
struct Tag<'p> {
    name: &'p str,
    attributes: &'p str,
}

impl<'p> Tag<'p> {
    fn attribute(&self, name: &str) -> Option<&'p str> {
        let start = format!(" {name}=\"");
        let at = self.attributes.find(&start)? + start.len();
        self.attributes[at..].split('"').next()
    }
}

/// The tags of a page whose attributes are all in quotes, without the content of scripts and
/// styles.
fn tags(page: &str) -> Vec<Tag<'_>> {
    let mut tags = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        let tag = &rest[at + 1..];
        let mut quoted = false;
        let end = tag.find(|c| {
            quoted ^= c == '"';
            c == '>' && !quoted
        });
        let inner = &tag[..end.expect("a tag that ends")];
        let name_end = inner.find([' ', '\n']).unwrap_or(inner.len());
        let (name, attributes) = inner.split_at(name_end);
        tags.push(Tag { name: name.trim_end_matches('/'), attributes });
        rest = &tag[inner.len() + 1..];
        if matches!(name, "script" | "style") {
            rest = &rest[rest.find(&format!("</{name}>")).expect("its end")..];
        }
    }
    tags
}
