//! Whether a bag is whole (RFC 8493): what its manifests say, against what is there.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::Read;

use flate2::Crc;
use unicode_normalization::UnicodeNormalization;

use super::bagged::Bagged;
use super::checksums;
use super::manifest::{Manifest, decoded};
use super::problem::BundleProblem;
use super::safe_name::unsafe_name;

/// The largest manifest that is read: four hundred thousand files with long names.
const LARGEST_TAG_FILE: u64 = 64 << 20;

/// Everything that is wrong with a bag, sorted by entry. `watch` is told of the
/// bytes that were read, in stretches.
pub(super) fn problems(bag: &dyn Bagged, watch: &(dyn Fn(u64) + Sync)) -> Vec<BundleProblem> {
    let mut found = Found { bag, problems: Vec::new(), by_nfc: by_nfc(bag) };
    let decode_percent = found.declaration();
    let manifests = found.manifests(decode_percent);
    found.listing(&manifests);
    found.info();
    let mut problems = found.problems;
    problems.extend(checksums::changed(bag, &manifests, watch));
    problems.sort();
    problems
}

struct Found<'b> {
    bag: &'b dyn Bagged,
    problems: Vec<BundleProblem>,
    /// Composed form of each path that is not ASCII -> the path: systems store
    /// accented letters in two ways (RFC 8493, section 6.1.3).
    by_nfc: HashMap<String, String>,
}

impl Found<'_> {
    fn say(&mut self, entry: &str, message: impl Into<String>) {
        self.problems.push(BundleProblem::of(entry, message));
    }

    fn text(&mut self, path: &str) -> Option<String> {
        match self.bag.files().get(path)? {
            None => return None,
            Some(bytes) if *bytes > LARGEST_TAG_FILE => {
                self.say(path, "is larger than any file of its sort, over 64 MB");
                return None;
            }
            Some(_) => {}
        }
        let mut bytes = Vec::new();
        let read = self.bag.open_whole(path).and_then(|opened| {
            // One byte more than it should have; what is too long is said elsewhere.
            let most = opened.bytes.saturating_add(1);
            opened.content.take(most).read_to_end(&mut bytes)?;
            Ok(opened.crc)
        });
        let crc = match read {
            Ok(crc) => crc,
            Err(error) => {
                self.say(path, format!("can't be read: {}", super::clause(&error)));
                return None;
            }
        };
        // No manifest vouches for this one.
        if path.starts_with("tagmanifest-") {
            let mut sum = Crc::new();
            sum.update(&bytes);
            if crc.is_some_and(|crc| crc != sum.sum()) {
                self.say(path, "has changed: its checksum (CRC-32) is another");
            }
        }
        let text = String::from_utf8(bytes);
        if text.is_err() {
            self.say(path, "is not UTF-8 text");
        }
        text.ok()
    }

    /// Reads bagit.txt (RFC 8493, section 2.1.1). Returns whether the bag's
    /// version encodes `%` in paths, as 1.0 does.
    fn declaration(&mut self) -> bool {
        if !self.bag.files().contains_key("bagit.txt") {
            self.say("bagit.txt", "is missing: without it this is no bag");
            return true;
        }
        let Some(text) = self.text("bagit.txt") else { return true };
        let mut lines = text.lines().map(str::trim_end);
        let version = lines.next().and_then(|line| line.strip_prefix("BagIt-Version:"));
        let encoding =
            lines.next().and_then(|line| line.strip_prefix("Tag-File-Character-Encoding:"));
        let number = |text: &str| {
            text.trim().split_once('.').and_then(|(major, minor)| {
                Some((major.parse::<u32>().ok()?, minor.parse::<u32>().ok()?))
            })
        };
        match version.and_then(number) {
            Some(version @ (0 | 1, _)) => {
                if !encoding.is_some_and(|encoding| encoding.trim().eq_ignore_ascii_case("utf-8")) {
                    self.say("bagit.txt", "does not say `Tag-File-Character-Encoding: UTF-8`");
                }
                version >= (1, 0)
            }
            Some((major, minor)) => {
                self.say(
                    "bagit.txt",
                    format!("is of version {major}.{minor}, which mcred does not know"),
                );
                true
            }
            None => {
                self.say("bagit.txt", "does not begin with `BagIt-Version: 1.0`");
                true
            }
        }
    }

    fn manifests(&mut self, decode_percent: bool) -> Vec<Manifest> {
        let names: Vec<(String, String, bool)> = self
            .bag
            .files()
            .keys()
            .filter_map(|name| {
                let stem = name.strip_suffix(".txt")?;
                match (stem.strip_prefix("manifest-"), stem.strip_prefix("tagmanifest-")) {
                    (Some(algorithm), _) => Some((name.clone(), algorithm.to_lowercase(), false)),
                    (_, Some(algorithm)) => Some((name.clone(), algorithm.to_lowercase(), true)),
                    _ => None,
                }
            })
            .filter(|(name, _, _)| !name.contains('/'))
            .collect();
        let manifests: Vec<Manifest> = names
            .into_iter()
            .filter_map(|(name, algorithm, of_tags)| {
                self.manifest(name, algorithm, of_tags, decode_percent)
            })
            .collect();
        if !manifests.iter().any(|manifest| !manifest.of_tags && manifest.can_be_checked()) {
            let message = "is missing or can't be used: nothing says what the files should be";
            self.say("manifest-sha256.txt", message);
        }
        // Where mcred wrote pages, it wrote what vouches for them, too.
        let has_pages = ["START-HERE.html", "completeness.json"]
            .iter()
            .any(|page| self.bag.files().contains_key(*page));
        if has_pages
            && !manifests.iter().any(|manifest| manifest.of_tags && manifest.can_be_checked())
        {
            let message = "is missing or can't be used: nothing vouches for the pages beside data/";
            self.say("tagmanifest-sha256.txt", message);
        }
        manifests
    }

    /// Reads a manifest (RFC 8493, sections 2.1.3 and 2.2.1).
    fn manifest(
        &mut self,
        name: String,
        algorithm: String,
        of_tags: bool,
        decode_percent: bool,
    ) -> Option<Manifest> {
        let text = self.text(&name)?;
        let mut hashes = BTreeMap::new();
        let mut missing = BTreeSet::new();
        for (index, line) in text.lines().enumerate() {
            let Some((hash, path)) = line.split_once([' ', '\t']) else {
                if !line.trim().is_empty() {
                    self.say(&name, format!("has a line {} that is no hash and path", index + 1));
                }
                continue;
            };
            // md5sum and its kin put `*` before the path of a file read as bytes.
            let path = path.trim_start_matches([' ', '\t']);
            let path = path.strip_prefix('*').unwrap_or(path);
            let path = decoded(path.strip_prefix("./").unwrap_or(path), decode_percent);
            if let Some(why) = unsafe_name(&path) {
                self.say(&name, format!("names `{}`, which {why}", path.escape_debug()));
                continue;
            }
            if path.starts_with("data/") == of_tags {
                let where_to = if of_tags { "tagmanifest" } else { "payload's manifest" };
                self.say(&name, format!("names `{path}`, which does not belong in a {where_to}"));
                continue;
            }
            let there = self.there(&path);
            let known = there.clone().unwrap_or_else(|| path.clone());
            if hashes.contains_key(&known) || missing.contains(&known) {
                self.say(&name, format!("names `{path}` twice"));
            } else if there.is_some() {
                hashes.insert(known, hash.to_ascii_lowercase());
            } else {
                self.say(&path, format!("is missing: {name} names it"));
                missing.insert(known);
            }
        }
        Some(Manifest { name, algorithm, of_tags, hashes })
    }

    /// The file that a manifest's path means.
    fn there(&self, path: &str) -> Option<String> {
        if self.bag.files().contains_key(path) {
            return Some(path.to_owned());
        }
        self.by_nfc.get(&path.nfc().collect::<String>()).cloned()
    }

    /// Every file is in every manifest of its sort (RFC 8493, section 3).
    fn listing(&mut self, manifests: &[Manifest]) {
        let mut added = Vec::new();
        for path in self.bag.files().keys() {
            let of_tags = !path.starts_with("data/");
            // A tag manifest can't list itself.
            if of_tags && path.starts_with("tagmanifest-") {
                continue;
            }
            for manifest in manifests.iter().filter(|manifest| manifest.of_tags == of_tags) {
                if !manifest.hashes.contains_key(path) {
                    added.push((
                        path.clone(),
                        format!("was added: {} does not name it", manifest.name),
                    ));
                    break;
                }
            }
        }
        if !self.bag.files().keys().any(|path| path.starts_with("data/")) {
            added.push((
                "data/".to_owned(),
                "holds nothing: there is no portfolio in it".to_owned(),
            ));
        }
        if self.bag.files().contains_key("data/private.toml") {
            let why = "should not be here: it says what reviewers must not learn";
            added.push(("data/private.toml".to_owned(), why.to_owned()));
        }
        if self.bag.files().get("fetch.txt").is_some_and(|bytes| *bytes != Some(0)) {
            let why = "names files that are not in the bundle but on the web";
            added.push(("fetch.txt".to_owned(), why.to_owned()));
        }
        for (path, why) in added {
            self.say(&path, why);
        }
    }

    /// Payload-Oxum of bag-info.txt (RFC 8493, section 2.2.2).
    fn info(&mut self) {
        let Some(text) = self.text("bag-info.txt") else { return };
        let payload = || self.bag.files().iter().filter(|(path, _)| path.starts_with("data/"));
        let octets: u64 = payload().filter_map(|(_, bytes)| *bytes).fold(0, u64::saturating_add);
        let there = (octets, payload().count() as u64);
        let oxums = text.lines().filter_map(|line| line.split_once(':'));
        let oxums = oxums.filter(|(label, _)| label.trim().eq_ignore_ascii_case("Payload-Oxum"));
        let mut wrong = Vec::new();
        for (_, value) in oxums {
            let numbers = value.trim().split_once('.');
            match numbers.and_then(|(o, s)| Some((o.parse::<u64>().ok()?, s.parse::<u64>().ok()?)))
            {
                Some(said) if said == there => {}
                Some((octets, streams)) => wrong.push(format!(
                    "says that data/ holds {octets} bytes in {streams} files (Payload-Oxum); \
                     there are {} bytes in {}",
                    there.0, there.1
                )),
                None => wrong.push("has a Payload-Oxum that is no pair of numbers".to_owned()),
            }
        }
        for why in wrong {
            self.say("bag-info.txt", why);
        }
    }
}

fn by_nfc(bag: &dyn Bagged) -> HashMap<String, String> {
    let others = bag.files().keys().filter(|path| !path.is_ascii());
    others.map(|path| (path.nfc().collect(), path.clone())).collect()
}
