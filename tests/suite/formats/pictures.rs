//! Pictures of pages, compared with those of pdftoppm.

use std::fs::File;

use mcred::formats;
use mcred::load::{Folder, pictures};
use mcred::model::Picture;

use crate::kit::require_tool;

/// The first pages of these are compared: text, tables, a chart, slides.
const SAMPLES: [&str; 6] = [
    "examples/complete/artifacts/climate-survey.pdf",
    "examples/complete/artifacts/safety-plan.pdf",
    "tests/probe/samples/ghostscript.pdf",
    "tests/probe/samples/libreoffice.pdf",
    "tests/probe/samples/reportlab.pdf",
    "tests/probe/samples/slides.pdf",
];

/// The highest mean difference in brightness, of 255, between two reduced pictures of a page. Programs
/// differ in how they smooth the edges of letters and round their positions.
const ALIKE: f64 = 2.0;
/// Pictures are reduced to the mean brightness of squares of this many pixels.
const SQUARE: usize = 8;

fn drawn(path: &str, page: u32) -> Picture {
    let mut file = File::open(path).unwrap();
    let mut drawn = None;
    formats::draw(&mut file, &[page], &mut |number, picture| {
        assert_eq!(number, page);
        drawn = Some(picture);
        true
    })
    .unwrap();
    drawn.unwrap_or_else(|| panic!("page {page} of {path} can be drawn"))
}

/// Brightness of each pixel.
fn gray(picture: &Picture) -> Vec<u8> {
    let decoder = png::Decoder::new(std::io::Cursor::new(&picture.png));
    let mut reader = decoder.read_info().unwrap();
    let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut bytes).unwrap();
    assert_eq!((info.width, info.height), (picture.width, picture.height));
    let channels = if info.color_type == png::ColorType::Rgb { 3 } else { 1 };
    let mean = |pixel: &[u8]| pixel.iter().map(|it| u32::from(*it)).sum::<u32>() / channels;
    bytes.chunks(channels as usize).map(|pixel| mean(pixel) as u8).collect()
}

/// The same from pdftoppm, in the same size; none if it is missing.
fn wanted(path: &str, page: u32, picture: &Picture) -> Option<Vec<u8>> {
    let (page, [wide, high]) =
        (page.to_string(), [picture.width, picture.height].map(|it| it.to_string()));
    let output = require_tool("pdftoppm")?
        .args(["-gray", "-f", &page, "-l", &page, "-scale-to-x", &wide, "-scale-to-y", &high, path])
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    // P5, width and height, and 255, each on a line; then the pixels.
    let pixels = (picture.width * picture.height) as usize;
    Some(output.stdout[output.stdout.len() - pixels..].to_vec())
}

fn difference(one: &[u8], other: &[u8], width: usize) -> f64 {
    let (one, other) = (reduced(one, width), reduced(other, width));
    let sum: f64 = one.iter().zip(&other).map(|(a, b)| (a - b).abs()).sum();
    sum / one.len() as f64
}

fn reduced(pixels: &[u8], width: usize) -> Vec<f64> {
    let rows: Vec<&[u8]> = pixels.chunks(width).collect();
    let mean = |rows: &[&[u8]], column: usize| {
        let square = rows.iter().flat_map(|row| &row[column..(column + SQUARE).min(width)]);
        square.clone().map(|it| f64::from(*it)).sum::<f64>() / square.count() as f64
    };
    let bands = rows.chunks(SQUARE);
    bands.flat_map(|band| (0..width).step_by(SQUARE).map(move |at| mean(band, at))).collect()
}

#[test]
fn pictures_of_pages_resemble_those_of_pdftoppm() {
    for path in SAMPLES {
        let picture = drawn(path, 1);
        assert!(picture.width <= 800 && picture.height <= 1200 && picture.png.len() < 400_000);
        let Some(wanted) = wanted(path, 1, &picture) else { return };
        let found = difference(&gray(&picture), &wanted, picture.width as usize);
        println!("{path}: {found:.2}");
        assert!(found < ALIKE, "{path}: {found}");
        // A blank page would not pass.
        let blank = difference(&vec![255; wanted.len()], &wanted, picture.width as usize);
        assert!(found * 2.0 < blank, "{path}: {found}, where nothing at all would be {blank}");
    }
}

#[test]
fn a_page_that_cannot_be_drawn_has_no_picture() {
    let folder = Folder::new("tests/probe/samples");
    let page = |path: &str, page| (path.to_owned(), page);
    let wanted = [
        page("qpdf-user-password.pdf", 1),
        page("slides.pdf", 1),
        page("slides.pdf", 9_999),
        page("none.pdf", 1),
    ];
    let pictures = pictures(&folder, &wanted);
    let there: Vec<bool> =
        wanted.iter().map(|(path, page)| pictures.of(path, *page).is_some()).collect();
    assert_eq!(there, [false, true, false, false]);
}

#[test]
fn drawing_a_page_twice_gives_the_same_picture() {
    assert_eq!(drawn(SAMPLES[0], 3), drawn(SAMPLES[0], 3));
}
