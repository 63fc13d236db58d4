//! Compares the files of a bag with the checksums of its manifests.

use std::collections::BTreeMap;
use std::io;

use data_encoding::HEXLOWER;
use flate2::Crc;
use rayon::prelude::*;
use sha2::{Digest, Sha256, Sha512};

use super::bag_files::{BagFile, BagFiles};
use super::manifest::Manifest;
use super::problem::BundleProblem;
use crate::model::counted;

/// How many bytes are read at a time.
const BUFFER: usize = 256 << 10;

/// Reads every file that a manifest lists, and reports those that differ from it.
pub(super) fn mismatches(
    bag: &BagFiles,
    manifests: &[Manifest],
    progress: &(dyn Fn(u64) + Sync),
) -> Vec<BundleProblem> {
    let mut wanted: BTreeMap<&str, Vec<(&Manifest, &str)>> = BTreeMap::new();
    for manifest in manifests.iter().filter(|manifest| manifest.can_be_checked()) {
        for (path, hash) in &manifest.hashes {
            wanted.entry(path).or_default().push((manifest, hash));
        }
    }
    let wanted: Vec<_> = wanted.into_iter().collect();
    wanted
        .par_iter()
        .filter(|(path, _)| bag.length(path).is_some())
        .filter_map(|(path, hashes)| {
            let message = match difference(bag, path, hashes, progress) {
                Ok(same) => same?,
                Err(error) => format!("can't be read: {}", super::error_clause(&error)),
            };
            Some(BundleProblem::of(*path, message))
        })
        .collect()
}

fn difference(
    bag: &BagFiles,
    path: &str,
    hashes: &[(&Manifest, &str)],
    progress: &(dyn Fn(u64) + Sync),
) -> io::Result<Option<String>> {
    let wants =
        |algorithm: &str| hashes.iter().any(|(manifest, _)| manifest.algorithm == algorithm);
    let mut sha256 = wants("sha256").then(Sha256::new);
    let mut sha512 = wants("sha512").then(Sha512::new);
    let BagFile { mut content, bytes, crc } = bag.stream(path)?;
    let mut sum = Crc::new();
    let mut buffer = vec![0; BUFFER];
    let mut read = 0_u64;
    loop {
        let some = match content.read(&mut buffer) {
            Ok(0) => break,
            Ok(some) => some,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        read += some as u64;
        // It stops here, however much more follows.
        if read > bytes {
            return Ok(Some(format!(
                "lies about its length: it says {}, and there is more",
                counted(usize::try_from(bytes).unwrap_or(usize::MAX), "byte")
            )));
        }
        let piece = buffer.get(..some).unwrap_or_default();
        if crc.is_some() {
            sum.update(piece);
        }
        if let Some(hash) = &mut sha256 {
            hash.update(piece);
        }
        if let Some(hash) = &mut sha512 {
            hash.update(piece);
        }
        progress(some as u64);
    }
    if read < bytes {
        return Ok(Some(format!("lies about its length: it says {bytes} bytes, and holds {read}")));
    }
    let sha256 = sha256.map(|hash| HEXLOWER.encode(&hash.finalize()));
    let sha512 = sha512.map(|hash| HEXLOWER.encode(&hash.finalize()));
    for (manifest, wanted) in hashes {
        let hash = if manifest.algorithm == "sha256" { &sha256 } else { &sha512 };
        if hash.as_deref() != Some(*wanted) {
            return Ok(Some(format!("has changed: it is not what {} says", manifest.name)));
        }
    }
    if crc.is_some_and(|crc| crc != sum.sum()) {
        return Ok(Some("has a wrong checksum (CRC-32): some programs won't unpack it".to_owned()));
    }
    Ok(None)
}
