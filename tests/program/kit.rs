//! What the tests of the program share: running it, copying folders, filling in a portfolio.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use serde_json::Value;
use tempfile::TempDir;

/// How a run of mcred ended.
#[derive(Debug)]
pub struct Run {
    pub status: i32,
    pub out: String,
    pub err: String,
}

impl Run {
    /// Standard output as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}

/// Runs mcred in a folder.
pub fn mcred(folder: &Path, arguments: &[&str]) -> Run {
    run(command(folder).args(arguments))
}

/// mcred in a folder, with no word on colors in its environment.
pub fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mcred"));
    command.current_dir(folder);
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "TERM", "COLUMNS"] {
        command.env_remove(name);
    }
    command
}

pub fn run(command: &mut Command) -> Run {
    let output = command.output().unwrap();
    Run {
        status: output.status.code().expect("mcred ends by itself"),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// A file or folder of the project.
pub fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// A copy of one of `examples/`, as `portfolio` in a folder that lives as long as the first.
pub fn example(name: &str) -> (TempDir, PathBuf) {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("portfolio");
    copy(&project("examples").join(name), &folder);
    (home, folder)
}

/// Copies a folder without what mcred wrote into it.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let from = entry.unwrap().path();
        let name = from.file_name().unwrap();
        if name == "submission" {
            continue;
        }
        match from.is_dir() {
            true => copy(&from, &to.join(name)),
            false => drop(fs::copy(&from, to.join(name)).unwrap()),
        }
    }
}

/// Every file below a folder: its bytes, and when they were last written.
pub fn files(folder: &Path) -> BTreeMap<PathBuf, (Vec<u8>, SystemTime)> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.unwrap().into_path())
        .filter(|path| path.is_file())
        .map(|path| {
            let modified = fs::metadata(&path).unwrap().modified().unwrap();
            (path.clone(), (fs::read(&path).unwrap(), modified))
        })
        .collect()
}

/// The ids of the catalog, by the names of its files.
pub fn ids() -> Vec<String> {
    let mut ids: Vec<String> = fs::read_dir(project("catalog"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    ids.sort();
    ids
}

/// Fills in what `mcred init` made: an answer per question, a reflection, and for every
/// detail an artifact, the place in it and an explanation; says that it is honest.
pub fn fill(folder: &Path) {
    let mut prose = Prose::default();

    let overview = folder.join("narratives/overview.md");
    let text = fs::read_to_string(&overview).unwrap();
    let answers = text.matches(ANSWER).count();
    assert!(answers > 0, "init leaves a place to write: {text}");
    let text = replace_each(&text, ANSWER, || prose.words(1100 / answers + 1));
    fs::write(&overview, text).unwrap();

    let reflection = folder.join("narratives/reflection.md");
    let text = fs::read_to_string(&reflection).unwrap();
    assert!(text.contains(REFLECTION), "{text}");
    fs::write(&reflection, text.replace(REFLECTION, &prose.words(550))).unwrap();

    let evidence = folder.join("evidence.toml");
    let text = fs::read_to_string(&evidence).unwrap();
    let text = text.replace("= false", "= true ");
    let text = replace_each(&text, EXPLANATION, || prose.words(45));
    let mut number = 0;
    let text = replace_each(&text, NO_EVIDENCE, || {
        number += 1;
        let artifact = format!("artifacts/minutes-{number}.txt");
        let quote = prose.words(6);
        let lines = format!("{}\n{quote}\n{}\n", prose.words(9), prose.words(9));
        fs::write(folder.join(&artifact), lines).unwrap();
        let quote = quote.trim_end_matches('.');
        format!(
            "evidence = [\n    {{ artifact = \"{artifact}\", at = \"line 2\", quote = \"{quote}\" }},\n]"
        )
    });
    assert!(number > 0, "init leaves places for evidence: {text}");
    fs::write(&evidence, text).unwrap();
}

const ANSWER: &str = "[Write your answer here.]";
const REFLECTION: &str = "[Write your reflection here.]";
const EXPLANATION: &str = "[Write here why this evidence shows proficiency.]";
const NO_EVIDENCE: &str = "evidence = [\n]";

fn replace_each(text: &str, what: &str, mut by: impl FnMut() -> String) -> String {
    let mut parts = text.split(what);
    let mut replaced = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        replaced += &by();
        replaced += part;
    }
    replaced
}

/// Sentences of made-up words, none of which comes twice.
#[derive(Default)]
struct Prose {
    words: usize,
}

impl Prose {
    /// So many words, the last with a full stop.
    fn words(&mut self, count: usize) -> String {
        let words: Vec<String> = (0..count).map(|_| self.word()).collect();
        format!("{}.", words.join(" "))
    }

    fn word(&mut self) -> String {
        const SYLLABLES: [&str; 16] = [
            "ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe", "ri", "so",
            "tu", "va",
        ];
        self.words += 1;
        let digits = [self.words >> 8, self.words >> 4, self.words];
        digits.iter().map(|digit| SYLLABLES[digit % 16]).collect()
    }
}
