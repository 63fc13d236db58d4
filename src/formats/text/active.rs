//! Whether a web page or an SVG drawing does something when a browser opens it: it runs scripts, shows
//! other pages in itself, or loads from the web, which tells others who opens it.
//!
//! In doubt it does. Nothing is shown by what is found here; a careful browser is still the one that
//! protects.

use html5gum::Tokenizer;
use html5gum::emitters::default::{DefaultEmitter, Token};

use crate::io::{ProbeError, Source, read_text};
use crate::model::Metadata;

/// Elements that run or show something else.
const ELEMENTS: [&str; 9] =
    ["script", "iframe", "frame", "object", "embed", "applet", "portal", "base", "handler"];

/// Attributes by which all elements but links load something.
const SOURCES: [&str; 9] =
    ["src", "srcset", "href", "xlink:href", "poster", "background", "data", "lowsrc", "dynsrc"];

/// Notes whether this page or drawing is active.
pub(crate) fn metadata(source: &mut dyn Source, metadata: &mut Metadata) -> Result<(), ProbeError> {
    source.rewind()?;
    metadata.is_active = match read_text(source, Some(super::html::declared_encoding)) {
        Ok(page) => is_active(&page),
        Err(ProbeError::Io(error)) => return Err(ProbeError::Io(error)),
        Err(_) => true,
    };
    Ok(())
}

fn is_active(page: &str) -> bool {
    let lower = page.to_ascii_lowercase();
    // Programs differ in where a comment or a text ends. Entities may stand for elements.
    if ["<script", ":script", "<!entity", "<?xml-stylesheet"].iter().any(|it| lower.contains(it)) {
        return true;
    }
    let mut emitter = DefaultEmitter::<()>::default();
    emitter.naively_switch_states(true);
    let mut in_style = false;
    for token in Tokenizer::new_with_emitter(page, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).to_ascii_lowercase();
                let name = name.rsplit(':').next().unwrap_or(&name);
                in_style = name == "style";
                let attributes = tag.attributes.iter().map(|(key, value)| {
                    (String::from_utf8_lossy(key), String::from_utf8_lossy(value))
                });
                if ELEMENTS.contains(&name)
                    || attributes.into_iter().any(|(key, value)| does_something(name, &key, &value))
                {
                    return true;
                }
            }
            Token::EndTag(_) => in_style = false,
            Token::String(text) if in_style && loads(&String::from_utf8_lossy(&text)) => {
                return true;
            }
            _ => {}
        }
    }
    false
}

fn does_something(element: &str, key: &str, value: &str) -> bool {
    let key = key.to_ascii_lowercase();
    // Browsers leave out white space and control characters of an address.
    let value: String = value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    let value = value.to_ascii_lowercase();
    let is_link = matches!(element, "a" | "area");
    let runs = ["javascript:", "vbscript:", "data:text/html", "data:application"];
    key.len() > 2 && key.starts_with("on")
        || runs.iter().any(|scheme| value.contains(scheme))
        || element == "meta" && key == "http-equiv" && value == "refresh"
        || key == "style" && loads(&value)
        || !is_link && SOURCES.contains(&key.as_str()) && is_elsewhere(&value)
}

/// Whether an address, or one of a list, is on the web.
fn is_elsewhere(value: &str) -> bool {
    value.split(',').any(|address| {
        ["http:", "https:", "ftp:", "//", "\\\\", "file:"].iter().any(|it| address.starts_with(it))
    })
}

/// Whether a style sheet loads from the web.
fn loads(style: &str) -> bool {
    let style = style.to_ascii_lowercase();
    ["@import", "http:", "https:", "//"].iter().any(|it| style.contains(it))
}

#[cfg(test)]
mod tests {
    use super::is_active;

    #[test]
    fn scripts_frames_and_what_is_loaded_from_the_web_are_active() {
        for page in [
            "<p>a</p><ScRiPt>b</ScRiPt>",
            "<svg xmlns:s='http://www.w3.org/2000/svg'><s:script/></svg>",
            "<!DOCTYPE svg [<!ENTITY x 'y'>]><svg/>",
            "<img src=x onerror='a()'>",
            "<svg/onload=a()>",
            "<a href='java\nscript:a()'>b</a>",
            "<a href='&#106;avascript:a()'>b</a>",
            "<svg><a xlink:href='javascript:a()'/></svg>",
            "<svg><animate attributeName='href' to='javascript:a()'/></svg>",
            "<iframe src='x.html'></iframe>",
            "<meta http-equiv=Refresh content='0;url=x'>",
            "<base href='https://example.org'>",
            "<img src='https://example.org/seen.gif'>",
            "<img srcset='a.png 1x, //example.org/b.png 2x'>",
            "<link rel=stylesheet href='//example.org/x.css'>",
            "<svg><image xlink:href='http://example.org/x.png'/></svg>",
            "<style>@import url(x.css);</style>",
            "<p style='background:url(https://example.org/x)'>",
        ] {
            assert!(is_active(page), "{page}");
        }
        for page in [
            "<!DOCTYPE html><p>The script of the play, on Monday.</p>",
            "<a href='https://example.org'>a link</a><img src='photo.png' alt='on'>",
            "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'>\
             <path d='M0 0'/><image href='data:image/png;base64,AA'/></svg>",
            "<style>p { color: red }</style><p style='color: red' class='on'>",
        ] {
            assert!(!is_active(page), "{page}");
        }
    }
}
