//! Names that are nearly those of a portfolio's files: as other programs save, download or hide them.

/// Extensions in which a narrative is read.
const READ: [&str; 4] = ["docx", "md", "odt", "txt"];
/// Extensions of texts that a program can save as one that is read.
const SAVED: [&str; 8] = ["doc", "docm", "htm", "html", "markdown", "pages", "pdf", "rtf"];
/// Extensions of the stubs that a cloud puts into the place of a file, with the cloud.
pub const STUBS: &[(&str, &str)] = &[
    ("icloud", "iCloud"),
    ("cloud", "OneDrive"),
    ("cloudf", "OneDrive"),
    ("dropbox", "Dropbox"),
    ("owncloud", "ownCloud"),
    ("nextcloud", "Nextcloud"),
];

fn is_stub_extension(extension: &str) -> bool {
    STUBS.iter().any(|(stub, _)| *stub == extension)
}

/// What makes a narrative of a file whose name is nearly that of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NearNarrative {
    /// Another name, with this extension.
    Rename(&'static str),
    /// A download from the cloud.
    Download,
    /// An export from the online program.
    Export,
    /// Saving it in another format.
    Save,
}

/// What makes the narrative of this stem, such as `overview`, of the file of this name.
pub fn near_narrative(name: &str, stem: &str) -> Option<NearNarrative> {
    let lower = name.to_lowercase();
    let mut parts = lower.split('.').map(str::trim).filter(|part| !part.is_empty());
    let words = parts.next()?;
    let is_meant = |word: &str| word == stem || word.strip_suffix('s') == Some(stem);
    if !words.split(|c: char| !c.is_alphanumeric()).any(is_meant) {
        return None;
    }
    let extensions: Vec<&str> = parts.collect();
    let last = extensions.last().copied().unwrap_or("");
    if is_stub_extension(last) {
        return Some(NearNarrative::Download);
    }
    if last == "gdoc" {
        return Some(NearNarrative::Export);
    }
    // `overview.md.txt` is Markdown, and `overview` alone, too.
    let known = READ.into_iter().find(|known| extensions.contains(known));
    match known {
        Some(extension) if READ.contains(&last) => Some(NearNarrative::Rename(extension)),
        _ if SAVED.contains(&last) => Some(NearNarrative::Save),
        _ if extensions.is_empty() => Some(NearNarrative::Rename("md")),
        _ => None,
    }
}

/// Whether a file is evidence.toml under another name: `evidence.toml.txt`, `Evidence.toml`,
/// `evidence (1).toml`, or its stub in a cloud.
pub fn is_nearly_evidence(name: &str) -> bool {
    let lower = name.to_lowercase();
    let mut parts = lower.split('.').map(str::trim).filter(|part| !part.is_empty());
    let words = parts.next().unwrap_or("");
    let after = words.strip_prefix("evidence").map(str::trim);
    let is_copy = |after: &str| {
        let number = after.trim_matches(['(', ')', ' ']);
        number.bytes().all(|byte| byte.is_ascii_digit()) || after == "- copy"
    };
    let extensions: Vec<&str> = parts.collect();
    let is_toml = extensions.first() == Some(&"toml")
        && extensions.iter().all(|it| ["toml", "txt"].contains(it) || is_stub_extension(it));
    name != "evidence.toml" && is_toml && after.is_some_and(is_copy)
}

/// The folder of a portfolio that is meant by a name such as `Artifacts` or `narrative`.
pub fn nearly_folder(name: &str) -> Option<&'static str> {
    let folder = match name.trim().to_lowercase().as_str() {
        "artifacts" | "artifact" | "artefacts" | "artefact" => "artifacts",
        "narratives" | "narrative" => "narratives",
        _ => return None,
    };
    (name != folder).then_some(folder)
}

/// Whether a file is the stub of one in a cloud.
pub fn is_stub(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, it)| is_stub_extension(&it.to_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_narratives_are_recognised_as_programs_change_them() {
        use NearNarrative::{Download, Export, Rename, Save};
        for (name, near) in [
            ("overview.md.txt", Some(Rename("md"))),
            ("Overview.docx", Some(Rename("docx"))),
            ("overview (1).docx", Some(Rename("docx"))),
            ("Copy of Overview.docx", Some(Rename("docx"))),
            ("overview .md", Some(Rename("md"))),
            ("overview", Some(Rename("md"))),
            ("overviews.txt", Some(Rename("txt"))),
            ("Overview.odt", Some(Rename("odt"))),
            ("overview.pages", Some(Save)),
            ("Overview.RTF", Some(Save)),
            ("Overview.gdoc", Some(Export)),
            (".overview.docx.icloud", Some(Download)),
            ("overview.docx.dropbox", Some(Download)),
            ("reflection.md", None),
            ("overviewed.md", None),
            ("overview.png", None),
        ] {
            assert_eq!(near_narrative(name, "overview"), near, "{name}");
        }
    }

    #[test]
    fn names_of_evidence_are_recognised_as_programs_change_them() {
        for name in [
            "evidence.toml.txt",
            "Evidence.toml",
            "evidence.TOML",
            "evidence (1).toml",
            "evidence - Copy.toml",
            ".evidence.toml.icloud",
        ] {
            assert!(is_nearly_evidence(name), "{name}");
        }
        for name in ["evidence.toml", "evidence.txt", "evidence.pdf", "evidence-old.toml", "a.toml"]
        {
            assert!(!is_nearly_evidence(name), "{name}");
        }
    }

    #[test]
    fn names_of_folders_are_recognised_as_people_write_them() {
        assert_eq!(nearly_folder("Artifacts"), Some("artifacts"));
        assert_eq!(nearly_folder("artefacts"), Some("artifacts"));
        assert_eq!(nearly_folder("narrative"), Some("narratives"));
        assert_eq!(nearly_folder("artifacts"), None);
        assert_eq!(nearly_folder("photos"), None);
    }
}
