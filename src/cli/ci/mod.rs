//! `mcred init --ci`: a workflow with which GitHub or GitLab checks a portfolio at every push.

use crate::model::shown_path;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::ValueEnum;

use super::repository;

/// The address of mcred's source, from Cargo.toml; empty until it is published.
const REPOSITORY: &str = env!("CARGO_PKG_REPOSITORY");

/// Where the source is expected until then: a copy at the top of the portfolio's repository.
const SOURCE_COPY: &str = ".mcred-source";

/// The tag of this version.
const VERSION: &str = concat!("v", env!("CARGO_PKG_VERSION"));

/// A CI service.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Service {
    /// GitHub Actions
    Github,
    /// GitLab CI/CD
    Gitlab,
}

/// A workflow to write, and what has to be done by hand.
pub(super) struct Workflow {
    /// Its path, relative to the current folder.
    pub(super) file: PathBuf,
    /// Its path for messages.
    pub(super) name: String,
    /// Its text.
    pub(super) text: String,
    /// What has to be done before it works, if anything.
    pub(super) to_do: Option<String>,
}

/// The workflow of this service for the portfolio in this folder.
///
/// # Errors
/// The folder can't be resolved.
pub(super) fn workflow(service: Service, portfolio: &Path) -> anyhow::Result<Workflow> {
    let root = repository::root(portfolio);
    let parts = repository::path_below(portfolio)
        .with_context(|| format!("{} can't be read", shown_path(portfolio)))?;
    let folder = if parts.is_empty() { ".".to_owned() } else { parts.join("/") };
    let path = match (service, parts.as_slice()) {
        (Service::Github, []) => ".github/workflows/mcred.yml".to_owned(),
        // A repository may hold several portfolios.
        (Service::Github, parts) => format!(".github/workflows/mcred-{}.yml", parts.join("-")),
        (Service::Gitlab, _) => ".gitlab-ci.yml".to_owned(),
    };
    let name = match (parts.is_empty(), portfolio == Path::new(".")) {
        (true, true) => path.clone(),
        (true, false) => shown_path(portfolio.join(&path)),
        (false, _) => format!("{path} at the top of the repository"),
    };
    let text = text(service, &folder, REPOSITORY);
    let is_missing = text.contains(SOURCE_COPY) && !root.join(SOURCE_COPY).exists();
    let to_do = is_missing.then(|| {
        format!(
            "copy mcred's source, the folder of its README without target/, to {SOURCE_COPY}/ at \
             the top of the repository: mcred is built from there"
        )
    });
    Ok(Workflow { file: root.join(path), name, text, to_do })
}

/// The text of the file, for a portfolio in this folder of its repository.
fn text(service: Service, folder: &str, published: &str) -> String {
    let template = match service {
        Service::Github => include_str!("github.yml"),
        Service::Gitlab => include_str!("gitlab.yml"),
    };
    let bundles = match folder {
        "." => "submission/*.zip".to_owned(),
        folder => format!("{folder}/submission/*.zip"),
    };
    let source = match published {
        "" => format!("--path {SOURCE_COPY}"),
        address => format!("--git {} --tag \"$MCRED_VERSION\" mcred", quoted(address)),
    };
    let action = match published.strip_prefix("https://github.com/") {
        Some(name) => {
            format!("{}@{VERSION}", name.trim_end_matches('/').trim_end_matches(".git"))
        }
        // zizmor would have `$/` in place of `./`, which older runners don't know.
        None => format!("./{SOURCE_COPY} # zizmor: ignore[self-repository]"),
    };
    template
        .replace("\r\n", "\n")
        .replace("@@ACTION@@", &action)
        .replace("@@SOURCE@@", &source)
        .replace("@@BUNDLES@@", &quoted(&bundles))
        .replace("@@FOLDER@@", &quoted(folder))
        .replace("@@VERSION@@", VERSION)
}

/// A YAML string; every JSON string is one.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mcred_comes_from_its_repository_or_from_a_copy_beside_the_portfolio() {
        for service in [Service::Github, Service::Gitlab] {
            let unpublished = text(service, ".", "");
            assert!(unpublished.contains(SOURCE_COPY), "{unpublished}");
            let published = text(service, ".", "https://github.com/someone/mcred");
            assert!(published.contains("someone/mcred"), "{published}");
            assert!(!published.contains(SOURCE_COPY), "{published}");
            assert!(!unpublished.contains("@@") && !published.contains("@@"));
        }
    }

    #[test]
    fn a_folder_with_unusual_characters_is_one_string() {
        let text = text(Service::Github, "a: \"b\" #c", "");
        assert!(text.contains("folder: \"a: \\\"b\\\" #c\"\n"), "{text}");
    }
}
