//! Optional content of a PDF: layers that are off are not shown (ISO 32000-2, section 8.11).

use std::collections::HashSet;

use hayro_syntax::object::dict::keys::{BASE_STATE, D, OCGS, OCMD, OCPROPERTIES, OFF, ON, P, TYPE};
use hayro_syntax::object::{Array, Dict, Name, ObjRef, ObjectIdentifier};

/// The layers of a file, and which content is shown at the place that is being read.
#[derive(Default)]
pub(super) struct Layers {
    off: HashSet<ObjectIdentifier>,
    /// For each marked content that is open, whether it is shown.
    open: Vec<bool>,
}

impl Layers {
    /// The layers as they are when the file is opened (section 8.11.4.3).
    pub fn of(catalog: &Dict<'_>) -> Layers {
        let mut layers = Layers::default();
        let Some(properties) = catalog.get::<Dict<'_>>(OCPROPERTIES) else { return layers };
        let Some(initial) = properties.get::<Dict<'_>>(D) else { return layers };
        if initial.get::<Name<'_>>(BASE_STATE).is_some_and(|state| state.as_ref() == OFF) {
            layers.off.extend(groups(&properties, OCGS));
        }
        for group in groups(&initial, ON) {
            layers.off.remove(&group);
        }
        layers.off.extend(groups(&initial, OFF));
        layers
    }

    /// Closes what the page before left open.
    pub fn begin_page(&mut self) {
        self.open.clear();
    }

    /// Whether the content at this place is shown.
    pub fn are_on(&self) -> bool {
        self.open.last().copied().unwrap_or(true)
    }

    /// Begins marked content that belongs to no layer.
    pub fn begin(&mut self) {
        self.open.push(self.are_on());
    }

    /// Begins content of a layer, or of a membership in several; `object` is the layer's own, if
    /// it is an indirect object.
    pub fn begin_layer(&mut self, layer: &Dict<'_>, object: Option<ObjRef>) {
        let is_membership = layer.get::<Name<'_>>(TYPE).is_some_and(|kind| kind.as_ref() == OCMD);
        let is_on = match object {
            Some(object) if !is_membership => !self.off.contains(&ObjectIdentifier::from(object)),
            _ => self.is_member_on(layer),
        };
        self.open.push(self.are_on() && is_on);
    }

    /// Ends the content that was begun last.
    pub fn end(&mut self) {
        self.open.pop();
    }

    /// Whether a membership is on, by its policy (section 8.11.2.2). Visibility expressions are
    /// not read.
    fn is_member_on(&self, membership: &Dict<'_>) -> bool {
        let mut members = groups(membership, OCGS);
        if members.is_empty() {
            members.extend(membership.get_ref(OCGS).map(ObjectIdentifier::from));
        }
        let mut off = members.iter().map(|member| self.off.contains(member));
        match membership.get::<Name<'_>>(P).as_deref() {
            _ if members.is_empty() => true,
            Some(b"AllOn") => off.all(|off| !off),
            Some(b"AnyOff") => off.any(|off| off),
            Some(b"AllOff") => off.all(|off| off),
            _ => off.any(|off| !off),
        }
    }
}

fn groups(dict: &Dict<'_>, key: &[u8]) -> Vec<ObjectIdentifier> {
    let Some(groups) = dict.get::<Array<'_>>(key) else { return Vec::new() };
    groups.raw_iter().filter_map(|group| group.as_obj_ref()).map(ObjectIdentifier::from).collect()
}
