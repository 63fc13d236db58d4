//! Marks of Markdown inside a line: emphasis, links, boxes to tick. Their words stay.

use std::sync::LazyLock;

use regex_automata::meta::Regex;

/// `[words](address)`.
static LINK: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\[([^\[\]\n]+)\]\([^() \t]*\)").ok());
/// `*words*`, and `_words_` that stand apart from other letters.
static EMPHASIS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new_many(&[
        r"\*([^ \t*](?:[^*]*[^ \t*])?)\*",
        r"(?-u:\b)_([^ \t_](?:[^_]*[^ \t_])?)_(?-u:\b)",
    ])
    .ok()
});

/// The words of a line.
pub(super) fn without_markup(line: &str) -> String {
    let line = line.replace("**", "").replace("\\*", "*");
    let line = ["[ ]", "[x]", "[X]", "☐", "☑", "☒"].iter().fold(line, |line, tick| {
        match line.strip_prefix(tick).or_else(|| {
            let (_, rest) = line.split_once([' ', '\t'])?;
            rest.trim_start().strip_prefix(tick).filter(|_| line.starts_with(['-', '*', '+']))
        }) {
            Some(rest) => format!("- {}", rest.trim_start()),
            None => line,
        }
    });
    let line = inner(&line, LINK.as_ref());
    let line = inner(&line, EMPHASIS.as_ref());
    // Forms mark what is required so.
    line.strip_suffix(" *").map(str::to_owned).unwrap_or(line)
}

/// The text with each match replaced by its group.
fn inner(text: &str, regex: Option<&Regex>) -> String {
    let Some(regex) = regex else { return text.to_owned() };
    let mut captures = regex.create_captures();
    let mut written = String::with_capacity(text.len());
    let mut end = 0;
    while end <= text.len() {
        regex.captures(regex_automata::Input::new(text).range(end..), &mut captures);
        let Some(whole) = captures.get_match() else { break };
        let group = captures.get_group(1);
        let Some(group) = group else { break };
        written.push_str(text.get(end..whole.start()).unwrap_or_default());
        written.push_str(text.get(group.range()).unwrap_or_default());
        end = whole.end();
    }
    written.push_str(text.get(end..).unwrap_or_default());
    written
}

#[cfg(test)]
mod tests {
    use super::without_markup;

    #[test]
    fn words_stay_without_their_marks() {
        for (line, wanted) in [
            ("- [ ] **1.a** Walks *two* routes", "- 1.a Walks two routes"),
            ("See the [rubric](https://example.org/r).", "See the rubric."),
            ("Question 1 *", "Question 1"),
            ("* a bullet and 2 * 3 * 4", "* a bullet and 2 * 3 * 4"),
            ("snake_case_name and _one_", "snake_case_name and one"),
        ] {
            assert_eq!(without_markup(line), wanted);
        }
    }
}
