//! The names of the user of this computer: the login name, and the author in git's
//! configuration. They are read from the environment and from files; no program is run.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::model::{Identity, KnownFrom};

/// Login names that identify nobody: those of systems, build machines, and shared computers of
/// schools.
const GENERIC: [&str; 48] = [
    "root",
    "user",
    "users",
    "admin",
    "administrator",
    "runner",
    "guest",
    "ubuntu",
    "debian",
    "fedora",
    "vagrant",
    "docker",
    "jenkins",
    "build",
    "builder",
    "buildbot",
    "github",
    "gitlab",
    "codespace",
    "vscode",
    "node",
    "nobody",
    "daemon",
    "system",
    "owner",
    "home",
    "default",
    "test",
    "tester",
    "demo",
    "public",
    "local",
    "localhost",
    "student",
    "students",
    "teacher",
    "teachers",
    "staff",
    "school",
    "office",
    "principal",
    "library",
    "laptop",
    "desktop",
    "computer",
    "author",
    "name",
    "circleci",
];
/// A name of fewer letters occurs in too many words to be searched for.
const SHORTEST: usize = 4;
/// The longest git configuration that is read.
const LONGEST: u64 = 1 << 20;

/// The names to search for in the portfolio of this folder.
pub(super) fn names(root: &Path) -> Vec<Identity> {
    let logins = ["USER", "LOGNAME", "USERNAME"].into_iter().filter_map(|name| env::var(name).ok());
    let logins = logins.map(|name| Identity { name, known_from: KnownFrom::UserName });
    let authors = git_configs(root).into_iter().flat_map(|file| authors(&file));
    let authors = authors.map(|name| Identity { name, known_from: KnownFrom::Git });
    let mut names: Vec<Identity> = Vec::new();
    for identity in authors.chain(logins).filter(|identity| is_personal(&identity.name)) {
        if !names.iter().any(|known| known.name == identity.name) {
            names.push(identity);
        }
    }
    names
}

/// Whether a name belongs to a person.
fn is_personal(name: &str) -> bool {
    let name = name.trim().to_lowercase();
    let local = name.split('@').next().unwrap_or(&name);
    let letters = local.chars().filter(|c| c.is_alphabetic()).count();
    let automatic = name.ends_with("[bot]") || name.contains("noreply");
    letters >= SHORTEST && !automatic && !GENERIC.contains(&local)
}

/// The git configuration files that apply to this folder (git-config, "FILES").
fn git_configs(root: &Path) -> Vec<PathBuf> {
    let real = fs::canonicalize(root).unwrap_or_else(|_| root.to_owned());
    let own = real.ancestors().map(|folder| folder.join(".git/config")).find(|file| file.is_file());
    let home = env::var_os("HOME").or_else(|| env::var_os("USERPROFILE")).map(PathBuf::from);
    let config = env::var_os("XDG_CONFIG_HOME")
        .map(PathBuf::from)
        .or_else(|| home.as_ref().map(|home| home.join(".config")));
    let global = [home.map(|home| home.join(".gitconfig")), config.map(|it| it.join("git/config"))];
    own.into_iter().chain(global.into_iter().flatten()).collect()
}

/// `name` and `email` of the section `[user]`.
fn authors(file: &Path) -> Vec<String> {
    let small = fs::metadata(file).is_ok_and(|it| it.is_file() && it.len() <= LONGEST);
    match small.then(|| fs::read_to_string(file)) {
        Some(Ok(text)) => authors_of(&text),
        _ => Vec::new(),
    }
}

fn authors_of(settings: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut in_user = false;
    for line in settings.lines().map(str::trim) {
        if let Some(section) = line.strip_prefix('[') {
            let name = section.split(']').next().unwrap_or_default();
            in_user = name.trim().eq_ignore_ascii_case("user");
        } else if in_user
            && let Some((key, value)) = line.split_once('=')
            && ["name", "email"].iter().any(|known| key.trim().eq_ignore_ascii_case(known))
        {
            // `#` and `;` begin a comment.
            let value = value.split([';', '#']).next().unwrap_or_default();
            found.push(value.trim().trim_matches('"').to_owned());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_author_is_read_from_the_git_configuration() {
        let settings = "[core]\n\tname = no\n[User]\n\tname = \"Jane Doe\" ; me\n\temail=jd@x.org\n\
                        [remote \"user\"]\n\temail = other@x.org\n";
        assert_eq!(authors_of(settings), ["Jane Doe", "jd@x.org"]);
    }

    #[test]
    fn generic_and_short_names_are_ignored() {
        for name in
            ["root", "Admin", "runner", "ann", "j d", "41898282+bot@users.noreply.github.com"]
        {
            assert!(!is_personal(name), "{name}");
        }
        assert!(is_personal("Jane Doe") && is_personal("jdoe") && is_personal("jane@school.org"));
    }
}
