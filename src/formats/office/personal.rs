//! Where Word, PowerPoint and Excel note who worked on a file, beside its properties: what is reported,
//! and what a copy without metadata has in its place. One list for both.

/// What a copy has in place of a name, as Word itself writes it.
pub(super) const NOBODY: &str = "Author";

/// A place in a part that names somebody, or a device.
pub(super) struct Personal {
    /// The beginning and the end of the part's name.
    part: (&'static str, &'static str),
    /// The elements, by their names without prefix; all where there is none.
    elements: &'static [&'static str],
    pub removed: Removed,
    /// What it is called; none where it names nobody by itself, such as the marks of editing sessions.
    pub called: Option<&'static str>,
}

/// What of an element goes.
#[derive(Clone, Copy)]
pub(super) enum Removed {
    Element,
    Content,
    /// Attributes, each with what stands in its place; without that it goes. `rsid*` means all that
    /// begin so.
    Attributes(&'static [(&'static str, Option<&'static str>)]),
}

const AUTHOR: Removed =
    Removed::Attributes(&[("author", Some(NOBODY)), ("initials", Some("A")), ("rsid*", None)]);
const ACCOUNT: Removed = Removed::Attributes(&[
    ("name", Some(NOBODY)),
    ("displayName", Some(NOBODY)),
    ("initials", Some("A")),
    ("userId", Some(NOBODY)),
    ("providerId", Some("None")),
]);
const USER: Removed = Removed::Attributes(&[("userName", Some(NOBODY))]);

const fn row(
    part: (&'static str, &'static str),
    elements: &'static [&'static str],
    removed: Removed,
    called: &'static str,
) -> Personal {
    Personal { part, elements, removed, called: Some(called) }
}

/// Sources: ECMA-376 part 1; MS-DOCX section 2.5.4 (people), MS-PPTX sections 2.6 and 2.19 (changes,
/// authors), MS-XLSX section 2.6.203 (persons).
static PERSONAL: [Personal; 16] = [
    row(("ppt/changesInfos/", ".xml"), &["chgInfo"], Removed::Content, "list of changes"),
    row(("ppt/revisionInfo", ".xml"), &["revInfo"], Removed::Content, "list of changes"),
    row(("ppt/commentAuthors", ".xml"), &["cmAuthor"], ACCOUNT, "author of a comment"),
    row(("ppt/authors", ".xml"), &["author"], ACCOUNT, "author of a comment"),
    row(("xl/persons/", ".xml"), &["person"], ACCOUNT, "author of a comment"),
    row(("xl/comments", ".xml"), &["author"], Removed::Content, "author of a comment"),
    row(("xl/workbook", ".xml"), &["absPath"], Removed::Element, "folder"),
    row(("xl/workbook", ".xml"), &["fileSharing"], USER, "user who reserved the file"),
    row(("xl/revisions/", ".xml"), &["header", "userInfo"], USER, "author of a tracked change"),
    row(("xl/revisions/userNames", ".xml"), &["users"], Removed::Content, "users of the file"),
    row(("word/people", ".xml"), &["person"], Removed::Element, "list of authors"),
    row(("word/settings", ".xml"), &["attachedTemplate"], Removed::Element, "template"),
    row(("word/settings", ".xml"), &["docVars"], Removed::Element, "document variables"),
    row(("word/settings", ".xml"), &["mailMerge"], Removed::Element, "source of a mail merge"),
    Personal {
        part: ("word/settings", ".xml"),
        elements: &["rsids"],
        removed: Removed::Element,
        called: None,
    },
    Personal { part: ("word/", ".xml"), elements: &[], removed: AUTHOR, called: None },
];

/// The places that a part may have.
pub(super) fn in_part(name: &str) -> Vec<&'static Personal> {
    let is_in = |it: &&Personal| name.starts_with(it.part.0) && name.ends_with(it.part.1);
    PERSONAL.iter().filter(is_in).collect()
}

impl Personal {
    /// Whether an element is such a place.
    pub fn is(&self, element: &str) -> bool {
        self.elements.is_empty() || self.elements.contains(&element)
    }
}

/// What is put in place of an attribute; none where it stays, and nothing where it goes.
pub(super) fn replacement(
    attributes: &[(&str, Option<&'static str>)],
    name: &str,
) -> Option<Option<&'static str>> {
    let is_named = |pattern: &str| match pattern.strip_suffix('*') {
        Some(beginning) => name.starts_with(beginning),
        None => name == pattern,
    };
    attributes.iter().find(|(pattern, _)| is_named(pattern)).map(|(_, new)| *new)
}

/// The part that keeps the settings of a printer, and its name.
pub(super) fn is_printer(name: &str) -> bool {
    name.contains("/printerSettings/") && name.ends_with(".bin")
}

/// The name of the printer: 32 characters at the beginning (`DEVMODEW`).
pub(super) fn printer(settings: &[u8]) -> String {
    let units = settings.as_chunks::<2>().0.iter().take(32).map(|pair| u16::from_le_bytes(*pair));
    let text = char::decode_utf16(units.take_while(|unit| *unit != 0));
    text.map_while(Result::ok).filter(|c| !c.is_control()).collect()
}

/// XML that other programs keep in a document.
pub(super) fn is_custom_xml(name: &str) -> bool {
    let is_item = |rest: &str| rest.starts_with("item") && !rest.starts_with("itemProps");
    name.strip_prefix("customXml/").is_some_and(is_item) && name.ends_with(".xml")
}

/// What a link to a file of this computer becomes: its name. None for other links.
pub(super) fn without_folder(target: &str) -> Option<String> {
    let lower = target.to_ascii_lowercase();
    let is_drive = lower.as_bytes().first().is_some_and(u8::is_ascii_alphabetic)
        && lower.as_bytes().get(1) == Some(&b':');
    let is_local = lower.starts_with("file:") || lower.starts_with("\\\\") || is_drive;
    let name = target.rsplit(['/', '\\']).next().filter(|_| is_local)?;
    Some(if name.is_empty() { "file".to_owned() } else { name.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_to_files_of_a_computer_lose_their_folders() {
        for (link, name) in [
            ("file:///C:\\Users\\jane\\plan.xlsx", Some("plan.xlsx")),
            ("file:///home/jane/plan.dotx", Some("plan.dotx")),
            ("\\\\hill-elementary\\staff\\a.docx", Some("a.docx")),
            ("C:\\a\\", Some("file")),
            ("https://hill.org/a", None),
            ("plan.xlsx", None),
            ("mailto:a@b.cd", None),
        ] {
            assert_eq!(without_folder(link).as_deref(), name, "{link}");
        }
    }

    #[test]
    fn a_printer_has_its_name_at_the_beginning() {
        let name: Vec<u8> = "Hill 2\0".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(printer(&[name, vec![7; 200]].concat()), "Hill 2");
    }
}
