//! `check`, compared with the tools that one would run on the same files.

use std::io;

use super::home::Home;
use super::job::Job;
use super::table::{Table, ratio};
use super::{in_turn, tools};

/// Shell commands that determine the type and length of every file, and whether it opens.
const BY_HAND: &str = r#"
for file in artifacts/*; do
    case $file in
    *.pdf) pdfinfo "$file" ;;
    *.mp4) ffprobe -v error -show_format -show_streams "$file" ;;
    *.docx) pandoc -t plain "$file" | wc -w ;;
    *.jpg | *.pptx | *.xlsx) exiftool "$file" ;;
    *.csv) wc -l "$file" ;;
    esac
done
for file in narratives/*; do pandoc -t plain "$file" | wc -w; done
"#;

/// The same, and the text of the quoted files.
const WITH_QUOTES: &str = r#"
for file in artifacts/report-*[02468].pdf; do pdftotext "$file" - | grep -c students; done
"#;

pub fn rows(home: &Home, table: &mut Table) -> io::Result<()> {
    mixed(home, table)?;
    many(home, table)
}

fn mixed(home: &Home, table: &mut Table) -> io::Result<()> {
    let what = &format!("check: {}", home.mixed_name());
    if !home.wants(what) {
        return Ok(());
    }
    let folder = home.mixed();
    let mut jobs = vec![Job::mcred(&folder, &["check"])];
    let name = "pdfinfo + ffprobe + exiftool + pandoc";
    if let Some(missing) = tools::missing(&["pdfinfo", "ffprobe", "exiftool", "pandoc"]) {
        table.missing(what, &missing);
    } else {
        jobs.push(Job::shell(name, &folder, BY_HAND));
        match tools::missing(&["pdftotext"]) {
            Some(missing) => table.missing(what, &missing),
            None => {
                let script = format!("{BY_HAND}{WITH_QUOTES}");
                jobs.push(Job::shell("the same + pdftotext where quoted", &folder, &script));
            }
        }
    }
    let usages = in_turn(home, 5, &jobs)?;
    for (job, usage) in jobs.iter().zip(&usages).skip(1) {
        table.compared(what, usages[0], &job.name, *usage, "wall 0.1");
    }
    let mut read = Vec::new();
    for job in jobs.iter().take(2) {
        read.push(job.bytes_read(&home.output)?.map(|bytes| bytes as f64 / 1e6));
    }
    let shown = |read: Option<&Option<f64>>| match read {
        Some(Some(megabytes)) => format!("{megabytes:.1} MB"),
        _ => "unknown".to_owned(),
    };
    let both = match read.as_slice() {
        [Some(one), Some(other)] => ratio(*one, *other),
        _ => String::new(),
    };
    table.row("check: bytes read of these", shown(read.first()), name, shown(read.get(1)), both);
    Ok(())
}

fn many(home: &Home, table: &mut Table) -> io::Result<()> {
    let people = home.people();
    let what = format!("check: cohort of {people}");
    if home.wants(&what) {
        let cohort = home.cohort();
        let script = "for file in */narratives/*; do wc -w \"$file\"; done";
        let jobs = [
            Job::mcred(&cohort, &["check", "."]),
            Job::shell("wc -w per narrative", &cohort, script),
        ];
        if let [mcred, other] = in_turn(home, 5, &jobs)?[..] {
            table.compared(&what, mcred, &jobs[1].name, other, "1 s");
        }
    }
    let count = home.counts()[2];
    let what = format!("check: {count} artifacts");
    if home.wants(&what) {
        let folder = home.small(count);
        let jobs = [
            Job::mcred(&folder, &["check"]),
            Job::shell(
                "file per folder",
                &folder,
                "for week in artifacts/*; do file \"$week\"/*; done",
            ),
            Job::shell("sha256sum", &folder, "find artifacts -type f -exec sha256sum {} +"),
        ];
        let jobs: Vec<Job> = jobs
            .into_iter()
            .filter(|job| !job.name.starts_with("file") || tools::installed("file"))
            .collect();
        let usages = in_turn(home, 3, &jobs)?;
        for (job, usage) in jobs.iter().zip(&usages).skip(1) {
            table.compared(&what, usages[0], &job.name, *usage, "");
        }
    }
    Ok(())
}
