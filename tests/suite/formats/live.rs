//! Facts of the samples, compared with other programs where they are installed.

use std::path::Path;

use super::samples;
use crate::kit::require_tool;

/// What a program prints; none if it is missing or fails.
fn ask(program: &str, arguments: &[&str], file: &Path) -> Option<String> {
    let output = require_tool(program)?.args(arguments).arg(file).output().unwrap();
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

#[test]
fn page_counts_equal_those_of_pdfinfo_and_qpdf() {
    let mut compared = 0;
    for name in samples::names().iter().filter(|name| name.ends_with(".pdf")) {
        let path = samples::path(name);
        let pdfinfo = ask("pdfinfo", &[], &path).and_then(|answer| {
            let line = answer.lines().find(|line| line.starts_with("Pages:"))?;
            line.split_whitespace().nth(1)?.parse::<u32>().ok()
        });
        let qpdf = ask("qpdf", &["--show-npages"], &path).and_then(|it| it.trim().parse().ok());
        for pages in [pdfinfo, qpdf].into_iter().flatten() {
            assert_eq!(samples::facts(name).unwrap().pages, Some(pages), "{name}");
            compared += 1;
        }
    }
    println!("{compared} page counts compared");
}

#[test]
fn lengths_equal_those_of_ffprobe() {
    let arguments = ["-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0"];
    let mut compared = 0;
    for name in samples::names() {
        let Ok(facts) = samples::facts(&name) else { continue };
        let Some(millis) = facts.millis.filter(|_| !facts.approximate) else { continue };
        let answer = ask("ffprobe", &arguments, &samples::path(&name));
        if let Some(seconds) = answer.and_then(|answer| answer.trim().parse::<f64>().ok()) {
            let found = millis as f64 / 1_000.0;
            assert!((seconds - found).abs() < 0.06, "{name}: {found} s, ffprobe {seconds} s");
            compared += 1;
        }
    }
    println!("{compared} lengths compared");
}

#[test]
fn sizes_equal_those_of_imagemagick() {
    let mut compared = 0;
    for name in samples::names() {
        let Ok(facts) = samples::facts(&name) else { continue };
        let (Some(width), Some(height)) = (facts.width, facts.height) else { continue };
        // ImageMagick applies the orientation of a picture only on request.
        let arguments = ["-auto-orient", "-format", "%w %h", "info:"];
        let Some(mut command) = require_tool("ImageMagick") else { return };
        let output = command.arg(samples::path(&name)).args(arguments).output().unwrap();
        let answer = String::from_utf8_lossy(&output.stdout).into_owned();
        if let Some((w, h)) = answer.trim().split_once(' ') {
            assert_eq!((w, h), (&*width.to_string(), &*height.to_string()), "{name}");
            compared += 1;
        }
    }
    println!("{compared} sizes compared");
}
