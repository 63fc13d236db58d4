//! The metadata that the copies in the bundle lost.

use maud::{Markup, html};

use crate::model::Portfolio;

/// The properties that were removed. Where others still stand is for the practitioner, who reads it
/// when packing.
pub(super) fn stripped_metadata(portfolio: &Portfolio) -> Markup {
    let all = || portfolio.strippings.iter();
    html! {
        @if all().any(|it| !it.removed.is_empty()) {
            div.findings {
                p.label { "Properties left out of these copies; what they show is unchanged" }
                ul {
                    @for it in all().filter(|it| !it.removed.is_empty()) {
                        li { (it.path) ": " (it.removed.join(", ")) }
                    }
                }
            }
        }
    }
}
