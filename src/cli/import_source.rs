//! The file that `catalog import` reads -> what it holds.

use std::fs::File;
use std::io::{Cursor, Read};
use std::path::Path;

use anyhow::{Context, bail};

use crate::formats::{identify, layout, passages};
use crate::io::ProbeError;
use crate::model::{Format, LayoutLine, shown_path};

/// The largest source that is read.
const LARGEST: u64 = 32 << 20;

/// What a source holds.
pub(super) enum ImportSource {
    /// Text as it was pasted.
    Text(String),
    /// The lines of a page or document, and what their numbers count.
    Lines(Vec<LayoutLine>, &'static str),
    /// A framework of competencies in JSON.
    Json(String),
    /// A catalog file.
    Catalog(String),
}

/// Reads a file, or standard input for `-`.
///
/// # Errors
/// It can't be read, or holds no text.
pub(super) fn read_source(file: &Path) -> anyhow::Result<ImportSource> {
    let context = || format!("{} can't be read", shown_path(file));
    let mut bytes = Vec::new();
    let read = match file == Path::new("-") {
        true => std::io::stdin().take(LARGEST + 1).read_to_end(&mut bytes),
        false => File::open(file).and_then(|it| it.take(LARGEST + 1).read_to_end(&mut bytes)),
    };
    read.with_context(context)?;
    if bytes.len() as u64 > LARGEST {
        bail!("{} is larger than any list of requirements, over 32 MB", shown_path(file));
    }
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned());
    let mut source = Cursor::new(bytes);
    let found = identify(&mut source, &name.unwrap_or_default()).with_context(context)?;
    if let Some(lines) = layout(&mut source, &found).with_context(context)? {
        let unit = if found.format == Format::Html { "line" } else { "paragraph" };
        return Ok(ImportSource::Lines(lines, unit));
    }
    if matches!(found.format, Format::Odt | Format::Pdf) {
        let passages = passages(&mut source, &found).with_context(context)?;
        let lines: Vec<String> = passages.iter().map(|it| it.text.to_owned()).collect();
        return Ok(ImportSource::Text(lines.join("\n")));
    }
    source.set_position(0);
    let text = match crate::io::read_text(&mut source, None) {
        Ok(text) => text,
        Err(ProbeError::Damaged(_)) => bail!(
            "{}: nothing recognised, because it is no text, web page or Word document",
            shown_path(file)
        ),
        Err(error) => return Err(error).with_context(context),
    };
    if text.trim_start().starts_with('{') {
        return Ok(ImportSource::Json(text));
    }
    let is_named = file.extension().is_some_and(|it| it.eq_ignore_ascii_case("toml"));
    let is_catalog = is_named || text.lines().any(|line| line.trim() == "[[outcomes]]");
    Ok(if is_catalog { ImportSource::Catalog(text) } else { ImportSource::Text(text) })
}
