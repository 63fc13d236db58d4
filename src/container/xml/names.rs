//! Names of elements under the prefix that is usual for their namespace, whatever prefix a file
//! declares for it.

use memchr::memmem;
use quick_xml::XmlVersion;
use quick_xml::events::BytesStart;
use quick_xml::name::PrefixDeclaration;

/// Namespaces whose elements are looked for, and the usual prefix of each: the one that the
/// specification uses, or none where programs declare it as the default.
const NAMESPACES: [(&str, &str); 36] = [
    // ECMA-376, in the transitional and the strict variant.
    ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "w"),
    ("http://purl.oclc.org/ooxml/wordprocessingml/main", "w"),
    ("http://schemas.openxmlformats.org/presentationml/2006/main", "p"),
    ("http://purl.oclc.org/ooxml/presentationml/main", "p"),
    ("http://schemas.openxmlformats.org/spreadsheetml/2006/main", ""),
    ("http://purl.oclc.org/ooxml/spreadsheetml/main", ""),
    ("http://schemas.openxmlformats.org/drawingml/2006/main", "a"),
    ("http://purl.oclc.org/ooxml/drawingml/main", "a"),
    ("http://schemas.openxmlformats.org/drawingml/2006/chart", "c"),
    ("http://purl.oclc.org/ooxml/drawingml/chart", "c"),
    ("http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing", "xdr"),
    ("http://purl.oclc.org/ooxml/drawingml/spreadsheetDrawing", "xdr"),
    ("http://schemas.openxmlformats.org/officeDocument/2006/math", "m"),
    ("http://purl.oclc.org/ooxml/officeDocument/math", "m"),
    ("http://schemas.openxmlformats.org/markup-compatibility/2006", "mc"),
    ("http://schemas.openxmlformats.org/package/2006/relationships", ""),
    // Microsoft's own: charts since 2016, sections and comments of slides, threads of comments in sheets.
    ("http://schemas.microsoft.com/office/drawing/2014/chartex", "cx"),
    ("http://schemas.microsoft.com/office/powerpoint/2010/main", "p14"),
    ("http://schemas.microsoft.com/office/powerpoint/2018/8/main", "p188"),
    ("http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments", ""),
    // OpenDocument 1.3, part 3, section 2.
    ("urn:oasis:names:tc:opendocument:xmlns:office:1.0", "office"),
    ("urn:oasis:names:tc:opendocument:xmlns:meta:1.0", "meta"),
    ("urn:oasis:names:tc:opendocument:xmlns:text:1.0", "text"),
    ("urn:oasis:names:tc:opendocument:xmlns:table:1.0", "table"),
    ("urn:oasis:names:tc:opendocument:xmlns:drawing:1.0", "draw"),
    ("urn:oasis:names:tc:opendocument:xmlns:style:1.0", "style"),
    ("urn:oasis:names:tc:opendocument:xmlns:presentation:1.0", "presentation"),
    ("urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0", "svg"),
    ("urn:oasis:names:tc:opendocument:xmlns:config:1.0", "config"),
    ("urn:oasis:names:tc:opendocument:xmlns:manifest:1.0", "manifest"),
    ("http://www.w3.org/1998/Math/MathML", "math"),
    ("http://purl.org/dc/elements/1.1/", "dc"),
    ("http://schemas.openxmlformats.org/package/2006/metadata/core-properties", "cp"),
    ("http://schemas.openxmlformats.org/officeDocument/2006/extended-properties", ""),
    ("http://schemas.openxmlformats.org/officeDocument/2006/custom-properties", ""),
    ("http://purl.oclc.org/ooxml/officeDocument/extendedProperties", ""),
];

/// The most declarations that are remembered at a time; a program that writes other prefixes than
/// the usual ones declares about ten.
const MOST: usize = 100;

/// The declarations in scope that give a namespace another prefix than the usual one.
#[derive(Default)]
pub(super) struct Prefixes {
    declared: Vec<Declared>,
    name: String,
}

struct Declared {
    /// How deep the element stands that declares it.
    depth: usize,
    prefix: String,
    usual: String,
}

impl Prefixes {
    /// Takes in what an element at this depth declares.
    pub fn enter(&mut self, tag: &BytesStart<'_>, depth: usize) {
        if memmem::find(tag.attributes_raw().as_bytes(), b"xmlns").is_none() {
            return;
        }
        for attribute in tag.attributes().with_checks(false).flatten() {
            let prefix = match attribute.key.as_namespace_binding() {
                Some(PrefixDeclaration::Named(prefix)) => prefix,
                Some(PrefixDeclaration::Default) => "",
                None => continue,
            };
            let Ok(uri) = attribute.normalized_value(XmlVersion::Implicit1_0) else { continue };
            let known = NAMESPACES.iter().find(|(known, _)| *known == uri);
            let usual = known.map_or(prefix, |(_, usual)| usual);
            let is_unusual = usual != prefix || self.declared.iter().any(|it| it.prefix == prefix);
            if is_unusual && self.declared.len() < MOST {
                let (prefix, usual) = (prefix.to_owned(), usual.to_owned());
                self.declared.push(Declared { depth, prefix, usual });
            }
        }
    }

    /// Forgets what an element at this depth declared.
    pub fn leave(&mut self, depth: usize) {
        while self.declared.last().is_some_and(|declared| declared.depth >= depth) {
            self.declared.pop();
        }
    }

    /// A name as it stands in the file, with the usual prefix.
    pub fn usual<'n>(&'n mut self, name: &'n str) -> &'n str {
        if self.declared.is_empty() {
            return name;
        }
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        match self.declared.iter().rev().find(|declared| declared.prefix == prefix) {
            None => name,
            Some(declared) if declared.usual.is_empty() => local,
            Some(declared) => {
                self.name.clear();
                self.name.extend([&declared.usual, ":", local]);
                &self.name
            }
        }
    }
}
