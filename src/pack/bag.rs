//! The bundle as a bag: payload, tag files and manifests (RFC 8493).

use std::io::{self, Read};

use anyhow::Context;
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use super::plan::Plan;
use super::progress::Progress;
use super::sink::Sink;
use crate::io::Source;
use crate::load::{Stamp, Tree};

/// Fills a sink with the files of a bag. Each is read once, for the archive and for the manifest.
pub(super) struct Bag<'p> {
    base: &'p str,
    /// `<hash>  <path>` of the payload (RFC 8493, section 2.1.3).
    manifest: String,
    /// The same of the tag files (RFC 8493, section 2.2.1).
    tag_manifest: String,
    /// The bytes and the number of the files in the payload (RFC 8493, section 2.2.2).
    octets: u64,
    streams: u64,
    progress: Progress<'p>,
}

impl<'p> Bag<'p> {
    pub(super) fn new(plan: &'p Plan, progress: Progress<'p>) -> Bag<'p> {
        Bag {
            progress,
            base: plan.base(),
            manifest: String::new(),
            tag_manifest: String::new(),
            octets: 0,
            streams: 0,
        }
    }

    /// Adds every file of the plan to the sink, then the manifests. Returns the number of files.
    ///
    /// # Errors
    /// A file can't be read, or changes while it is read; the error names it.
    pub(super) fn fill(
        mut self,
        tree: &dyn Tree,
        plan: &Plan,
        sink: &mut dyn Sink,
    ) -> anyhow::Result<usize> {
        for (path, content) in plan.pages() {
            self.tag_file(sink, path, content)?;
        }
        for path in plan.payload() {
            self.payload_file(tree, sink, path)
                .with_context(|| format!("{path} can't be packed"))?;
        }
        if let Some(path) = tree.changed_file() {
            anyhow::bail!("{path} can't be packed: {CHANGED}");
        }
        self.tag_file(
            sink,
            "bagit.txt",
            b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
        )?;
        let description = match plan.is_sample() {
            true => "External-Description: SAMPLE. Not to be handed in.\n",
            false => "",
        };
        let info = format!(
            "Bag-Software-Agent: mcred {}\n{description}Payload-Oxum: {}.{}\n",
            env!("CARGO_PKG_VERSION"),
            self.octets,
            self.streams
        );
        self.tag_file(sink, "bag-info.txt", info.as_bytes())?;
        let manifest = std::mem::take(&mut self.manifest);
        self.tag_file(sink, "manifest-sha256.txt", manifest.as_bytes())?;
        let tag_manifest = std::mem::take(&mut self.tag_manifest);
        self.tag_file(sink, "tagmanifest-sha256.txt", tag_manifest.as_bytes())?;
        Ok(plan.pages().len() + plan.payload().len() + 4)
    }

    fn tag_file(&mut self, sink: &mut dyn Sink, path: &str, content: &[u8]) -> anyhow::Result<()> {
        let hash: [u8; 32] = Sha256::digest(content).into();
        self.tag_manifest.push_str(&manifest_line(&hash, path));
        let mut content = content;
        sink.add(&format!("{}/{path}", self.base), content.len() as u64, &mut content)?;
        Ok(())
    }

    fn payload_file(
        &mut self,
        tree: &dyn Tree,
        sink: &mut dyn Sink,
        path: &str,
    ) -> anyhow::Result<()> {
        let before = tree.stamp(path).map_err(clause)?;
        let mut content = Hashed::new(tree.open(path).map_err(clause)?, &before, self.progress);
        let name = format!("data/{path}");
        sink.add(&format!("{}/{name}", self.base), before.bytes, &mut content)?;
        if content.read != before.bytes || tree.stamp(path).map_err(clause)? != before {
            anyhow::bail!(CHANGED);
        }
        self.manifest.push_str(&manifest_line(&content.finish(), &name));
        self.octets += before.bytes;
        self.streams += 1;
        Ok(())
    }
}

const CHANGED: &str = "it changed while it was packed: pack again when nothing writes to it";

fn clause(error: io::Error) -> anyhow::Error {
    anyhow::anyhow!(crate::load::error_clause(&error))
}

/// A line of a manifest; line ends and `%` in a path are percent-encoded
/// (RFC 8493, section 2.1.3).
fn manifest_line(hash: &[u8; 32], path: &str) -> String {
    let path = path.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    format!("{}  {path}\n", HEXLOWER.encode(hash))
}

/// A reader that hashes what it reads, and ends at most one byte after the expected end.
struct Hashed<'p> {
    source: io::Take<Box<dyn Source>>,
    progress: Progress<'p>,
    hash: Sha256,
    read: u64,
}

impl<'p> Hashed<'p> {
    fn new(source: Box<dyn Source>, stamp: &Stamp, progress: Progress<'p>) -> Hashed<'p> {
        // One more byte shows that the file grew.
        let source = source.take(stamp.bytes.saturating_add(1));
        Hashed { source, progress, hash: Sha256::new(), read: 0 }
    }

    fn finish(self) -> [u8; 32] {
        self.hash.finalize().into()
    }
}

impl Read for Hashed<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read(buffer)?;
        if !(self.progress)(read as u64) {
            // A kind that no reader retries.
            return Err(io::Error::other("packing was stopped"));
        }
        self.hash.update(&buffer[..read]);
        self.read += read as u64;
        Ok(read)
    }
}
