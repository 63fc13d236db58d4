//! `pack`, compared with other ways to put a folder into one file, with or without checksums.

use std::io;
use std::path::Path;

use super::home::Home;
use super::job::Job;
use super::table::Table;
use super::{in_turn, tools};

pub fn rows(home: &Home, table: &mut Table) -> io::Result<()> {
    let count = home.counts()[2];
    row(home, table, &format!("pack: {}", home.mixed_name()), &home.mixed(), 3)?;
    row(home, table, &format!("pack: {count} artifacts"), &home.small(count), 3)
}

fn row(home: &Home, table: &mut Table, what: &str, folder: &Path, rounds: usize) -> io::Result<()> {
    if !home.wants(what) {
        return Ok(());
    }
    let bundle = home.output.join("bundle.zip").display().to_string();
    let mut jobs =
        vec![Job::mcred(folder, &["pack", "--quiet", "-o", &bundle]).named("mcred pack")];
    let mut aims = vec![""];
    for (name, programs, script, aim) in INSTEAD {
        match tools::missing(programs) {
            Some(missing) => table.missing(what, &missing),
            None => {
                let output = home.output.display();
                jobs.push(Job::shell(
                    name,
                    folder,
                    &format!("set -e\noutput='{output}'\n{script}"),
                ));
                aims.push(aim);
            }
        }
    }
    let usages = in_turn(home, rounds, &jobs)?;
    for ((job, usage), aim) in jobs.iter().zip(&usages).zip(aims).skip(1) {
        table.compared(what, usages[0], &job.name, *usage, aim);
    }
    Ok(())
}

/// Name, programs, command, aim. `openssl` uses the instructions of the processor for hashing,
/// `sha256sum` on many systems does not. mcred waits until the bundle is on the disk; `sync` does
/// this for the others.
const INSTEAD: [(&str, &[&str], &str, &str); 5] = [
    (
        "cp -r, openssl sha256",
        &["openssl"],
        "cp -r . \"$output/copy\"\nfind . -type f -exec openssl dgst -sha256 {} + > \"$output/sums\"",
        "CPU 1.3",
    ),
    (
        "cp -r, sha256sum, sync",
        &["sha256sum", "sync"],
        "cp -r . \"$output/copy\"\ncd \"$output/copy\"\n\
         find . -type f -exec sha256sum {} + > \"$output/sums\"\nsync -f \"$output\"",
        "wall 1",
    ),
    (
        "cp -r, sha256sum",
        &["sha256sum"],
        "cp -r . \"$output/copy\"\ncd \"$output/copy\"\n\
         find . -type f -exec sha256sum {} + > \"$output/sums\"",
        "wall 1",
    ),
    ("zip -0 -r", &["zip"], "zip -0 -q -r \"$output/bundle.zip\" .", ""),
    (
        "bagit.py, zip -0 -r",
        &["bagit.py", "zip"],
        "cp -r . \"$output/bag\"\nbagit.py --quiet --sha256 \"$output/bag\"\n\
         cd \"$output\"\nzip -0 -q -r bag.zip bag",
        "",
    ),
];
