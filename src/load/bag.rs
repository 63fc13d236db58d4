//! Whether a bag is complete and valid (RFC 8493): its manifests against its files.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::Read;

use flate2::Crc;
use unicode_normalization::UnicodeNormalization;

use super::bag_files::BagFiles;
use super::checksums;
use super::manifest::{Manifest, decoded};
use super::problem::BundleProblem;
use super::safe_name::unsafe_name;

/// The largest manifest that is read, enough for 400,000 files with long names.
const LARGEST_TAG_FILE: u64 = 64 << 20;

/// How many problems of the manifests are listed: a small archive can have millions.
const MOST_PROBLEMS: usize = 1_000;

/// Everything that is wrong with a bag, sorted by entry. `progress` is called with the
/// number of bytes read, again and again.
pub(super) fn problems(bag: &BagFiles, progress: &(dyn Fn(u64) + Sync)) -> Vec<BundleProblem> {
    let mut check = BagCheck { bag, problems: Vec::new(), unlisted: 0, by_nfc: by_nfc(bag) };
    let decode_percent = check.check_declaration();
    let manifests = check.manifests(decode_percent);
    check.check_completeness(&manifests);
    check.check_info();
    let mut problems = check.problems;
    if check.unlisted > 0 {
        let more = format!("has {} more problems", check.unlisted);
        problems.push(BundleProblem::of_whole(more));
    }
    problems.extend(checksums::mismatches(bag, &manifests, progress));
    problems.sort();
    problems
}

struct BagCheck<'b> {
    bag: &'b BagFiles,
    problems: Vec<BundleProblem>,
    /// How many more there are.
    unlisted: usize,
    /// Paths that are not ASCII by their composed form, since systems store accented
    /// letters in two ways (RFC 8493, section 6.1.3).
    by_nfc: HashMap<String, String>,
}

impl BagCheck<'_> {
    /// Adds a problem; beyond the bound it is only counted.
    fn report(&mut self, entry: &str, message: impl Into<String>) {
        match self.problems.len() < MOST_PROBLEMS {
            true => self.problems.push(BundleProblem::of(entry, message)),
            false => self.unlisted += 1,
        }
    }

    fn text(&mut self, path: &str) -> Option<String> {
        if self.bag.length(path)? > LARGEST_TAG_FILE {
            self.report(path, "is larger than any file of its sort, over 64 MB");
            return None;
        }
        let mut bytes = Vec::new();
        let read = self.bag.stream(path).and_then(|opened| {
            // One byte more than it should have; that it is too long is reported elsewhere.
            let most = opened.bytes.saturating_add(1);
            opened.content.take(most).read_to_end(&mut bytes)?;
            Ok(opened.crc)
        });
        let crc = match read {
            Ok(crc) => crc,
            Err(error) => {
                self.report(path, format!("can't be read: {}", super::error_clause(&error)));
                return None;
            }
        };
        // No manifest lists this one.
        if path.starts_with("tagmanifest-") {
            let mut sum = Crc::new();
            sum.update(&bytes);
            if crc.is_some_and(|crc| crc != sum.sum()) {
                self.report(path, "has changed: its checksum (CRC-32) is another");
            }
        }
        let text = String::from_utf8(bytes);
        if text.is_err() {
            self.report(path, "is not UTF-8 text");
        }
        text.ok()
    }

    /// Checks bagit.txt (RFC 8493, section 2.1.1). Returns whether the bag's
    /// version encodes `%` in paths, as 1.0 does.
    fn check_declaration(&mut self) -> bool {
        if !self.bag.has("bagit.txt") {
            self.report("bagit.txt", "is missing: without it this is no bag");
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
                    self.report("bagit.txt", "does not say `Tag-File-Character-Encoding: UTF-8`");
                }
                version >= (1, 0)
            }
            Some((major, minor)) => {
                self.report(
                    "bagit.txt",
                    format!("is of version {major}.{minor}, which mcred does not know"),
                );
                true
            }
            None => {
                self.report("bagit.txt", "does not begin with `BagIt-Version: 1.0`");
                true
            }
        }
    }

    fn manifests(&mut self, decode_percent: bool) -> Vec<Manifest> {
        let names: Vec<(String, String, bool)> = self
            .bag
            .paths()
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
            self.report("manifest-sha256.txt", message);
        }
        // Where mcred wrote pages, it also wrote a manifest of them.
        let has_pages =
            ["START-HERE.html", "completeness.json"].iter().any(|page| self.bag.has(page));
        if has_pages
            && !manifests.iter().any(|manifest| manifest.of_tags && manifest.can_be_checked())
        {
            let message = "is missing or can't be used: nothing vouches for the pages beside data/";
            self.report("tagmanifest-sha256.txt", message);
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
                    self.report(
                        &name,
                        format!("has a line {} that is no hash and path", index + 1),
                    );
                }
                continue;
            };
            // md5sum and similar programs put `*` before the path of a file read as binary.
            let path = path.trim_start_matches([' ', '\t']);
            let path = path.strip_prefix('*').unwrap_or(path);
            let path = decoded(path.strip_prefix("./").unwrap_or(path), decode_percent);
            if let Some(why) = unsafe_name(&path) {
                self.report(&name, format!("names `{}`, which {why}", path.escape_debug()));
                continue;
            }
            if path.starts_with("data/") == of_tags {
                let where_to = if of_tags { "tagmanifest" } else { "payload's manifest" };
                self.report(
                    &name,
                    format!("names `{path}`, which does not belong in a {where_to}"),
                );
                continue;
            }
            let file = self.file(&path);
            let known = file.clone().unwrap_or_else(|| path.clone());
            if hashes.contains_key(&known) || missing.contains(&known) {
                self.report(&name, format!("names `{path}` twice"));
            } else if file.is_some() {
                hashes.insert(known, hash.to_ascii_lowercase());
            } else {
                self.report(&path, format!("is missing: {name} names it"));
                missing.insert(known);
            }
        }
        Some(Manifest { name, algorithm, of_tags, hashes })
    }

    /// The file that a path in a manifest means.
    fn file(&self, path: &str) -> Option<String> {
        if self.bag.has(path) {
            return Some(path.to_owned());
        }
        self.by_nfc.get(&path.nfc().collect::<String>()).cloned()
    }

    /// Checks that every file is in every manifest of its kind (RFC 8493, section 3).
    fn check_completeness(&mut self, manifests: &[Manifest]) {
        let mut added = Vec::new();
        for path in self.bag.paths() {
            let of_tags = !path.starts_with("data/");
            // No tag manifest lists itself.
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
        if !self.bag.paths().any(|path| path.starts_with("data/")) {
            added.push((
                "data/".to_owned(),
                "holds nothing: there is no portfolio in it".to_owned(),
            ));
        }
        if self.bag.has("data/private.toml") {
            let why = "should not be here: it says what reviewers must not learn";
            added.push(("data/private.toml".to_owned(), why.to_owned()));
        }
        if self.bag.has("fetch.txt") && self.bag.length("fetch.txt") != Some(0) {
            let why = "names files that are not in the bundle but on the web";
            added.push(("fetch.txt".to_owned(), why.to_owned()));
        }
        for (path, why) in added {
            self.report(&path, why);
        }
    }

    /// Checks the Payload-Oxum of bag-info.txt (RFC 8493, section 2.2.2).
    fn check_info(&mut self) {
        let Some(text) = self.text("bag-info.txt") else { return };
        let payload = || self.bag.paths().filter(|path| path.starts_with("data/"));
        let octets =
            payload().filter_map(|path| self.bag.length(path)).fold(0, u64::saturating_add);
        let actual = (octets, payload().count() as u64);
        let oxums = text.lines().filter_map(|line| line.split_once(':'));
        let oxums = oxums.filter(|(label, _)| label.trim().eq_ignore_ascii_case("Payload-Oxum"));
        let mut wrong = Vec::new();
        for (_, value) in oxums {
            let numbers = value.trim().split_once('.');
            match numbers.and_then(|(o, s)| Some((o.parse::<u64>().ok()?, s.parse::<u64>().ok()?)))
            {
                Some(stated) if stated == actual => {}
                Some((octets, streams)) => wrong.push(format!(
                    "says that data/ holds {octets} bytes in {streams} files (Payload-Oxum); \
                     there are {} bytes in {}",
                    actual.0, actual.1
                )),
                None => wrong.push("has a Payload-Oxum that is no pair of numbers".to_owned()),
            }
        }
        for why in wrong {
            self.report("bag-info.txt", why);
        }
    }
}

fn by_nfc(bag: &BagFiles) -> HashMap<String, String> {
    let others = bag.paths().filter(|path| !path.is_ascii());
    others.map(|path| (path.nfc().collect(), path.clone())).collect()
}
