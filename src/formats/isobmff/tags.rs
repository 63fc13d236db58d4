//! Tags of MP4, MOV and M4A: their names, and the keys of the list that iTunes and phones write.

use crate::container::isobmff::boxes;

/// Tags by the names of their boxes, how each is called, and whether it names a person or an
/// organisation.
const TAGS: [(&[u8; 4], &str, bool); 24] = [
    (b"\xa9ART", "Artist", true),
    (b"aART", "AlbumArtist", true),
    (b"\xa9aut", "Author", true),
    (b"\xa9wrt", "Composer", true),
    (b"\xa9cpy", "Copyright", true),
    (b"cprt", "Copyright", true),
    (b"\xa9dir", "Director", true),
    (b"\xa9prd", "Producer", true),
    (b"\xa9pub", "Publisher", true),
    (b"\xa9cmt", "Comment", true),
    (b"ownr", "Owner", true),
    (b"auth", "Author", true),
    (b"perf", "Performer", true),
    (b"\xa9too", "Encoder", false),
    (b"\xa9swr", "Software", false),
    (b"\xa9mak", "Make", false),
    (b"\xa9mod", "Model", false),
    (b"\xa9nam", "Title", false),
    (b"titl", "Title", false),
    (b"\xa9day", "Date", false),
    (b"desc", "Description", false),
    (b"covr", "Cover", false),
    (b"\xa9xyz", PLACE, false),
    (b"loci", PLACE, false),
];
/// Keys that name a person or an organisation (QuickTime File Format, "Metadata Item Keys").
const KEYS: [&str; 8] =
    ["artist", "author", "copyright", "creator", "director", "producer", "publisher", "comment"];
/// How a tag is called that holds a place on earth.
const PLACE: &str = "place";

/// What a tag says.
pub(crate) enum Meaning {
    /// A person or an organisation; with the name of the property.
    Identity(String),
    Place,
    /// Anything else; with the name of the property.
    Other(String),
}

impl Meaning {
    /// The name of the property.
    pub fn name(self) -> String {
        match self {
            Meaning::Identity(name) | Meaning::Other(name) => name,
            Meaning::Place => PLACE.to_owned(),
        }
    }
}

/// What a tag says, by the name of its box.
pub(crate) fn meaning(name: &[u8; 4]) -> Meaning {
    let is_plain = |byte: &u8| byte.is_ascii_graphic() || *byte == b' ' || *byte == 0xa9;
    match TAGS.iter().find(|(known, ..)| *known == name) {
        Some((_, PLACE, _)) => Meaning::Place,
        Some((_, called, true)) => Meaning::Identity(format!("tag {called}")),
        Some((_, called, false)) => Meaning::Other(format!("tag {called}")),
        None if name.iter().all(is_plain) => {
            let text: String = name.map(char::from).iter().collect();
            Meaning::Other(format!("tag {}", text.trim()))
        }
        None => Meaning::Other("tag".to_owned()),
    }
}

/// The list of keys (`keys`) by which phones number the items of a list of tags (`ilst`).
#[derive(Default)]
pub(crate) struct Keys(Vec<String>);

impl Keys {
    /// Reads the content of a `keys` box, behind whose version and number of entries each key
    /// stands like a box.
    pub fn parse(content: &[u8]) -> Keys {
        let entries = boxes(content.get(8..).unwrap_or_default()).flatten();
        Keys(entries.map(|it| String::from_utf8_lossy(it.content).into_owned()).collect())
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What an item says: its name is that of a tag, or the number of a key.
    pub fn meaning(&self, item: &[u8; 4]) -> Meaning {
        let number = (u32::from_be_bytes(*item) as usize).checked_sub(1);
        let Some(key) = number.and_then(|number| self.0.get(number)) else { return meaning(item) };
        let last = key.rsplit('.').next().unwrap_or(key);
        let name = format!("tag {last}");
        match KEYS.iter().any(|known| known.eq_ignore_ascii_case(last)) {
            _ if key.split('.').any(|part| part == "location") => Meaning::Place,
            true => Meaning::Identity(name),
            false => Meaning::Other(name),
        }
    }
}

/// The content of a `meta` in two: in MP4, four bytes of version and flags stand before its boxes,
/// in QuickTime nothing does.
pub(crate) fn split_version(meta: &[u8]) -> (&[u8], &[u8]) {
    let is_quicktime = matches!(meta.get(4..8), Some(b"hdlr" | b"keys" | b"ilst" | b"free"));
    meta.split_at(if is_quicktime { 0 } else { meta.len().min(4) })
}
