//! The `catalog/` of a portfolio replaces bundled credentials of the same id and adds others.

use std::fs;

use crate::kit::{example, fill, mcred};

const SAFETY: &str = "leading-a-culture-of-safety";

#[test]
fn a_catalog_file_replaces_the_bundled_one_of_the_same_id() {
    let (_home, folder) = example("complete");
    let printed = mcred(&folder, &["catalog", SAFETY, "--format", "toml"]).out;
    fs::create_dir(folder.join("catalog")).unwrap();
    let own = folder.join(format!("catalog/{SAFETY}.toml"));
    fs::write(&own, &printed).unwrap();
    assert_eq!(mcred(&folder, &["check"]).status, 0, "the same file changes nothing");

    // The minimum of the reflection comes after that of the overview.
    let higher = printed.replace("minimum_words = 500", "minimum_words = 5000");
    assert_ne!(printed, higher);
    fs::write(&own, higher).unwrap();
    let checked = mcred(&folder, &["check", "--format", "json"]);
    assert_eq!(checked.status, 1, "{checked:?}");
    let portfolio = &checked.json()["portfolios"][0];
    assert_eq!(portfolio["reflection"]["minimum"], 5000);
    let rules: Vec<&str> = portfolio["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| finding["rule"].as_str().unwrap())
        .collect();
    assert_eq!(rules, ["too-few-words"]);
}

#[test]
fn a_credential_of_the_portfolio_goes_from_init_to_pack() {
    let home = tempfile::tempdir().unwrap();
    let own = "id = \"leading-a-garden\"\ntitle = \"Leading a Garden\"\n\n\
        [overview]\nminimum_words = 1000\n\n\
        [[overview.questions]]\nnumber = 1\ntext = \"What did you plant?\"\n\n\
        [[outcomes]]\nnumber = 1\ntext = \"Plants and waters.\"\n\n\
        [[outcomes.details]]\nid = \"1.a\"\ntext = \"Plants.\"\n\n\
        [[outcomes.details]]\nid = \"1.b\"\ntext = \"Waters.\"\n\n\
        [reflection]\nminimum_words = 500\nprompt = \"Reflect on your garden and say what grew.\"\n";
    fs::create_dir(home.path().join("catalog")).unwrap();
    fs::write(home.path().join("catalog/leading-a-garden.toml"), own).unwrap();

    let list = mcred(home.path(), &["catalog"]);
    assert!(list.out.contains("leading-a-garden"), "{}", list.out);
    let made = mcred(home.path(), &["init", "leading-a-g"]);
    assert_eq!(made.status, 0, "{made:?}");
    assert_eq!(mcred(home.path(), &["check"]).status, 1);
    fill(home.path());
    let checked = mcred(home.path(), &["check"]);
    assert_eq!(checked.status, 0, "{}", checked.out);
    assert_eq!(mcred(home.path(), &["pack"]).status, 0);
    let bundle = fs::File::open(home.path().join("submission/leading-a-garden.zip")).unwrap();
    let zip = zip::ZipArchive::new(bundle).unwrap();
    let own = "leading-a-garden/data/catalog/leading-a-garden.toml";
    assert!(
        zip.file_names().any(|name| name.unwrap() == own),
        "the bundle carries what it is held to"
    );
}
