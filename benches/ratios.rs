//! `cargo bench` prints one table: the time of mcred and of other tools for the same task, as medians
//! of whole processes that ran in turn (A B A B …), and their ratio.
//!
//! Ratios are comparable between machines, times are not. No benchmark fails for being slow.
//!
//! - `MCRED_BENCH_SCALE=small` uses portfolios of a twentieth of the size;
//! - `MCRED_BENCH_ROUNDS=7` sets how often each command runs;
//! - `MCRED_BENCH_PROGRAM=/usr/bin/mcred` measures another build of mcred;
//! - `MCRED_BENCH_ROWS=pack,start` runs only the rows whose names begin with one of these.
//!
//! The portfolios are made in the target folder and kept for the next run. At full scale they take
//! 2.2 GB, and packing takes the same again.

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
