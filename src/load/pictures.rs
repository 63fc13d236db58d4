//! Draws cited pages, on all cores and within a time limit.

use std::collections::BTreeMap;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::tree::Tree;
use crate::formats;
use crate::io::run_with_timeout;
use crate::model::{Page, Picture, Pictures};

/// How long the pages of one artifact may take, and those of all. One page in 350 took ten
/// seconds; an ordinary one takes a few hundredths of a second.
const LIMIT: Duration = Duration::from_secs(30);
const LIMIT_OF_ALL: Duration = Duration::from_secs(60);
/// The most bytes that the pictures may have together: the page that contains them must open fast.
const MOST_BYTES: usize = 6_000_000;

/// Pictures of these pages of PDF files, the most important first. A page that can't be drawn in
/// time has none; without the feature `pictures`, none has.
pub fn pictures(tree: &dyn Tree, wanted: &[Page]) -> Pictures {
    let mut by_path: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for (path, page) in wanted {
        by_path.entry(path).or_default().push(*page);
    }
    let end = Instant::now() + LIMIT_OF_ALL;
    let by_path: Vec<_> = by_path.into_iter().collect();
    let drawn = by_path.into_par_iter().flat_map_iter(|(path, pages)| {
        let limit = LIMIT.min(end.saturating_duration_since(Instant::now()));
        let drawn = of_artifact(tree, path, pages, limit);
        drawn.into_iter().map(|(page, picture)| ((path.to_owned(), page), picture))
    });
    let mut drawn: BTreeMap<Page, Picture> = drawn.collect();
    let mut bytes = 0;
    let affordable = wanted.iter().filter_map(|page| {
        let picture = drawn.remove(page)?;
        bytes += picture.png.len();
        (bytes <= MOST_BYTES).then(|| (page.clone(), picture))
    });
    affordable.collect()
}

/// The pages of an artifact that are drawn in time.
fn of_artifact(
    tree: &dyn Tree,
    path: &str,
    pages: Vec<u32>,
    limit: Duration,
) -> Vec<(u32, Picture)> {
    let Ok(mut source) = tree.open(path) else { return Vec::new() };
    let (sender, receiver) = mpsc::channel();
    // Once the receiver is gone, sending fails and the drawing stops.
    let job = move || {
        let _ = formats::draw(&mut source, &pages, &mut |page, picture| {
            sender.send((page, picture)).is_ok()
        });
    };
    let _ = run_with_timeout(limit, job);
    receiver.try_iter().collect()
}
