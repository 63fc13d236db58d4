//! Requirements that were pasted from pages and portals.

mod any_text;
mod files;
mod frameworks;
mod migration;
mod shapes;
mod shared_catalog;

use std::fs;

use mcred::import::{Imported, catalog_toml, import_text};
use mcred::load::{bundled, bundled_ids};
use mcred::model::Credential;

use crate::kit::{example, mcred, project};

#[test]
fn the_five_pages_are_read_word_for_word() {
    let known = bundled_credentials();
    for id in bundled_ids() {
        let imported = import(id, None);
        let credential = known.iter().find(|one| one.id == id).unwrap();
        assert_eq!(imported.credential, *credential);
    }
}

#[test]
fn lists_of_every_shape_give_the_same_details() {
    let all = ["Plants in every bed.", "Waters every day."];
    for name in ["portal", "roman", "decimals", "headings", "letters", "markdown"] {
        let credential = import(name, Some("leading-a-garden")).credential;
        let outcomes: Vec<&str> = credential.outcomes.iter().map(|it| it.text.as_str()).collect();
        assert_eq!(outcomes, ["Plants and waters.", "Harvests."], "{name}");
        let details = credential.outcomes[0].details.iter().map(|it| it.text.as_str());
        assert_eq!(details.collect::<Vec<_>>(), all, "{name}");
    }
    let portal = import("portal", None).credential;
    assert_eq!(portal.id, "leading-a-garden");
    assert_eq!((portal.overview.minimum_words, portal.reflection.minimum_words), (750, 400));
    assert_eq!(portal.overview.questions[1].text, "How did you water it? (Beds and pots)");
    let bullets = import("bullets", Some("leading-a-garden")).credential;
    assert_eq!(bullets.outcomes[0].text, "Plants and waters in all beds of the school garden.");
    assert_eq!(bullets.details().count(), 3);
}

#[test]
fn a_portfolio_gets_the_file_and_goes_by_it() {
    let (_home, folder) = example("complete");
    fs::copy(project("tests/import/leading-a-culture-of-safety.txt"), folder.join("page.txt"))
        .unwrap();
    let run = mcred(&folder, &["catalog", "import", "page.txt"]);
    assert_eq!(run.status, 0, "{run:?}");
    let file = folder.join("catalog/leading-a-culture-of-safety.toml");
    let text = fs::read_to_string(&file).unwrap();
    let id = "leading-a-culture-of-safety";
    assert_eq!(text, catalog_toml(&bundled(id).unwrap()));
    assert_eq!(mcred(&folder, &["check"]).status, 0);
    assert_eq!(mcred(&folder, &["catalog", id, "--format", "toml"]).out, text);
    let again = mcred(&folder, &["catalog", "import", "page.txt"]);
    assert!(again.out.contains("nothing was changed"), "{again:?}");
    fs::write(folder.join("page.txt"), "Dear all, see you on Monday.\n").unwrap();
    let run = mcred(&folder, &["catalog", "import", "page.txt"]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("nothing recognised, because"), "{run:?}");
    assert_eq!(fs::read_to_string(&file).unwrap(), text);
}

#[test]
fn evidence_follows_the_details_that_moved() {
    let (_home, folder) = example("complete");
    let id = "leading-a-culture-of-safety";
    let mut credential = bundled(id).unwrap();
    let evidence = || fs::read_to_string(folder.join("evidence.toml")).unwrap();
    let before = evidence();
    assert_eq!(mcred(&folder, &["init"]).status, 0);
    assert_eq!(evidence(), before);
    let details = &mut credential.outcomes[0].details;
    let first = details[0].text.clone();
    details[0].text = std::mem::replace(&mut details[1].text, first);
    let mut added = details[0].clone();
    added.id = "1.z".parse().unwrap();
    added.text = "Waters the garden beds twice.".to_owned();
    details.push(added);
    fs::create_dir_all(folder.join("catalog")).unwrap();
    fs::write(folder.join(format!("catalog/{id}.toml")), catalog_toml(&credential)).unwrap();
    let run = mcred(&folder, &["init"]);
    assert_eq!(run.status, 0, "{run:?}");
    assert!(run.out.contains("1.a is 1.b now"), "{run:?}");
    assert!(run.out.contains("added [eo.1.z]"), "{run:?}");
    let after = evidence();
    let lines = |text: &str| text.matches("artifact = ").count();
    assert_eq!(lines(&after), lines(&before));
    assert!(!mcred(&folder, &["init"]).out.contains("evidence.toml:"), "{after}");
    assert_eq!(evidence(), after);
}

#[test]
fn limits_are_kept_when_the_requirements_are_imported_again() {
    let (_home, folder) = example("complete");
    let id = "leading-a-culture-of-safety";
    let limits = "[limits]\nfile_types = [\n    \"pdf\",\n]\nmaximum_files = 900\n\
                  transcripts = \"required\"\n";
    let text = catalog_toml(&bundled(id).unwrap())
        .replacen(
            "[overview]\nminimum_words = 1000\n",
            "[overview]\nminimum_words = 1000\nmaximum_words = 9000\n",
            1,
        )
        .replacen("[course]", &format!("{limits}\n[course]"), 1);
    assert!(text.contains("9000") && text.contains(limits));
    fs::create_dir_all(folder.join("catalog")).unwrap();
    let file = folder.join(format!("catalog/{id}.toml"));
    fs::write(&file, &text).unwrap();
    fs::copy(project(&format!("tests/import/{id}.txt")), folder.join("page.txt")).unwrap();
    let run = mcred(&folder, &["catalog", "import", "page.txt"]);
    assert!(run.out.contains("nothing was changed"), "{run:?}");
    assert_eq!(fs::read_to_string(&file).unwrap(), text);
}

#[test]
fn a_long_text_is_read_in_bounded_time() {
    let line = "1. Plants and waters.\n  a. Plants in every bed. i. x ii. y\n";
    let text = line.repeat(2_000);
    let imported = import_text(&text, Some("a"), None, &[]).unwrap();
    assert!(!imported.credential.outcomes.is_empty());
}

fn import(name: &str, id: Option<&str>) -> Imported {
    let text = fs::read_to_string(project(&format!("tests/import/{name}.txt"))).unwrap();
    let known = bundled_credentials();
    let known: Vec<&Credential> = known.iter().collect();
    import_text(&text, id, None, &known).unwrap()
}

fn bundled_credentials() -> Vec<Credential> {
    bundled_ids().filter_map(bundled).collect()
}
