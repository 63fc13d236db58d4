//! The day on which mcred runs, read here and nowhere else.

use jiff::ZonedDateTime;

use crate::load::Tree;
use crate::model::Date;
use crate::rules::{CheckOptions, Checked};

/// Today where the user is: a waiver holds to the end of its last day there.
pub(super) fn today() -> Date {
    ZonedDateTime::now().date().into()
}

/// The portfolio in this tree, checked today.
pub(super) fn checked(tree: &dyn Tree) -> Checked {
    Checked::of(tree, &CheckOptions::on(today()))
}
