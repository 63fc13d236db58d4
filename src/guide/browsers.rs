//! Which files browsers show and play.

use crate::formats::{is_shown_in_browsers, kind_of_name};
use crate::model::{Artifact, Kind};

/// Whether the name of a file promises a picture that browsers show.
pub(super) fn is_shown(path: &str) -> bool {
    kind_of_name(path) == Kind::Image && is_shown_in_browsers(path)
}

/// Whether browsers play this recording.
pub(super) fn is_played(artifact: &Artifact) -> bool {
    artifact.kind == kind_of_name(&artifact.path)
        && matches!(artifact.kind, Kind::Video | Kind::Audio)
        && is_shown_in_browsers(&artifact.path)
}
