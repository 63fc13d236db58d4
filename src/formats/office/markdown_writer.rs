//! Writes the blocks of a document as Markdown that says the same.

use std::collections::HashMap;

use crate::model::DocumentText;

/// A stretch of a paragraph that looks alike.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Run {
    pub text: String,
    pub is_bold: bool,
    pub is_italic: bool,
    /// A formula, which is no prose.
    pub is_code: bool,
    pub link: Option<String>,
    /// The number of a note that is referred to; such a run has no text.
    pub note: Option<u32>,
}

impl Run {
    /// Whether both look alike, whatever they say.
    pub fn looks_like(&self, other: &Run) -> bool {
        (self.is_bold, self.is_italic, &self.link) == (other.is_bold, other.is_italic, &other.link)
            && self.is_code == other.is_code
            && self.note.is_none()
            && other.note.is_none()
    }
}

/// Markdown, and where in it each paragraph of the document begins.
#[derive(Default)]
pub(super) struct MarkdownWriter {
    text: String,
    paragraphs: Vec<(usize, u32)>,
    number: u32,
    /// The depth of the item before.
    list_depth: Option<u8>,
    /// For each note the paragraph that refers to it.
    references: HashMap<u32, u32>,
}

impl MarkdownWriter {
    /// Counts a paragraph that is not shown.
    pub fn skip(&mut self, plain: &str) {
        self.number += u32::from(!plain.trim().is_empty());
    }

    /// A heading; the number is one that the program writes before it, such as `1.`.
    pub fn heading(&mut self, level: u8, number: Option<&str>, plain: &str) {
        self.begin(false);
        let hashes = usize::from(level).clamp(1, 6);
        self.text.push_str(&"#".repeat(hashes));
        self.text.push(' ');
        if let Some(number) = number {
            let is_bare = number.bytes().all(|byte| byte.is_ascii_digit());
            self.text.push_str(&escaped(number, None));
            self.text.push_str(if is_bare { ". " } else { " " });
        }
        let line = without_breaks(plain);
        // A number sign at the end would close the heading.
        let line = escaped(&line, None);
        self.text.push_str(&line);
        if line.ends_with('#') {
            self.text.push_str(" #");
        }
    }

    /// An item of a list.
    pub fn item(&mut self, depth: u8, is_numbered: bool, runs: &[Run]) {
        // More white space than one level needs would make code of it.
        let deepest = self.list_depth.map_or(0, |depth| depth + 1).min(8);
        let depth = depth.min(deepest);
        self.begin(self.list_depth.is_some());
        let indent = "   ".repeat(usize::from(depth));
        self.text.push_str(&format!("{indent}{}", if is_numbered { "1. " } else { "- " }));
        self.inline(runs, &format!("{indent}   "));
        self.list_depth = Some(depth);
    }

    /// A paragraph, or one of a quotation.
    pub fn paragraph(&mut self, is_quote: bool, runs: &[Run]) {
        // Else it would belong to the item before it.
        if self.list_depth.is_some() {
            self.text.push_str("\n\n<!-- -->");
        }
        self.begin(false);
        let prefix = if is_quote { "> " } else { "" };
        self.text.push_str(prefix);
        self.inline(runs, prefix);
    }

    /// A table, of whose cells each has its paragraphs.
    pub fn table(&mut self, rows: &[Vec<Vec<String>>]) {
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        let words = |cell: &Vec<String>| {
            let plain = cell.iter().map(|it| without_breaks(it)).collect::<Vec<_>>().join(" ");
            escaped(&plain, None).replace('|', "\\|")
        };
        for (index, row) in rows.iter().enumerate() {
            let own = row.iter().flatten().count();
            match index {
                0 => self.begin(false),
                _ => {
                    self.text.push('\n');
                    self.note();
                }
            }
            // The first paragraph was counted by its line.
            self.number = self.number.saturating_sub(1);
            self.number += u32::try_from(own).unwrap_or(0);
            self.text.push('|');
            for column in 0..columns {
                let cell = row.get(column).map(words).unwrap_or_default();
                self.text.push_str(&format!(" {cell} |"));
            }
            if index == 0 {
                self.text.push_str(&format!("\n|{}", "---|".repeat(columns)));
            }
        }
    }

    /// Ends the text with its notes, the first of which has the number 1. A note is found in the
    /// paragraph that refers to it.
    pub fn finish(mut self, notes: &[String]) -> DocumentText {
        for (number, note) in (1_u32..).zip(notes) {
            let Some(paragraph) = self.references.get(&number).copied() else { continue };
            self.text.push_str("\n\n");
            self.paragraphs.push((self.text.len(), paragraph));
            let note = escaped(&without_breaks(note), None);
            self.text.push_str(&format!("[^{number}]: {note}"));
        }
        self.text.push('\n');
        DocumentText { markdown: self.text, paragraphs: self.paragraphs }
    }

    /// Begins a block, in a list on the next line.
    fn begin(&mut self, is_tight: bool) {
        if !self.text.is_empty() {
            self.text.push_str(if is_tight { "\n" } else { "\n\n" });
        }
        self.list_depth = None;
        self.note();
    }

    fn note(&mut self) {
        self.number += 1;
        self.paragraphs.push((self.text.len(), self.number));
    }

    /// The text of a paragraph with its emphasis and links; each further line has this prefix.
    fn inline(&mut self, runs: &[Run], prefix: &str) {
        let trimmed = trimmed(runs);
        let last = trimmed.len().saturating_sub(1);
        let mut before: Option<char> = None;
        let mut begins_line = true;
        for (index, run) in trimmed.iter().enumerate() {
            if let Some(note) = run.note {
                self.references.insert(note, self.number);
                self.text.push_str(&format!("[^{note}]"));
                // What follows would make a link of it.
                let next = trimmed.get(index + 1);
                if next.is_some_and(|next| next.text.starts_with(['(', '[', ':'])) {
                    self.text.push('\\');
                }
                begins_line = false;
                continue;
            }
            if run.is_code {
                self.text.push_str(&format!("`{}`", without_breaks(&run.text).replace('`', "'")));
                begins_line = false;
                before = Some('`');
                continue;
            }
            let next = trimmed.get(index + 1).and_then(|next| next.text.chars().next());
            let core = run.text.trim();
            let lead = &run.text[..run.text.len() - run.text.trim_start().len()];
            let mark = match (run.is_bold, run.is_italic) {
                (true, true) => "***",
                (true, false) => "**",
                (false, true) => "*",
                _ => "",
            };
            let outer = |c: Option<char>| c.is_none_or(|c| c.is_whitespace());
            let tail = &run.text[(lead.len() + core.len()).min(run.text.len())..];
            let opens =
                core.starts_with(char::is_alphanumeric) || outer(before) || !lead.is_empty();
            let closes = core.ends_with(char::is_alphanumeric)
                || outer(next)
                || index == last
                || !tail.is_empty();
            let mark = match opens && closes && !core.is_empty() && !core.contains('\n') {
                true => mark,
                false => "",
            };
            self.lines(lead, prefix, &mut begins_line);
            self.text.push_str(mark);
            match &run.link {
                Some(link) if !core.is_empty() && !core.contains('\n') => {
                    let link = link.replace('<', "%3C").replace('>', "%3E").replace('\n', "");
                    let words = escaped(core, None).replace(['[', ']'], "");
                    self.text.push_str(&format!("[{words}](<{link}>)"));
                    begins_line = false;
                }
                _ => self.lines(core, prefix, &mut begins_line),
            }
            self.text.push_str(mark);
            self.lines(tail, prefix, &mut begins_line);
            before = run.text.chars().next_back();
        }
    }

    /// Text whose line breaks stay.
    fn lines(&mut self, text: &str, prefix: &str, begins_line: &mut bool) {
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                let end = self.text.trim_end_matches([' ', '\t']).len();
                self.text.truncate(end);
                // Blank lines would end the paragraph.
                if !*begins_line {
                    self.text.push_str("\\\n");
                    self.text.push_str(prefix);
                }
                *begins_line = true;
            }
            let line = if *begins_line { line.trim_start_matches([' ', '\t']) } else { line };
            if !line.is_empty() {
                self.text.push_str(&escaped(line, Some(*begins_line)));
                *begins_line = false;
            }
        }
    }
}

/// The runs without white space at the begin and the end of the paragraph.
fn trimmed(runs: &[Run]) -> Vec<Run> {
    let mut runs: Vec<Run> = runs.to_vec();
    while let Some(last) = runs.last_mut() {
        last.text.truncate(last.text.trim_end().len());
        if !last.text.is_empty() || last.note.is_some() {
            break;
        }
        runs.pop();
    }
    runs
}

/// A text without line breaks and tabs; its other white space is the author's.
fn without_breaks(text: &str) -> String {
    text.split(['\n', '\t'])
        .map(str::trim)
        .filter(|it| !it.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// A text with a backslash before what would have a meaning in Markdown. Brackets stay as they
/// are, so that placeholders are found.
fn escaped(text: &str, begins_line: Option<bool>) -> String {
    let mut written = String::with_capacity(text.len() + 8);
    let mut before: Option<char> = None;
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let begins = begins_line == Some(true);
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map(|(_, c)| *c);
        let inside_word =
            before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric);
        let needs = match c {
            '\\' | '`' | '*' | '<' | '~' => true,
            '_' => !inside_word,
            '&' => after.is_some_and(|c| c.is_ascii_alphabetic() || c == '#'),
            ']' => matches!(after, Some('(' | '[' | ':')),
            '#' | '>' | '-' | '+' | '=' | '|' | ':' if at == 0 => begins,
            '.' | ')' if digits > 0 && at == digits => begins,
            _ => false,
        };
        if needs {
            written.push('\\');
        }
        written.push(c);
        before = Some(c);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_says_what_the_document_says() {
        let run = |text: &str, is_bold| Run { text: text.to_owned(), is_bold, ..Run::default() };
        let mut writer = MarkdownWriter::default();
        writer.heading(2, Some("1."), "What #1?");
        writer.paragraph(false, &[run("1. a*b ", false), run("bold ", true), run("end ", false)]);
        writer.item(0, false, &[run("# one", false)]);
        writer.item(1, true, &[run("two", false)]);
        writer.item(4, true, &[run("three", false)]);
        writer.table(&[vec![vec!["a|b".to_owned(), "c".to_owned()]], vec![vec!["d".to_owned()]]]);
        let DocumentText { markdown, paragraphs } = writer.finish(&[]);
        let expected = "## 1. What #1?\n\n1\\. a\\*b **bold** end\n\n- \\# one\n   1. two\n      1. three\n\n\
                        | a\\|b c |\n|---|\n| d |\n";
        assert_eq!(markdown, expected);
        let numbers: Vec<u32> = paragraphs.iter().map(|(_, number)| *number).collect();
        assert_eq!(numbers, [1, 2, 3, 4, 5, 6, 8]);
    }
}
