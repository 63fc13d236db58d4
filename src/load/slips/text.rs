//! A text in quotes, whatever they are.

use super::super::shape::Value;
use super::header::is_blank;
use super::kind::SlipKind;
use super::scanner::{Scanner, is_quote};
use crate::model::Span;

impl Scanner<'_> {
    /// Reads the text that begins with the quote here.
    pub(super) fn quoted(&mut self, value: Value, is_inner: bool) {
        let open = self.quotes_at(self.at);
        let typed = self.slice(open.clone());
        let marks = typed.chars().count();
        if marks == 3 && typed.chars().all(|c| c != '\'') || typed == "'''" {
            return self.triple(open, value, is_inner);
        }
        if let Some(end) = self.exact_end(self.at).filter(|end| self.ends_value(*end, is_inner)) {
            let content = self.at + 1..end - 1;
            if self.slice(self.at..self.at + 1) == "\"" || value == Value::Artifact {
                self.escapes(content, value);
            }
            self.at = end;
            return;
        }
        if marks == 2 && self.ends_value(open.end, is_inner) {
            // Two quotes at the end of a line begin a text that goes on below, or are an empty one.
            let next = self.next_line(open.end);
            let goes_on = !is_inner && self.block_end(next).is_some_and(|end| end > next);
            match goes_on {
                true => return self.triple(open, value, is_inner),
                false => {
                    self.replace_quotes(&open, "\"\"");
                    self.at = open.end;
                    return;
                }
            }
        }
        let first = self.peek().map_or(1, char::len_utf8);
        let open = if marks == 2 { open } else { self.at..self.at + first };
        match is_inner {
            true => self.inner(open, value),
            false => self.outer(open, value),
        }
    }

    /// A text inside a table: it ends at the first quote behind which a value may end.
    fn inner(&mut self, open: Span, value: Value) {
        let line_end = self.line_end(open.end);
        let mut at = open.end;
        while at < line_end {
            let Some(c) = self.slice(at..line_end).chars().next() else { break };
            let next = at + c.len_utf8();
            if is_quote(c) && self.ends_value(next, true) {
                let close = at..next;
                self.requote(open, at, close, value);
                self.at = next;
                return;
            }
            let key = self.after_blanks(next);
            if c == ',' && self.key_at(key).is_some() {
                return self.unclosed_here(open, at, value);
            }
            at = next;
        }
        // No quote at the end: it stands before the brackets that close the line.
        let closing = |c: char| is_blank(c) || "]}),".contains(c);
        let end = open.end + self.slice(open.end..line_end).trim_end_matches(closing).len();
        self.unclosed_here(open, end, value);
    }

    fn unclosed_here(&mut self, open: Span, end: usize, value: Value) {
        let kept = self.slice(open.end..end).trim_end_matches(is_blank).len();
        let end = open.end + kept;
        self.requote(open, end, end..end, value);
        self.at = end;
    }

    /// A text that fills its line, or goes on below it.
    fn outer(&mut self, open: Span, value: Value) {
        let line_end = self.line_end(open.end);
        if let Some(close) = self.last_quote(open.end, line_end) {
            self.at = close.end;
            return self.requote(open, close.start, close, value);
        }
        let block = self.block_end(self.next_line(line_end)).unwrap_or(line_end);
        let end = block.max(line_end);
        let trimmed = open.end + self.slice(open.end..end).trim_end().len();
        let last = self.slice(open.end..trimmed).chars().next_back().filter(|c| is_quote(*c));
        let close = match last {
            Some(quote) => trimmed - quote.len_utf8()..trimmed,
            None => trimmed..trimmed,
        };
        self.at = close.end;
        if close.end <= line_end {
            return self.requote(open, close.start, close, value);
        }
        let anchor = open.clone();
        self.edit(open.clone(), "\"\"\"", SlipKind::OverLines);
        self.double_backslashes(open.end..close.start);
        self.edit(close, "\"\"\"", SlipKind::OverLines);
        self.anchor_last(&anchor, last.is_some());
    }

    /// Reports the last change where the text begins.
    fn anchor_last(&mut self, anchor: &Span, sure: bool) {
        for edit in self.edits.iter_mut().rev().take_while(|edit| edit.span.start >= anchor.start) {
            edit.anchor = anchor.clone();
            edit.sure = sure;
        }
    }

    /// A text in three quotes.
    fn triple(&mut self, open: Span, value: Value, is_inner: bool) {
        let typed = self.slice(open.clone());
        let mark = if typed == "'''" { "'''" } else { "\"\"\"" };
        self.replace_quotes(&open, mark);
        let first = self.line_end(open.end);
        let mut from = open.end;
        loop {
            let end = self.line_end(from);
            if let Some(close) = self.closing_run(from..end, mark, is_inner) {
                self.replace_quotes(&close, mark);
                if mark == "\"\"\"" {
                    self.escapes(open.end..close.start, value);
                }
                self.at = close.end;
                return;
            }
            let next = self.next_line(end);
            if next >= self.text.len() || next > first && self.begins_statement(next) {
                let last = open.end + self.slice(open.end..end).trim_end().len();
                let ending = self.line_break(last);
                let insert = if last > first { format!("{ending}{mark}") } else { mark.to_owned() };
                self.edit(last..last, insert, SlipKind::Unclosed);
                if mark == "\"\"\"" {
                    self.double_backslashes(open.end..last);
                }
                self.anchor_last(&open, next < self.text.len());
                self.at = last;
                return;
            }
            from = next;
        }
    }

    /// The run of quotes in a line that ends a text in three quotes.
    fn closing_run(&self, line: Span, mark: &str, is_inner: bool) -> Option<Span> {
        let mut at = line.start;
        while at < line.end {
            let c = self.slice(at..line.end).chars().next()?;
            if c == '\\' && mark == "\"\"\"" {
                at += 1 + self.slice(at + 1..line.end).chars().next().map_or(0, char::len_utf8);
                continue;
            }
            if !is_quote(c) {
                at += c.len_utf8();
                continue;
            }
            let run = self.quotes_at(at);
            let typed = self.slice(run.clone());
            let is_alone = self.slice(line.start..run.start).trim().is_empty();
            let is_long = typed.chars().count() >= if is_alone { 2 } else { 3 };
            if typed == mark || is_long && self.ends_value(run.end, is_inner) {
                // Up to two quotes of the text may stand before the three that end it.
                let exact = self.slice(at..line.end);
                let more = exact.len() - exact.trim_start_matches(&mark[..1]).len();
                let shift = if typed == mark { more.saturating_sub(3).min(2) } else { 0 };
                return Some(run.start + shift..run.end + shift);
            }
            at = run.end;
        }
        None
    }

    /// Up to three quotes that stand here together.
    fn quotes_at(&self, at: usize) -> Span {
        let rest = self.text.get(at..).unwrap_or_default();
        let run = rest.chars().take_while(|c| is_quote(*c)).take(3);
        at..at + run.map(char::len_utf8).sum::<usize>()
    }

    fn replace_quotes(&mut self, typed: &Span, mark: &str) {
        if self.slice(typed.clone()) != mark {
            let is_straight = self.slice(typed.clone()).chars().all(|c| c == '"' || c == '\'');
            let kind = if is_straight { SlipKind::OneQuote } else { SlipKind::CurlyQuotes };
            self.edit(typed.clone(), mark, kind);
        }
    }

    /// The end of a text in straight quotes on this line, as TOML has it.
    fn exact_end(&self, at: usize) -> Option<usize> {
        let line = self.slice(at..self.line_end(at));
        let mark = line.chars().next().filter(|c| *c == '"' || *c == '\'')?;
        let mut escaped = false;
        for (index, c) in line.char_indices().skip(1) {
            match c {
                _ if escaped => escaped = false,
                '\\' if mark == '"' => escaped = true,
                c if c == mark => return Some(at + index + 1),
                _ => {}
            }
        }
        None
    }

    /// The quote that ends a line, before its comment and stray commas.
    fn last_quote(&self, from: usize, end: usize) -> Option<Span> {
        let is_end = |tail: &str| {
            let tail = tail.trim_matches(|c: char| is_blank(c) || ",;".contains(c));
            tail.is_empty() || tail.starts_with('#')
        };
        let line = self.slice(from..end);
        let mut quotes = line.char_indices().rev().filter(|(_, c)| is_quote(*c));
        let (at, c) = quotes.find(|(at, c)| is_end(&line[at + c.len_utf8()..]))?;
        Some(from + at..from + at + c.len_utf8())
    }

    /// The end of the lines before the next statement, without blank ones; none where there are none.
    fn block_end(&self, from: usize) -> Option<usize> {
        let (mut line, mut end) = (from, None);
        while line < self.text.len() && !self.begins_statement(line) {
            let line_end = self.line_end(line);
            if !self.slice(line..line_end).trim().is_empty() {
                end = Some(line_end);
            }
            line = self.next_line(line_end);
        }
        end
    }

    /// Gives a text on one line quotes that fit what is in it. `end` is where its words end.
    pub(super) fn requote(&mut self, open: Span, end: usize, close: Span, value: Value) {
        let content = open.end..end;
        let words = self.slice(content.clone());
        let (typed_open, typed_close) = (self.slice(open.clone()), self.slice(close.clone()));
        let was_basic = typed_open == "\"";
        let is_path = value == Value::Artifact;
        let has_backslash = words.contains('\\') && !is_path;
        let has_quote = words.contains('"');
        let may_be_literal = !(words.contains('\'') || was_basic && has_backslash);
        let mark = match (has_quote || has_backslash) && may_be_literal {
            true => "'",
            false => "\"",
        };
        let kind = self.quote_kind(typed_open, typed_close, words);
        if typed_open != mark {
            self.edit(open, mark, kind.clone());
        }
        match mark {
            "\"" if was_basic => self.escapes(content.clone(), value),
            _ if is_path => self.slashes(content.clone()),
            "\"" => self.double_backslashes(content.clone()),
            _ => {}
        }
        if mark == "\"" && has_quote {
            let words = self.slice(content.clone());
            let bytes = words.as_bytes();
            let bare = words.match_indices('"').map(|(at, _)| at);
            let bare: Vec<usize> = bare
                .filter(|at| !was_basic || *at == 0 || bytes.get(at - 1) != Some(&b'\\'))
                .collect();
            for at in bare {
                let at = content.start + at;
                self.edit(at..at + 1, "\\\"", SlipKind::InnerQuote);
            }
        }
        if typed_close != mark {
            self.edit(close, mark, kind);
        }
    }

    fn quote_kind(&self, open: &str, close: &str, words: &str) -> SlipKind {
        let is_curly = |quote: &str| !quote.is_empty() && !quote.chars().all(|c| "\"'".contains(c));
        if open.is_empty() && close.is_empty() {
            SlipKind::Unquoted
        } else if open.is_empty() || close.is_empty() {
            SlipKind::OneQuote
        } else if is_curly(open) || is_curly(close) {
            SlipKind::CurlyQuotes
        } else if words.contains(open) {
            SlipKind::InnerQuote
        } else {
            SlipKind::OneQuote
        }
    }

    /// Mends the backslashes in a text that has escapes.
    fn escapes(&mut self, content: Span, value: Value) {
        if value == Value::Artifact {
            return self.slashes(content);
        }
        let words = self.slice(content.clone());
        let mut chars = words.char_indices().peekable();
        let mut wrong = Vec::new();
        while let Some((at, c)) = chars.next() {
            if c != '\\' {
                continue;
            }
            let rest = &words[at + 1..];
            let digits = |count: usize| {
                let digits = rest.get(1..=count).unwrap_or_default();
                digits.len() == count && digits.chars().all(|c| c.is_ascii_hexdigit())
            };
            let is_escape = match rest.chars().next() {
                Some('b' | 't' | 'n' | 'f' | 'r' | 'e' | '"' | '\\' | '\n' | '\r') => true,
                Some(' ' | '\t') => rest.trim_start_matches([' ', '\t']).starts_with(['\r', '\n']),
                Some('x') => digits(2),
                Some('u') => digits(4),
                Some('U') => digits(8),
                _ => false,
            };
            match is_escape {
                true => drop(chars.next()),
                false => wrong.push(content.start + at),
            }
        }
        for at in wrong {
            self.edit(at..at + 1, "\\\\", SlipKind::Backslash);
        }
    }

    fn double_backslashes(&mut self, content: Span) {
        let words = self.slice(content.clone());
        let found: Vec<usize> =
            words.match_indices('\\').map(|(at, _)| content.start + at).collect();
        for at in found {
            self.edit(at..at + 1, "\\\\", SlipKind::Backslash);
        }
    }

    /// Writes a path with slashes, from the portfolio's folder on.
    fn slashes(&mut self, content: Span) {
        let path = self.slice(content.clone());
        if !path.contains('\\') {
            return;
        }
        let slashed = path.replace("\\\\", "/").replace('\\', "/");
        let bytes = slashed.as_bytes();
        let is_absolute = bytes.get(1) == Some(&b':') || slashed.starts_with(['/', '~']);
        match slashed.rfind("/artifacts/").filter(|_| is_absolute) {
            Some(at) => {
                let own = slashed[at + 1..].to_owned();
                self.edit(content, own, SlipKind::AbsolutePath);
            }
            None => self.edit(content, slashed, SlipKind::PathBackslash),
        }
    }
}
