//! PDFs of which browsers and most PDF readers show a stand-in page alone: portfolios (ISO 32000-2,
//! section 12.3.5) and dynamic forms in XML (XFA).

use hayro_syntax::Pdf;
use hayro_syntax::object::{Dict, Object};

use super::page_text::passages_of;
use crate::model::Unshown;

/// What such a form says on its only page.
const WAIT: &str = "please wait";

/// What viewers do not show of a file, if there is anything.
pub(super) fn unshown(pdf: &Pdf) -> Option<Unshown> {
    let catalog: Dict<'_> = pdf.xref().get(pdf.xref().root_id())?;
    if catalog.contains_key(b"Collection".as_slice()) {
        return Some(Unshown::Portfolio);
    }
    let form = catalog.get::<Dict<'_>>(b"AcroForm".as_slice())?;
    form.get::<Object<'_>>(b"XFA".as_slice()).filter(|xfa| !matches!(xfa, Object::Null(_)))?;
    let is_dynamic = catalog.get::<bool>(b"NeedsRendering".as_slice()).unwrap_or(false);
    let waits = || {
        let first = passages_of(pdf, |page| page == 1).ok();
        let first = first.as_ref().and_then(|passages| passages.iter().next());
        first.is_some_and(|page| page.text.to_lowercase().contains(WAIT))
    };
    (is_dynamic || waits()).then_some(Unshown::DynamicForm)
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;
    use crate::formats::pdf::document::open;

    #[test]
    fn portfolios_and_dynamic_forms_are_told_from_files_that_are_shown() {
        for (catalog, says, expected) in [
            ("", "Please wait", None),
            ("/Collection << /View /T >>", "Cover", Some(Unshown::Portfolio)),
            ("/AcroForm << /XFA [] >>", "Name", None),
            ("/AcroForm << /XFA [] >>", "Please wait...", Some(Unshown::DynamicForm)),
            ("/NeedsRendering true /AcroForm << /XFA [] >>", "", Some(Unshown::DynamicForm)),
        ] {
            let drawn = format!("BT 9 9 Td ({says}) Tj ET");
            let pdf = format!(
                "%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 2 0 R {catalog} >> endobj\n\
                 2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj\n\
                 3 0 obj << /Type /Page /Parent 2 0 R /Contents 4 0 R >> endobj\n\
                 4 0 obj << /Length {} >> stream\n{drawn}\nendstream endobj\n\
                 trailer << /Root 1 0 R >>\nstartxref\n0\n%%EOF\n",
                drawn.len()
            );
            assert_eq!(
                unshown(&open(&mut Cursor::new(pdf)).unwrap()),
                expected,
                "{catalog} {says}"
            );
        }
    }
}
