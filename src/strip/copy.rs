//! The copy of one file, made and then looked at: where anything but the properties would differ,
//! there is none.

use std::sync::Arc;

use super::cannot::Cannot;
use super::formats::{self, Way};
use super::patch::{Patch, Patched};
use super::plan::{Plan, add};
use crate::model::{Stripping, Traces};
use crate::probe::{self, Identity, Source};

/// What came of a file: how its copy differs, if it does, and what is to be said of it.
#[derive(Default)]
pub(super) struct Made {
    pub patch: Option<Patch>,
    /// None for a file that tells nothing beside what it shows.
    pub said: Option<Stripping>,
}

/// Looks at a file, and makes its copy.
pub(super) fn make(mut source: Box<dyn Source>, path: &str) -> Made {
    let said = |obstacle, left| {
        let path = path.to_owned();
        Some(Stripping { path, obstacle, left, ..Stripping::default() })
    };
    let identity = match probe::identify(&mut source, path) {
        Ok(identity) => identity,
        Err(error) => {
            let obstacle = Cannot::from(error).to_string();
            return Made { said: said(Some(obstacle), Vec::new()), patch: None };
        }
    };
    let planner = match formats::way(&identity) {
        Way::Nothing => return Made::default(),
        Way::Plan(planner) => planner,
        Way::Obstacle(why) => {
            let left = names(&probe::traces(&mut source, &identity));
            return Made { said: said(Some(why.to_owned()), left), patch: None };
        }
    };
    let traces = probe::traces(&mut source, &identity);
    match checked(source, path, &identity, planner, &traces) {
        Ok((patch, stripping)) => {
            let tells = !stripping.removed.is_empty() || !stripping.left.is_empty();
            Made { patch, said: tells.then_some(stripping) }
        }
        Err(obstacle) => {
            Made { said: said(Some(obstacle.to_string()), names(&traces)), patch: None }
        }
    }
}

/// The edits of a file, without the look at what comes of them.
pub(super) fn planned(source: &mut dyn Source, path: &str) -> Result<Patch, Cannot> {
    let identity = probe::identify(source, path)?;
    let Way::Plan(planner) = formats::way(&identity) else {
        return Err(Cannot::damaged("it is another file than before"));
    };
    let plan = planner(source)?;
    let length = source.seek(std::io::SeekFrom::End(0))?;
    plan.edits.patch(length)
}

fn checked(
    mut source: Box<dyn Source>,
    path: &str,
    identity: &Identity,
    planner: fn(&mut dyn Source) -> Result<Plan, Cannot>,
    before: &Traces,
) -> Result<(Option<Patch>, Stripping), Cannot> {
    let facts = probe::facts(&mut source, identity)?;
    let plan = planner(&mut source)?;
    let mut stripping = Stripping { path: path.to_owned(), ..Stripping::default() };
    if plan.edits.is_empty() {
        stripping.left = plan.left;
        names(before).into_iter().for_each(|name| add(&mut stripping.left, name));
        return Ok((None, stripping));
    }
    let length = source.seek(std::io::SeekFrom::End(0))?;
    let patch = Arc::new(plan.edits.patch(length)?);
    let mut copy = Patched::new(source, Arc::clone(&patch));
    let same = probe::identify(&mut copy, path)? == *identity
        && probe::facts(&mut copy, identity).is_ok_and(|of_copy| of_copy == facts)
        && planner(&mut copy).is_ok_and(|again| again.edits.is_empty());
    if !same {
        return Err(Cannot("a copy without its properties would not be the same".to_owned()));
    }
    let after = names(&probe::traces(&mut copy, identity));
    stripping.removed = plan.removed;
    let gone = names(before).into_iter().filter(|name| !after.contains(name));
    gone.for_each(|name| add(&mut stripping.removed, name));
    stripping.left = plan.left;
    after.into_iter().for_each(|name| add(&mut stripping.left, name));
    drop(copy);
    Ok((Arc::into_inner(patch), stripping))
}

/// What is told, by name.
fn names(traces: &Traces) -> Vec<String> {
    let mut names = Vec::new();
    traces.properties.iter().for_each(|property| add(&mut names, property.name.clone()));
    if traces.has_place {
        add(&mut names, "place".to_owned());
    }
    names
}
