//! What Word, PowerPoint and Excel files have in common (ECMA-376 part 2, open packaging).

use std::collections::HashMap;

use crate::container::xml::{Node, walk};
use crate::container::zip::Package;
use crate::io::ProbeError;

/// Where the relationships of a part lead.
#[derive(Default)]
pub(crate) struct Relations(HashMap<String, Relation>);

struct Relation {
    /// The last word of its type, such as `slide`; the addresses before it differ between the
    /// transitional and the strict variant.
    sort: String,
    target: String,
}

impl Relations {
    /// Reads the relationships of a part; a part without any has none.
    pub fn of(package: &Package<'_>, part: &str) -> Result<Relations, ProbeError> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let place = match folder {
            "" => format!("_rels/{file}.rels"),
            folder => format!("{folder}/_rels/{file}.rels"),
        };
        let mut relations = Relations::default();
        if !package.has(&place) {
            return Ok(relations);
        }
        walk(package.part(&place)?, &place, |node| {
            if let Node::Start("Relationship", tag) = node
                && let (Some(id), Some(sort), Some(target)) =
                    (tag.get("Id"), tag.get("Type"), tag.get("Target"))
                && tag.get("TargetMode").as_deref() != Some("External")
            {
                let sort = sort.rsplit('/').next().unwrap_or_default().to_owned();
                relations.0.insert(id, Relation { sort, target: joined(folder, &target) });
            }
            Ok(())
        })?;
        Ok(relations)
    }

    /// The part that a relationship leads to.
    pub fn target(&self, id: &str) -> Option<&str> {
        self.0.get(id).map(|relation| relation.target.as_str())
    }

    /// The sort of a relationship: `slide`, `worksheet`, `chartsheet`.
    pub fn sort(&self, id: &str) -> Option<&str> {
        self.0.get(id).map(|relation| relation.sort.as_str())
    }

    /// All parts that relationships of this sort lead to, in the order of their names.
    pub fn of_sort(&self, sort: &str) -> Vec<&str> {
        let found = self.0.values().filter(|relation| relation.sort == sort);
        let mut targets: Vec<&str> = found.map(|relation| relation.target.as_str()).collect();
        targets.sort_unstable();
        targets
    }
}

/// The main part of the package, by the relationship that names it; the usual name otherwise.
pub(crate) fn main_part(package: &Package<'_>, usual: &str) -> Result<String, ProbeError> {
    let relations = Relations::of(package, "")?;
    let named = relations.of_sort("officeDocument").first().copied();
    Ok(named.filter(|part| package.has(part)).unwrap_or(usual).to_owned())
}

/// Whether the file carries a project of Visual Basic (ECMA-376 leaves it to MS-OVBA).
pub(crate) fn has_macros(package: &Package<'_>) -> bool {
    package.names().any(|name| {
        name.rsplit('/').next().is_some_and(|file| file.eq_ignore_ascii_case("vbaProject.bin"))
    })
}

/// A target as a part's name: relative to the folder of the part that names it, or from the root.
fn joined(folder: &str, target: &str) -> String {
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
    fn targets_are_read_from_the_folder_of_their_part() {
        assert_eq!(joined("ppt/slides", "../media/image1.png"), "ppt/media/image1.png");
        assert_eq!(joined("", "word/document.xml"), "word/document.xml");
        assert_eq!(joined("xl", "/xl/worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
    }
}
