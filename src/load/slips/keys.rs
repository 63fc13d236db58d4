//! The keys that a file may have, at whatever depth.

use std::collections::HashMap;

use super::super::shape::{Shape, Value};
use crate::model::nearest;

/// The keys of a file by their names.
pub(super) struct Keys {
    keys: HashMap<&'static str, Known>,
    /// The tables at the top by their names, and whether each is one of a list.
    pub tables: Vec<(&'static str, bool)>,
    /// Whether it has tables of details.
    pub has_details: bool,
}

#[derive(Clone, Copy)]
struct Known {
    value: Value,
    /// Whether it stands at the beginning of a line, in no list of tables.
    is_outer: bool,
}

impl Keys {
    pub(super) fn new(shape: &'static Shape) -> Keys {
        let is_table =
            |value| matches!(value, Value::Table(_) | Value::Tables(_) | Value::SomeTables(_));
        let tables = shape.keys.iter().filter(|key| is_table(key.value));
        let tables = tables.map(|key| (key.name, !matches!(key.value, Value::Table(_)))).collect();
        let has_details = shape.keys.iter().any(|key| matches!(key.value, Value::Details(_)));
        let mut keys = Keys { keys: HashMap::new(), tables, has_details };
        keys.add(shape, true);
        keys
    }

    fn add(&mut self, shape: &'static Shape, is_outer: bool) {
        for key in shape.keys {
            self.keys.entry(key.name).or_insert(Known { value: key.value, is_outer });
            if let Some(inner) = key.value.shape() {
                let in_list = matches!(key.value, Value::Tables(_) | Value::SomeTables(_));
                self.add(inner, is_outer && !in_list);
            }
        }
    }

    /// The key of this name, in whatever case.
    pub(super) fn named(&self, typed: &str) -> Option<&'static str> {
        let lower = typed.to_lowercase();
        self.keys.get_key_value(lower.as_str()).map(|(name, _)| *name)
    }

    /// The key that was meant, if any is near.
    pub(super) fn meant(&self, typed: &str) -> Option<&'static str> {
        let typed = typed.trim().replace([' ', '-'], "_");
        self.named(&typed).or_else(|| nearest(&typed, self.keys.keys().copied()))
    }

    /// What the value of this key is.
    pub(super) fn value(&self, name: &str) -> Option<Value> {
        self.keys.get(name).map(|key| key.value)
    }

    /// Whether this key stands at the beginning of a line, in no list of tables.
    pub(super) fn is_outer(&self, name: &str) -> bool {
        self.keys.get(name).is_some_and(|key| key.is_outer)
    }
}
