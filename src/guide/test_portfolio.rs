//! Portfolios for the tests of the guide.

use std::sync::LazyLock;

use crate::coverage::Coverage;
use crate::load::{Folder, load};
use crate::model::{Artifact, Date, Kind, Portfolio};
use crate::rules::{CheckOptions, Checked, check};

/// The complete example.
pub fn portfolio() -> Portfolio {
    // Reading the artifacts is slow.
    static COMPLETE: LazyLock<Portfolio> =
        LazyLock::new(|| load(&Folder::new("examples/complete")));
    COMPLETE.clone()
}

/// The portfolio, checked after a change.
pub fn checked(change: impl FnOnce(&mut Portfolio)) -> Checked {
    let mut portfolio = portfolio();
    change(&mut portfolio);
    let coverage = Coverage::of(&portfolio);
    let findings = check(&portfolio, &coverage, &options());
    Checked { portfolio, coverage, findings }
}

/// Any day on which it is checked.
pub fn options() -> CheckOptions<'static> {
    CheckOptions::on(Date::new(2026, 11, 1).unwrap())
}

/// An artifact of this name and kind.
pub fn artifact(path: &str, kind: Kind) -> Artifact {
    let mut artifact = portfolio().artifacts.remove(0);
    artifact.path = path.to_owned();
    artifact.kind = kind;
    artifact
}
