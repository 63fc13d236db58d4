//! A folder of portfolios gives one table, whatever is wrong with one of them.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::kit::{copy, fill, mcred, project};

/// Portfolios that are broken in different ways, among intact ones.
fn cohort() -> (TempDir, Vec<&'static str>) {
    let home = tempfile::tempdir().unwrap();
    // Only texts, which are read quickly.
    let whole = home.path().join(".whole");
    assert_eq!(mcred(home.path(), &["init", "safety", ".whole"]).status, 0);
    fill(&whole);
    let mut names = Vec::new();
    let mut make = |name: &'static str, damage: &dyn Fn(&Path)| {
        let folder = home.path().join(name);
        copy(&whole, &folder);
        damage(&folder);
        names.push(name);
    };
    let evidence = |folder: &Path| folder.join("evidence.toml");
    make("anna", &|_| {});
    make("Ben", &|_| {});
    make("dora", &|_| {});
    make("no-syntax", &|folder| fs::write(evidence(folder), "credential = [[[").unwrap());
    make("no-text", &|folder| fs::write(evidence(folder), [0, 159, 146, 150]).unwrap());
    make("nothing-in-it", &|folder| fs::write(evidence(folder), "").unwrap());
    make("not-a-file", &|folder| {
        fs::remove_file(evidence(folder)).unwrap();
        fs::create_dir(evidence(folder)).unwrap();
    });
    make("no-catalog", &|folder| {
        fs::create_dir(folder.join("catalog")).unwrap();
        fs::write(folder.join("catalog/leading-a-culture-of-safety.toml"), "title = ").unwrap();
    });
    make("no-narratives", &|folder| fs::remove_dir_all(folder.join("narratives")).unwrap());
    make("no-folder-of-artifacts", &|folder| {
        fs::remove_dir_all(folder.join("artifacts")).unwrap();
        fs::write(folder.join("artifacts"), "").unwrap();
    });
    make("unknown", &|folder| {
        fs::write(evidence(folder), "credential = \"\\u001b[31mno-such-one\"\n").unwrap();
    });
    make("year/group/zoe", &|_| {});
    make("张伟", &|_| {});
    // Neither of these is a portfolio.
    fs::write(home.path().join("a-file.txt"), "").unwrap();
    fs::create_dir(home.path().join("an-empty-folder")).unwrap();
    (home, names)
}

#[test]
fn one_broken_portfolio_does_not_hide_the_others() {
    let (home, mut names) = cohort();
    let checked = mcred(home.path(), &["check", "--format", "json"]);
    assert_eq!(checked.status, 1, "{}", checked.err);
    let portfolios = checked.json()["portfolios"].as_array().unwrap().clone();
    let path = |one: &Value| one["path"].as_str().unwrap().to_owned();
    let paths: Vec<String> = portfolios.iter().map(path).collect();
    names.sort_by_key(|name| name.to_lowercase());
    assert_eq!(paths, names, "sorted as people sort");
    for one in &portfolios {
        let whole = ["anna", "Ben", "dora", "year/group/zoe", "张伟"].contains(&path(one).as_str());
        assert_eq!(one["complete"], whole, "{}", path(one));
        assert_eq!(one["counts"]["errors"] == 0, whole, "{}", path(one));
    }

    let csv = mcred(home.path(), &["check", "--format", "csv"]).out;
    assert_eq!(csv.lines().count(), names.len() + 1, "{csv}");
    let lines = mcred(home.path(), &["check", "--format", "jsonl"]).out;
    assert_eq!(lines.lines().count(), names.len(), "{lines}");
    let page = mcred(home.path(), &["check", "--format", "markdown"]).out;
    assert!(names.iter().all(|name| page.contains(&format!("| {name} |"))), "{page}");
}

#[test]
fn the_table_of_a_cohort_fits_and_names_the_next_step() {
    let (home, names) = cohort();
    let table = mcred(home.path(), &["check"]).out;
    for line in table.lines() {
        assert!(unicode_width::UnicodeWidthStr::width(line) <= 80, "{line}");
    }
    assert!(!table.contains('\u{1b}'), "a name is no command to the terminal: {table}");
    assert!(table.contains("5 of 13 portfolios complete"), "{table}");
    assert!(table.starts_with(" Leading a Culture of Safety, where a row says no other\n"));
    let row = |name: &str| {
        let found = table.lines().find(|line| line.starts_with(&format!(" {name} ")));
        found.unwrap_or_else(|| panic!("{name} has no row: {table}"))
    };
    let shown = |name: &&&str| name.len() < 20 && !name.contains('/');
    names.iter().filter(shown).for_each(|name| assert!(row(name).len() > 20));
    assert!(row("no-syntax").contains("Mend line 1 of"), "{table}");
    assert!(row("no-narratives").contains("Mend this: Part"), "{table}");
}

/// `mcred check cohort/*` may also name files.
#[test]
fn a_path_that_is_no_portfolio_is_reported_and_the_others_are_checked() {
    let (home, _) = cohort();
    let some = mcred(home.path(), &["check", "anna", "a-file.txt", "nowhere", "Ben"]);
    assert_eq!(some.status, 2, "{some:?}");
    assert!(some.out.contains("2 of 2 portfolios complete"), "{some:?}");
    assert!(some.err.contains("a-file.txt is not a folder"), "{some:?}");
    assert!(some.err.contains("there is no folder nowhere"), "{some:?}");
    let none = mcred(home.path(), &["check", "a-file.txt", "nowhere"]);
    assert_eq!((none.status, none.out.as_str()), (2, ""), "{none:?}");
    let twice = mcred(home.path(), &["check", "anna", ".", "Ben", "--format", "csv"]);
    assert_eq!(twice.out.lines().count(), 14, "each once: {twice:?}");
}

#[test]
#[cfg(unix)]
fn a_portfolio_without_read_permission_has_a_row() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let home = tempfile::tempdir().unwrap();
    for name in ["anna", "ben", "dora"] {
        copy(&project("examples/complete"), &home.path().join(name));
    }
    symlink(home.path().join("anna"), home.path().join("the-same")).unwrap();
    let lock = |path: &str, mode: u32| {
        fs::set_permissions(home.path().join(path), fs::Permissions::from_mode(mode)).unwrap();
    };
    lock("ben", 0);
    lock("dora/evidence.toml", 0);
    let may_read_all = fs::read(home.path().join("dora/evidence.toml")).is_ok();
    let checked = mcred(home.path(), &["check", "--format", "json"]);
    lock("ben", 0o755);
    let portfolios = checked.json()["portfolios"].as_array().unwrap().clone();
    assert_eq!(portfolios.len(), 3, "a link to one that is there is not another: {checked:?}");
    if may_read_all {
        crate::kit::skip("to root nothing is locked");
        return;
    }
    for locked in &portfolios[1..] {
        let said = &locked["findings"][0]["message"];
        assert!(said.as_str().unwrap().contains("no permission"), "{said}");
    }
}

#[test]
fn a_name_in_several_words_is_put_in_quotes() {
    let home = tempfile::tempdir().unwrap();
    std::fs::create_dir(home.path().join("My Portfolio")).unwrap();
    let ran = mcred(home.path(), &["check", "My", "Portfolio"]);
    assert_eq!(ran.status, 2, "{ran:?}");
    assert!(ran.err.contains("put it in quotes, \"My Portfolio\""), "{}", ran.err);
    let ran = mcred(home.path(), &["check", "My", "Folder"]);
    assert!(ran.err.contains("there is no folder My"), "{}", ran.err);
}

#[test]
fn a_bundle_is_for_verify() {
    let home = tempfile::tempdir().unwrap();
    std::fs::write(home.path().join("Done.ZIP"), "").unwrap();
    let ran = mcred(home.path(), &["check", "Done.ZIP"]);
    assert_eq!(ran.status, 2, "{ran:?}");
    assert!(ran.err.contains("`mcred verify Done.ZIP`"), "{}", ran.err);
}

#[test]
fn an_untouched_portfolio_hides_no_folder_beside_it() {
    let home = tempfile::tempdir().unwrap();
    assert_eq!(mcred(home.path(), &["init", "safety", "anna"]).status, 0);
    fs::create_dir(home.path().join("bob")).unwrap();
    for arguments in [&["check", "."][..], &["check", ".", "--plain"]] {
        let text = mcred(home.path(), arguments).out;
        assert!(text.contains("anna") && text.contains("bob"), "{text}");
    }
}

#[test]
fn every_folder_has_a_row_and_every_zip_is_named() {
    let home = tempfile::tempdir().unwrap();
    for name in ["anna", "2025/group/ben"] {
        copy(&project("examples/incomplete"), &home.path().join(name));
    }
    for folder in ["max", "2025/zoe/drafts", "__MACOSX", "leo"] {
        fs::create_dir_all(home.path().join(folder)).unwrap();
    }
    fs::write(home.path().join("2025/zoe/drafts/plan.docx"), "x").unwrap();
    for zip in ["dora.zip", "leo/My bundle.ZIP", "anna/not-of-the-cohort.zip"] {
        fs::write(home.path().join(zip), "").unwrap();
    }
    let checked = mcred(home.path(), &["check"]);
    let table = &checked.out;
    let row = |name: &str| {
        let at = table.find(&format!("\n {name} ")).unwrap_or_else(|| panic!("{name}: {table}"));
        table[at + 1..].lines().next().unwrap().to_owned()
    };
    assert!(row("anna").contains("  11      5  "), "errors and warnings: {table}");
    assert!(table.contains("Lacks 2.a, 3.a–c, 4.a"), "{table}");
    for name in ["max", "2025/zoe", "leo"] {
        assert!(row(name).contains("No portfolio:"), "{table}");
    }
    assert!(!table.contains("drafts") && !table.contains("MACOSX"), "{table}");
    let words = table.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("`mcred verify dora.zip`, `mcred verify \"leo/My bundle.ZIP\"`."));
    assert!(!table.contains("not-of-the-cohort"), "{table}");
    for line in table.lines() {
        assert!(unicode_width::UnicodeWidthStr::width(line) <= 80, "{line}");
    }
    for format in [&["--plain"][..], &["--format", "markdown"]] {
        let text = mcred(home.path(), &[&["check"][..], format].concat()).out;
        for part in ["2025/zoe", "it is empty", "but a zip", "2.a, 3.a–c, 4.a", "dora.zip"] {
            assert!(text.contains(part), "{part}: {text}");
        }
    }
    // A folder beside portfolios is no error of theirs.
    let json = mcred(home.path(), &["check", "--format", "json"]).json();
    assert_eq!(json["portfolios"].as_array().unwrap().len(), 2);
    let none = mcred(&home.path().join("leo"), &["check", "."]);
    assert_eq!(none.status, 2);
}
