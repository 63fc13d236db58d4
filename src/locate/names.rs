//! The names of headings and sheets, as people type them.

use crate::model::{self, normalize};

/// Whether two names of headings or sheets look the same to a reader, whatever their case, spacing
/// and style of quotes and dashes.
pub fn same_name(a: &str, b: &str) -> bool {
    a == b || normalize::name(a).eq(normalize::name(b))
}

/// The name that is nearest to the typed one, if one is near. People also type a part of a heading,
/// or a number before it.
pub(crate) fn nearest<'a>(
    names: impl Iterator<Item = &'a str> + Clone,
    typed: &str,
) -> Option<&'a str> {
    if let Some(near) = model::nearest(typed, names.clone()) {
        return Some(near);
    }
    let typed: String = normalize::name(typed).collect();
    let extra = |name: &'a str| {
        let normal: String = normalize::name(name).collect();
        let is_part = !normal.is_empty() && (normal.contains(&typed) || typed.contains(&normal));
        is_part.then(|| (normal.len().abs_diff(typed.len()), name))
    };
    let parts = names.filter(|_| typed.chars().count() > 2).filter_map(extra);
    parts.min_by_key(|&(extra, _)| extra).map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_look_the_same_match() {
        assert!(same_name("Teachers’  “Voice” – 2024", " teachers' \"voice\" - 2024 "));
        assert!(!same_name("Findings", "Finding"));
    }

    #[test]
    fn only_near_names_are_offered() {
        let names = ["Introduction", "Findings", "Next steps"];
        assert_eq!(nearest(names.into_iter(), "Findigs"), Some("Findings"));
        assert_eq!(nearest(names.into_iter(), "3. Findings"), Some("Findings"));
        assert_eq!(nearest(names.into_iter(), "Budget"), None);
    }
}
