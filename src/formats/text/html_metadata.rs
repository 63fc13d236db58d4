//! The metadata of a web page: the authors in its head, its title, its comments.

use std::io::Read;

use html5gum::emitters::default::{DefaultEmitter, Token};
use html5gum::{IoReader, Tokenizer};

use crate::formats::hidden_text::add;
use crate::io::{ProbeError, Source};
use crate::model::Metadata;

/// How much of a page is searched, in bytes.
const MAX_SEARCHED: u64 = 16 << 20;
/// Names of `meta` elements that name a person (HTML section 4.2.5.1, and Dublin Core, which
/// programs that export pages write).
const PERSONAL_NAMES: [&str; 10] = [
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

/// Adds what the head of a page says, all comments, and whether it runs anything.
pub(crate) fn metadata(source: &mut dyn Source, metadata: &mut Metadata) -> Result<(), ProbeError> {
    super::active_metadata(source, metadata)?;
    source.rewind()?;
    let page = IoReader::new(source.take(MAX_SEARCHED));
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
                    && PERSONAL_NAMES.iter().any(|known| known.eq_ignore_ascii_case(&name))
                {
                    metadata.add(format!("HTML {name}"), &content);
                }
            }
            Token::EndTag(_) => in_title = false,
            Token::String(text) if in_title => {
                metadata.add("HTML title", &String::from_utf8_lossy(&text));
            }
            Token::Comment(text) => {
                add(metadata, "a comment of its source", &String::from_utf8_lossy(&text));
            }
            _ => {}
        }
    }
    Ok(())
}
