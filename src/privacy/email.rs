//! E-mail addresses of persons.

use std::ops::Range;
use std::sync::LazyLock;

use super::pattern::Pattern;

/// Accounts of an office and not of a person, and placeholders for a name.
const OFFICES: [&str; 52] = [
    "info",
    "support",
    "help",
    "helpdesk",
    "contact",
    "office",
    "mail",
    "email",
    "admin",
    "administrator",
    "noreply",
    "no-reply",
    "donotreply",
    "webmaster",
    "postmaster",
    "hostmaster",
    "hello",
    "sales",
    "privacy",
    "security",
    "abuse",
    "press",
    "media",
    "jobs",
    "careers",
    "feedback",
    "team",
    "service",
    "billing",
    "legal",
    "licensing",
    "copyright",
    "bugs",
    "bug",
    "git",
    "root",
    "user",
    "username",
    "name",
    "you",
    "yourname",
    "your.name",
    "someone",
    "somebody",
    "anyone",
    "foo",
    "bar",
    "test",
    "example",
    "frontoffice",
    "mainoffice",
    "registrar",
];
/// Domains for examples (RFC 2606), of the issuer, and of services.
const NOBODYS: [&str; 8] = [
    "example.com",
    "example.org",
    "example.net",
    "example.edu",
    "edleadersnetwork.org",
    "domain.com",
    "yourdomain.com",
    "noreply.github.com",
];
/// Top-level domains; any other ending is that of a file or a service.
const ENDINGS: [&str; 30] = [
    "com",
    "org",
    "net",
    "edu",
    "gov",
    "mil",
    "us",
    "info",
    "biz",
    "name",
    "pro",
    "mobi",
    "app",
    "dev",
    "cloud",
    "email",
    "school",
    "academy",
    "education",
    "online",
    "site",
    "xyz",
    "live",
    "tech",
    "center",
    "community",
    "family",
    "network",
    "me",
    "io",
];
/// Endings of two letters that are those of files and not of countries.
const FILES: [&str; 14] =
    ["js", "ts", "py", "rs", "sh", "so", "md", "ml", "hs", "rb", "cs", "go", "pl", "ps"];

/// Letters and digits of most scripts; a complete class would take longer to compile than to search.
const LETTERS: &str = r"0-9A-Za-z\u{c0}-\u{1fff}\u{3040}-\u{ffdc}";

/// The account does not begin with punctuation, and the domain does not end with it.
static ADDRESS: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::anywhere(&format!(r"[{LETTERS}][{LETTERS}_.%+'’-]*@[0-9A-Za-z.-]*[0-9A-Za-z]"))
});

/// The addresses of persons.
pub(super) fn find(text: &str) -> Vec<Range<usize>> {
    let is_accepted = |range: &Range<usize>| {
        let (before, mut after) = (&text[..range.start], text[range.end..].chars());
        // After a colon or slash it is part of a web address, except after a label.
        let is_bound = before.ends_with([':', '/', '@', '=']) && !ends_with_label(before);
        let goes_on = after.next().is_some_and(|char| "@:/".contains(char))
            && after.next().is_some_and(char::is_alphanumeric);
        let address = text[range.clone()].to_lowercase();
        let parts = address.split_once('@');
        !is_bound && !goes_on && parts.is_some_and(|(account, domain)| is_persons(account, domain))
    };
    ADDRESS.matches(text).filter(is_accepted).collect()
}

/// Whether a label without a space comes before: `E-mail:jane@…`.
fn ends_with_label(before: &str) -> bool {
    let before = before.as_bytes();
    ["mail:", "to:", "cc:", "from:", "contact:"].iter().any(|label| {
        let end = before.len().checked_sub(label.len()).and_then(|start| before.get(start..));
        end.is_some_and(|end| end.eq_ignore_ascii_case(label.as_bytes()))
    })
}

fn is_persons(account: &str, domain: &str) -> bool {
    let labels: Vec<&str> = domain.split('.').collect();
    let Some(ending) = labels.last().filter(|_| labels.len() > 1) else { return false };
    let country = ending.len() == 2
        && ending.chars().all(|c| c.is_ascii_alphabetic())
        && !FILES.contains(ending);
    let known = ENDINGS.contains(ending) || country;
    let nobodys = NOBODYS.iter().any(|nobody| {
        domain == *nobody || domain.strip_suffix(nobody).is_some_and(|rest| rest.ends_with('.'))
    });
    let stands_in = labels.iter().any(|label| {
        label.is_empty() || label.starts_with("your") || *label == "example" || *label == "users"
    });
    let office = OFFICES.contains(&account) || account.starts_with("noreply");
    known && !nobodys && !stands_in && !office && account.chars().any(char::is_alphabetic)
}
