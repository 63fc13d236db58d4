//! The metadata that the copies in the bundle lost.

use maud::{Markup, html};

use crate::model::{Portfolio, Stripping};

/// Two lists: the properties that were removed, and those that could not be.
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
        @if all().any(stays) {
            div.findings {
                p.label { "Properties that could not be left out" }
                ul {
                    @for it in all().filter(|it| stays(it)) {
                        li {
                            (it.path)
                            @if !it.left.is_empty() { ": " (it.left.join(", ")) }
                            @if let Some(why) = &it.obstacle { " (" (why) ")" }
                        }
                    }
                }
            }
        }
    }
}

fn stays(stripping: &Stripping) -> bool {
    !stripping.left.is_empty() || stripping.obstacle.is_some()
}
