//! Completion scripts and manual pages.

#[cfg(target_os = "linux")]
use std::path::Path;
#[cfg(target_os = "linux")]
use std::process::Stdio;

#[cfg(target_os = "linux")]
use crate::kit::{MCRED, require_tool};
use crate::kit::{mcred, project};

fn printed(arguments: &[&str]) -> String {
    let run = mcred(&project("."), arguments);
    assert_eq!(run.status, 0, "{run:?}");
    run.out
}

#[test]
fn every_completion_script_has_credentials_rules_and_pages() {
    let scripts = ["bash", "zsh", "fish", "powershell", "elvish"];
    for shell in scripts {
        let script = printed(&["completions", shell]);
        for words in ["credential", "detail"] {
            assert!(script.contains(&format!("mcred completions --words {words}")), "{shell}");
        }
        assert!(!script.contains("WORDSDETAIL") && !script.contains("'--words'"), "{shell}");
        assert!(mcred::rules::all().all(|rule| script.contains(rule.name)), "{shell}");
        let pages = ["evidence.toml", "locations", "private.toml", "formats", "commands"];
        assert!(pages.iter().all(|page| script.contains(page)), "{shell}");
    }
}

/// What bash offers after these words.
#[cfg(target_os = "linux")]
fn offered(words: &[&str]) -> Option<Vec<String>> {
    offered_in(Path::new("."), words)
}

/// The same, in a folder.
#[cfg(target_os = "linux")]
fn offered_in(folder: &Path, words: &[&str]) -> Option<Vec<String>> {
    let program = "compopt() { echo compopt \"$@\"; }; source /dev/stdin; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($#-1)); \
        _mcred mcred \"${@: -1}\" \"${@: -2:1}\"; \
        [[ ${#COMPREPLY[@]} -eq 0 ]] || printf '%s\\n' \"${COMPREPLY[@]}\"";
    let mut bash = require_tool("bash")?
        .args(["-c", program, "bash"])
        .args(words)
        .current_dir(folder)
        .env("PATH", path_with_mcred())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let script = printed(&["completions", "bash"]);
    std::io::Write::write_all(&mut bash.stdin.take().unwrap(), script.as_bytes()).unwrap();
    let output = bash.wait_with_output().unwrap();
    let mut offered: Vec<String> =
        String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect();
    offered.sort();
    Some(offered)
}

#[test]
#[cfg(target_os = "linux")]
fn bash_completes_rules_credentials_and_formats() {
    let Some(rules) = offered(&["mcred", "explain", "missing-ar"]) else { return };
    assert_eq!(rules, ["missing-artifact"]);
    let credentials = offered(&["mcred", "init", "leading-a-"]).unwrap();
    assert_eq!(credentials, ["leading-a-culture-of-safety"]);
    assert_eq!(offered(&["mcred", "check", "--format", "j"]).unwrap(), ["json", "jsonl", "junit"]);
}

#[test]
#[cfg(target_os = "linux")]
fn bash_offers_arguments_before_flags() {
    let Some(pages) = offered(&["mcred", "explain", "locations"]) else { return };
    assert_eq!(pages, ["locations"]);
    let all = offered(&["mcred", "explain", ""]).unwrap();
    for page in ["evidence.toml", "private.toml", "catalog", "json", "formats", "commands"] {
        assert!(all.iter().any(|name| name == page), "{page}: {all:?}");
    }
    assert!(all.iter().all(|name| !name.starts_with('-')), "{all:?}");
    // Bash itself adds folders.
    for line in [["mcred", "check", ""].as_slice(), &["mcred", "check", "--strict", "a", ""]] {
        assert_eq!(offered(line).unwrap(), ["compopt +o default +o bashdefault -o plusdirs"]);
    }
    assert_eq!(
        offered(&["mcred", "init", "safety", ""]).unwrap(),
        offered(&["mcred", "check", ""]).unwrap()
    );
    assert_eq!(offered(&["mcred", "verify", ""]).unwrap(), [""; 0]);
    assert_eq!(offered(&["mcred", "check", "--fo"]).unwrap(), ["--format"]);
    assert_eq!(offered(&["mcred", "--plain", "cite", "4.d"]).unwrap(), ["4.d"]);
}

/// Shells expand the words that a completion offers.
#[test]
#[cfg(target_os = "linux")]
fn completion_runs_nothing_that_a_catalog_file_contains() {
    let home = own_catalog();
    let text = printed(&["catalog", "safety", "--format", "toml"]);
    let id = "$(touch here)";
    let text = text.replace("leading-a-culture-of-safety", id);
    std::fs::write(home.path().join(format!("catalog/{id}.toml")), text).unwrap();
    let Some(offered) = offered_in(home.path(), &["mcred", "catalog", ""]) else { return };
    assert!(offered.contains(&"our-own".to_owned()), "{offered:?}");
    assert!(!offered.iter().any(|word| word.contains("touch")), "{offered:?}");
    assert!(!home.path().join("here").exists());
}

/// The scripts call the mcred that is on the path.
#[cfg(target_os = "linux")]
fn path_with_mcred() -> std::ffi::OsString {
    let own = Path::new(MCRED).parent().unwrap().to_owned();
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::join_paths(std::iter::once(own).chain(std::env::split_paths(&path))).unwrap()
}

/// A portfolio with its own catalog, which has a detail that no bundled credential has.
#[cfg(target_os = "linux")]
fn own_catalog() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    let text = printed(&["catalog", "safety", "--format", "toml"]);
    let text = text.replace("leading-a-culture-of-safety", "our-own").replace("4.d", "4.x");
    std::fs::create_dir(home.path().join("catalog")).unwrap();
    std::fs::write(home.path().join("catalog/our-own.toml"), text).unwrap();
    std::fs::write(home.path().join("evidence.toml"), "credential = \"our-own\"\n").unwrap();
    home
}

#[test]
#[cfg(target_os = "linux")]
fn bash_completes_details_of_the_portfolio() {
    let home = own_catalog();
    let Some(details) = offered_in(home.path(), &["mcred", "cite", "4."]) else { return };
    assert_eq!(details, ["4.a", "4.b", "4.c", "4.x"]);
    assert_eq!(offered_in(home.path(), &["mcred", "catalog", "our"]).unwrap(), ["our-own"]);
}

#[test]
#[cfg(target_os = "linux")]
fn fish_completes_details_of_the_portfolio() {
    let home = own_catalog();
    std::fs::write(home.path().join("mcred.fish"), printed(&["completions", "fish"])).unwrap();
    let offered = |line: &str| {
        let program = format!("source mcred.fish; complete -C '{line}'");
        let mut fish = require_tool("fish")?;
        fish.args(["--no-config", "-c", &program]).current_dir(home.path());
        let output = fish.env("PATH", path_with_mcred()).stdin(Stdio::null()).output().unwrap();
        Some(String::from_utf8(output.stdout).unwrap())
    };
    let Some(details) = offered("mcred cite 4.") else { return };
    assert_eq!(details.lines().collect::<Vec<_>>(), ["4.a", "4.b", "4.c", "4.x"]);
    assert!(offered("mcred cite 4.a cat").unwrap().contains("catalog/"));
    assert_eq!(offered("mcred explain missing-ar").unwrap().trim(), "missing-artifact");
    assert_eq!(offered("mcred explain locations").unwrap().trim(), "locations");
    let folders = offered("mcred check ").unwrap();
    assert!(folders.contains("catalog/") && !folders.contains("evidence.toml"), "{folders}");
}

/// Each installed shell accepts its script.
#[test]
#[cfg(target_os = "linux")]
fn the_completion_scripts_are_well_formed() {
    for shell in ["bash", "zsh", "fish"] {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("script");
        std::fs::write(&file, printed(&["completions", shell])).unwrap();
        let Some(mut command) = require_tool(shell) else { continue };
        let output = command.arg("-n").arg(&file).output().unwrap();
        assert!(output.status.success(), "{shell}: {output:?}");
    }
}

#[test]
fn the_manual_has_a_page_for_each_command() {
    let page = printed(&["man"]);
    assert!(page.contains(".TH mcred 1") && page.contains("mcred\\-check"), "{page}");
    let folder = tempfile::tempdir().unwrap();
    let pages = folder.path().join("man/man1");
    printed(&["man", "--dir", pages.to_str().unwrap()]);
    for name in ["mcred", "mcred-check", "mcred-init"] {
        let page = std::fs::read_to_string(pages.join(format!("{name}.1"))).unwrap();
        assert!(page.contains(".SH NAME"), "{name}");
    }
}

/// The pages contain no macro that `man` does not know.
#[test]
#[cfg(target_os = "linux")]
fn mandoc_has_no_warnings_about_the_manual() {
    let folder = tempfile::tempdir().unwrap();
    printed(&["man", "--dir", folder.path().to_str().unwrap()]);
    let mut pages: Vec<_> =
        std::fs::read_dir(folder.path()).unwrap().map(|page| page.unwrap().path()).collect();
    pages.sort();
    assert!(pages.len() > 8, "{pages:?}");
    let Some(mut mandoc) = require_tool("mandoc") else { return };
    let lint = mandoc.args(["-T", "lint", "-W", "warning"]).args(&pages).output().unwrap();
    let said = String::from_utf8_lossy(&lint.stdout).into_owned();
    // The pages have no date, so that they are reproducible.
    let wrong = said.lines().filter(|line| !line.contains("missing date"));
    assert_eq!(wrong.collect::<Vec<_>>().join("\n"), "");
}
