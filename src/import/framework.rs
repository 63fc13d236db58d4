//! Frameworks of competencies as JSON: CASE 1.1 of 1EdTech, and SmartEvidence of Mahara.

use serde::Deserialize;

use super::ImportError;
use super::case_json::{Association, CaseDocument, CaseItem, CasePackage};
use super::draft::Draft;
use super::smart_evidence::Framework;

/// What a file of either format holds at its top.
#[derive(Deserialize)]
struct Document {
    #[serde(rename = "CFPackage")]
    package: Option<CasePackage>,
    framework: Option<Framework>,
    #[serde(rename = "CFDocument")]
    document: Option<CaseDocument>,
    #[serde(rename = "CFItems")]
    items: Option<Vec<CaseItem>>,
    #[serde(rename = "CFAssociations")]
    associations: Option<Vec<Association>>,
}

/// The requirements in a JSON file.
pub(super) fn read(text: &str) -> Result<Draft, ImportError> {
    let fail = |why: String| Err(ImportError(why));
    let document: Document = match serde_json::from_str(text) {
        Ok(document) => document,
        Err(error) if error.is_data() => {
            return fail(format!(
                "its JSON is neither CASE (`CFItems`) nor SmartEvidence (`framework`): {error}"
            ));
        }
        Err(error) => return fail(format!("it is no valid JSON: {error}")),
    };
    if let Some(framework) = document.framework {
        return framework.draft();
    }
    let Document { package, document, items, associations, .. } = document;
    package.unwrap_or(CasePackage { document, items, associations }).draft()
}
