//! Names that people type: of headings and of sheets.

use crate::model::{self, normalize};

/// Whether two names of headings or sheets are the same to a reader: case, surrounding and doubled
/// spaces, and the printed variants of quotes and dashes make no difference.
pub fn same_name(a: &str, b: &str) -> bool {
    a == b || normalize::name(a).eq(normalize::name(b))
}

/// The name out of these that is most like the one that was typed; none if no name is alike. People
/// type a part of a heading, too, or a number before it.
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
    fn names_match_as_readers_see_them() {
        assert!(same_name("Teachers’  “Voice” – 2024", " teachers' \"voice\" - 2024 "));
        assert!(!same_name("Findings", "Finding"));
    }

    #[test]
    fn the_nearest_name_is_offered_only_when_it_is_near() {
        let names = ["Introduction", "Findings", "Next steps"];
        assert_eq!(nearest(names.into_iter(), "Findigs"), Some("Findings"));
        assert_eq!(nearest(names.into_iter(), "3. Findings"), Some("Findings"));
        assert_eq!(nearest(names.into_iter(), "Budget"), None);
    }
}
