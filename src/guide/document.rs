//! What every page of mcred begins and ends with: its title, style, script and what it may do.

use data_encoding::BASE64;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

const STYLE: &str = include_str!("style.css");

/// A self-contained page with this script. `body` is the whole element.
pub(super) fn document(title: &str, script: &str, body: impl FnOnce(Markup) -> Markup) -> Markup {
    // Browsers read every line end as one character.
    let script = script.replace("\r\n", "\n");
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(security_policy(&script));
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="generator" content={ "mcred " (env!("CARGO_PKG_VERSION")) };
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            (body(html! { script { (PreEscaped(&script)) } }))
        }
    }
}

/// What the page may do: run its own script, and show pictures and recordings from beside it. Whatever
/// texts of the portfolio may hold, nothing else runs, and nothing is loaded from the web.
fn security_policy(script: &str) -> String {
    let files = "'self' file: data:";
    format!(
        "default-src 'none'; script-src 'sha256-{}'; style-src 'unsafe-inline'; img-src {files}; \
         media-src {files}; base-uri 'none'; form-action 'none'",
        BASE64.encode(&Sha256::digest(script))
    )
}
