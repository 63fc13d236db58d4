//! Suggestions for misspelt names.

use super::normalize::name;

/// The longest name that is compared, in bytes.
const LONGEST: usize = 256;

/// The candidate that is most similar to what was typed, if any is similar enough: at most one edit (a
/// letter missing, added, wrong or swapped) per three letters, and at least one. Case and the variants
/// of quotes and dashes do not count.
pub fn nearest<'c>(typed: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    // The comparison takes quadratic time.
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
    fn small_edits_match_and_other_words_do_not() {
        let keys = ["explanation", "evidence", "at"];
        assert_eq!(nearest("explanaton", keys), Some("explanation"));
        assert_eq!(nearest("Evidence", keys), Some("evidence"));
        assert_eq!(nearest("note", keys), None);
    }
}
