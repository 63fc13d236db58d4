//! The steps of action.yml and of the files that `mcred init --ci` writes.
//!
//! The shell script of each step is extracted and run as the service runs it; only cargo is replaced,
//! by a script that copies the program under test.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::kit::{MCRED, Run, copy, mcred, project, run};

/// A machine of a CI service, with the examples checked out.
pub struct Machine {
    home: tempfile::TempDir,
    /// The tag, branch or commit that the action is used with.
    reference: String,
}

/// The repository that the action is used from.
const PLACE: &str = "someone/mcred";

/// The tag of this version.
const TAG: &str = concat!("v", env!("CARGO_PKG_VERSION"));

impl Machine {
    pub fn new() -> Machine {
        let home = tempfile::tempdir().unwrap();
        copy(&project("examples"), &home.path().join("checkout"));
        fs::create_dir_all(home.path().join("bin")).unwrap();
        fs::create_dir_all(home.path().join("temp")).unwrap();
        let program = MCRED;
        let script = format!(
            "#!/bin/sh\nset -e\ntest \"$1\" = install\n\
             while [ \"$1\" != --root ]; do shift; done\n\
             mkdir -p \"$2/bin\"\ncp '{program}' \"$2/bin/mcred\"\n"
        );
        // Nothing is released, unless a test says so.
        let machine = Machine { home, reference: "main".into() };
        machine.program("cargo", &script);
        machine.program("gh", "#!/bin/sh\nexit 1\n");
        machine
    }

    /// Puts a script in place of a program.
    fn program(&self, name: &str, script: &str) {
        let path = self.path("bin").join(name);
        fs::write(&path, script).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_default()
    }

    /// Runs a script as GitHub runs `shell: bash`.
    pub fn bash(&self, script: &str, environment: &[(String, String)]) -> Run {
        let path = format!("{}:{}", self.path("bin").display(), std::env::var("PATH").unwrap());
        let mut command = Command::new("bash");
        command.args(["--noprofile", "--norc", "-eo", "pipefail", "-c", script]);
        command.current_dir(self.path("checkout")).env("PATH", path);
        command.env("RUNNER_OS", "Linux").env("RUNNER_ARCH", "X64");
        command.env("GITHUB_OUTPUT", self.path("output"));
        command.env("GITHUB_STEP_SUMMARY", self.path("summary"));
        command.envs(environment.iter().map(|(name, value)| (name, value)));
        run(&mut command)
    }

    /// Runs the steps of action.yml with these inputs, to the first that fails.
    fn action(&self, inputs: &[(&str, &str)]) -> Run {
        let action = fs::read_to_string(project("action.yml")).unwrap().replace("\r\n", "\n");
        let mut last = Run { status: 0, out: String::new(), err: String::new() };
        let mut ran = 0;
        for step in action.split("\n    - name: ").skip(1) {
            let step = self.filled_in(step, inputs);
            let fetched = self.text("output").contains("fetched=true");
            let wanted = match field(&step, "if") {
                None => true,
                Some(condition) if condition.starts_with("steps.release.outputs.fetched") => {
                    !fetched
                }
                Some("inputs.pack == 'true'") => inputs.contains(&("pack", "true")),
                Some(other) => panic!("a condition that this test does not know: {other}"),
            };
            if !wanted || field(&step, "uses").is_some() {
                continue;
            }
            assert_eq!(field(&step, "shell"), Some("bash"), "{step}");
            assert!(!step.contains("${{"), "an expression that this test does not know: {step}");
            last = self.bash(&script(&step), &environment(&step));
            ran += 1;
            if last.status != 0 {
                return last;
            }
        }
        assert!(ran >= 3, "the steps of action.yml are found");
        last
    }

    /// A step with its expressions filled in, as GitHub does.
    fn filled_in(&self, step: &str, inputs: &[(&str, &str)]) -> String {
        let temp = self.path("temp").display().to_string();
        let mut step = step
            .replace("${{ github.action_path }}", env!("CARGO_MANIFEST_DIR"))
            .replace("${{ runner.temp }}", &temp)
            .replace("${{ github.token }}", "token");
        for (name, value) in [("action_repository", PLACE), ("action_ref", &self.reference)] {
            step = step.replace(&format!("${{{{ github.{name} }}}}"), value);
        }
        for (name, value) in inputs {
            step = step.replace(&format!("${{{{ inputs.{name} }}}}"), value);
        }
        step
    }
}

/// The value of a key of a step, if it is on the same line.
fn field<'s>(step: &'s str, name: &str) -> Option<&'s str> {
    step.lines().find_map(|line| line.strip_prefix(&format!("      {name}: ")))
}

pub fn environment(step: &str) -> Vec<(String, String)> {
    let lines = step.lines().skip_while(|line| *line != "      env:").skip(1);
    let lines = lines.map_while(|line| line.strip_prefix("        "));
    let pairs = lines.filter_map(|line| line.split_once(": "));
    pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

pub fn script(step: &str) -> String {
    match field(step, "run") {
        Some("|") => {
            let lines = step.lines().skip_while(|line| *line != "      run: |").skip(1);
            lines
                .map_while(|line| line.strip_prefix("        "))
                .map(|l| format!("{l}\n"))
                .collect()
        }
        Some(one) => one.to_owned(),
        None => panic!("a step without a script: {step}"),
    }
}

#[test]
fn the_action_keeps_the_bundle_of_a_complete_portfolio() {
    let machine = Machine::new();
    let ran = machine.action(&[("folder", "complete"), ("strict", "false"), ("pack", "true")]);
    assert_eq!(ran.status, 0, "{ran:?}");
    assert!(machine.text("summary").starts_with("## "), "{}", machine.text("summary"));
    let outputs = machine.text("output");
    let digest = outputs.lines().find_map(|line| line.strip_prefix("digest=")).unwrap();
    assert!(digest.len() >= 40, "{digest}");
    let bundle = outputs.lines().find_map(|line| line.strip_prefix("bundle=")).unwrap();
    assert_eq!(mcred(machine.home.path(), &["verify", bundle]).status, 0);
}

#[test]
fn the_action_fetches_what_was_released_and_builds_the_rest() {
    // `gh`, with a release of this version that holds the program under test.
    let gh = |attested: bool| {
        let folder = format!("mcred-{TAG}-x86_64-unknown-linux-musl");
        format!(
            "#!/bin/sh\nset -e\ncase \"$1 $2\" in\n\
             'api repos/{PLACE}/commits/{TAG}') echo 0123abcd ;;\n\
             'release download')\n\
             while [ \"$1\" != --dir ]; do shift; done\n\
             mkdir -p \"$2/made/{folder}\"\n\
             cp '{MCRED}' \"$2/made/{folder}/mcred\"\n\
             tar -czf \"$2/{folder}.tar.gz\" -C \"$2/made\" {folder}\n\
             rm -r \"$2/made\" ;;\n\
             'attestation verify') {attested} ;;\n\
             *) exit 1 ;;\nesac\n"
        )
    };
    let inputs = [("folder", "complete"), ("strict", "false"), ("pack", "true")];
    for (reference, attested, built, status) in [
        (TAG, true, false, 0),
        ("0123abcd", true, false, 0),
        ("main", true, true, 0),
        (TAG, false, false, 1),
    ] {
        let mut machine = Machine::new();
        machine.reference = reference.into();
        machine.program("gh", &gh(attested));
        let cargo = machine.path("bin/cargo");
        let was_built = machine.path("built");
        let script = fs::read_to_string(&cargo).unwrap();
        let mark = format!("#!/bin/sh\ntouch '{}'\n{script}", was_built.display());
        machine.program("cargo", &mark);
        let ran = machine.action(&inputs);
        assert_eq!(ran.status, status, "{reference}: {ran:?}");
        assert_eq!(was_built.exists(), built, "{reference}: {ran:?}");
    }
}

#[test]
fn the_action_annotates_findings_on_their_lines() {
    let machine = Machine::new();
    let ran = machine.action(&[("folder", "incomplete"), ("strict", "false"), ("pack", "true")]);
    assert_eq!(ran.status, 1, "{ran:?}");
    let place = "::error file=incomplete/evidence.toml,line=11,";
    assert!(ran.out.contains(place), "{}", ran.out);
    assert!(machine.text("summary").contains("missing-attestation"));
    assert!(!machine.text("output").contains("bundle="), "nothing is packed");
}

#[test]
fn annotations_are_named_from_the_root_of_the_repository() {
    let machine = Machine::new();
    fs::create_dir_all(machine.path("checkout/.git")).unwrap();
    let annotated = |folder: &str, arguments: &[&str]| {
        let arguments = [&["check", "--format", "github"], arguments].concat();
        mcred(&machine.path(folder), &arguments).out
    };
    let place = "::error file=incomplete/evidence.toml,line=11,";
    for (folder, arguments) in [
        ("checkout", &["incomplete"][..]),
        ("checkout/incomplete", &[]),
        ("checkout/incomplete/narratives", &[]),
        ("", &["checkout/incomplete"]),
    ] {
        let out = annotated(folder, arguments);
        assert!(out.contains(place), "in {folder:?}: {out}");
    }
    // The root is a portfolio itself.
    fs::rename(machine.path("checkout/.git"), machine.path("checkout/incomplete/.git")).unwrap();
    assert!(annotated("checkout", &["incomplete"]).contains("::error file=evidence.toml,line=11,"));
}

#[test]
fn the_action_fails_where_there_is_no_portfolio() {
    let machine = Machine::new();
    let ran = machine.action(&[("folder", "nowhere"), ("strict", "true"), ("pack", "true")]);
    assert_eq!(ran.status, 2, "{ran:?}");
    assert!(ran.err.contains("there is no folder nowhere"), "{}", ran.err);
}

#[test]
fn the_workflow_uses_inputs_and_outputs_that_the_action_has() {
    let machine = Machine::new();
    let added = mcred(&machine.path("checkout/complete"), &["init", "--ci", "github"]);
    assert_eq!(added.status, 0, "{added:?}");
    let workflow = machine.text("checkout/complete/.github/workflows/mcred.yml");
    let (_, with) = workflow.split_once("        id: mcred\n        with:\n").unwrap();
    let action = fs::read_to_string(project("action.yml")).unwrap();
    let mut inputs = 0;
    for line in with.lines().map_while(|line| line.strip_prefix("          ")) {
        let name = line.split(':').next().unwrap();
        assert!(action.contains(&format!("\n  {name}:\n    description:")), "{name}");
        inputs += 1;
    }
    assert!(inputs >= 2, "{with}");
    assert!(workflow.contains("path: ${{ steps.mcred.outputs.bundle }}"), "{workflow}");
    assert!(action.contains("\noutputs:\n  bundle:\n"));
    let published = concat!("@v", env!("CARGO_PKG_VERSION"), "\n");
    assert!(workflow.contains("uses: ./.mcred-source #") || workflow.contains(published));
}

/// Runs the lines of `script:` with the variables of the file.
fn gitlab(machine: &Machine, example: &str) -> Run {
    let file = machine.path("checkout").join(".gitlab-ci.yml");
    let _ = fs::remove_file(&file);
    fs::create_dir_all(machine.path("checkout/.git")).unwrap();
    let folder = machine.path("checkout").join(example);
    assert_eq!(mcred(&folder, &["init", "--ci", "gitlab"]).status, 0);
    let text = fs::read_to_string(file).unwrap();
    let between = |from: &str, lead: &'static str| {
        let lines = text.lines().skip_while(|line| *line != from).skip(1).collect::<Vec<_>>();
        lines.into_iter().map_while(move |line| line.strip_prefix(lead)).collect::<Vec<_>>()
    };
    let unquoted = |value: &str| value.trim_matches('"').to_owned();
    let variables: Vec<(String, String)> = between("  variables:", "    ")
        .into_iter()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_owned(), unquoted(value)))
        .collect();
    assert_eq!(variables.len(), 2, "{text}");
    let lines = between("  script:", "    ");
    let script: Vec<&str> = lines.iter().filter_map(|line| line.strip_prefix("- ")).collect();
    assert!(script.len() >= 4, "{text}");
    machine.bash(&script.join("\n"), &variables)
}

#[test]
fn the_gitlab_job_reports_and_packs() {
    let machine = Machine::new();
    let ran = gitlab(&machine, "complete");
    assert_eq!(ran.status, 0, "{ran:?}");
    assert!(machine.text("checkout/mcred-report.xml").contains("<testsuites"));
    let bundles = machine.path("checkout/complete/submission");
    assert_eq!(fs::read_dir(bundles).unwrap().count(), 1);

    let ran = gitlab(&machine, "incomplete");
    assert_eq!(ran.status, 1, "{ran:?}");
    assert!(machine.text("checkout/mcred-report.xml").contains("<failure"));
    assert!(!machine.path("checkout/incomplete/submission").exists());
}

#[test]
fn init_for_ci_adds_one_file_and_never_overwrites_it() {
    let added = |folder: &Path| mcred(folder, &["init", "--ci", "github"]);
    let machine = Machine::new();
    let folder = machine.path("checkout/complete");
    let before = crate::kit::files(&folder);
    assert!(added(&folder).out.starts_with("Added .github/workflows/mcred.yml"));
    let after = crate::kit::files(&folder);
    assert_eq!(after.len(), before.len() + 1);
    let file = folder.join(".github/workflows/mcred.yml");
    fs::write(&file, "mine").unwrap();
    assert!(added(&folder).out.starts_with("Left alone: "), "{:?}", added(&folder));
    assert_eq!(fs::read_to_string(file).unwrap(), "mine");
    // With a folder as the only argument, no credential is needed.
    let named = mcred(&machine.path("checkout"), &["init", "--ci", "gitlab", "complete"]);
    assert!(named.out.starts_with("Added complete/.gitlab-ci.yml"), "{named:?}");

    // In a repository, the file is at the top and names the folder.
    fs::create_dir_all(machine.path("checkout/.git")).unwrap();
    assert!(added(&folder).out.contains("at the top of the repository"));
    let workflow = machine.text("checkout/.github/workflows/mcred-complete.yml");
    assert!(workflow.contains("folder: \"complete\"\n"), "{workflow}");
}
