//! Metadata of Word, PowerPoint and Excel files (ECMA-376): properties, tracked changes, comments,
//! speaker notes, and text that readers do not see at first.

use std::io::BufRead;

use super::ooxml::{Relations, main_part};
use super::personal::{self, NOBODY, Personal, Removed};
use super::pptx::{slide, slide_parts};
use super::properties::OOXML;
use super::xlsx;
use crate::container::xml::{Node, local, walk};
use crate::container::zip::Package;
use crate::formats::hidden_text::{chosen, hidden_texts, holds};
use crate::io::{ProbeError, Source};
use crate::model::Metadata;

/// Insertions and deletions in Word (part 1, section 17.13.5).
const CHANGES: [&str; 6] = ["w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:cellIns", "w:cellDel"];

/// The headers and footers of a sheet (part 1, section 18.3.1.46).
const MARGINS: [&str; 6] =
    ["oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"];

/// Attributes of custom properties and of lists of sources that every file has.
const NEUTRAL: [&str; 5] = ["fmtid", "pid", "SelectedStyle", "StyleName", "Version"];

/// Reads the metadata of a file.
pub(crate) fn read(source: &mut dyn Source, metadata: &mut Metadata) -> Result<(), ProbeError> {
    let package = Package::open(source)?;
    let roots = Relations::of(&package, "")?;
    for kind in ["core-properties", "extended-properties"] {
        for part in roots.of_kind(kind) {
            OOXML.report(package.part(part)?, part, metadata)?;
        }
    }
    beside_properties(&package, metadata)?;
    let main = main_part(&package, "word/document.xml")?;
    if main.ends_with(".bin") || !package.has(&main) {
        return Ok(());
    }
    let relations = Relations::of(&package, &main)?;
    if main.contains("document") {
        return document(&package, &main, &relations, metadata);
    }
    if package.names().any(|name| name.starts_with("ppt/")) {
        for (number, part) in (1..).zip(slide_parts(&package)?) {
            let notes = format!("the notes of slide {number}");
            sheet_or_slide(&package, &part, &notes, metadata)?;
            if slide(&package, &part, None)?.hidden {
                let place = format!("hidden slide {number}");
                hidden_texts(package.part(&part)?, &part, &place, metadata)?;
            }
        }
    }
    for part in relations.of_kind("worksheet") {
        sheet_or_slide(&package, part, "", metadata)?;
        // Most sheets have none, and a sheet of a million rows takes long to read as XML.
        if holds(package.part(part)?, &[b"eaderFooter"])? {
            chosen(package.part(part)?, part, "a header or footer", &MARGINS, metadata)?;
        }
    }
    if has_hidden_cells(&package, &main, &relations)? {
        metadata.hidden_texts.extend(xlsx::hidden_texts(&package)?.hidden_texts);
    }
    let revisions = package.names().filter(|name| name.starts_with("xl/revisions/revisionLog"));
    metadata.tracked_changes += u32::try_from(revisions.count()).unwrap_or(u32::MAX);
    Ok(())
}

/// Whether a workbook hides sheets, rows or columns; to look for their text takes as long as to read
/// all of it.
fn has_hidden_cells(
    package: &Package<'_>,
    main: &str,
    relations: &Relations,
) -> Result<bool, ProbeError> {
    let sheets = relations.of_kind("worksheet");
    if !sheets.is_empty() && holds(package.part(main)?, &[b"state=\"hidden", b"\"veryHidden"])? {
        return Ok(true);
    }
    for part in sheets {
        let marks: [&[u8]; 4] = [b"hidden=\"1", b"hidden=\"true", b"width=\"0\"", b"ht=\"0\""];
        if holds(package.part(part)?, &marks)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// What names somebody beside the properties, by the list that a copy without metadata goes by.
fn beside_properties(package: &Package<'_>, metadata: &mut Metadata) -> Result<(), ProbeError> {
    for name in package.names() {
        let places: Vec<_> = personal::in_part(name);
        if places.iter().any(|place| place.called.is_some()) {
            named(package.part(name)?, name, &places, metadata)?;
        } else if name.ends_with(".rels") {
            walk(package.part(name)?, name, |node| {
                if let Node::Start("Relationship", tag) = node
                    && let Some(target) = tag.get("Target")
                    && personal::without_folder(&target).is_some_and(|file| file != target)
                {
                    metadata.add("folder of a linked file", &target);
                }
                Ok(())
            })?;
        } else if personal::is_printer(name) {
            metadata.add("printer", &personal::printer(&package.read(name)?));
        } else if personal::is_custom_xml(name) {
            all_words(package.part(name)?, name, "custom XML", metadata)?;
        } else if name == "docProps/custom.xml" {
            all_words(package.part(name)?, name, "custom properties", metadata)?;
        }
    }
    Ok(())
}

/// The names in a part.
fn named(
    part: impl BufRead,
    name: &str,
    places: &[&'static Personal],
    metadata: &mut Metadata,
) -> Result<(), ProbeError> {
    // The element whose content counts, and how deep the walk is in it.
    let mut inside: Option<(&'static str, u32)> = None;
    walk(part, name, |node| {
        match node {
            Node::Start(_, tag) if inside.is_some() => {
                let called = inside.as_mut().map_or("", |(called, depth)| {
                    *depth += 1;
                    called
                });
                tag.attributes().iter().for_each(|(_, value)| metadata.add(called, value));
            }
            Node::Start(name, tag) => {
                let place = places.iter().find(|place| place.is(local(name)));
                let Some((place, called)) = place.and_then(|it| Some((it, it.called?))) else {
                    return Ok(());
                };
                match place.removed {
                    Removed::Element | Removed::Content => {
                        if matches!(place.removed, Removed::Element) {
                            tag.attributes().iter().for_each(|(_, it)| metadata.add(called, it));
                        }
                        inside = Some((called, 0));
                    }
                    Removed::Attributes(wanted) => {
                        for (name, value) in tag.attributes() {
                            let new = personal::replacement(wanted, &name);
                            if new.is_some_and(|new| new != Some(value.as_str())) {
                                metadata.add(called, &value);
                            }
                        }
                    }
                }
            }
            Node::Text(text) => {
                if let Some((called, _)) = inside {
                    metadata.add(called, text);
                }
            }
            Node::End(_) => {
                inside = inside.and_then(|(it, depth)| Some((it, depth.checked_sub(1)?)));
            }
        }
        Ok(())
    })
}

/// All text and all attributes of a part, as far as they may be names.
fn all_words(
    part: impl BufRead,
    name: &str,
    called: &str,
    metadata: &mut Metadata,
) -> Result<(), ProbeError> {
    walk(part, name, |node| {
        match node {
            Node::Start(_, tag) => {
                let attributes = tag.attributes();
                let values =
                    attributes.iter().filter(|(name, _)| !NEUTRAL.contains(&name.as_str()));
                values.for_each(|(_, value)| metadata.add(called, value));
            }
            Node::Text(text) => metadata.add(called, text),
            Node::End(_) => {}
        }
        Ok(())
    })
}

/// The metadata of a Word document beside its properties.
fn document(
    package: &Package<'_>,
    main: &str,
    relations: &Relations,
    metadata: &mut Metadata,
) -> Result<(), ProbeError> {
    let mut parts = vec![main];
    for kind in ["header", "footer", "footnotes", "endnotes"] {
        parts.extend(relations.of_kind(kind));
    }
    for part in parts {
        // Most documents have none, and a long one takes long to read as XML.
        if !holds(package.part(part)?, &[b"author"])? {
            continue;
        }
        walk(package.part(part)?, part, |node| {
            if let Node::Start(name, tag) = node
                && CHANGES.contains(&name)
                && let Some(author) = tag.get("author")
            {
                metadata.tracked_changes = metadata.tracked_changes.saturating_add(1);
                add_author(metadata, "author of a tracked change", &author);
            }
            Ok(())
        })?;
    }
    if metadata.tracked_changes > 0 {
        chosen(package.part(main)?, main, "deleted text", &["w:delText"], metadata)?;
    }
    for (kind, place) in [("header", "a header"), ("footer", "a footer"), ("comments", "a comment")]
    {
        for part in relations.of_kind(kind) {
            hidden_texts(package.part(part)?, part, place, metadata)?;
        }
    }
    for part in relations.of_kind("comments") {
        comments(package.part(part)?, part, metadata)?;
    }
    Ok(())
}

/// Adds an author, unless it is the one that stands for nobody.
fn add_author(metadata: &mut Metadata, called: &str, author: &str) {
    if author != NOBODY {
        metadata.add(called, author);
    }
}

/// Comments and speaker notes, which belong to a sheet or slide of their own.
fn sheet_or_slide(
    package: &Package<'_>,
    part: &str,
    notes_place: &str,
    metadata: &mut Metadata,
) -> Result<(), ProbeError> {
    let relations = Relations::of(package, part)?;
    for part in relations.of_kind("comments") {
        comments(package.part(part)?, part, metadata)?;
    }
    for kind in ["comments", "threadedComment"] {
        for part in relations.of_kind(kind) {
            hidden_texts(package.part(part)?, part, "a comment", metadata)?;
        }
    }
    for notes in relations.of_kind("notesSlide") {
        hidden_texts(package.part(notes)?, notes, notes_place, metadata)?;
        if has_notes(package.part(notes)?, notes)? {
            metadata.noted_slides = metadata.noted_slides.saturating_add(1);
        }
    }
    Ok(())
}

/// The comments of a part, and their authors.
fn comments(part: impl BufRead, name: &str, metadata: &mut Metadata) -> Result<(), ProbeError> {
    let mut in_author = false;
    walk(part, name, |node| {
        match node {
            Node::Start("comment" | "w:comment" | "p:cm" | "p188:cm", tag) => {
                metadata.comments = metadata.comments.saturating_add(1);
                if let Some(author) = tag.get("author") {
                    add_author(metadata, "author of a comment", &author);
                }
            }
            // Excel lists the authors beside the comments.
            Node::Start("author", _) => in_author = true,
            Node::End("author") => in_author = false,
            Node::Text(text) if in_author => metadata.add("author of a comment", text),
            _ => {}
        }
        Ok(())
    })
}

/// Whether a notes page has text beside its picture, slide number and date.
fn has_notes(part: impl BufRead, name: &str) -> Result<bool, ProbeError> {
    let (mut is_body, mut in_text, mut found) = (false, false, false);
    walk(part, name, |node| {
        match node {
            Node::Start("p:sp", _) => is_body = false,
            Node::Start("p:ph", tag) => is_body = tag.get("type").as_deref() == Some("body"),
            Node::Start("a:t", _) => in_text = true,
            Node::End("a:t") => in_text = false,
            Node::Text(text) => found |= is_body && in_text && !text.trim().is_empty(),
            _ => {}
        }
        Ok(())
    })?;
    Ok(found)
}
