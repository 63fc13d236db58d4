//! The portal's fields, each with a button that copies its text.

use maud::{Markup, html};

use super::portal::fields;
use crate::rules::Checked;

/// Every field, collapsed at first. The script shows the buttons, which need it.
pub(super) fn portal_section(checked: &Checked) -> Markup {
    html! {
        section #portal aria-labelledby="portal-title" {
            h2 #portal-title { "Text for the portal" }
            p.hint {
                "For the practitioner: the text of each field of the portal, without formatting, to "
                "paste as it is. The same texts are files in the bundle’s folder "
                code { "portal" } "."
            }
            ul.fields {
                @for field in fields(checked) {
                    li.field {
                        details {
                            summary { (field.title) }
                            pre id={ "field-" (field.name) } { (field.text.trim_end()) }
                        }
                        button type="button" hidden data-copy={ "field-" (field.name) } {
                            "Copy" span.unseen { " " (field.title) }
                        }
                    }
                }
            }
            p.unseen #copied role="status" {}
        }
    }
}
