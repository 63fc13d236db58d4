//! Any bytes in any file of a portfolio give findings or a one-line error, never a panic, and never
//! change a file.

use std::fs;

use crate::kit::{copy, example, files, fill, mcred};

#[test]
fn any_bytes_in_any_file_give_findings_or_an_error() {
    let catalog = "catalog/leading-a-culture-of-safety.toml";
    let texts = ["evidence.toml", "narratives/overview.md", "narratives/reflection.md", catalog];
    let every_byte: Vec<u8> = (0..=255).collect();
    let deep = format!("a = {}", "[".repeat(20_000));
    let quotes = ">".repeat(20_000);
    let bytes: [&[u8]; 10] = [
        b"",
        b"\0",
        b"\xFF\xFE",
        b"\xFF\xFEA",
        b"\xEF\xBB\xBF",
        b"= [ { \" ]]] ''' \n[eo.1.a]\n[eo.1.a]\n",
        b"credential = 3\nhonesty = []\neo = { 1 = { a = { evidence = [[], 7, {}] } } }\nwaive = 1",
        &every_byte,
        deep.as_bytes(),
        quotes.as_bytes(),
    ];
    let home = tempfile::tempdir().unwrap();
    let filled = home.path().join("filled");
    mcred(home.path(), &["init", "leading-a-culture-of-safety", "filled"]);
    fill(&filled);
    fs::create_dir(filled.join("catalog")).unwrap();
    assert_eq!(mcred(&filled, &["check"]).status, 0);
    for path in texts {
        for bytes in bytes {
            let home = tempfile::tempdir().unwrap();
            let folder = home.path().join("portfolio");
            copy(&filled, &folder);
            fs::write(folder.join(path), bytes).unwrap();
            let before = files(&folder);
            let shown = String::from_utf8_lossy(&bytes[..bytes.len().min(40)]).into_owned();
            for arguments in [&["check"][..], &["check", "--format", "json"], &["pack"]] {
                let run = mcred(&folder, arguments);
                assert_eq!(run.status, 1, "{path}, {shown:?}: {run:?}");
                assert_eq!(run.err, "", "{path}, {shown:?}");
            }
            assert_eq!(before, files(&folder), "{path}, {shown:?}");
        }
    }
}

#[test]
fn an_evidence_file_cut_anywhere_gives_findings() {
    let (_home, folder) = example("complete");
    let whole = fs::read(folder.join("evidence.toml")).unwrap();
    for end in (0..whole.len()).step_by(997) {
        fs::write(folder.join("evidence.toml"), &whole[..end]).unwrap();
        let run = mcred(&folder, &["check", "--format", "json"]);
        assert_eq!((run.status, run.err.as_str()), (1, ""), "cut at {end}: {run:?}");
        assert_eq!(run.json()["schema"], "mcred.check/1");
    }
}
