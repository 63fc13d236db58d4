//! The known name that somebody probably meant.

use super::normalize::name;

/// The longest name that is compared, in bytes.
const LONGEST: usize = 256;

/// The candidate that is most like what was typed, if any is like enough.
///
/// "Like enough" is one slip (a letter missing, added, wrong or swapped) for
/// every three letters, at least one; case does not count, nor do variants of quotes and dashes.
pub fn nearest<'c>(typed: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    // Nobody mistypes a name of this length; comparing it would take its length squared.
    if typed.len() > LONGEST {
        return None;
    }
    let typed: String = name(typed).collect();
    let allowed = (typed.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .filter(|candidate| candidate.len() <= LONGEST)
        .map(|candidate| {
            (strsim::damerau_levenshtein(&typed, &name(candidate).collect::<String>()), candidate)
        })
        .filter(|(slips, _)| *slips <= allowed)
        .min_by_key(|(slips, _)| *slips)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_forgiven_and_another_word_is_not() {
        let keys = ["explanation", "evidence", "at"];
        assert_eq!(nearest("explanaton", keys), Some("explanation"));
        assert_eq!(nearest("Evidence", keys), Some("evidence"));
        assert_eq!(nearest("note", keys), None);
    }
}
