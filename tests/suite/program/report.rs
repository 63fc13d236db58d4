//! `mcred report` writes only the guide, with links to the artifacts in the portfolio.

use std::fs;

use crate::kit::{example, files, mcred};

#[test]
fn the_guide_of_report_links_to_the_artifacts_in_place() {
    let (_home, folder) = example("complete");
    let before = files(&folder);
    let made = mcred(&folder, &["report"]);
    assert_eq!(made.status, 0, "{made:?}");
    let guide = folder.join(made.out.lines().next().unwrap());
    assert_eq!(
        guide.canonicalize().unwrap(),
        folder.join("submission/guide.html").canonicalize().unwrap()
    );
    let page = fs::read_to_string(&guide).unwrap();
    let links: Vec<&str> =
        page.split("href=\"../").skip(1).filter_map(|rest| rest.split(['"', '#']).next()).collect();
    assert!(links.len() > 30, "{links:?}");
    for link in links {
        assert!(folder.join(link).is_file(), "{link}");
    }
    assert!(!page.contains("<title>DRAFT"));

    let mut after = files(&folder);
    after.retain(|path, _| !path.starts_with(folder.join("submission")));
    assert_eq!(before, after, "report writes to nothing but submission/");
    mcred(&folder, &["report"]);
    assert_eq!(page, fs::read_to_string(&guide).unwrap());
    assert_eq!(fs::read_dir(folder.join("submission")).unwrap().count(), 2, "nothing is left over");
}

#[test]
fn an_incomplete_portfolio_has_a_guide_that_says_so() {
    let (_home, folder) = example("incomplete");
    let made = mcred(&folder, &["report"]);
    assert_eq!(made.status, 1, "{made:?}");
    let page = fs::read_to_string(folder.join("submission/guide.html")).unwrap();
    assert!(page.contains("<title>DRAFT: "));
}

/// The texts for the portal are the practitioner's business, not the assessor's.
#[test]
fn the_page_for_the_portal_is_written_and_not_packed() {
    let (_home, folder) = example("complete");
    let made = mcred(&folder, &["report"]);
    let portal = folder.join(made.out.lines().nth(1).unwrap());
    let page = fs::read_to_string(portal).unwrap();
    assert!(page.contains("data-copy=\"field-part-2-detail-1.a\""), "{page}");
    let guide = fs::read_to_string(folder.join("submission/guide.html")).unwrap();
    assert!(!guide.contains("data-copy") && !guide.contains("Text for the portal"));
    assert_eq!(mcred(&folder, &["pack"]).status, 0);
    let bundle = fs::File::open(folder.join("submission/leading-a-culture-of-safety.zip")).unwrap();
    let bundle = zip::ZipArchive::new(bundle).unwrap();
    assert!(!bundle.file_names().any(|name| name.unwrap().ends_with("portal.html")));
}
