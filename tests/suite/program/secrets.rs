//! Private names and personal data are in no output in full, and the name of the user is in no bundle.

use std::fs;
use std::io::Read;
use std::path::Path;

use crate::kit::{command, example, mcred, run};

/// Each of them is in the overview, in an explanation, in a quote and in an artifact.
const SECRETS: [&str; 4] =
    ["Quentin Abernathy", "219-09-4417", "615-342-2368", "q.abernathy@hilltop.k12.tn.us"];

/// A copy of the example that contains all of them.
fn with_secrets() -> (tempfile::TempDir, std::path::PathBuf) {
    let (home, folder) = example("complete");
    let all = format!(
        "{} came; SSN: {}, phone: {}, mail {}.",
        SECRETS[0], SECRETS[1], SECRETS[2], SECRETS[3]
    );
    let edit = |path: &str, change: &dyn Fn(String) -> String| {
        let path = folder.join(path);
        fs::write(&path, change(fs::read_to_string(&path).unwrap())).unwrap();
    };
    edit("narratives/overview.md", &|text| format!("{text}\n{all}\n"));
    edit("artifacts/meeting-minutes.md", &|text| format!("{text}\n{all}\n"));
    edit("evidence.toml", &|text| {
        let text =
            text.replacen("Respect was the first", &format!("{all} Respect was the first"), 1);
        // A quote that is nowhere appears in the message.
        text.replacen("each new student is met", &format!("{all} each new student is met"), 1)
    });
    fs::write(folder.join("private.toml"), format!("identities = [\"{}\"]\n", SECRETS[0])).unwrap();
    (home, folder)
}

#[test]
fn no_output_repeats_personal_data() {
    let (_home, folder) = with_secrets();
    for format in ["human", "json", "jsonl", "csv", "markdown", "github", "sarif", "junit"] {
        assert_has_no_secrets(format, &mcred(&folder, &["check", "--format", format]).out);
    }
    for more in [&["check", "--plain"][..], &["check", "--quiet"], &["pack"]] {
        assert_has_no_secrets(&more.join(" "), &mcred(&folder, more).out);
    }
    // They are found: the messages say what they are and show a part of them.
    let json = mcred(&folder, &["check", "--format", "json"]).out;
    for found in ["Q•••••• A••••••••", "•••-••-4417", "•••-•••-2368", "q.a••••••••@"]
    {
        assert!(json.contains(found), "{found}");
    }
}

#[test]
fn no_page_of_a_bundle_repeats_personal_data() {
    let (home, folder) = with_secrets();
    let bundle = home.path().join("bundle.zip");
    let packed = mcred(&folder, &["pack", "--draft", "-o", bundle.to_str().unwrap()]);
    assert_eq!(packed.status, 0, "{packed:?}");
    assert_has_no_secrets("pack", &packed.out);
    let verified = mcred(&folder, &["verify", bundle.to_str().unwrap(), "--format", "json"]);
    assert_has_no_secrets("verify", &verified.out);
    let mut zip = zip::ZipArchive::new(fs::File::open(&bundle).unwrap()).unwrap();
    let mut pages = 0;
    for index in 0..zip.len() {
        let mut file = zip.by_index(index).unwrap();
        let name = file.name().unwrap().into_owned();
        assert!(!name.ends_with("private.toml"));
        let (_, path) = name.split_once('/').unwrap();
        // The practitioner's own text may contain them: the files, and pages that show these files.
        if path.starts_with("data/") || path.starts_with("portal/") || path == "START-HERE.html" {
            continue;
        }
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        assert_has_no_secrets(path, &text);
        pages += 1;
    }
    assert!(pages >= 5, "{pages}");
    let mut guide = String::new();
    let name = "leading-a-culture-of-safety-DRAFT/START-HERE.html";
    zip.by_name(name).unwrap().read_to_string(&mut guide).unwrap();
    // Findings lead no reviewer to them; the rest of the page is the practitioner's text.
    let (_, found) = guide.split_once("class=\"findings\"").unwrap();
    let (found, _) = found.split_once("</section>").unwrap();
    assert!(found.contains("quote-not-found"), "{found}");
    let mut json = String::new();
    let name = name.replace("START-HERE.html", "completeness.json");
    zip.by_name(&name).unwrap().read_to_string(&mut json).unwrap();
    assert!(json.contains("quote-not-found"));
    for (of, text) in [("guide", found), ("completeness.json", &json)] {
        for hidden in ["personal-data", "identity-in-", "•"] {
            assert!(!text.contains(hidden), "{of} says {hidden}: {text}");
        }
        assert_has_no_secrets(of, text);
    }
}

#[test]
fn a_waived_finding_stays_visible_with_its_reason() {
    let (_home, folder) = with_secrets();
    let evidence = folder.join("evidence.toml");
    let text = fs::read_to_string(&evidence).unwrap();
    let reason = "They agreed in writing.";
    let waiver = format!("\n[[waive]]\nrule = \"personal-data\"\nreason = \"{reason}\"\n");
    fs::write(&evidence, text + &waiver).unwrap();
    for format in ["human", "json", "jsonl", "markdown", "github", "sarif", "junit"] {
        let out = mcred(&folder, &["check", "--format", format]).out;
        assert!(out.contains(reason), "{format}: {out}");
        assert_has_no_secrets(format, &out);
    }
    assert!(mcred(&folder, &["check", "--plain"]).out.contains(reason));
    assert_eq!(mcred(&folder, &["report"]).status, 1);
    let guide = fs::read_to_string(folder.join("submission/guide.html")).unwrap();
    // Blind review: it would lead to the data.
    assert!(!guide.contains(reason));
}

/// check and pack search for the name of the user, and a bundle is the same on every machine.
#[test]
fn the_name_of_the_user_is_searched_for_and_never_packed() {
    let (home, folder) = example("complete");
    let settings = home.path().join("home");
    fs::create_dir(&settings).unwrap();
    fs::write(settings.join(".gitconfig"), "[user]\n\tname = Quentin Abernathy\n").unwrap();
    let here = |arguments: &[&str], home: &Path| {
        let mut command = command();
        command
            .current_dir(&folder)
            .env("HOME", home)
            .env_remove("XDG_CONFIG_HOME")
            .env("USER", "root");
        command.env("LOGNAME", "root").env("USERNAME", "root");
        run(command.args(arguments))
    };
    let nobody = home.path().join("nobody");
    let minutes = folder.join("artifacts/page.html");
    fs::write(&minutes, "<!doctype html><meta name=author content='Q. Abernathy'><p>Yes.\n")
        .unwrap();
    let (one, other) = (home.path().join("one.zip"), home.path().join("other.zip"));
    let packed = here(&["pack", "-o", one.to_str().unwrap()], &settings);
    assert_eq!(packed.status, 0, "a property is a warning: {packed:?}");
    assert!(packed.out.contains("(complete, 2 warnings)"), "{}", packed.out);
    let packed = here(&["pack", "-o", other.to_str().unwrap()], &nobody);
    assert!(packed.out.contains("(complete, 1 warning)"), "{}", packed.out);
    assert!(fs::read(one).unwrap() == fs::read(other).unwrap(), "a bundle tells of no machine");

    let overview = folder.join("narratives/overview.md");
    let text = fs::read_to_string(&overview).unwrap();
    fs::write(&overview, format!("{text}\nQuentin Abernathy led it.\n")).unwrap();
    for command in ["check", "pack", "report"] {
        let refused = here(&[command], &settings);
        assert_eq!(refused.status, 1, "{command}: {refused:?}");
        assert_eq!(here(&[command], &nobody).status, 0, "{command}");
    }
    let said = here(&["check"], &settings).out;
    assert!(said.contains("author in the settings of git"), "{said}");
    assert_has_no_secrets("check", &said);
}

fn assert_has_no_secrets(what: &str, text: &str) {
    for secret in SECRETS {
        assert!(!text.contains(secret), "{what} says {secret}:\n{text}");
    }
}
