//! What mcred is built from on Linux, as cargo says it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

/// Crates by their ids, and what each needs.
pub struct Crates {
    /// The id of mcred itself.
    pub root: String,
    needs: BTreeMap<String, Vec<String>>,
    packages: BTreeMap<String, Value>,
}

impl Crates {
    /// Reads what `cargo metadata` printed.
    pub fn new(metadata: &Value) -> Crates {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        // What only a crate's own tests need is not built.
        let built = |need: &&Value| {
            need["dep_kinds"].as_array().unwrap().iter().any(|kind| kind["kind"] != "dev")
        };
        let nodes = metadata["resolve"]["nodes"].as_array().unwrap();
        let needs = nodes.iter().map(|node| {
            let needs = node["deps"].as_array().unwrap().iter().filter(built);
            (text(&node["id"]), needs.map(|need| text(&need["pkg"])).collect())
        });
        let packages = metadata["packages"].as_array().unwrap();
        Crates {
            root: text(&metadata["resolve"]["root"]),
            needs: needs.collect(),
            packages: packages.iter().map(|it| (text(&it["id"]), it.clone())).collect(),
        }
    }

    /// Whether mcred itself names this crate, and it is built on Linux.
    pub fn has(&self, name: &str) -> bool {
        self.needs[&self.root].iter().any(|id| self.name(id) == name)
    }

    /// The id of a crate that mcred itself names.
    pub fn direct(&self, name: &str) -> &str {
        self.needs[&self.root].iter().find(|id| self.name(id) == name).expect(name)
    }

    /// Everything that this crate needs, itself left out, as it is without one of mcred's own needs.
    pub fn below(&self, id: &str, without: Option<&str>) -> BTreeSet<&str> {
        let mut found = BTreeSet::new();
        let mut open = vec![id];
        while let Some(next) = open.pop() {
            let needs = self.needs[next].iter().map(String::as_str);
            let needs = needs.filter(|need| next != self.root || Some(*need) != without);
            open.extend(needs.filter(|need| found.insert(*need)).collect::<Vec<_>>());
        }
        found
    }

    pub fn name(&self, id: &str) -> &str {
        self.word(id, "name")
    }

    pub fn version(&self, id: &str) -> &str {
        self.word(id, "version")
    }

    pub fn licence(&self, id: &str) -> &str {
        self.word(id, "license")
    }

    fn word(&self, id: &str, key: &str) -> &str {
        self.packages[id][key].as_str().unwrap()
    }
}
