//! The portfolios of the benchmarks: where they are, and how large.

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::generate::{cohort, film, mixed, small};

/// Is increased when the generator changes, so that older portfolios are not used.
const EDITION: &str = "2";

/// The portfolios and the options of a run.
pub struct Home {
    /// The folder of the portfolios.
    pub folder: PathBuf,
    /// The folder for output; emptied before each command.
    pub output: PathBuf,
    /// "full" or "small".
    pub scale: String,
    /// How often each command runs, if specified.
    pub rounds: Option<usize>,
    /// The beginnings of the selected rows; empty: all.
    wanted: Vec<String>,
    /// How much smaller than the full scale.
    smaller: u64,
}

impl Home {
    /// Reads the options from the environment.
    pub fn prepared() -> io::Result<Home> {
        let scale = env::var("MCRED_BENCH_SCALE").unwrap_or_else(|_| "full".to_owned());
        let smaller = match scale.as_str() {
            "full" => 1,
            "small" => 20,
            other => {
                let message = format!("MCRED_BENCH_SCALE is small or full, not {other:?}");
                return Err(io::Error::other(message));
            }
        };
        let folder =
            Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("bench-{EDITION}-{scale}"));
        fs::create_dir_all(&folder)?;
        let rows = env::var("MCRED_BENCH_ROWS").unwrap_or_default();
        let home = Home {
            output: folder.join("output"),
            folder,
            scale,
            rounds: env::var("MCRED_BENCH_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()),
            wanted: rows.split(',').filter(|row| !row.is_empty()).map(str::to_owned).collect(),
            smaller,
        };
        eprintln!("Portfolios in {}", home.folder.display());
        mixed::make(&home.mixed(), &film::base(&home.folder)?, smaller)?;
        cohort::make(&home.cohort(), home.people())?;
        for count in home.counts() {
            small::make(&home.small(count), count)?;
        }
        Ok(home)
    }

    /// Whether the rows of this name are selected.
    pub fn wants(&self, row: &str) -> bool {
        let wanted = self.wanted.is_empty() || self.wanted.iter().any(|it| row.starts_with(it));
        if wanted {
            eprintln!("{row}");
        }
        wanted
    }

    /// A size at the scale of this run.
    pub fn scaled(&self, size: u64) -> u64 {
        size / self.smaller
    }

    /// The name of the large portfolio in the table.
    pub fn mixed_name(&self) -> &'static str {
        if self.smaller == 1 { "60 artifacts, 1.9 GB" } else { "60 artifacts, 0.2 GB" }
    }

    /// The number of portfolios in the cohort.
    pub fn people(&self) -> u64 {
        500 / self.smaller
    }

    /// 60 artifacts, 1.9 GB.
    pub fn mixed(&self) -> PathBuf {
        self.folder.join("mixed")
    }

    /// Small portfolios.
    pub fn cohort(&self) -> PathBuf {
        self.folder.join("cohort")
    }

    /// A portfolio of this many small artifacts.
    pub fn small(&self, count: usize) -> PathBuf {
        self.folder.join(format!("small-{count}"))
    }

    /// The numbers of small artifacts, in ascending order; there is a portfolio for each.
    pub fn counts(&self) -> [usize; 3] {
        [5_000, 10_000, 20_000].map(|count| count / usize::try_from(self.smaller).unwrap_or(1))
    }
}
