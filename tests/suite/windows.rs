//! What only Windows has: drives, backslashes, files that a program keeps to itself, and paths of
//! more than 260 characters. Run there, and by Wine.

use std::fs::{self, File, OpenOptions};
use std::os::windows::fs::OpenOptionsExt;
use std::path::Path;

use crate::kit::{Run, example, mcred};

/// Opens a file as Word, Excel and Acrobat do: nobody else may read it.
fn locked(path: &Path) -> File {
    OpenOptions::new().read(true).write(true).share_mode(0).open(path).unwrap()
}

/// Everything that a run printed; no path in it has a backslash.
fn printed(run: &Run) -> String {
    let text = format!("{}{}", run.out, run.err);
    assert!(!text.contains('\\'), "one kind of slash: {text}");
    text
}

#[test]
fn a_file_that_another_program_keeps_to_itself_is_named() {
    let (_home, folder) = example("complete");
    let name = "artifacts/survey-results.xlsx";
    let open = locked(&folder.join(name));
    let checked = mcred(&folder, &["check"]);
    let text = printed(&checked);
    assert_eq!(checked.status, 1, "{text}");
    assert!(text.contains("unreadable-artifact") && text.contains(name), "{text}");
    let packed = mcred(&folder, &["pack"]);
    assert_eq!(packed.status, 1, "{packed:?}");
    drop(open);
    assert_eq!(mcred(&folder, &["check"]).status, 0);
}

#[test]
fn evidence_that_an_editor_keeps_to_itself_is_left_alone() {
    let (_home, folder) = example("complete");
    let file = folder.join("evidence.toml");
    let before = fs::read(&file).unwrap();
    let open = locked(&file);
    let cited = mcred(&folder, &["cite", "1.a", "artifacts/safety-plan.pdf", "--at", "page 3"]);
    let text = printed(&cited);
    assert_eq!(cited.status, 2, "{text}");
    assert!(text.contains("evidence.toml"), "{text}");
    drop(open);
    assert_eq!(fs::read(&file).unwrap(), before);
}

#[test]
fn a_bundle_that_is_open_elsewhere_stays_as_it_is() {
    let (home, folder) = example("complete");
    let bundle = home.path().join("handed-in.zip");
    fs::write(&bundle, "the old bundle").unwrap();
    let names = || fs::read_dir(home.path()).unwrap().count();
    let before = names();
    let open = locked(&bundle);
    let packed = mcred(&folder, &["pack", "-o", "../handed-in.zip"]);
    let text = printed(&packed);
    assert_eq!(packed.status, 2, "{text}");
    assert!(text.contains("handed-in.zip"), "{text}");
    drop(open);
    assert_eq!(fs::read(&bundle).unwrap(), b"the old bundle");
    assert_eq!(names(), before, "nothing unfinished stays");
}

#[test]
fn paths_are_typed_with_drives_and_backslashes_and_shown_with_slashes() {
    let (home, folder) = example("complete");
    let whole = folder.display().to_string().replace('/', "\\");
    assert!(whole.contains(":\\"), "{whole}");
    let plan = format!("{whole}\\artifacts\\safety-plan.pdf");
    for (artifact, page) in [("artifacts\\safety-plan.pdf", "page 3"), (&plan, "page 4")] {
        let cited = mcred(&folder, &["cite", "4.a", artifact, "--at", page]);
        let text = printed(&cited);
        assert_eq!(cited.status, 0, "{text}");
        assert!(text.contains("artifacts/safety-plan.pdf"), "{text}");
    }
    for arguments in [
        &["check", &whole][..],
        &["pack", &whole],
        &["report", &whole],
        &["schema", "--write", "-C", &whole],
    ] {
        let ran = mcred(home.path(), arguments);
        assert_eq!(ran.status, 0, "{arguments:?}: {}", printed(&ran));
    }
    let made = mcred(home.path(), &["init", "safety", &format!("{whole}\\another")]);
    assert_eq!(made.status, 0, "{}", printed(&made));
}

#[test]
fn a_portfolio_may_lie_deeper_than_260_characters() {
    let (home, folder) = example("complete");
    let mut deep = home.path().to_owned();
    deep.extend(["the folder of everything that our school keeps and never sorts"; 5]);
    // The system takes such a path with a prefix; people type it without.
    let mut verbatim = home.path().canonicalize().unwrap();
    verbatim.extend(deep.strip_prefix(home.path()).unwrap());
    fs::create_dir_all(&verbatim).unwrap();
    fs::rename(&folder, verbatim.join("portfolio")).unwrap();
    let typed = deep.join("portfolio").display().to_string();
    assert!(typed.len() > 300, "{typed}");
    let checked = mcred(home.path(), &["check", &typed]);
    assert_eq!(checked.status, 0, "{checked:?}");
    let packed = mcred(home.path(), &["pack", &typed, "-o", "bundle.zip"]);
    assert_eq!(packed.status, 0, "{packed:?}");
}
