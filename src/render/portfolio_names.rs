//! What portfolios are called where there are several.

use crate::rules::Checked;

/// The credential as people call it; what evidence.toml names, where there is no such one.
pub(super) fn credential_name(checked: &Checked) -> String {
    let portfolio = &checked.portfolio;
    match (&portfolio.credential, &portfolio.evidence.credential) {
        (Some(credential), _) => credential.title.clone(),
        (None, Some(id)) => format!("{}?", id.value),
        (None, None) => "?".to_owned(),
    }
}

/// The names of the portfolios without the folders that all of them lie in.
pub(super) fn short_names(checked: &[Checked]) -> Vec<String> {
    shorter(checked.iter().map(|one| one.portfolio.name.as_str()))
}

/// The names of folders without the folders that all of them lie in.
pub(super) fn shorter<'n>(names: impl Iterator<Item = &'n str>) -> Vec<String> {
    let names: Vec<Vec<&str>> = names
        .map(|name| {
            let parts = name.split('/');
            parts.filter(|part| !part.is_empty() && *part != ".").collect()
        })
        .collect();
    let parents = || names.iter().map(|parts| &parts[..parts.len().saturating_sub(1)]);
    let longest = parents().map(<[&str]>::len).min().unwrap_or(0);
    let first = parents().next().unwrap_or_default();
    let common = (0..longest)
        .take_while(|index| parents().all(|parts| parts.get(*index) == first.get(*index)))
        .count();
    let short = names.iter().map(|parts| parts[common.min(parts.len())..].join("/"));
    // A folder that is where the user is has no name of its own.
    short.map(|name| if name.is_empty() { ".".to_owned() } else { name }).collect()
}
