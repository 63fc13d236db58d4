//! The footnotes of a text, numbered in reading order and linked in both directions.

use maud::html;
use pulldown_cmark::{Event, Tag};

/// The notes of one text.
pub(super) struct Footnotes {
    prefix: String,
    notes: Vec<Note>,
}

struct Note {
    name: String,
    /// Whether the text refers to it and defines it: only then can it be linked.
    linked: bool,
    /// Whether the anchor of a reference was written: an id must be unique.
    referred: bool,
    defined: bool,
}

impl Footnotes {
    /// The notes of these events, in the order of their first occurrence.
    pub fn of(events: &[Event<'_>], prefix: &str) -> Footnotes {
        let mut notes: Vec<Note> = Vec::new();
        let mut defined: Vec<&str> = Vec::new();
        let mut referred: Vec<&str> = Vec::new();
        for event in events {
            let name = match event {
                Event::FootnoteReference(name) => {
                    referred.push(name);
                    name
                }
                Event::Start(Tag::FootnoteDefinition(name)) => {
                    defined.push(name);
                    name
                }
                _ => continue,
            };
            if !notes.iter().any(|note| note.name == **name) {
                let (linked, referred, defined) = (false, false, false);
                notes.push(Note { name: name.to_string(), linked, referred, defined });
            }
        }
        for note in &mut notes {
            let name = note.name.as_str();
            note.linked = defined.contains(&name) && referred.contains(&name);
        }
        Footnotes { prefix: prefix.to_owned(), notes }
    }

    /// The reference in the text, which links to the note.
    pub fn reference(&mut self, name: &str) -> String {
        let Some((at, note)) = find(&mut self.notes, name) else { return String::new() };
        let first = !std::mem::replace(&mut note.referred, true);
        let (here, there) = (anchor(&self.prefix, "ref", at), anchor(&self.prefix, "note", at));
        let markup = html! {
            sup {
                @if note.linked {
                    a.note-sign id=[first.then_some(here)] href={ "#" (there) }
                        aria-label={ "Note " (at) } { (at) }
                } @else {
                    (at)
                }
            }
        };
        markup.into_string()
    }

    /// The start of the note, up to its text.
    pub fn definition(&mut self, name: &str) -> String {
        let Some((at, note)) = find(&mut self.notes, name) else {
            return r#"<div class="note">"#.to_owned();
        };
        let first = !std::mem::replace(&mut note.defined, true);
        let (here, there) = (anchor(&self.prefix, "note", at), anchor(&self.prefix, "ref", at));
        let markup = html! {
            div.note id=[first.then_some(here)] {
                span.note-number {
                    @if note.linked {
                        a.note-sign href={ "#" (there) } aria-label={ "Back to note " (at) " in the text" } { (at) }
                    } @else {
                        (at)
                    }
                }
            }
        };
        let markup = markup.into_string();
        markup.strip_suffix("</div>").unwrap_or(&markup).to_owned()
    }
}

fn find<'n>(notes: &'n mut [Note], name: &str) -> Option<(usize, &'n mut Note)> {
    (1..).zip(notes).find(|(_, note)| note.name == name)
}

fn anchor(prefix: &str, what: &str, number: usize) -> String {
    format!("{prefix}-{what}-{number}")
}
