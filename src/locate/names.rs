//! Names that people type: of headings and of sheets.

use unicode_normalization::UnicodeNormalization;

/// The longest name that is compared with others for its likeness, in bytes.
const LONGEST: usize = 1_024;

/// Whether two names of headings or sheets are the same to a reader: case, surrounding and doubled
/// spaces, and the printed cousins of quotes and dashes make no difference.
pub fn same_name(a: &str, b: &str) -> bool {
    a == b || folded(a).eq(folded(b))
}

/// The name out of these that is most like the one that was typed; none if no name is alike.
pub(crate) fn nearest<'a>(names: impl Iterator<Item = &'a str>, typed: &str) -> Option<&'a str> {
    let typed: String = folded(typed).collect();
    names
        .map(|name| (likeness(&folded(name).collect::<String>(), &typed), name))
        .filter(|&(likeness, _)| likeness > 0.6)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, name)| name)
}

/// From 0 to 1; a name that begins with what was typed, or the other way round, is very alike.
fn likeness(name: &str, typed: &str) -> f64 {
    // Comparing takes the one length times the other.
    if name.len().max(typed.len()) > LONGEST {
        return f64::from(u8::from(name == typed));
    }
    let part = typed.chars().count() > 2 && (name.contains(typed) || typed.contains(name));
    let likeness = strsim::normalized_levenshtein(name, typed);
    if part && !name.is_empty() { likeness.max(0.9) } else { likeness }
}

fn folded(name: &str) -> impl Iterator<Item = char> {
    let spaced = name.split_whitespace().enumerate();
    let joined =
        spaced.flat_map(|(index, word)| (index > 0).then_some(' ').into_iter().chain(word.nfkc()));
    joined.filter(|&c| c != '\u{ad}' && c != '\u{200b}').map(plain).flat_map(char::to_lowercase)
}

/// Quotes and dashes as a keyboard has them.
pub(crate) fn plain(c: char) -> char {
    match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' => '-',
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => '"',
        '‘' | '’' | '‚' | '‛' | '‹' | '›' | '′' | 'ʼ' | '`' | '´' => '\'',
        c => c,
    }
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
