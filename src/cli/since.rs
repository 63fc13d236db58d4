//! `--since`: an earlier bundle is verified and compared with the portfolio.

use std::path::Path;

use anyhow::{Context, anyhow, bail};

use super::terminal;
use crate::diff::Changes;
use crate::load::{Bundle, Tree, error_clause, load_uninspected};
use crate::model::{counted, shown_path};
use crate::rules::Checked;

/// The changes since this bundle was packed. The bundle is closed afterwards, since the next one may
/// replace it.
///
/// # Errors
/// It does not exist, is no bundle, is damaged, or is for another credential.
pub(super) fn changes(
    bundle: &Path,
    tree: &dyn Tree,
    checked: &Checked,
    quiet: bool,
) -> anyhow::Result<Changes> {
    let name = shown_path(bundle);
    if !bundle.exists() {
        bail!("there is no bundle {name} to compare with");
    }
    let refused = || format!("{name} can't be compared with");
    let earlier = Bundle::open(bundle)
        .map_err(|error| anyhow!(error_clause(&error)))
        .with_context(refused)?;
    let bar = terminal::bar(earlier.extent().1, quiet);
    let problems = earlier.problems(&|read| bar.inc(read));
    bar.finish_and_clear();
    if let Some(first) = problems.first() {
        let entry = first.entry.as_deref().unwrap_or("it").escape_debug();
        let more = match problems.len() - 1 {
            0 => String::new(),
            more => format!(" (and {})", counted(more, "further problem")),
        };
        bail!(
            "{name} is not the bundle that was packed: {entry} {}{more}. \
             `mcred verify` lists all that is wrong with it",
            first.message
        );
    }
    let then = load_uninspected(&earlier);
    let credential = |portfolio: &crate::model::Portfolio| {
        portfolio.evidence.credential.as_ref().map(|id| id.value.clone())
    };
    match (credential(&then), credential(&checked.portfolio)) {
        (None, _) => bail!("{name} holds no portfolio: its evidence.toml names no credential"),
        (Some(then), Some(now)) if then != now => bail!(
            "{name} is a bundle for another credential: it is for {}, and this portfolio is for {now}",
            then.escape_debug()
        ),
        _ => {}
    }
    Changes::between((&then, &earlier), (&checked.portfolio, tree))
        .map_err(|error| anyhow!(error_clause(&error)))
        .with_context(refused)
}
