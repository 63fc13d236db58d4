//! The assessor's own notes and judgments, which stay in the browser. The script shows them, since they
//! need it.

use maud::{Markup, html};
use sha2::{Digest, Sha256};

use crate::model::DetailId;

/// What an assessor can say of a detail.
const JUDGMENTS: [&str; 3] = ["Proficient", "In part", "Not yet"];

/// The judgment and the note on a detail.
pub(super) fn judgment(id: &DetailId) -> Markup {
    html! {
        div.judgment hidden data-id=(id) {
            p.label id={ "judgment-" (id) } { "Your judgment of " (id) }
            div.choices role="group" aria-labelledby={ "judgment-" (id) } {
                @for judgment in JUDGMENTS {
                    button type="button" aria-pressed="false" data-judgment=(judgment) { (judgment) }
                }
            }
            (note(&format!("note-{id}"), &format!("Your note on {id}")))
        }
    }
}

/// All notes together: how many details are judged, a note on the whole, and what can be done with them.
pub(super) fn notes(details: usize) -> Markup {
    html! {
        section #notes hidden aria-labelledby="notes-title" {
            h2 #notes-title { "Your notes" }
            p.hint {
                "For the assessor: judgments and notes stay in this browser, on this computer. They are no "
                "part of the portfolio, and nobody else sees them."
            }
            p.unmet #not-kept hidden {
                "This browser keeps nothing for pages on disk. Copy or print your notes before you close "
                "this page."
            }
            p.tally { output #judged { "0" } " of " (details) " details judged" }
            (note("note-general", "On the whole"))
            p.actions {
                button #copy-notes type="button" { "Copy as text" }
                button #print-notes type="button" { "Print" }
                button #delete-notes type="button" { "Delete all" }
            }
            p.unseen #notes-status role="status" {}
        }
    }
}

/// A field for a note, and its text for print, where fields cut what is longer.
fn note(id: &str, label: &str) -> Markup {
    html! {
        label.label for=(id) { (label) }
        textarea id=(id) rows="2" spellcheck="true" {}
        p.written aria-hidden="true" {}
    }
}

/// The name under which the browser keeps the notes on a guide: another portfolio has other ones.
pub(super) fn storage_key(content: &Markup) -> String {
    let digest = Sha256::digest(&content.0);
    format!("mcred-notes-{}", data_encoding::HEXLOWER.encode(&digest[..12]))
}
