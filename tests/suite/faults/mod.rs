//! What happens when the machine fails under mcred, each fault made for real.
//!
//! | fault | what must hold | proven how |
//! |---|---|---|
//! | kill -9 at any moment of pack | the old bundle or the new one, whole; portfolio untouched; the next run sweeps | `killed_at_any_moment`: the program killed at moments spread over its run |
//! | kill -9 at any moment of cite, --fix or init | evidence.toml as before or as after, nothing between; run again, it is as if nothing had been | `killed_while_it_edits`, `killed_while_it_begins`: the same |
//! | two runs into one folder | neither takes the other's unfinished file for a leftover | `two_at_a_time`: many packs at once |
//! | Ctrl-C, polite kill | exit 2, one line, no half file, the old bundle | `stopped_politely`: SIGINT and SIGTERM once the unfinished file is there |
//! | disk full at any write of pack | exit 2, one line that names the bundle, the old bundle or none, no half file | `disk_full_at_any_write`: a tmpfs of rising size |
//! | disk full for cite, --fix, report | exit 2, one line that names the file, which is as before | `disk_full_for_what_edits`: a tmpfs filled to its last page |
//! | disk full for init | exit 2, one line; with room again, it ends what it began | `disk_full_for_what_begins`: a tmpfs of rising size |
//! | read-only folder | exit 2, one line that names it; what only reads works | `read_only_folder`: a tmpfs mounted read-only |
//! | artifact grows, shrinks, changes or vanishes while packed | an error that names it, no bundle | `a_file_that_changes_while_it_is_packed`: the file written to or removed between open and read, and before |
//! | artifact grows, shrinks or vanishes while checked | a finding that names it | `a_file_that_changes_while_it_is_checked`: the same |
//! | evidence.toml saved by an editor while cite or --fix runs | an error, and what the editor saved | `what_an_editor_saved_meanwhile_is_kept`: another text on disk than was read |
//! | permission denied | a finding that names it; exit 2 where something can't be written, nothing changed | `permission_denied`, `permission_denied_to_write`: another user |
//! | name that is not UTF-8 | a finding that names it; a draft goes without it | `names_that_are_not_unicode`: such a file |
//! | 5,000 folders deep | a finding that names it, no crash | `folders_five_thousand_deep`: such folders |
//! | symbolic links in a circle | a finding that names each | `links_in_a_circle`: such links |
//! | FIFO, device, socket in artifacts/ | a finding that names it, no waiting | `pipes_devices_and_sockets`: such files |
//! | FIFO, folder or circle where the form should be | a finding or one line, no waiting, from every command | `strange_things_instead_of_the_form`: such files |
//! | names that differ by case only | a finding that names both | `names_that_differ_by_case_only`: such files |
//! | clock set back: files of the future | packs as ever, the same bytes | `clock_set_back`: times of change ten years on |
//!
//! "One line" is `error: …` on standard error. Everywhere: never a panic, the
//! portfolio byte for byte as before. Faults that need the rights of root say so
//! and prove nothing where those are missing.
#![cfg(unix)]

mod changing;
mod disk;
mod kit;
mod stopped;
mod strange;

/// The table above is what a reader believes: each proof in it is a test, and each test is in it.
#[test]
fn the_table_names_every_test() {
    use std::collections::BTreeSet;
    let files = [
        include_str!("changing.rs"),
        include_str!("disk.rs"),
        include_str!("stopped.rs"),
        include_str!("strange.rs"),
    ];
    let tests: BTreeSet<&str> = files
        .iter()
        .flat_map(|file| file.split("#[test]\nfn ").skip(1))
        .filter_map(|rest| rest.split('(').next())
        .collect();
    let rows = include_str!("mod.rs").lines().filter_map(|line| line.strip_prefix("//! | "));
    let mut named = BTreeSet::new();
    for row in rows.skip(1) {
        let columns: Vec<&str> = row.trim_end_matches(" |").split(" | ").collect();
        let [_, _, proven] = columns.as_slice() else { panic!("three columns: {row}") };
        let names: Vec<&str> = proven.split('`').skip(1).step_by(2).collect();
        assert!(!names.is_empty(), "no proof: {row}");
        named.extend(names);
    }
    // This one stands beside what it tests, which nothing outside can call.
    let inside = include_str!("../../../src/cli/save.rs");
    let (inside, outside): (BTreeSet<&str>, _) =
        named.into_iter().partition(|name| inside.contains(&format!("#[test]\n    fn {name}(")));
    assert_eq!(inside.len(), 1);
    assert_eq!(outside, tests);
}
