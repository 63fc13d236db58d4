//! What Word, PowerPoint and Excel files tell (ECMA-376): properties, tracked changes, comments,
//! speaker notes.

use std::io::BufRead;

use super::ooxml::{Relations, main_part};
use super::pptx::slide_parts;
use super::properties::OOXML;
use crate::container::xml::{Node, walk};
use crate::container::zip::Package;
use crate::formats::hidden_text::{chosen, hidden_texts, holds};
use crate::io::{ProbeError, Source};
use crate::model::Metadata;

/// Elements that are an insertion or deletion in Word (part 1, section 17.13.5).
const CHANGES: [&str; 6] = ["w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:cellIns", "w:cellDel"];

/// What is printed above and below the cells of a sheet (part 1, section 18.3.1.46).
const MARGINS: [&str; 6] =
    ["oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"];

/// Reads all that there is.
pub(crate) fn look(source: &mut dyn Source, traces: &mut Metadata) -> Result<(), ProbeError> {
    let package = Package::open(source)?;
    let roots = Relations::of(&package, "")?;
    for kind in ["core-properties", "extended-properties"] {
        for part in roots.of_sort(kind) {
            OOXML.report(package.part(part)?, part, traces)?;
        }
    }
    let main = main_part(&package, "word/document.xml")?;
    if main.ends_with(".bin") || !package.has(&main) {
        return Ok(());
    }
    let relations = Relations::of(&package, &main)?;
    if main.contains("document") {
        word(&package, &main, &relations, traces)
    } else {
        // Slides and sheets each have their own comments and notes.
        if package.names().any(|name| name.starts_with("ppt/")) {
            for (number, part) in (1..).zip(slide_parts(&package)?) {
                let notes = format!("the notes of slide {number}");
                sheet_or_slide(&package, &part, &notes, traces)?;
                if is_hidden(package.part(&part)?, &part)? {
                    let place = format!("hidden slide {number}");
                    hidden_texts(package.part(&part)?, &part, &place, traces)?;
                }
            }
        }
        for part in relations.of_sort("worksheet") {
            sheet_or_slide(&package, part, "", traces)?;
            // A sheet of a million rows is not read as XML for what most sheets do not have.
            if holds(package.part(part)?, b"eaderFooter")? {
                chosen(package.part(part)?, part, "a header or footer", &MARGINS, traces)?;
            }
        }
        for sort in ["commentAuthors", "authors", "person"] {
            for part in relations.of_sort(sort) {
                authors(package.part(part)?, part, traces)?;
            }
        }
        let revisions = package.names().filter(|name| name.starts_with("xl/revisions/revisionLog"));
        traces.tracked_changes += u32::try_from(revisions.count()).unwrap_or(u32::MAX);
        Ok(())
    }
}

fn word(
    package: &Package<'_>,
    main: &str,
    relations: &Relations,
    traces: &mut Metadata,
) -> Result<(), ProbeError> {
    let mut parts = vec![main];
    for sort in ["header", "footer", "footnotes", "endnotes"] {
        parts.extend(relations.of_sort(sort));
    }
    for part in parts {
        walk(package.part(part)?, part, |node| {
            if let Node::Start(name, tag) = node
                && CHANGES.contains(&name)
                // Without an author it is another element of this name, as in formulas.
                && let Some(author) = tag.get("author")
            {
                traces.tracked_changes = traces.tracked_changes.saturating_add(1);
                traces.add("author of a tracked change", &author);
            }
            Ok(())
        })?;
    }
    if traces.tracked_changes > 0 {
        chosen(package.part(main)?, main, "deleted text", &["w:delText"], traces)?;
    }
    for (sort, place) in [("header", "a header"), ("footer", "a footer"), ("comments", "a comment")]
    {
        for part in relations.of_sort(sort) {
            hidden_texts(package.part(part)?, part, place, traces)?;
        }
    }
    for part in relations.of_sort("comments") {
        comments(package.part(part)?, part, traces)?;
    }
    Ok(())
}

fn sheet_or_slide(
    package: &Package<'_>,
    part: &str,
    notes_place: &str,
    traces: &mut Metadata,
) -> Result<(), ProbeError> {
    let relations = Relations::of(package, part)?;
    for comments_part in relations.of_sort("comments") {
        comments(package.part(comments_part)?, comments_part, traces)?;
    }
    for sort in ["comments", "threadedComment"] {
        for part in relations.of_sort(sort) {
            hidden_texts(package.part(part)?, part, "a comment", traces)?;
        }
    }
    for notes in relations.of_sort("notesSlide") {
        hidden_texts(package.part(notes)?, notes, notes_place, traces)?;
        if has_notes(package.part(notes)?, notes)? {
            traces.noted_slides = traces.noted_slides.saturating_add(1);
        }
    }
    Ok(())
}

/// Counts the comments of a part (`comment` in Word and Excel, `cm` in PowerPoint), and notes who
/// wrote them.
fn comments(part: impl BufRead, name: &str, traces: &mut Metadata) -> Result<(), ProbeError> {
    let mut in_author = false;
    walk(part, name, |node| {
        match node {
            Node::Start("comment" | "w:comment" | "p:cm" | "p188:cm", tag) => {
                traces.comments = traces.comments.saturating_add(1);
                if let Some(author) = tag.get("author") {
                    traces.add("author of a comment", &author);
                }
            }
            // Excel lists its authors beside the comments.
            Node::Start("author", _) => in_author = true,
            Node::End("author") => in_author = false,
            Node::Text(text) if in_author => traces.add("author of a comment", text),
            _ => {}
        }
        Ok(())
    })
}

/// Lists of authors: `name` in PowerPoint, `displayName` in Excel.
fn authors(part: impl BufRead, name: &str, traces: &mut Metadata) -> Result<(), ProbeError> {
    walk(part, name, |node| {
        if let Node::Start("p:cmAuthor" | "p188:author" | "person", tag) = node
            && let Some(author) = tag.get("name").or_else(|| tag.get("displayName"))
        {
            traces.add("author of a comment", &author);
        }
        Ok(())
    })
}

/// Whether the show skips a slide (part 1, section 19.3.1.38).
fn is_hidden(part: impl BufRead, name: &str) -> Result<bool, ProbeError> {
    let mut hidden = false;
    walk(part, name, |node| {
        if let Node::Start("p:sld", tag) = node {
            hidden = !tag.is_on("show");
        }
        Ok(())
    })?;
    Ok(hidden)
}

/// Whether something is written on a page of notes, outside its picture, number and date.
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
