//! Damaged artifacts take bounded time and memory and cause no panic in mcred's own code. (Panics of
//! libraries are caught: `io::run_with_timeout`.)

use std::fs;
use std::panic;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, Once};
use std::time::Duration;

use proptest::prelude::*;
use proptest::sample::Index;

use crate::kit::{MemoryTree, assert_sound, check, project};

/// Damage to a file.
#[derive(Debug, Clone)]
enum Damage {
    /// Everything from this byte on is lost.
    Cut(Index),
    /// These bits are flipped.
    Bits(Vec<(Index, u8)>),
    /// This many bytes from here on are zero, as on a failed disk.
    Hole(Index, usize),
    /// The second part comes before the first.
    Swapped(Index),
}

fn damage() -> impl Strategy<Value = Damage> {
    prop_oneof![
        any::<Index>().prop_map(Damage::Cut),
        prop::collection::vec((any::<Index>(), 0..8_u8), 1..40).prop_map(Damage::Bits),
        (any::<Index>(), 1..5_000_usize).prop_map(|(from, length)| Damage::Hole(from, length)),
        any::<Index>().prop_map(Damage::Swapped),
    ]
}

impl Damage {
    fn done_to(&self, bytes: &[u8]) -> Vec<u8> {
        let mut bytes = bytes.to_vec();
        match self {
            Damage::Cut(at) => bytes.truncate(at.index(bytes.len())),
            Damage::Bits(bits) => {
                for (at, bit) in bits {
                    let at = at.index(bytes.len());
                    bytes[at] ^= 1 << bit;
                }
            }
            Damage::Hole(from, length) => {
                let from = from.index(bytes.len());
                let to = bytes.len().min(from + length);
                bytes[from..to].fill(0);
            }
            Damage::Swapped(at) => {
                let at = at.index(bytes.len());
                bytes.rotate_left(at);
            }
        }
        bytes
    }
}

fn example() -> PathBuf {
    project("examples/complete")
}

/// The names and bytes of the example's artifacts.
fn artifacts() -> Vec<(String, Vec<u8>)> {
    let mut artifacts: Vec<(String, Vec<u8>)> = fs::read_dir(example().join("artifacts"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, fs::read(path).unwrap())
        })
        .collect();
    artifacts.sort();
    assert!(artifacts.len() > 8);
    artifacts
}

/// Panics of mcred's own code since the last call, on any thread.
fn own_panics() -> Vec<String> {
    static PANICS: Mutex<Vec<String>> = Mutex::new(Vec::new());
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        // mcred installs its own hook at the first use; this one must come after it.
        mcred::io::run_with_timeout(Duration::from_secs(60), || ()).unwrap();
        let report = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if info.location().is_some_and(|place| place.file().starts_with("src/")) {
                PANICS.lock().unwrap().push(info.to_string());
            }
            report(info);
        }));
    });
    std::mem::take(&mut PANICS.lock().unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(160))]

    #[test]
    fn a_damaged_artifact_never_panics(which in any::<Index>(), damage in damage()) {
        own_panics();
        let artifacts = artifacts();
        let (name, bytes) = which.get(&artifacts);
        let paper = MemoryTree::default()
            .with("evidence.toml", &fs::read(example().join("evidence.toml")).unwrap())
            .with(&format!("artifacts/{name}"), &damage.done_to(bytes));
        let checked = check(&paper);
        assert_sound(&checked);
        prop_assert_eq!(own_panics(), Vec::<String>::new());
        prop_assert!(checked.findings.iter().all(|it| !it.message.contains("took too long")));
    }
}

/// Limits on the time and memory of a check.
#[cfg(target_os = "linux")]
mod effort {
    use super::*;
    use crate::kit::measured;

    /// Seconds of the processor, and bytes of memory.
    fn effort(folder: &Path) -> (f64, u64) {
        let usage = measured(folder, &["check"]);
        assert!(matches!(usage.run.status, 0 | 1), "{:?}", usage.run);
        (usage.seconds, usage.peak)
    }

    fn portfolio(mut change: impl FnMut(&[u8]) -> Vec<u8>) -> tempfile::TempDir {
        let home = tempfile::tempdir().unwrap();
        fs::create_dir(home.path().join("artifacts")).unwrap();
        fs::copy(example().join("evidence.toml"), home.path().join("evidence.toml")).unwrap();
        for (name, bytes) in artifacts() {
            fs::write(home.path().join("artifacts").join(name), change(&bytes)).unwrap();
        }
        home
    }

    #[test]
    fn damage_costs_at_most_ten_times_the_time_and_four_times_the_memory() {
        let whole = portfolio(<[u8]>::to_vec);
        effort(whole.path());
        let (seconds, memory) = effort(whole.path());
        let mut random = fastrand::Rng::with_seed(7);
        for round in 0..16 {
            let damaged = portfolio(|bytes| match round % 4 {
                0 => bytes[..random.usize(..bytes.len())].to_vec(),
                _ => {
                    let mut bytes = bytes.to_vec();
                    for _ in 0..1 << random.u32(0..10) {
                        let at = random.usize(..bytes.len());
                        bytes[at] ^= 1 << random.u32(..8);
                    }
                    bytes
                }
            });
            let (took, held) = effort(damaged.path());
            assert!(took < 10.0 * seconds, "round {round}: {took} s of {seconds} s");
            assert!(held < 4 * memory, "round {round}: {held} bytes of {memory}");
        }
    }
}
