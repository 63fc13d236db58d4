//! Properties that a document shows in its text, by a field: without them, the text would change.

use quick_xml::Reader;
use quick_xml::events::Event;

use super::zip::Zip;
use crate::formats::StripError;

/// Fields of Word that show a property (ECMA-376 part 1, section 17.16.5), and the property.
const FIELDS: [(&str, &str); 9] = [
    ("AUTHOR", "creator"),
    ("LASTSAVEDBY", "lastModifiedBy"),
    ("TITLE", "title"),
    ("SUBJECT", "subject"),
    ("KEYWORDS", "keywords"),
    ("COMMENTS", "description"),
    ("TEMPLATE", "Template"),
    ("COMPANY", "Company"),
    ("MANAGER", "Manager"),
];
/// Fields of OpenDocument (part 3, section 7.5) that have another name than their property.
const NAMED: [(&str, &str); 2] = [("keywords", "keyword"), ("template-name", "template")];

/// How fields begin that show a property.
const FIELDS_OF_OPENDOCUMENT: [&str; 9] = [
    "<text:initial-creator",
    "<text:creator",
    "<text:printed-by",
    "<text:title",
    "<text:subject",
    "<text:keywords",
    "<text:description",
    "<text:user-defined",
    "<text:template-name",
];

/// The properties that a Word document shows; a form bound to a property (section 17.5.2.6) shows
/// it as well.
pub(crate) fn shown_in_word(zip: &mut Zip<'_>) -> Result<Vec<String>, StripError> {
    let mut shown = Vec::new();
    for name in zip.names() {
        let is_text = |rest: &str| rest.ends_with(".xml") && !rest.contains('/');
        if !name.strip_prefix("word/").is_some_and(is_text) {
            continue;
        }
        let part = zip.part(&name)?;
        if !holds_any(&part, &["instrText", "fldSimple", "dataBinding"]) {
            continue;
        }
        let mut instructions = String::new();
        texts(&part, |name, attributes, text| {
            let inside = name.rsplit(':').next().unwrap_or(name);
            if inside == "instrText" {
                instructions.push_str(text);
            } else if inside == "fldChar" {
                // A new field begins, or its instruction ends.
                instructions.push('\n');
            }
            for (key, value) in attributes {
                match (inside, key.as_str()) {
                    ("fldSimple", "instr") => instructions.push_str(&format!("\n{value}\n")),
                    ("dataBinding", "xpath") => shown.extend(bound(value)),
                    _ => {}
                }
            }
        })?;
        shown.extend(instructions.lines().filter_map(field));
    }
    Ok(shown)
}

/// The property that an instruction shows: its first word, or for `DOCPROPERTY` and `INFO` its
/// second.
fn field(instruction: &str) -> Option<String> {
    let mut words = instruction.trim().splitn(2, char::is_whitespace);
    let (first, rest) = (words.next()?.to_ascii_uppercase(), words.next().unwrap_or_default());
    let rest = rest.trim();
    let named = match rest.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next(),
        None => rest.split_whitespace().next(),
    };
    let wanted = match first.as_str() {
        "DOCPROPERTY" | "INFO" => named?.to_owned(),
        _ => FIELDS.iter().find(|(field, _)| *field == first)?.0.to_owned(),
    };
    let known = FIELDS.iter().find(|(field, _)| field.eq_ignore_ascii_case(&wanted));
    Some(known.map_or(wanted, |(_, property)| (*property).to_owned()))
}

/// The property at the end of a path: `/ns1:coreProperties[1]/ns0:creator[1]`.
fn bound(path: &str) -> Option<String> {
    let last = path.rsplit('/').next()?.split('[').next()?;
    Some(last.rsplit(':').next()?.to_owned())
}

/// The properties that an OpenDocument file shows by fields that are not fixed.
pub(crate) fn shown_in_opendocument(zip: &mut Zip<'_>) -> Result<Vec<String>, StripError> {
    let mut shown = Vec::new();
    for name in ["content.xml", "styles.xml"] {
        if !zip.has(name) {
            continue;
        }
        let part = zip.part(name)?;
        if !holds_any(&part, &FIELDS_OF_OPENDOCUMENT) {
            continue;
        }
        texts(&part, |name, attributes, _| {
            // Authors of comments and changes are called the same with another prefix.
            let Some(inside) = name.strip_prefix("text:") else { return };
            let of = |wanted: &str| attributes.iter().find(|(key, _)| key == wanted);
            let property = NAMED.iter().find(|(field, _)| *field == inside);
            let property = property.map_or(inside, |(_, property)| property);
            if of("fixed").is_none_or(|(_, value)| value != "true") {
                let named = if inside == "user-defined" { of("name") } else { None };
                shown.push(named.map_or(property.to_owned(), |(_, name)| name.clone()));
            }
        })?;
        shown.sort_unstable();
        shown.dedup();
    }
    Ok(shown)
}

/// Whether one of these words stands in a part; most have none, and need no walk.
fn holds_any(part: &[u8], words: &[&str]) -> bool {
    let text = String::from_utf8_lossy(part);
    words.iter().any(|word| text.contains(word))
}

/// Walks through a part: for every element its name and attributes without a text, and for every
/// text the element that it stands in.
fn texts(
    part: &[u8],
    mut visit: impl FnMut(&str, &[(String, String)], &str),
) -> Result<(), StripError> {
    let disorder = || StripError::damaged("its text is no valid XML");
    let text = std::str::from_utf8(part).map_err(|_| disorder())?;
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    let mut inside = String::new();
    loop {
        match reader.read_event().map_err(|_| disorder())? {
            Event::Start(tag) | Event::Empty(tag) => {
                inside = tag.name().as_ref().to_owned();
                let attributes: Vec<(String, String)> = tag
                    .attributes()
                    .with_checks(false)
                    .flatten()
                    .map(|it| {
                        (it.key.local_name().as_ref().to_owned(), it.value.replace("&quot;", "\""))
                    })
                    .collect();
                visit(&inside, &attributes, "");
            }
            Event::Text(text) => visit(&inside, &[], &text.xml10_content()),
            Event::GeneralRef(reference) if &*reference == "quot" => visit(&inside, &[], "\""),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}
