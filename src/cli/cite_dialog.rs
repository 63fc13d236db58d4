//! The questions of `mcred cite` at a terminal.

use std::path::PathBuf;

use super::copy_in::{self, CopyIn};
use super::dialog::{Dialog, number};
use crate::edit::offers::{
    self, DetailOffer, PlaceAnswer, PlaceOffer, QuoteAnswer, named_file, read_answer, read_detail,
    read_quote, sentences,
};
use crate::edit::text_diff;
use crate::load::Folder;
use crate::model::{
    Artifact, DetailId, Kind, Location, SourceText, counted, enumerated, shown_path,
};
use crate::render::shortened;
use crate::rules::Checked;

/// So many places are shown at once.
const SHOWN: usize = 20;
/// So many sentences are offered.
const SENTENCES: usize = 8;

/// Asks which detail the evidence is for.
pub(super) fn detail(dialog: &mut Dialog<'_>, checked: &Checked) -> anyhow::Result<DetailId> {
    let offers = offers::details(checked);
    dialog.say("Which detail is the evidence for?");
    dialog.say("");
    for offer in &offers {
        let line = format!("  {:<4} {:<14} {}", offer.id.to_string(), state(offer), offer.text);
        dialog.say(&shortened(&line, dialog.width()));
    }
    dialog.say("");
    let next = offers.iter().find(|offer| offer.evidence.is_empty()).map(|offer| offer.id.clone());
    let default = next.as_ref().map(|id| format!(" [{id}]")).unwrap_or_default();
    dialog.ask(&format!("Detail, such as 1.a{default}:"), |_, answer| {
        match (answer, &next, &checked.portfolio.credential) {
            ("", Some(next), _) => Ok(next.clone()),
            (_, _, Some(credential)) => read_detail(answer, credential),
            (_, _, None) => Err("There is no credential".to_owned()),
        }
    })
}

/// Shows the words of a detail, and what it has.
pub(super) fn show_detail(dialog: &mut Dialog<'_>, checked: &Checked, id: &DetailId) {
    let offers = offers::details(checked);
    for offer in offers.iter().filter(|offer| offer.id == id) {
        dialog.say("");
        dialog.say_wrapped(&format!("{id} {}", offer.text), "    ");
        for cited in offer.evidence {
            dialog.say_wrapped(&format!("    has {}, {}", cited.artifact, cited.at), "      ");
        }
    }
}

fn state(offer: &DetailOffer<'_>) -> String {
    match (offer.evidence.len(), offer.explanation_words) {
        (0, 0) => "nothing yet".to_owned(),
        (0, _) => "no evidence".to_owned(),
        (_, 0) => "no explanation".to_owned(),
        (evidence, _) => format!("{evidence} cited"),
    }
}

/// Asks which file proves it. One that is elsewhere is offered to be copied in.
pub(super) fn file(
    dialog: &mut Dialog<'_>,
    folder: &Folder,
    checked: &Checked,
) -> anyhow::Result<(String, Option<CopyIn>)> {
    let files = offers::files(checked);
    dialog.say("");
    dialog.say(match files.is_empty() {
        true => "artifacts/ has no files yet.",
        false => "Which file proves it?\n",
    });
    for (index, file) in files.iter().enumerate() {
        let ids: Vec<String> = file.cited_for.iter().map(ToString::to_string).collect();
        let cited = match ids.is_empty() {
            true => String::new(),
            false => format!("; cited for {}", enumerated(&ids, "and")),
        };
        let name = file.path.strip_prefix("artifacts/").unwrap_or(&file.path);
        let line = format!("  {:>2}. {name} ({}{cited})", index + 1, file.about);
        dialog.say_wrapped(&line, "        ");
    }
    dialog.say("");
    dialog.say("A file that is elsewhere: type its path, or drag it into this window.");
    let prompt = if files.is_empty() { "File:" } else { "File, its number or name:" };
    dialog.ask(prompt, |dialog, answer| {
        if let Some(number) = number(answer, files.len()) {
            return Ok((files[number - 1].path.clone(), None));
        }
        let near = match named_file(&checked.portfolio, answer) {
            _ if answer.is_empty() => {
                return Err("Type the number or the name of a file".to_owned());
            }
            Ok(artifact) => return Ok((artifact.path.clone(), None)),
            Err(near) => near,
        };
        let Some(file) = copy_in::typed_file(answer) else {
            return Err(match near {
                Some(near) => format!("There is no `{answer}`; did you mean `{near}`?"),
                None => format!("There is no file `{answer}`"),
            });
        };
        if let Some(path) = copy_in::in_portfolio(folder, checked, &file) {
            return Ok((path, None));
        }
        match offer_copy(dialog, folder, file) {
            Ok(Some(copy)) => Ok((copy.to.clone(), Some(copy))),
            Ok(None) => Err("Evidence has to lie in artifacts/".to_owned()),
            Err(error) => Err(error.to_string()),
        }
    })
}

/// Asks whether a file from elsewhere may be copied into `artifacts/`. Nothing is copied yet.
pub(super) fn offer_copy(
    dialog: &mut Dialog<'_>,
    folder: &Folder,
    file: PathBuf,
) -> anyhow::Result<Option<CopyIn>> {
    let copy = copy_in::planned(folder, file)?;
    let question = format!("Copy {} to {}?", shown_path(&copy.from), copy.to);
    Ok(dialog.confirm(&question, true)?.then_some(copy))
}

/// Asks for a place of the artifact.
pub(super) fn place(dialog: &mut Dialog<'_>, artifact: &Artifact) -> anyhow::Result<Location> {
    let offers = offers::places(artifact);
    dialog.say("");
    dialog.say(&format!("Where in {}?", artifact.path));
    dialog.say("");
    let mut shown = show_places(dialog, &offers, 0);
    let forms = crate::locate::examples(artifact.kind, artifact.facts());
    let mut hint = format!("A place is `{}`", forms.join("` or `"));
    if artifact.passages().is_some() {
        hint.push_str("; or type a few words that stand there");
    }
    if let Some(millis) = artifact.facts().and_then(|facts| facts.millis) {
        let length = crate::model::clock(millis / 1_000 * 1_000);
        hint = format!("It lasts {length}. {hint}");
    }
    dialog.say_wrapped(&format!("{hint}."), "");
    let only = match offers.as_slice() {
        [only] => Some(only.at.clone()),
        _ => None,
    };
    let default = only.as_ref().map(|only| format!(" [{only}]")).unwrap_or_default();
    dialog.ask(&format!("Place{default}:"), |dialog, answer| {
        match (answer, &only) {
            ("", Some(only)) => return Ok(only.clone()),
            ("", None) if shown < offers.len() => {
                shown = show_places(dialog, &offers, shown);
                return Err("Type a place, or press Enter for more".to_owned());
            }
            ("", None) => return Err("Type a place".to_owned()),
            _ => {}
        }
        match read_answer(answer, artifact, &offers).map_err(capitalized)? {
            PlaceAnswer::Place(place, note) => {
                note.into_iter().for_each(|note| dialog.say_wrapped(&format!("{note}."), ""));
                Ok(place)
            }
            PlaceAnswer::Words(places) => one_of(dialog, places).map_err(|error| error.to_string()),
        }
    })
}

/// Shows the next places, and returns how many were shown then.
fn show_places(dialog: &mut Dialog<'_>, offers: &[PlaceOffer], from: usize) -> usize {
    let last = offers.len().min(from + SHOWN);
    for offer in offers.iter().take(last).skip(from) {
        let place = match &offer.at {
            Location::Section(name) => format!("{:>4}. {name}", offer.key),
            Location::Sheet { .. } => format!("{:>4}. {}", offer.key, offer.at),
            Location::Time(_) => format!("  {:>6}", offer.key),
            at => format!("  {at}"),
        };
        let line = match offer.words.as_str() {
            "" if matches!(offer.at, Location::Section(_) | Location::Whole) => place,
            "" => format!("{place}  (no text)"),
            words => format!("{place}  {words}"),
        };
        dialog.say(&shortened(&line, dialog.width()));
    }
    if last < offers.len() {
        dialog.say(&format!("  … {} more: press Enter", offers.len() - last));
    }
    if last > 0 {
        dialog.say("");
    }
    last
}

/// Asks which of several places is meant.
pub(super) fn one_of(
    dialog: &mut Dialog<'_>,
    mut places: Vec<Location>,
) -> anyhow::Result<Location> {
    if places.len() > 1 {
        dialog.say("The words stand at:");
        for (index, place) in places.iter().enumerate() {
            dialog.say(&format!("  {:>2}. {place}", index + 1));
        }
        let number = dialog.ask_number("Which one?", places.len(), Some(1))?;
        places.swap(0, number - 1);
    }
    Ok(places.swap_remove(0))
}

/// Asks for words to quote, and offers sentences of the place. Words that stand elsewhere in the file may
/// lead to that place.
pub(super) fn quote(
    dialog: &mut Dialog<'_>,
    artifact: &Artifact,
    at: Location,
) -> anyhow::Result<(Option<String>, Location)> {
    let offered = sentences(artifact, &at, SENTENCES);
    if artifact.passages().is_none() || (offered.is_empty() && artifact.kind == Kind::Image) {
        return Ok((None, at));
    }
    dialog.say("");
    dialog.say(&format!("Which words of {at} prove it? (optional; they are checked)"));
    dialog.say("");
    for (index, sentence) in offered.iter().enumerate() {
        dialog.say_wrapped(&format!("  {:>2}. {sentence}", index + 1), "      ");
    }
    if !offered.is_empty() {
        dialog.say("");
    }
    let prompt = match offered.is_empty() {
        true => "Words as they stand there, or Enter for none:",
        false => "A number, other words that stand there, or Enter for none:",
    };
    dialog.ask(prompt, |dialog, answer| {
        if answer.is_empty() {
            return Ok((None, at.clone()));
        }
        if let Some(number) = number(answer, offered.len()) {
            return Ok((Some(offered[number - 1].clone()), at.clone()));
        }
        let words = answer.trim_matches(['"', '“', '”']);
        match read_quote(words, artifact, &at) {
            QuoteAnswer::Good => Ok((Some(words.to_owned()), at.clone())),
            QuoteAnswer::Elsewhere(places) => {
                let others: Vec<String> = places.iter().map(ToString::to_string).collect();
                let others = enumerated(&others, "and");
                dialog.say_wrapped(&format!("  They stand at {others}, not at {at}."), "  ");
                let question = "Cite that place instead?";
                match dialog.confirm(question, true).map_err(|error| error.to_string())? {
                    true => one_of(dialog, places)
                        .map(|place| (Some(words.to_owned()), place))
                        .map_err(|error| error.to_string()),
                    false => Err("Type words that stand there, or press Enter for none".to_owned()),
                }
            }
            QuoteAnswer::Nowhere(near) => Err(match near {
                Some(near) => format!("They do not stand in the file; the nearest are “{near}”"),
                None => "They do not stand in the file".to_owned(),
            }),
        }
    })
}

/// Asks for the explanation of a detail that has none.
pub(super) fn explanation(
    dialog: &mut Dialog<'_>,
    id: &DetailId,
) -> anyhow::Result<Option<String>> {
    dialog.say("");
    dialog.say(&format!("Why does the evidence for {id} show proficiency? In your own words."));
    dialog.say("As many lines as you like; Enter at once leaves it for later.");
    let text = dialog.lines("Why:")?;
    if text.is_empty() {
        return Ok(None);
    }
    let words = crate::narrative::strict_words(&text);
    dialog.say(&format!("  {}.", counted(words, "word")));
    Ok(Some(text))
}

/// Shows what becomes of evidence.toml, and asks whether it is to be written.
pub(super) fn agreed(
    dialog: &mut Dialog<'_>,
    source: &SourceText,
    text: &str,
) -> anyhow::Result<bool> {
    dialog.say("");
    dialog.say(&format!("It is right. {} changes so:", source.path));
    dialog.say("");
    let diff = text_diff(source, text);
    let changes = diff.lines().skip(2).filter(|line| !line.starts_with("@@"));
    changes.for_each(|line| dialog.say(&format!("  {line}")));
    dialog.say("");
    dialog.confirm("Write it?", true)
}

fn capitalized(sentence: String) -> String {
    let mut chars = sentence.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => sentence,
    }
}
