//! An unpacked bundle is the portfolio that it was packed from.

use std::fs::{self, File};
use std::path::Path;

use proptest::prelude::*;
use serde_json::Value;

use crate::kit::mcred;

/// Names that every system can unpack.
fn name() -> impl Strategy<Value = String> {
    let stem = prop_oneof!["[a-zA-Z0-9][a-zA-Z0-9 _()&+%-]{0,10}[a-z0-9]", "[äöüéñ学校]{1,6}"];
    let extension = prop::sample::select(&["md", "txt", "csv", "html", "bin", "pdf"][..]);
    (stem, extension).prop_map(|(stem, extension)| format!("{stem}.{extension}"))
}

fn content() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        "# [A-Z][a-z]{1,8}\n\n[a-z ]{0,40}\n".prop_map(String::into_bytes),
        prop::collection::vec(any::<u8>(), 0..60),
    ]
}

fn json(folder: &Path) -> Value {
    let mut document = mcred(folder, &["check", "--format", "json"]).json();
    let portfolio = &mut document["portfolios"][0];
    portfolio["path"].take();
    portfolio.take()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn check_of_an_unpacked_bundle_equals_check_of_the_portfolio(
        artifacts in prop::collection::btree_map(name(), content(), 0..5),
        cited in prop::option::of((0..5_usize, super::locations::location())),
        overview in "# [A-Z][a-z]{1,8}\n\n[A-Za-z ,.]{0,200}\n",
    ) {
        let home = tempfile::tempdir().unwrap();
        let portfolio = home.path().join("portfolio");
        for folder in ["artifacts", "narratives"] {
            fs::create_dir_all(portfolio.join(folder)).unwrap();
        }
        let mut folded = std::collections::BTreeSet::new();
        for (name, bytes) in &artifacts {
            // Two names that are the same on other systems can't be packed.
            if folded.insert(name.to_lowercase()) {
                fs::write(portfolio.join("artifacts").join(name), bytes).unwrap();
            }
        }
        fs::write(portfolio.join("narratives/overview.md"), overview).unwrap();
        let mut evidence = "credential = \"leading-a-culture-of-safety\"\n".to_owned();
        if let Some((index, at)) = cited
            && let Some(name) = artifacts.keys().nth(index)
        {
            let (name, at) = (format!("artifacts/{name}"), at.to_string());
            let (name, at) = (toml::Value::from(name), toml::Value::from(at));
            evidence += &format!("[eo.1.a]\nevidence = [{{ artifact = {name}, at = {at} }}]\n");
        }
        fs::write(portfolio.join("evidence.toml"), evidence).unwrap();

        let bundle = home.path().join("bundle.zip");
        let packed = mcred(&portfolio, &["pack", "--draft", "-o", "../bundle.zip"]);
        prop_assert_eq!(packed.status, 0, "{:?}", packed);
        let unpacked = home.path().join("unpacked");
        zip::ZipArchive::new(File::open(&bundle).unwrap()).unwrap().extract(&unpacked).unwrap();
        // The name of the only folder marks a draft.
        let base = fs::read_dir(&unpacked).unwrap().next().unwrap().unwrap().path();
        let data = base.join("data");
        prop_assert_eq!(json(&portfolio), json(&data));
    }
}
