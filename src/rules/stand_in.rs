//! A pointer, alias, stub, shortcut or unfinished download stands where the file itself should be.
//!
//! ## Why it matters
//!
//! It has the file's name and none of its content: the file itself is still in a cloud, on a server or elsewhere on
//! your computer, and the assessor has neither.
//!
//! ## How to mend it
//!
//! Put the file itself into its place, as the help says:
//!
//! - a stub of iCloud, OneDrive or Dropbox: download it first (right-click it: Download Now, or Always Keep on This
//!   Device);
//! - a shortcut of Google Drive (`.gdoc`, `.gsheet`, `.gslides` and the like): in its program, File > Download > PDF;
//! - a pointer of Git: `git lfs pull`;
//! - an alias of macOS or a shortcut of Windows: copy the file that it leads to;
//! - an unfinished download (`.crdownload`, `.part`, `.download`): download it again to its end;
//! - a recording that Zoom has not converted (`.zoom`): double-click it and wait for the `.mp4`.

use super::case::Case;
use crate::finding::{Finding, Level, Rule};
use crate::model::{Place, StandIn};

pub(super) const RULE: Rule = Rule::new("stand-in", Level::Error, include_str!("stand_in.rs"));

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    let artifacts = case.portfolio.artifacts.iter();
    artifacts
        .filter_map(|artifact| {
            let (what, help) = described(artifact.stand_in.as_ref()?)?;
            let message = format!("`{}` is {what}", artifact.path);
            Some(Finding::new(RULE, Place::file(&artifact.path), message).help(help))
        })
        .collect()
}

/// What it is and what to do; none for what `link-instead-of-file` reports.
fn described(stand_in: &StandIn) -> Option<(String, String)> {
    let (what, help) = match stand_in {
        StandIn::WebShortcut(_) => return None,
        StandIn::GitPointer { program, command } => {
            let what =
                format!("only a pointer of {program}: the file itself is still on the server");
            return Some((what, format!("run `{command}` in the folder, which fetches the file")));
        }
        StandIn::InCloud(cloud) => {
            let what = format!("only a stub: the file itself is still in {cloud}");
            let help = "download it first: right-click it, then Download Now or Always Keep on This Device";
            return Some((what, help.to_owned()));
        }
        StandIn::Online(program) => {
            let what = format!("only a shortcut to what stands in {program}");
            let help = format!(
                "open it, export it there (File > Download > PDF), and put that file into artifacts/ \
                 in place of this {program} shortcut"
            );
            return Some((what, help));
        }
        StandIn::LinkAsText => (
            "a link that was saved as a text: the file itself is elsewhere",
            "copy the file itself into artifacts/ in its place",
        ),
        StandIn::MacAlias => (
            "only an alias of macOS: the file itself is elsewhere",
            "copy the file itself into artifacts/; in Finder, File > Show Original leads to it",
        ),
        StandIn::WindowsShortcut => (
            "only a shortcut of Windows: the file itself is elsewhere",
            "copy the file itself into artifacts/; right-click, Open file location leads to it",
        ),
        StandIn::RedirectPage => (
            "a page that only leads to another address",
            "open it in a browser, save what appears as a PDF, and put that into artifacts/",
        ),
        StandIn::UnfinishedDownload => (
            "an unfinished download",
            "download it again to its end, and put the finished file in its place",
        ),
        StandIn::UnconvertedRecording => (
            "a recording that Zoom has not converted yet",
            "double-click it, wait until Zoom has made the .mp4, and put that into artifacts/",
        ),
        StandIn::Blank => (
            "nothing but zeros: its content was never downloaded",
            "download it first, then copy it again",
        ),
    };
    Some((what.to_owned(), help.to_owned()))
}
