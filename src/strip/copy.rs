//! The copy of one file without its metadata, made and then checked: where anything else would
//! differ, there is no copy.

use std::sync::Arc;

use crate::formats::{self, FileType, StripError, StripMethod, StripPlan, add_name};
use crate::io::{Patch, PatchedReader, Source};
use crate::model::{Metadata, Stripping};

/// How the copy of a file differs, if it does, and what to report of it.
#[derive(Default)]
pub(super) struct StrippedFile {
    pub patch: Option<Patch>,
    /// None for a file without metadata.
    pub report: Option<Stripping>,
}

/// Strips a file.
pub(super) fn strip(mut source: Box<dyn Source>, path: &str) -> StrippedFile {
    let report = |obstacle, left| {
        let path = path.to_owned();
        Some(Stripping { path, obstacle, left, ..Stripping::default() })
    };
    let file_type = match formats::identify(&mut source, path) {
        Ok(file_type) => file_type,
        Err(error) => {
            let obstacle = StripError::from(error).to_string();
            return StrippedFile { report: report(Some(obstacle), Vec::new()), patch: None };
        }
    };
    let planner = match formats::strip_method(&file_type) {
        StripMethod::NotNeeded => return StrippedFile::default(),
        StripMethod::Edits(planner) => planner,
        StripMethod::Unsupported(why) => {
            let left = names(&formats::metadata(&mut source, &file_type));
            return StrippedFile { report: report(Some(why.to_owned()), left), patch: None };
        }
    };
    let metadata = formats::metadata(&mut source, &file_type);
    match checked(source, path, &file_type, planner, &metadata) {
        Ok((patch, stripping)) => {
            let has_report = !stripping.removed.is_empty() || !stripping.left.is_empty();
            StrippedFile { patch, report: has_report.then_some(stripping) }
        }
        Err(obstacle) => StrippedFile {
            report: report(Some(obstacle.to_string()), names(&metadata)),
            patch: None,
        },
    }
}

/// The edits of a file, without checking the copy.
pub(super) fn planned(source: &mut dyn Source, path: &str) -> Result<Patch, StripError> {
    let file_type = formats::identify(source, path)?;
    let StripMethod::Edits(planner) = formats::strip_method(&file_type) else {
        return Err(StripError::damaged("it is another file than before"));
    };
    let plan = planner(source)?;
    let length = source.seek(std::io::SeekFrom::End(0))?;
    Ok(plan.edits.patch(length)?)
}

fn checked(
    mut source: Box<dyn Source>,
    path: &str,
    file_type: &FileType,
    planner: fn(&mut dyn Source) -> Result<StripPlan, StripError>,
    before: &Metadata,
) -> Result<(Option<Patch>, Stripping), StripError> {
    let facts = formats::facts(&mut source, file_type)?;
    let plan = planner(&mut source)?;
    let mut stripping = Stripping { path: path.to_owned(), ..Stripping::default() };
    if plan.edits.is_empty() {
        stripping.left = plan.left;
        names(before).into_iter().for_each(|name| add_name(&mut stripping.left, name));
        return Ok((None, stripping));
    }
    let length = source.seek(std::io::SeekFrom::End(0))?;
    let patch = Arc::new(plan.edits.patch(length)?);
    let mut copy = PatchedReader::new(source, Arc::clone(&patch));
    let same = formats::identify(&mut copy, path)? == *file_type
        && formats::facts(&mut copy, file_type).is_ok_and(|of_copy| of_copy == facts)
        && planner(&mut copy).is_ok_and(|again| again.edits.is_empty());
    if !same {
        return Err(StripError("a copy without its properties would not be the same".to_owned()));
    }
    let after = names(&formats::metadata(&mut copy, file_type));
    stripping.removed = plan.removed;
    let gone = names(before).into_iter().filter(|name| !after.contains(name));
    gone.for_each(|name| add_name(&mut stripping.removed, name));
    stripping.left = plan.left;
    after.into_iter().for_each(|name| add_name(&mut stripping.left, name));
    drop(copy);
    Ok((Arc::into_inner(patch), stripping))
}

/// The names of what the metadata holds.
fn names(metadata: &Metadata) -> Vec<String> {
    let mut names = Vec::new();
    metadata.properties.iter().for_each(|property| add_name(&mut names, property.name.clone()));
    if metadata.has_place {
        add_name(&mut names, "place".to_owned());
    }
    names
}
