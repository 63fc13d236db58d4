//! Plain texts: a passage for each line.

use crate::io::{ProbeError, Source, read_text};
use crate::model::{Facts, Passage, Passages, Unit};

pub(crate) use super::lines::facts;

/// The lines, and their text.
pub(crate) fn read(source: &mut dyn Source) -> Result<(Facts, Passages), ProbeError> {
    let text = read_text(source, None)?;
    let mut passages = Passages::default();
    let mut count = 0;
    for (number, line) in (1..).zip(text.lines()) {
        count = number;
        let passage = Passage::new(Unit::Line(number), line);
        passages.push(Passage { lines: Some((number, number)), ..passage });
    }
    Ok((Facts { lines: Some(count), ..Facts::default() }, passages))
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    #[test]
    fn every_line_is_a_passage() {
        let text: String = (0..30_000).map(|line| format!("Zeile {line} für alle\r\n")).collect();
        let (facts, passages) = read(&mut Cursor::new(&text)).unwrap();
        let lines = (1..).zip(text.lines()).map(|(number, line)| (Unit::Line(number), line));
        assert!(passages.iter().map(|it| (it.at, it.text)).eq(lines));
        assert_eq!(facts.lines, Some(30_000));
    }
}
