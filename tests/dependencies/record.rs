//! What building mcred cost when benches/cost/run was last run.

use std::path::Path;

use toml::Table;

/// The record that benches/cost/run wrote.
pub struct Record(Table);

impl Record {
    pub fn read(file: &Path) -> Record {
        Record(std::fs::read_to_string(file).unwrap().parse().unwrap())
    }

    /// The same as if a crate had not been measured.
    pub fn without(mut self, name: &str) -> Record {
        let crates = self.0["crates"].as_table_mut().unwrap();
        crates.retain(|it, _| it.split(' ').next() != Some(name));
        self
    }

    /// Seconds of the processor that a crate took, if it was built. Where another version of it was
    /// measured, those of that one: an update alone does not ask for measuring anew.
    pub fn seconds(&self, name: &str, version: &str) -> Option<f64> {
        let crates = self.0["crates"].as_table().unwrap();
        let same = crates.get(&format!("{name} {version}"));
        let other = || {
            let mut others = crates.iter().filter(|(it, _)| it.split(' ').next() == Some(name));
            others.next_back().map(|(_, seconds)| seconds)
        };
        same.or_else(other).and_then(toml::Value::as_float)
    }

    /// What the whole costs: time from nothing to a program, and its size.
    pub fn whole(&self) -> String {
        let own = self.0["crates"].as_table().unwrap().iter();
        let own: f64 = own
            .filter(|(name, _)| name.starts_with("mcred "))
            .filter_map(|(_, seconds)| seconds.as_float())
            .sum();
        format!(
            "{} Of these\nseconds of the processor, {own:.0} are mcred's own and those of linking and optimizing the whole.",
            self.said()
        )
    }

    /// The same in one sentence, for the README.
    pub fn said(&self) -> String {
        let text = |key: &str| self.0[key].as_str().unwrap();
        let number = |part: &str, key: &str| self.0[part][key].as_integer().unwrap();
        let megabytes = |part: &str| number(part, "bytes") as f64 / 1e6;
        format!(
            "Built from nothing, a release takes {} s ({} s of the processor; {}, Rust {}, {}) and is \
             a program of {:.1} MB; with `pictures`, {} s of the processor and {:.1} MB.",
            number("plain", "wall"),
            number("plain", "processor"),
            text("machine"),
            text("rust"),
            text("date"),
            megabytes("plain"),
            number("pictures", "processor"),
            megabytes("pictures"),
        )
    }
}
