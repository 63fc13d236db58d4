//! Makes a folder of artifacts a complete portfolio: evidence.toml and two narratives.

use std::fmt::Write;
use std::fs;
use std::io;
use std::path::Path;

use fastrand::Rng;
use mcred::load::bundled;

use super::words;

const CREDENTIAL: &str = "leading-a-culture-of-safety";

/// A piece of evidence to be cited.
pub struct Cited {
    /// Path of the artifact in the portfolio.
    pub artifact: String,
    /// The location.
    pub at: String,
    /// Words at that location.
    pub quote: Option<String>,
}

impl Cited {
    /// A piece of evidence without a quote.
    pub fn at(artifact: String, at: &str) -> Cited {
        Cited { artifact, at: at.to_owned(), quote: None }
    }
}

/// Writes evidence.toml and the narratives. Every piece of evidence is cited once, or more often if
/// there are more details.
pub fn write(folder: &Path, random: &mut Rng, cited: &[Cited]) -> io::Result<()> {
    let credential = bundled(CREDENTIAL).ok_or_else(|| io::Error::other("no such credential"))?;
    let mut overview = String::new();
    for question in &credential.overview.questions {
        let answer = words::prose(random, 320);
        let _ = write!(overview, "## {}. {}\n\n{answer}\n", question.number, question.text);
    }
    fs::create_dir_all(folder.join("narratives"))?;
    fs::write(folder.join("narratives/overview.md"), overview)?;
    fs::write(folder.join("narratives/reflection.md"), words::prose(random, 700))?;
    let mut evidence = format!(
        "credential = \"{CREDENTIAL}\"\n\n[honesty]\nown_words = true\nreleases_on_file = true\n"
    );
    let details: Vec<_> = credential.details().collect();
    for (index, detail) in details.iter().enumerate() {
        let explanation = words::prose(random, 60);
        let _ =
            writeln!(evidence, "\n[eo.{}]\nexplanation = \"\"\"\n{explanation}\"\"\"", detail.id);
        evidence.push_str("evidence = [\n");
        let again = cited.iter().cycle().skip(index).take(usize::from(cited.len() <= index));
        for cited in cited.iter().skip(index).step_by(details.len()).chain(again) {
            let quote = cited.quote.as_ref().map(|quote| format!(", quote = \"{quote}\""));
            let _ = writeln!(
                evidence,
                "    {{ artifact = \"{}\", at = '{}'{} }},",
                cited.artifact,
                cited.at,
                quote.unwrap_or_default()
            );
        }
        evidence.push_str("]\n");
    }
    fs::write(folder.join("evidence.toml"), evidence)
}
