//! Questions to a person: numbered lists and whole lines of input, which screen readers, every console
//! and tests can follow.

use std::io::{self, BufRead, Write};

use anyhow::bail;

use crate::model::{sanitize, wrapped};

/// A conversation. Questions go to standard error, so that results alone are on standard output.
pub(super) struct Dialog<'d> {
    input: Box<dyn BufRead + 'd>,
    output: Box<dyn Write + 'd>,
    width: usize,
    /// The input ended: a terminal would go on after that.
    has_ended: bool,
}

impl Dialog<'static> {
    /// The conversation with the person at the terminal. There is one at a time: it holds standard
    /// input.
    pub fn at_terminal() -> Dialog<'static> {
        let input = Box::new(io::stdin().lock());
        let width = super::output::width();
        Dialog { input, output: Box::new(io::stderr()), width, has_ended: false }
    }
}

impl<'d> Dialog<'d> {
    /// A conversation over any text.
    #[cfg(test)]
    pub fn new(input: impl BufRead + 'd, output: impl Write + 'd) -> Dialog<'d> {
        let (input, output) = (Box::new(input), Box::new(output));
        Dialog { input, output, width: 80, has_ended: false }
    }

    /// The width to write for.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Shows lines. Names and words of files may contain control characters.
    pub fn say(&mut self, text: &str) {
        let _ = self.output.write_all(sanitize(text).as_bytes());
        let _ = self.output.write_all(b"\n");
    }

    /// Shows a sentence in lines of whole words.
    pub fn say_wrapped(&mut self, text: &str, indent: &str) {
        let lines = wrapped(text, indent, self.width);
        self.say(lines.trim_end_matches('\n'));
    }

    /// Asks until the answer is understood: `read` returns what it means, or why it means nothing.
    ///
    /// # Errors
    /// The input ends, or can't be read.
    pub fn ask<T>(
        &mut self,
        prompt: &str,
        mut read: impl FnMut(&mut Self, &str) -> Result<T, String>,
    ) -> anyhow::Result<T> {
        loop {
            let answer = self.line(prompt)?;
            match read(self, answer.trim()) {
                Ok(meant) => return Ok(meant),
                Err(why) => self.say_wrapped(&format!("  {why}."), "  "),
            }
        }
    }

    /// Asks for a number from 1 to `last`; an empty answer is the default, if there is one.
    ///
    /// # Errors
    /// The input ends, or can't be read.
    pub fn ask_number(
        &mut self,
        prompt: &str,
        last: usize,
        default: Option<usize>,
    ) -> anyhow::Result<usize> {
        let prompt = match default {
            Some(default) => format!("{prompt} [{default}]"),
            None => prompt.to_owned(),
        };
        self.ask(&prompt, |_, answer| match (answer, default) {
            ("", Some(default)) => Ok(default),
            _ => number(answer, last).ok_or_else(|| format!("Type a number from 1 to {last}")),
        })
    }

    /// Asks for a yes or no; an empty answer is the default.
    ///
    /// # Errors
    /// The input ends, or can't be read.
    pub fn confirm(&mut self, question: &str, default: bool) -> anyhow::Result<bool> {
        let choice = if default { "[Y/n]" } else { "[y/N]" };
        self.ask(&format!("{question} {choice}"), |_, answer| {
            match answer.to_lowercase().as_str() {
                "" => Ok(default),
                "y" | "yes" => Ok(true),
                "n" | "no" => Ok(false),
                _ => Err("Type y for yes or n for no".to_owned()),
            }
        })
    }

    /// Asks for a text of any number of lines, which an empty line ends.
    ///
    /// # Errors
    /// The input ends, or can't be read.
    pub fn lines(&mut self, prompt: &str) -> anyhow::Result<String> {
        let mut text = self.line(prompt)?.trim().to_owned();
        while !text.is_empty() {
            let line = self.line("More, or Enter to end:")?;
            match line.trim() {
                "" => break,
                line => text.push_str(&format!("\n{line}")),
            }
        }
        Ok(text)
    }

    fn line(&mut self, prompt: &str) -> anyhow::Result<String> {
        let mut line = Vec::new();
        if !self.has_ended {
            write!(self.output, "{} ", sanitize(prompt))?;
            self.output.flush()?;
            self.has_ended = self.input.read_until(b'\n', &mut line)? == 0;
        }
        if self.has_ended {
            self.say("");
            bail!("the input ended before the last answer; nothing was written");
        }
        Ok(String::from_utf8_lossy(&line).into_owned())
    }
}

/// A number from 1 to `last`.
pub(super) fn number(answer: &str, last: usize) -> Option<usize> {
    let number = answer.trim_end_matches(['.', ')']).parse().ok()?;
    (1..=last).contains(&number).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_that_means_nothing_is_asked_for_again() {
        let mut shown = Vec::new();
        let number = Dialog::new("9\nx\n2\n".as_bytes(), &mut shown).ask_number("Which", 3, None);
        assert_eq!(number.unwrap(), 2);
        let shown = String::from_utf8(shown).unwrap();
        assert_eq!(shown.matches("Type a number from 1 to 3.").count(), 2, "{shown}");
    }

    #[test]
    fn an_empty_answer_is_the_default() {
        let mut dialog = Dialog::new("\n\n\n".as_bytes(), io::sink());
        assert_eq!(dialog.ask_number("Which", 3, Some(3)).unwrap(), 3);
        assert!(dialog.confirm("So?", true).unwrap());
        assert!(!dialog.confirm("So?", false).unwrap());
        assert!(dialog.confirm("So?", true).is_err(), "the input ended");
    }

    #[test]
    fn an_empty_line_ends_a_text() {
        let text = Dialog::new("One\n two \n\nno\n".as_bytes(), io::sink()).lines("Why:");
        assert_eq!(text.unwrap(), "One\ntwo");
    }
}
