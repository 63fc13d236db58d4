//! Completions and manual pages.

use std::process::{Command, Stdio};

fn printed(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_mcred"))
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert!(output.status.success(), "{arguments:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn every_script_knows_credentials_and_rules() {
    let scripts = ["bash", "zsh", "fish", "powershell", "elvish"];
    for shell in scripts {
        let script = printed(&["completions", shell]);
        assert!(script.contains("leading-a-culture-of-safety"), "{shell}");
        assert!(mcred::rules::all().all(|rule| script.contains(rule.name)), "{shell}");
    }
}

/// What bash would offer behind these words.
#[cfg(target_os = "linux")]
fn offered(words: &[&str]) -> Option<Vec<String>> {
    let program = "source /dev/stdin; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($#-1)); \
        _mcred mcred \"${@: -1}\" \"${@: -2:1}\"; printf '%s\\n' \"${COMPREPLY[@]}\"";
    let mut bash = Command::new("bash")
        .args(["-c", program, "bash"])
        .args(words)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .ok()?;
    let script = printed(&["completions", "bash"]);
    std::io::Write::write_all(&mut bash.stdin.take()?, script.as_bytes()).ok()?;
    let output = bash.wait_with_output().ok()?;
    let mut offered: Vec<String> =
        String::from_utf8(output.stdout).ok()?.lines().map(str::to_owned).collect();
    offered.sort();
    Some(offered)
}

#[test]
#[cfg(target_os = "linux")]
fn bash_completes_them() {
    let Some(rules) = offered(&["mcred", "explain", "missing-ar"]) else { return };
    assert_eq!(rules, ["missing-artifact"]);
    let credentials = offered(&["mcred", "init", "leading-a"]).unwrap();
    let ids = ["leading-a-culture-of-safety", "leading-an-equitable-learning-culture"];
    assert_eq!(&credentials[..2], ids);
    assert_eq!(offered(&["mcred", "check", "--format", "j"]).unwrap(), ["json", "jsonl", "junit"]);
}

#[test]
fn the_manual_has_a_page_per_command() {
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
