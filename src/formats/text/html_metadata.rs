//! What a web page tells beside its text: the authors in its head, its title, its comments.

use std::io::Read;

use html5gum::emitters::default::{DefaultEmitter, Token};
use html5gum::{IoReader, Tokenizer};

use crate::formats::hidden_text::add;
use crate::io::{ProbeError, Source};
use crate::model::Metadata;

/// How much of a page is searched.
const SEARCHED: u64 = 16 << 20;
/// Names of `meta` that tell of a person (HTML, section 4.2.5.1, and Dublin Core, which programs
/// that export pages write).
const NAMES: [&str; 10] = [
    "author",
    "creator",
    "publisher",
    "copyright",
    "owner",
    "dc.creator",
    "dc.publisher",
    "dcterms.creator",
    "changedby",
    "company",
];

/// Reads the head of a page, and comments anywhere.
pub(crate) fn look(source: &mut dyn Source, traces: &mut Metadata) -> Result<(), ProbeError> {
    let page = IoReader::new(source.take(SEARCHED));
    let mut emitter = DefaultEmitter::<()>::default();
    emitter.naively_switch_states(true);
    let mut in_title = false;
    for token in Tokenizer::new_with_emitter(page, emitter) {
        match token? {
            Token::StartTag(tag) => {
                let value = |name: &[u8]| {
                    let found = tag.attributes.iter().find(|(known, _)| known.as_slice() == name);
                    found.map(|(_, value)| String::from_utf8_lossy(value).into_owned())
                };
                in_title = tag.name.as_slice() == b"title";
                if tag.name.as_slice() == b"meta"
                    && let (Some(name), Some(content)) = (value(b"name"), value(b"content"))
                    && NAMES.iter().any(|known| known.eq_ignore_ascii_case(&name))
                {
                    traces.add(format!("HTML {name}"), &content);
                }
            }
            Token::EndTag(_) => in_title = false,
            Token::String(text) if in_title => {
                traces.add("HTML title", &String::from_utf8_lossy(&text));
            }
            Token::Comment(text) => {
                add(traces, "a comment of its source", &String::from_utf8_lossy(&text));
            }
            _ => {}
        }
    }
    Ok(())
}
