//! A text has personal data of a pupil, a family or a colleague.
//!
//! ## Why it matters
//!
//! Schools are bound by FERPA: what identifies a pupil or a family does not leave the building. Looked for are US social-security
//! numbers, phone numbers, e-mail addresses, and behind a label (or in a column under one) dates of birth, student numbers and
//! street addresses; in `evidence.toml`, both narratives, and the text of every artifact that has any, comments, speaker notes, headers
//! and footers of Office files included. No report shows more of them
//! than their first letters or last digits. Names of persons are not guessed; `private.toml` lists yours.
//!
//! Of a PDF of more than 100 pages, a handbook or a law, only the cited pages are searched, and all of them where `private.toml`
//! names anybody; where a text is too long to be searched, `unsearched-text` says so.
//!
//! What belongs to an office and not to a person is left out: accounts such as `info@` and `support@edleadersnetwork.org`,
//! `example.org`, free phone numbers (800 and its kin), and 555-01xx, which is kept for fiction.
//!
//! How often it is right, measured with `tests/suite/personal_data.rs`: of 56 lines with such a datum that were written after the
//! scanners, by somebody who had not read them, it finds 46 whole (82 %) and 2 more in part; left out are `+1 865 214 3390`,
//! ten digits in a row, `County Road 12`, `Student number 118-20449` and the like. Of 40 such lines without one it is mistaken in none. In
//! 1,673 manual pages and guides of programs (743,000 words) it finds 2 phone numbers, both of which are some, 72 e-mail addresses (of every
//! fiftieth the one was an example), and nothing else.
//!
//! Before that, with lists that helped to build the scanners: of 87 made-up lines with such a datum, in every
//! form that came to mind before the scanners were tried, it finds 78 (90 %; left out are `386-4471` without a
//! label, `P.O. Box`, `dan (at) hill (dot) org` and the like), and each of them whole and as what it is. In 60
//! lines that only look like it (student numbers that count pupils, Martin Luther King's birthday, scores,
//! versions) it is mistaken once, over the room `302-14-2200`. In 3,456 licences, manuals and READMEs of other
//! programs (1.75 million words, which have the addresses of their authors) it finds 12 phone numbers (0.7 in
//! 100,000 words), all of which are some, no social-security number, date of birth, student number or street
//! address, and 6,825 e-mail addresses; of every hundredth of these 57 of 66 were a person's, the others those
//! of mailing lists or made unreadable.
//!
//! ## How to mend it
//!
//! Delete it in the original and export it again; a black box leaves the words underneath. Where it may stand, such as the school's own public phone number,
//! say so:
//!
//! ```toml
//! [[waive]]
//! rule = "personal-data"
//! path = "artifacts/letter-home.pdf"
//! reason = "The school's office, as on its public page."
//! ```

use std::collections::HashMap;

use super::case::Case;
use super::searched_text::{self, Places, SearchedFile};
use crate::finding::{Finding, Level, Rule};
use crate::model::{Passages, Place, Unit};
use crate::privacy::{DataKind, kind_of_heading, mask, personal_data};

pub(super) const RULE: Rule =
    Rule::new("personal-data", Level::Warning, include_str!("personal_data.rs"));

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let paths = searched_text::Paths::of(case);
    for source in searched_text::own(case) {
        for datum in personal_data(&source.text) {
            if paths.contain(source, &datum.span) {
                continue;
            }
            let shown = mask(source.text.get(datum.span.clone()).unwrap_or_default());
            let message = format!("here stands {}, `{shown}`", datum.kind.noun());
            let place = Place::at(&source.path, datum.span);
            findings.push(Finding::new(RULE, place, message).help("take it out").secret());
        }
    }
    for file in searched_text::files(case) {
        let mut found = Found::default();
        in_text(&file, &mut found);
        if let Some(passages) = file.passages {
            in_columns(passages, &mut found);
        }
        for (kind, places) in DataKind::ALL.iter().filter_map(|kind| found.get_key_value(kind)) {
            let message = format!("`{}` has {} at {places}", file.path, kind.noun());
            let help = "delete it in the original and export it again; a black box leaves the words underneath";
            findings.push(Finding::new(RULE, Place::file(file.path), message).help(help));
        }
    }
    findings
}

/// The most data that are taken down of one artifact; five of each kind are named.
const MOST: usize = 100_000;

/// The places of each kind of data, with what may be shown of it.
type Found = HashMap<DataKind, Places>;

fn in_text(file: &SearchedFile<'_>, found: &mut Found) {
    let mut left = MOST;
    file.each_piece(|piece| {
        if left == 0 {
            return;
        }
        let mut places = piece.places();
        let data = personal_data(piece.text());
        left = left.saturating_sub(data.len());
        for datum in data {
            let shown = mask(piece.text().get(datum.span.clone()).unwrap_or_default());
            let place = format!("{} (`{shown}`)", places.at(datum.span.start));
            found.entry(datum.kind).or_default().add(place);
        }
    });
}

/// The same of what is one by the head of its column.
fn in_columns(passages: &Passages, found: &mut Found) {
    // The label at the head of a column holds for every cell below it.
    let mut columns: HashMap<(u32, u32), DataKind> = HashMap::new();
    passages.iter().for_each(|passage| {
        let (sheet, first) = match passage.at {
            Unit::Cells { sheet, cells: Some(cells) } => (sheet, cells.first_column),
            Unit::Row(_) => (0, 1),
            _ => return,
        };
        // A row of a CSV table is one passage, its fields with tabs between them.
        for (column, cell) in (first..).zip(passage.text.split('\t')) {
            let column = (sheet, column);
            if let Some(kind) = kind_of_heading(cell) {
                columns.insert(column, kind);
            } else if let Some(&kind) = columns.get(&column)
                && personal_data(cell).is_empty()
                && holds(kind, cell.trim())
            {
                let place = passages.location(passage.at);
                found.entry(kind).or_default().add(format!("{place} (`{}`)", mask(cell.trim())));
            }
        }
    });
}

/// Whether a whole cell is a datum of this kind.
fn holds(kind: DataKind, cell: &str) -> bool {
    let label = match kind {
        DataKind::SecurityNumber => "SSN",
        DataKind::Phone => "phone",
        DataKind::Email => "",
        DataKind::Birth => "date of birth",
        DataKind::StudentNumber => "student ID",
        DataKind::Address => "home address",
    };
    let labelled = format!("{label}: {cell}");
    personal_data(&labelled)
        .iter()
        .any(|datum| datum.kind == kind && datum.span.end == labelled.len())
}
