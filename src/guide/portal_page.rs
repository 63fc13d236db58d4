//! The practitioner's page: the text of every field of the portal, each with a button that copies it.

use maud::{Markup, html};

use super::document::document;
use super::portal::fields;
use crate::model::sanitize_page;
use crate::rules::Checked;

const SCRIPT: &str = concat!(include_str!("clipboard.js"), "\n", include_str!("portal.js"));

/// The page; empty without a credential. It is not packed: the guide is for the assessor alone.
pub fn portal_page(checked: &Checked) -> String {
    let Some(credential) = &checked.portfolio.credential else { return String::new() };
    let title = format!("Text for the portal: {}", credential.title);
    let page = document(&title, SCRIPT, |script| {
        html! {
            body.plain-page {
                header {
                    p.issuer { (credential.title) }
                    h1 { "Text for the portal" }
                    p.lead {
                        "The text of each field of the portal, without formatting, to paste as it is. This "
                        "page is yours alone: it is not packed."
                    }
                }
                main #content { (list(checked)) }
                footer { p { "Made by mcred " (env!("CARGO_PKG_VERSION")) "." } }
                (script)
            }
        }
    });
    sanitize_page(page.into_string())
}

/// Every field, collapsed at first. The script shows the buttons, which need it.
fn list(checked: &Checked) -> Markup {
    html! {
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
