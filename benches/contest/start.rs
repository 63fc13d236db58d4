//! How long a program takes to print its version.

use std::io;

use super::home::Home;
use super::in_turn;
use super::job::Job;
use super::table::Table;
use super::tools::installed;

pub fn rows(home: &Home, table: &mut Table) -> io::Result<()> {
    let what = "start-up: --version";
    if !home.wants(what) {
        return Ok(());
    }
    let mut jobs =
        vec![Job::mcred(&home.folder, &["--version"]), Job::program("true", &home.folder, &[])];
    if installed("rg") {
        jobs.push(Job::program("rg", &home.folder, &["--version"]).named("rg --version"));
    }
    let usages = in_turn(home, 60, &jobs)?;
    for (job, usage) in jobs.iter().zip(&usages).skip(1) {
        let aim = if job.name.starts_with("rg") { "wall 2" } else { "" };
        table.compared(what, usages[0], &job.name, *usage, aim);
    }
    if !installed("rg") {
        table.missing(what, "rg --version");
    }
    Ok(())
}
