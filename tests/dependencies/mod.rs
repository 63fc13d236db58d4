//! The table of dependencies: what each is for (its remark in Cargo.toml), and what it costs in
//! crates (as cargo counts them) and in seconds (as benches/cost/run measured them).

mod crates;
mod record;

pub use crates::Crates;
pub use record::Record;

use std::collections::BTreeSet;

/// The table, and above it what the whole costs.
pub fn table(manifest: &str, crates: &Crates, record: &Record) -> String {
    let all = crates.below(&crates.root, None);
    let of_one = |id: &str| record.seconds(crates.name(id), crates.version(id));
    // Cargo lists some crates that it builds for other systems alone: those cost nothing here.
    let seconds = |ids: &BTreeSet<&str>| -> f64 {
        ids.iter().filter_map(|id| of_one(id)).fold(0.0, |sum, one| sum + one)
    };
    let plain = crates.below(&crates.root, Some(crates.direct("hayro")));
    let mut text = format!(
        "mcred is built from {} crates on Linux, {} of them only for its feature `pictures`.\n\
         {}\n\n\
         \"Brings\" counts what a crate is built from, \"alone\" how many crates fewer there would be without it.\n\
         \"Seconds\" are those of the processor for the crate and all that it brings, \"saved\" those that there\n\
         would be fewer without it. What they cost once more in the optimizing of the whole is not in them.\n\n\
         | crate | what for, and why this one | licence | brings | alone | seconds | saved |\n\
         |---|---|---|--:|--:|--:|--:|\n",
        all.len(),
        all.len() - plain.len(),
        record.whole(),
    );
    for (name, reason) in reasons(manifest).into_iter().filter(|(name, _)| crates.has(name)) {
        let id = crates.direct(&name);
        assert!(of_one(id).is_some(), "{name} was never measured: run benches/cost/run");
        let mut brings = crates.below(id, None);
        let without = crates.below(&crates.root, Some(id));
        let alone: BTreeSet<&str> = all.difference(&without).copied().collect();
        let licence = crates.licence(id).replace('/', " or ").replace(" OR ", " or ");
        text += &format!("| {name} | {reason} | {licence} | {} | {}", brings.len(), alone.len());
        brings.insert(id);
        text += &format!(" | {:.1} | {:.1} |\n", seconds(&brings), seconds(&alone));
    }
    text
}

/// Each dependency and the remark above its line.
fn reasons(manifest: &str) -> Vec<(String, String)> {
    let (_, after) = manifest.split_once("[dependencies]\n").unwrap();
    let (lines, _) = after.split_once("\n[").unwrap();
    let mut remark = String::new();
    let mut reasons = Vec::new();
    for line in lines.lines().filter(|line| !line.is_empty()) {
        match line.strip_prefix("# ") {
            Some(words) => remark += &format!("{words} "),
            None => {
                let name = line.split(' ').next().unwrap().to_owned();
                assert!(!remark.is_empty(), "{name} has no reason");
                reasons.push((name, std::mem::take(&mut remark).trim().to_owned()));
            }
        }
    }
    reasons
}
