//! Which of the other tools are installed.

use std::env;

/// Whether a program of this name is on the path.
pub fn installed(program: &str) -> bool {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

/// A sentence that names those of the programs that are not installed; none if all are.
pub fn missing(programs: &[&str]) -> Option<String> {
    let missing: Vec<&str> = programs.iter().copied().filter(|it| !installed(it)).collect();
    (!missing.is_empty()).then(|| missing.join(", "))
}
