//! The current day. Nothing else reads the clock.

use jiff::ZonedDateTime;

use crate::load::Tree;
use crate::model::Date;
use crate::rules::{CheckOptions, Checked};

/// Today in the time zone of the user, where a waiver holds to the end of its last day.
pub(super) fn today() -> Date {
    ZonedDateTime::now().date().into()
}

/// The portfolio in this tree, checked today.
pub(super) fn checked(tree: &dyn Tree) -> Checked {
    Checked::of(tree, &CheckOptions::on(today()))
}
