//! How time and memory grow with the portfolio: 1.0 is proportional, less is slower growth.

use std::fs;
use std::io;
use std::path::PathBuf;

use super::home::Home;
use super::in_turn;
use super::job::{Job, Usage};
use super::table::{Table, ratio, shown};
use crate::generate::film;

pub fn rows(home: &Home, table: &mut Table) -> io::Result<()> {
    artifacts(home, table)?;
    portfolios(home, table)?;
    size(home, table)
}

fn artifacts(home: &Home, table: &mut Table) -> io::Result<()> {
    let counts = home.counts();
    let what = "growth: check, artifacts";
    if !home.wants(what) {
        return Ok(());
    }
    let jobs = counts.map(|count| Job::mcred(&home.small(count), &["check"]));
    let usages = in_turn(home, 3, &jobs)?;
    steps(table, what, &counts.map(|count| count as f64), &usages);
    Ok(())
}

fn portfolios(home: &Home, table: &mut Table) -> io::Result<()> {
    let what = "growth: check, portfolios";
    if !home.wants(what) {
        return Ok(());
    }
    let mut people: Vec<String> = fs::read_dir(home.cohort())?
        .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
        .collect::<io::Result<_>>()?;
    people.sort();
    let counts = [people.len() / 4, people.len() / 2, people.len()];
    let jobs = counts.map(|count| {
        let names = people[..count].iter().map(String::as_str);
        let arguments: Vec<&str> = ["check"].into_iter().chain(names).collect();
        Job::mcred(&home.cohort(), &arguments)
    });
    let usages = in_turn(home, 5, &jobs)?;
    steps(table, what, &counts.map(|count| count as f64), &usages);
    Ok(())
}

/// A film that is ten and a hundred times as long, among other artifacts of the example.
fn size(home: &Home, table: &mut Table) -> io::Result<()> {
    let what = "growth: check, MB of one film";
    if !home.wants(what) {
        return Ok(());
    }
    let megabytes = [10, 100, 1_000];
    let film = film::base(&home.folder)?;
    let mut folders: Vec<PathBuf> = Vec::new();
    for size in megabytes {
        let folder = home.folder.join(format!("film-{size}"));
        fs::create_dir_all(folder.join("artifacts"))?;
        let target = folder.join("artifacts/film.mp4");
        if !target.exists() {
            film::inflated(&fs::read(&film)?, size * 1_000_000, film::Filling::Hole, &target)?;
        }
        let evidence = "credential = \"leading-a-culture-of-safety\"\n[eo.1.a]\nevidence = [\
                        { artifact = \"artifacts/film.mp4\", at = \"0:01\" }]\n";
        fs::write(folder.join("evidence.toml"), evidence)?;
        folders.push(folder);
    }
    // The portfolio is incomplete; its findings are expected.
    let jobs: Vec<Job> =
        folders.iter().map(|folder| Job::mcred(folder, &["check"]).with_findings()).collect();
    let usages = in_turn(home, 9, &jobs)?;
    steps(table, what, &megabytes.map(|size| size as f64), &usages);
    Ok(())
}

/// A row for each step from one size to the next.
fn steps(table: &mut Table, what: &str, sizes: &[f64], usages: &[Usage]) {
    for (sizes, usages) in sizes.windows(2).zip(usages.windows(2)) {
        let ([small, large], [before, after]) = (sizes, usages) else { continue };
        let grown = (after.wall / before.wall) / (large / small);
        table.row(
            &format!("{what}, {large:.0}"),
            shown(*after),
            &format!("{small:.0}"),
            shown(*before),
            format!("{} per size", ratio(grown, 1.0)),
        );
        table.aim("1");
    }
}
