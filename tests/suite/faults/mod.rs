//! What happens when the machine fails. Each fault is produced for real.
//!
//! | fault | what must hold | how it is tested |
//! |---|---|---|
//! | kill -9 at any moment of pack | the old or the new bundle, whole; the portfolio is unchanged; the next run removes leftovers | `pack_can_be_killed_at_any_moment`: the program is killed at moments spread over its run |
//! | kill -9 at any moment of cite, --fix or init | evidence.toml as before or as after; a second run completes the work | `cite_and_fix_can_be_killed_at_any_moment`, `init_can_be_killed_at_any_moment`: the same |
//! | two runs into one folder | neither removes the unfinished file of the other | `packs_into_one_folder_do_not_disturb_each_other`: many packs at once |
//! | SIGINT (Ctrl-C), SIGTERM | exit status 2, one line, no partial file, the old bundle | `pack_stops_cleanly_on_sigint_and_sigterm`: the signals are sent once the unfinished file exists |
//! | disk full at any write of pack | exit status 2, one line that names the bundle, the old bundle or none, no partial file | `pack_survives_a_full_disk_at_any_write`: a tmpfs of increasing size |
//! | disk full for cite, --fix, report | exit status 2, one line that names the file, which is unchanged | `cite_fix_and_report_survive_a_full_disk`: a tmpfs filled to its last page |
//! | disk full for init | exit status 2, one line; with enough space, a second run completes the work | `init_survives_a_full_disk`: a tmpfs of increasing size |
//! | read-only folder | exit status 2, one line that names it; commands that only read work | `a_read_only_folder_is_reported`: a tmpfs mounted read-only |
//! | artifact grows, shrinks, changes or vanishes while packed | an error that names it, and no bundle | `an_artifact_that_changes_during_pack_is_an_error`: the file is written to or removed before it is opened, or between open and read |
//! | artifact grows, shrinks or vanishes while checked | a finding that names it | `an_artifact_that_changes_during_check_is_a_finding`: the same |
//! | evidence.toml saved by an editor while cite or --fix runs | an error; the file is as the editor saved it | `what_an_editor_saved_meanwhile_is_kept`: the text on disk differs from the one that was read |
//! | an editor saves at any moment of cite or --fix | the file is as the editor saved it | `what_an_editor_saves_before_or_after_writing_is_kept`: saves in place and by renaming, between comparing and writing and after it |
//! | several cites at once | all of them are in evidence.toml | `cites_at_once_lose_nothing`: six at once |
//! | evidence.toml with links, mixed line ends, in UTF-16, read-only | all of it stays; read-only is refused | `links_line_ends_and_encoding_stay`, `a_read_only_evidence_file_is_left_alone`: such files |
//! | any file that was checked changes before the bundle is done | an error that names it, and no bundle | `what_changes_between_check_and_the_end_of_pack_is_an_error`: texts and artifacts are rewritten, swapped, replaced by links, removed or added |
//! | private.toml that can't be read | a finding that names it | `private_names_that_can_not_be_read_are_an_error`: folders, pipes, links to nothing, broken texts |
//! | links to private.toml | a finding that names each; a draft is packed without them | `links_to_private_names_are_not_packed`: symbolic and hard links |
//! | a device, a pipe or a file of the portfolio as the place of the bundle | one line; nothing changed | `a_bundle_replaces_neither_devices_nor_files_of_the_portfolio`: such places, and a link in place of submission/ |
//! | permission denied | a finding that names it; exit status 2 if something can't be written, and nothing changed | `an_unreadable_file_is_a_finding`, `a_folder_without_write_permission_is_reported`: another user |
//! | name that is not UTF-8 | a finding that names it; a draft is packed without it | `a_name_that_is_not_unicode_is_a_finding`: such a file |
//! | 5,000 folders deep | a finding that names it | `five_thousand_nested_folders_are_a_finding`: such folders |
//! | symbolic links in a circle | a finding that names each | `circular_links_are_findings`: such links |
//! | FIFO, device, socket in artifacts/ | a finding that names it; the run does not block | `pipes_devices_and_sockets_are_findings`: such files |
//! | FIFO, folder or circular link in place of an expected file | a finding or one line from every command; the run does not block | `special_files_in_place_of_expected_ones_are_reported`: such files |
//! | names that differ by case only | a finding that names both | `names_that_differ_only_by_case_are_a_finding`: such files |
//! | files with times in the future (clock set back) | the same bundle | `files_of_the_future_do_not_change_the_bundle`: times of modification in ten years |
//!
//! "One line" is `error: …` on standard error. In all cases there is no panic, and the portfolio is
//! unchanged. Tests that need root print a note and are skipped without it.
#![cfg(unix)]

mod changing;
mod disk;
mod kit;
mod saving;
mod stopped;
mod strange;

/// Every test that the table names exists, and every test is in the table.
#[test]
fn the_table_names_every_test() {
    use std::collections::BTreeSet;
    let files = [
        include_str!("changing.rs"),
        include_str!("disk.rs"),
        include_str!("saving.rs"),
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
        assert!(!names.is_empty(), "no test: {row}");
        named.extend(names);
    }
    // Two tests are beside their code, which is private.
    let inside = concat!(
        include_str!("../../../src/cli/save.rs"),
        include_str!("../../../src/cli/replace.rs")
    );
    let (inside, outside): (BTreeSet<&str>, _) =
        named.into_iter().partition(|name| inside.contains(&format!("#[test]\n    fn {name}(")));
    assert_eq!(inside.len(), 2);
    assert_eq!(outside, tests);
}
