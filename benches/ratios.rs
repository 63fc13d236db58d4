//! `cargo bench` prints one table: what mcred takes, and what a person's other tools take for the
//! same, as ratios of whole processes that ran in turn (A B A B …), medians.
//!
//! Ratios travel from machine to machine; times do not, and nothing here fails for being slow.
//!
//! - `MCRED_BENCH_SCALE=small` takes portfolios a twentieth the size;
//! - `MCRED_BENCH_ROUNDS=7` sets how often each command runs;
//! - `MCRED_BENCH_PROGRAM=/usr/bin/mcred` measures another build of mcred;
//! - `MCRED_BENCH_ROWS=pack,start` runs only the rows whose names begin so.
//!
//! The portfolios are made below the target folder and stay there for the next run. At full scale
//! they take 2.2 GB, and packing as much again.

mod contest;
mod generate;

use std::io;

use contest::home::Home;
use contest::table::Table;
use contest::{check, growth, memory, pack, start};

fn main() -> io::Result<()> {
    let home = Home::prepared()?;
    let mut table = Table::new(&home);
    start::rows(&home, &mut table)?;
    check::rows(&home, &mut table)?;
    pack::rows(&home, &mut table)?;
    growth::rows(&home, &mut table)?;
    memory::rows(&home, &mut table)?;
    print!("{table}");
    Ok(())
}
