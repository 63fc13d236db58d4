//! Runs commands in turn and measures each.

pub mod check;
pub mod growth;
pub mod home;
mod job;
pub mod memory;
pub mod pack;
pub mod start;
pub mod table;
mod tools;

use std::io;

use home::Home;
use job::Job;
use job::Usage;

/// Runs the jobs in turn for a number of rounds, and returns the median of each.
///
/// A first round, which does not count, fills the cache of the system for all of them.
fn in_turn(home: &Home, rounds: usize, jobs: &[Job]) -> io::Result<Vec<Usage>> {
    let mut all: Vec<Vec<Usage>> = jobs.iter().map(|_| Vec::new()).collect();
    for round in 0..=home.rounds.unwrap_or(rounds) {
        for (job, usages) in jobs.iter().zip(&mut all) {
            let usage = job.run(&home.output)?;
            if round > 0 {
                usages.push(usage);
            }
        }
    }
    Ok(all.iter().map(|usages| Usage::median(usages)).collect())
}
