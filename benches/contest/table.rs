//! The table of results.

use std::fmt;

use super::home::Home;
use super::job::Usage;

/// Rows of Markdown, in the order in which they were measured.
pub struct Table {
    scale: String,
    rows: Vec<[String; 7]>,
}

impl Table {
    pub fn new(home: &Home) -> Table {
        Table { scale: home.scale.clone(), rows: Vec::new() }
    }

    /// A row that compares mcred with another program; `aim` is the desired ratio.
    pub fn compared(&mut self, what: &str, mcred: Usage, instead: &str, other: Usage, aim: &str) {
        self.rows.push([
            what.to_owned(),
            shown(mcred),
            instead.to_owned(),
            shown(other),
            ratio(mcred.wall, other.wall),
            ratio(mcred.cpu, other.cpu),
            aim.to_owned(),
        ]);
    }

    /// A row of another kind.
    pub fn row(&mut self, what: &str, mcred: String, instead: &str, other: String, wall: String) {
        let row = [what.to_owned(), mcred, instead.to_owned(), other, wall];
        let [a, b, c, d, e] = row;
        self.rows.push([a, b, c, d, e, String::new(), String::new()]);
    }

    /// The same, with an aim.
    pub fn aim(&mut self, aim: &str) {
        if let Some([.., last]) = self.rows.last_mut() {
            aim.clone_into(last);
        }
    }

    /// A row for a tool that is not installed.
    pub fn missing(&mut self, what: &str, instead: &str) {
        let nothing = String::new;
        self.row(what, nothing(), instead, "not installed".to_owned(), nothing());
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let heading = ["what", "mcred", "instead", "that", "wall", "CPU", "aim"].map(str::to_owned);
        writeln!(
            f,
            "Scale {}, {cores} cores; wall and CPU are mcred : that, medians.\n",
            self.scale
        )?;
        let rows = || std::iter::once(&heading).chain(&self.rows);
        let widths: [usize; 7] = std::array::from_fn(|column| {
            rows().map(|row| row[column].chars().count()).max().unwrap_or(0)
        });
        for (index, row) in rows().enumerate() {
            let cells = row.iter().zip(widths).map(|(cell, width)| format!(" {cell:width$} "));
            writeln!(f, "|{}|", cells.collect::<Vec<_>>().join("|"))?;
            if index == 0 {
                let rules = widths.map(|width| "-".repeat(width + 2));
                writeln!(f, "|{}|", rules.join("|"))?;
            }
        }
        Ok(())
    }
}

/// Time and memory in short form.
pub fn shown(usage: Usage) -> String {
    format!("{}, {:.0} MiB", seconds(usage.wall), usage.peak as f64 / f64::from(1 << 20))
}

/// Seconds or milliseconds.
pub fn seconds(seconds: f64) -> String {
    match seconds {
        0.0..0.1 => format!("{:.1} ms", seconds * 1_000.0),
        _ => format!("{seconds:.2} s"),
    }
}

/// A ratio with two significant digits.
pub fn ratio(one: f64, other: f64) -> String {
    let ratio = one / other;
    match ratio {
        0.0..0.1 => format!("{ratio:.3}"),
        0.1..10.0 => format!("{ratio:.2}"),
        _ => format!("{ratio:.0}"),
    }
}
