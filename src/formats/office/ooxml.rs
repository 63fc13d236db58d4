//! Shared by Word, PowerPoint and Excel formats (ECMA-376 part 2, open packaging).

use std::collections::HashMap;

use crate::container::xml::{Node, walk};
use crate::container::zip::Package;
use crate::io::ProbeError;

/// The relationships of a part, by their ids.
#[derive(Default)]
pub(crate) struct Relations(HashMap<String, Relation>);

struct Relation {
    /// The last segment of its type, such as `slide`; the transitional and the strict variant differ
    /// in those before it.
    kind: String,
    target: String,
}

impl Relations {
    /// Reads the relationships of a part; a part without any has none.
    pub fn of(package: &Package<'_>, part: &str) -> Result<Relations, ProbeError> {
        let folder = part.rsplit_once('/').map_or("", |(folder, _)| folder);
        let place = relations_part(part);
        let mut relations = Relations::default();
        if !package.has(&place) {
            return Ok(relations);
        }
        walk(package.part(&place)?, &place, |node| {
            if let Node::Start("Relationship", tag) = node
                && let (Some(id), Some(kind), Some(target)) =
                    (tag.get("Id"), tag.get("Type"), tag.get("Target"))
                && tag.get("TargetMode").as_deref() != Some("External")
            {
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                relations.0.insert(id, Relation { kind, target: resolved(folder, &target) });
            }
            Ok(())
        })?;
        Ok(relations)
    }

    /// The target of a relationship.
    pub fn target(&self, id: &str) -> Option<&str> {
        self.0.get(id).map(|relation| relation.target.as_str())
    }

    /// The kind of a relationship: `slide`, `worksheet`, `chartsheet`.
    pub fn kind(&self, id: &str) -> Option<&str> {
        self.0.get(id).map(|relation| relation.kind.as_str())
    }

    /// The targets of all relationships of this kind, in the order of their names.
    pub fn of_kind(&self, kind: &str) -> Vec<&str> {
        let found = self.0.values().filter(|relation| relation.kind == kind);
        let mut targets: Vec<&str> = found.map(|relation| relation.target.as_str()).collect();
        targets.sort_unstable();
        targets
    }
}

/// The addresses outside of the file that a part links to, by the ids of their relationships.
pub(crate) fn external_targets(
    package: &Package<'_>,
    part: &str,
) -> Result<HashMap<String, String>, ProbeError> {
    let mut targets = HashMap::new();
    let place = relations_part(part);
    if package.has(&place) {
        walk(package.part(&place)?, &place, |node| {
            if let Node::Start("Relationship", tag) = node
                && tag.get("TargetMode").as_deref() == Some("External")
                && let (Some(id), Some(target)) = (tag.get("Id"), tag.get("Target"))
            {
                targets.insert(id, target);
            }
            Ok(())
        })?;
    }
    Ok(targets)
}

/// The name of the part that holds the relationships of a part.
fn relations_part(part: &str) -> String {
    match part.rsplit_once('/') {
        None => format!("_rels/{part}.rels"),
        Some((folder, file)) => format!("{folder}/_rels/{file}.rels"),
    }
}

/// The main part of the package, by its relationship; the usual name if there is none.
pub(crate) fn main_part(package: &Package<'_>, usual: &str) -> Result<String, ProbeError> {
    let relations = Relations::of(package, "")?;
    let named = relations.of_kind("officeDocument").first().copied();
    Ok(named.filter(|part| package.has(part)).unwrap_or(usual).to_owned())
}

/// Whether the file has a Visual Basic project (MS-OVBA).
pub(crate) fn has_macros(package: &Package<'_>) -> bool {
    package.names().any(|name| {
        name.rsplit('/').next().is_some_and(|file| file.eq_ignore_ascii_case("vbaProject.bin"))
    })
}

/// The name of the part that a target means: relative to the folder of its source, or from the root.
fn resolved(folder: &str, target: &str) -> String {
    if let Some(rooted) = target.strip_prefix('/') {
        return rooted.to_owned();
    }
    let mut names: Vec<&str> = folder.split('/').filter(|name| !name.is_empty()).collect();
    for name in target.split('/') {
        match name {
            ".." => drop(names.pop()),
            "." | "" => {}
            name => names.push(name),
        }
    }
    names.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_relative_to_the_folder_of_their_source() {
        assert_eq!(resolved("ppt/slides", "../media/image1.png"), "ppt/media/image1.png");
        assert_eq!(resolved("", "word/document.xml"), "word/document.xml");
        assert_eq!(resolved("xl", "/xl/worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
    }
}
