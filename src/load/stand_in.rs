//! What stands in place of a file: pointers, aliases, stubs, shortcuts, unfinished downloads.

use std::io::{self, Read, SeekFrom};

use memchr::memmem;

use crate::formats::{kind_of_name, visible_text};
use crate::io::Source;
use crate::model::{Kind, STUBS, StandIn};

/// How much of a file is looked at; nothing that stands for another file is longer.
const HEAD: u64 = 8 << 10;
/// Git reads no pointer and no symbolic link that is longer than this.
const POINTER: u64 = 1024;
/// A page of fewer words than this shows nothing but that it leads on.
const FEW_WORDS: usize = 30;

/// Extensions of shortcuts to an address of the web, in Windows, macOS and Linux.
const WEB_SHORTCUTS: &[&str] = &["url", "website", "webloc", "inetloc", "desktop"];

/// Extensions of files that stand for a document of an online program, with its program.
const ONLINE: &[(&str, &str)] = &[
    ("gdoc", "Google Docs"),
    ("gsheet", "Google Sheets"),
    ("gslides", "Google Slides"),
    ("gdraw", "Google Drawings"),
    ("gform", "Google Forms"),
    ("gmap", "Google My Maps"),
    ("gsite", "Google Sites"),
    ("gscript", "Google Apps Script"),
    ("gjam", "Google Jamboard"),
    ("gtable", "Google Fusion Tables"),
    ("gvid", "Google Vids"),
    ("gnote", "Google Keep"),
    ("glink", "Google Drive"),
    ("gdlink", "Google Drive"),
    ("gmaillayout", "Gmail"),
    ("paper", "Dropbox Paper"),
    ("boxnote", "Box Notes"),
    ("boxcanvas", "Box Canvas"),
];

/// Extensions that browsers and other programs give to a download that is not finished.
const UNFINISHED: &[&str] = &[
    "crdownload",
    "part",
    "partial",
    "filepart",
    "download",
    "downloading",
    "opdownload",
    "fdmdownload",
    "ytdl",
    "aria2",
    "!ut",
    "!qb",
    "!sync",
];

/// What a file, or a folder, stands in for by its name.
pub(super) fn of_name(path: &str) -> Option<StandIn> {
    let (_, extension) = path.rsplit('/').next()?.rsplit_once('.')?;
    let extension = extension.to_ascii_lowercase();
    let named = |table: &[(&str, &'static str)]| {
        table.iter().find(|(known, _)| *known == extension).map(|(_, program)| *program)
    };
    if UNFINISHED.contains(&extension.as_str()) {
        return Some(StandIn::UnfinishedDownload);
    }
    if extension == "zoom" {
        return Some(StandIn::UnconvertedRecording);
    }
    if extension == "lnk" {
        return Some(StandIn::WindowsShortcut);
    }
    named(STUBS).map(StandIn::InCloud).or_else(|| named(ONLINE).map(StandIn::Online))
}

/// What a file stands in for by its bytes.
///
/// # Errors
/// What the machine says.
pub(super) fn of_bytes(
    file: &mut dyn Source,
    path: &str,
    bytes: u64,
) -> io::Result<Option<StandIn>> {
    let mut head = Vec::new();
    Read::take(&mut *file, HEAD).read_to_end(&mut head)?;
    if is_zero(&head) {
        return Ok(is_blank(file, path, bytes)?.then_some(StandIn::Blank));
    }
    Ok(of_head(&head, path, bytes))
}

fn of_head(head: &[u8], path: &str, bytes: u64) -> Option<StandIn> {
    let starts = |mark: &[u8]| head.starts_with(mark);
    if starts(b"book\0\0\0\0mark") {
        return Some(StandIn::MacAlias);
    }
    // MS-SHLLINK, section 2.1: the length of the header, then the class.
    if starts(b"\x4c\0\0\0\x01\x14\x02\0") {
        return Some(StandIn::WindowsShortcut);
    }
    let extension = extension(path).unwrap_or_default();
    if WEB_SHORTCUTS.contains(&extension.as_str()) || starts(b"[InternetShortcut]") {
        return Some(StandIn::WebShortcut(address(head)));
    }
    // As Cygwin, Windows' services for Unix and macOS write a link on a disk that has none.
    let is_link = starts(b"!<symlink>") || starts(b"IntxLNK\x01") || starts(b"XSym\n");
    if is_link || (bytes <= POINTER && is_target(head, path)) {
        return Some(StandIn::LinkAsText);
    }
    if bytes <= POINTER && (starts(b"version https://git-lfs.github.com/spec/") || is_old_lfs(head))
    {
        return Some(StandIn::GitPointer { program: "Git LFS", command: "git lfs pull" });
    }
    if bytes <= POINTER && starts(b"/annex/objects/") {
        return Some(StandIn::GitPointer { program: "git-annex", command: "git annex get" });
    }
    (bytes <= HEAD && is_redirect(head)).then_some(StandIn::RedirectPage)
}

/// The pointers of Git LFS before its first release.
fn is_old_lfs(head: &[u8]) -> bool {
    head.starts_with(b"version https://hawser.github.com/spec/")
        || head.starts_with(b"version http://git-media.io/")
}

/// Whether a file holds nothing but the path of another: Git writes a symbolic link like that where
/// the system has none.
fn is_target(head: &[u8], path: &str) -> bool {
    let Ok(target) = str::from_utf8(head) else { return false };
    if target.contains("://") || target.contains(char::is_control) || target.ends_with('/') {
        return false;
    }
    let own = extension(path);
    let same = own.is_some() && extension(target) == own;
    let spaced = target.contains(' ');
    match kind_of_name(path) {
        Kind::Other | Kind::Text | Kind::Transcript | Kind::Csv | Kind::Markdown | Kind::Html => {
            same && !spaced
        }
        _ => same || (target.contains('/') && !spaced),
    }
}

/// Whether a file has its length and nothing in it: a cloud's placeholder that was copied without
/// its content, or a download that reserved its room. Texts and unknown formats may be zeros.
fn is_blank(file: &mut dyn Source, path: &str, bytes: u64) -> io::Result<bool> {
    let is_text =
        [Kind::Other, Kind::Text, Kind::Transcript, Kind::Csv].contains(&kind_of_name(path));
    if is_text || bytes < 512 {
        return Ok(false);
    }
    let mut tail = Vec::new();
    file.seek(SeekFrom::Start(bytes.saturating_sub(HEAD)))?;
    file.take(HEAD).read_to_end(&mut tail)?;
    Ok(is_zero(&tail))
}

fn is_zero(bytes: &[u8]) -> bool {
    bytes.iter().all(|byte| *byte == 0)
}

/// Whether a whole web page only leads to another address.
fn is_redirect(page: &[u8]) -> bool {
    let page = String::from_utf8_lossy(page).to_lowercase();
    let is_page = page.trim_start_matches(['\u{feff}', ' ', '\r', '\n', '\t']).starts_with('<');
    let has = |part: &str| memmem::find(page.as_bytes(), part.as_bytes()).is_some();
    let refreshes = has("http-equiv") && has("refresh") && has("url=");
    let scripted = has("<script")
        && ["location.href", "location.replace(", "location.assign(", "location=", "location ="]
            .iter()
            .any(|call| has(call));
    is_page && (refreshes || scripted) && visible_text(&page).split_whitespace().count() < FEW_WORDS
}

/// The address that a shortcut holds.
fn address(head: &[u8]) -> String {
    let text = String::from_utf8_lossy(head);
    // A property list names its own definition first.
    let text = text.split_once("<plist").map_or(&*text, |(_, list)| list);
    let Some(from) = text.find("http") else { return "another place".to_owned() };
    let end = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '"' | '<' | '>');
    text[from..].split(end).next().unwrap_or("").to_owned()
}

fn extension(path: &str) -> Option<String> {
    let (_, extension) = path.rsplit('/').next()?.rsplit_once('.')?;
    Some(extension.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(path: &str, content: &str) -> Option<StandIn> {
        let mut file = io::Cursor::new(content.as_bytes().to_vec());
        of_bytes(&mut file, path, content.len() as u64).unwrap()
    }

    #[test]
    fn a_path_alone_is_a_link_that_was_saved_as_text() {
        for (path, target) in [
            ("artifacts/plan.pdf", "../shared/plan.pdf"),
            ("artifacts/plan.pdf", "Plan of 2024.PDF"),
            ("artifacts/talk.mp4", "../.store/ab12cd"),
            ("artifacts/notes.txt", "../notes.txt"),
        ] {
            assert_eq!(of(path, target), Some(StandIn::LinkAsText), "{path}: {target}");
        }
        for (path, text) in [
            ("artifacts/notes.txt", "We met in March."),
            ("artifacts/notes.txt", "read plan.txt\n"),
            ("artifacts/notes.txt", "see the minutes in notes.txt"),
            ("artifacts/notes.txt", "https://example.org/notes.txt"),
            ("artifacts/plan.pdf", "no plan yet"),
        ] {
            assert_eq!(of(path, text), None, "{path}: {text}");
        }
    }

    #[test]
    fn a_page_that_only_leads_on_stands_in_for_another() {
        let refresh = "<html><head><meta http-equiv='Refresh' content='0; URL=https://x.org'>";
        assert_eq!(of("artifacts/a.html", refresh), Some(StandIn::RedirectPage));
        let script = "<!DOCTYPE html><script>window.location.href = '/login'</script>Wait…";
        assert_eq!(of("artifacts/a.pdf", script), Some(StandIn::RedirectPage));
        let long = format!("{refresh}</head><body>{}</body>", "<p>Families met us. ".repeat(20));
        assert_eq!(of("artifacts/a.html", &long), None);
        assert_eq!(of("artifacts/a.html", "<html><p>The location = our hall."), None);
    }

    #[test]
    fn a_file_of_zeros_was_never_downloaded() {
        let zeros = "\0".repeat(20_000);
        assert_eq!(of("artifacts/a.pdf", &zeros), Some(StandIn::Blank));
        assert_eq!(of("artifacts/a.bin", &zeros), None);
        assert_eq!(of("artifacts/a.pdf", &format!("{zeros}x")), None);
    }
}
