//! E-mail addresses of persons.

use std::ops::Range;

use super::signs::Signs;

/// Accounts that belong to an office and not to a person, or stand for any name.
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
/// Domains that belong to nobody (RFC 2606), to the issuer, or to no one person.
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
/// Endings of domains; any other is the name of a file or of a service.
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
/// Ends of two letters that are those of files and not of countries.
const FILES: [&str; 14] =
    ["js", "ts", "py", "rs", "sh", "so", "md", "ml", "hs", "rb", "cs", "go", "pl", "ps"];

/// All addresses whose account is a person's.
pub(super) fn find(signs: &Signs) -> Vec<Range<usize>> {
    let ats = signs.places_of(|sign| sign == '@');
    ats.filter_map(|at| address(signs, at)).collect()
}

fn address(signs: &Signs, at: usize) -> Option<Range<usize>> {
    let mut from = at;
    while signs.before(from).is_some_and(|c| c.is_alphanumeric() || "._%+-'".contains(c)) {
        from -= 1;
    }
    while signs.get(from).is_some_and(|c| ".'-_%+".contains(c)) {
        from += 1;
    }
    let mut to = at + 1;
    while signs.get(to).is_some_and(|c| c.is_ascii_alphanumeric() || c == '.' || c == '-') {
        to += 1;
    }
    while signs.before(to).is_some_and(|c| ".-".contains(c)) {
        to -= 1;
    }
    if from >= at || to <= at + 1 {
        return None;
    }
    // What a colon or slash binds is a part of an address of the web, `mailto:` apart.
    let bound = signs.before(from).is_some_and(|c| ":/@=".contains(c));
    let opening = signs.text(from.saturating_sub(7)..from);
    if bound && !opening.ends_with("mailto:") && !is_label(signs, from) {
        return None;
    }
    if signs.get(to).is_some_and(|c| "@:/".contains(c))
        && signs.get(to + 1).is_some_and(char::is_alphanumeric)
    {
        return None;
    }
    let (account, domain) = (signs.text(from..at), signs.text(at + 1..to));
    is_persons(&account, &domain).then_some(from..to)
}

/// `E-mail:jane@…` without a space: a letter stands before the colon and no `//` behind it.
fn is_label(signs: &Signs, from: usize) -> bool {
    let opening = signs.text(from.saturating_sub(6)..from);
    ["mail:", "to:", "cc:", "from:", "contact:"].iter().any(|label| opening.ends_with(label))
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
