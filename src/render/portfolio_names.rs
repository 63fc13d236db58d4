//! The names of portfolios in a cohort.

use crate::rules::Checked;

/// The title of the credential, or the unknown id in evidence.toml.
pub(super) fn credential_name(checked: &Checked) -> String {
    let portfolio = &checked.portfolio;
    match (&portfolio.credential, &portfolio.evidence.credential) {
        (Some(credential), _) => credential.title.clone(),
        (None, Some(id)) => format!("{}?", id.value),
        (None, None) => "?".to_owned(),
    }
}

/// The names of the portfolios without their common parent folders.
pub(super) fn short_names(checked: &[Checked]) -> Vec<String> {
    without_common_parents(checked.iter().map(|one| one.portfolio.name.as_str()))
}

/// The names of folders without their common parent folders.
pub(super) fn without_common_parents<'n>(names: impl Iterator<Item = &'n str>) -> Vec<String> {
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
    // The current folder has no name.
    short.map(|name| if name.is_empty() { ".".to_owned() } else { name }).collect()
}
