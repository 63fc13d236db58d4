//! Properties that a document displays in its text by a field: removing them would change the text.

use crate::container::xml::{Node, local, walk};
use crate::container::zip::Package;
use crate::io::ProbeError;

/// Fields of Word that display a property (ECMA-376 part 1, section 17.16.5), and the property.
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
/// Stands for all document variables, and for all XML of other programs.
pub(super) const VARIABLE: &str = "DOCVARIABLE";
pub(super) const CUSTOM_XML: &str = "customXml";
/// Fields of OpenDocument (part 3, section 7.5) whose name differs from that of their property.
const NAMED: [(&str, &str); 2] = [("keywords", "keyword"), ("template-name", "template")];

/// The beginnings of fields that display a property.
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

/// The properties that a Word document displays by a field, or by a control bound to one (section
/// 17.5.2.6).
pub(super) fn shown_in_word(package: &Package<'_>) -> Result<Vec<String>, ProbeError> {
    let mut shown = Vec::new();
    for name in package.names() {
        let is_text = |rest: &str| rest.ends_with(".xml") && !rest.contains('/');
        if !name.strip_prefix("word/").is_some_and(is_text) {
            continue;
        }
        let part = package.read(name)?;
        if !holds_any(&part, &["instrText", "fldSimple", "dataBinding"]) {
            continue;
        }
        let mut instructions = String::new();
        let mut in_instruction = false;
        walk(part.as_slice(), name, |node| {
            match node {
                Node::Start(element, tag) => match local(element) {
                    "instrText" => in_instruction = true,
                    // A new field begins, or its instruction ends.
                    "fldChar" => instructions.push('\n'),
                    "fldSimple" => {
                        let instruction = tag.get("instr").unwrap_or_default();
                        instructions.push_str(&format!("\n{instruction}\n"));
                    }
                    "dataBinding" => {
                        let path = tag.get("xpath").unwrap_or_default();
                        if !path.contains("Properties") {
                            shown.push(CUSTOM_XML.to_owned());
                        }
                        shown.extend(bound(&path));
                    }
                    _ => {}
                },
                Node::End(_) => in_instruction = false,
                Node::Text(text) if in_instruction => instructions.push_str(text),
                Node::Text(_) => {}
            }
            Ok(())
        })?;
        shown.extend(instructions.lines().filter_map(field));
    }
    Ok(shown)
}

/// The property that a field instruction displays: its first word, or its second for `DOCPROPERTY`
/// and `INFO`.
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
        "DOCVARIABLE" => VARIABLE.to_owned(),
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

/// The properties that an OpenDocument file displays by fields that are not fixed.
pub(super) fn shown_in_opendocument(package: &Package<'_>) -> Result<Vec<String>, ProbeError> {
    let mut shown = Vec::new();
    for name in ["content.xml", "styles.xml"] {
        if !package.has(name) {
            continue;
        }
        let part = package.read(name)?;
        if !holds_any(&part, &FIELDS_OF_OPENDOCUMENT) {
            continue;
        }
        walk(part.as_slice(), name, |node| {
            let Node::Start(element, tag) = node else { return Ok(()) };
            // Authors of comments and changes have the same name with another prefix.
            let Some(field) = element.strip_prefix("text:") else { return Ok(()) };
            let property = NAMED.iter().find(|(known, _)| *known == field);
            let property = property.map_or(field, |(_, property)| property);
            if tag.get("fixed").as_deref() != Some("true") {
                let named = if field == "user-defined" { tag.get("name") } else { None };
                shown.push(named.unwrap_or_else(|| property.to_owned()));
            }
            Ok(())
        })?;
        shown.sort_unstable();
        shown.dedup();
    }
    Ok(shown)
}

/// Whether a part contains one of these words; most parts contain none and need no walk.
fn holds_any(part: &[u8], words: &[&str]) -> bool {
    let text = String::from_utf8_lossy(part);
    words.iter().any(|word| text.contains(word))
}
