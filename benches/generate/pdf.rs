//! PDF files with text and scans.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use fastrand::Rng;
use flate2::Compression;
use flate2::write::ZlibEncoder;

use super::{film, words};

/// Lines on a page, and words in a line.
const LINES: usize = 36;
const LINE: usize = 11;
/// One in this many pages shows a scan.
const SCANNED: u32 = 4;

/// Writes a file with this many pages and this many bytes of scans. Returns the number of the middle
/// page and words on it.
pub fn write(path: &Path, random: &mut Rng, pages: u32, scans: u64) -> io::Result<(u32, String)> {
    let mut pdf = Objects::create(path)?;
    let middle = pages / 2 + 1;
    let mut quote = String::new();
    let scan = scans / u64::from(pages.div_ceil(SCANNED)).max(1) / 1_000;
    let mut kids = String::new();
    for number in 1..=pages {
        let lines: Vec<String> = (0..LINES).map(|_| words::line(random, LINE)).collect();
        if number == middle {
            quote = lines[LINES / 2].clone();
        }
        let shown: String = lines.iter().map(|line| format!("({line}) Tj 0 -18 Td\n")).collect();
        let mut drawn = format!("BT /F1 11 Tf 60 760 Td\n{shown}ET\n");
        let mut image = String::new();
        if scan > 0 && (number - 1) % SCANNED == 0 {
            let about = format!(
                "/Type /XObject /Subtype /Image /Width 1000 /Height {scan} /BitsPerComponent 8 \
                 /ColorSpace /DeviceGray"
            );
            let id =
                pdf.stream(&about, scan * 1_000, |file| film::noise(file, random, scan * 1_000))?;
            image = format!("/XObject << /Im1 {id} 0 R >>");
            drawn.push_str("q 200 0 0 40 60 40 cm /Im1 Do Q\n");
        }
        let mut packed = ZlibEncoder::new(Vec::new(), Compression::fast());
        packed.write_all(drawn.as_bytes())?;
        let packed = packed.finish()?;
        let length = packed.len() as u64;
        let content = pdf.stream("/Filter /FlateDecode", length, |file| file.write_all(&packed))?;
        let page = pdf.object(&format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {content} 0 R \
             /Resources << /Font << /F1 3 0 R >> {image} >> >>"
        ))?;
        kids.push_str(&format!("{page} 0 R "));
    }
    pdf.fixed(1, "<< /Type /Catalog /Pages 2 0 R >>")?;
    pdf.fixed(2, &format!("<< /Type /Pages /Count {pages} /Kids [ {kids}] >>"))?;
    let font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";
    pdf.fixed(3, font)?;
    pdf.finish()?;
    Ok((middle, quote))
}

/// Writes a file of one page with a drawing of this many bytes, as in maps and plans. Returns the words
/// that are drawn last.
pub fn drawing(path: &Path, random: &mut Rng, bytes: u64) -> io::Result<String> {
    let mut pdf = Objects::create(path)?;
    let quote = words::line(random, LINE);
    let content = pdf.packed(|content| {
        let mut written = 0;
        while written < bytes {
            let place = |random: &mut Rng| f64::from(random.u32(..70_000)) / 100.0;
            let mut line = format!("{:.2} {:.2} m\n", place(random), place(random));
            for _ in 0..30 {
                line.push_str(&format!("{:.2} {:.2} l\n", place(random), place(random)));
            }
            line.push_str("S\n");
            content.write_all(line.as_bytes())?;
            written += line.len() as u64;
        }
        content.write_all(format!("BT /F1 11 Tf 60 760 Td ({quote}) Tj ET\n").as_bytes())
    })?;
    let page = pdf.object(&format!(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 700 800] /Contents {content} 0 R \
         /Resources << /Font << /F1 3 0 R >> >> >>"
    ))?;
    pdf.fixed(1, "<< /Type /Catalog /Pages 2 0 R >>")?;
    pdf.fixed(2, &format!("<< /Type /Pages /Count 1 /Kids [ {page} 0 R ] >>"))?;
    pdf.fixed(3, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")?;
    pdf.finish()?;
    Ok(quote)
}

/// The objects of a file; the first three are reserved for those that are written last.
struct Objects {
    file: BufWriter<File>,
    at: u64,
    offsets: Vec<u64>,
}

impl Objects {
    fn create(path: &Path) -> io::Result<Objects> {
        let file = BufWriter::with_capacity(1 << 20, File::create(path)?);
        let mut objects = Objects { file, at: 0, offsets: vec![0; 3] };
        objects.put(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")?;
        Ok(objects)
    }

    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.at += bytes.len() as u64;
        self.file.write_all(bytes)
    }

    fn object(&mut self, body: &str) -> io::Result<usize> {
        self.offsets.push(0);
        self.fixed(self.offsets.len(), body)?;
        Ok(self.offsets.len())
    }

    fn fixed(&mut self, id: usize, body: &str) -> io::Result<()> {
        self.offsets[id - 1] = self.at;
        self.put(format!("{id} 0 obj\n{body}\nendobj\n").as_bytes())
    }

    fn stream(
        &mut self,
        about: &str,
        length: u64,
        content: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>,
    ) -> io::Result<usize> {
        self.offsets.push(self.at);
        let id = self.offsets.len();
        self.put(format!("{id} 0 obj\n<< {about} /Length {length} >>\nstream\n").as_bytes())?;
        content(&mut self.file)?;
        self.at += length;
        self.put(b"\nendstream\nendobj\n")?;
        Ok(id)
    }

    /// A stream that is compressed while it is written; its length is an object after it.
    fn packed(
        &mut self,
        content: impl FnOnce(&mut ZlibEncoder<&mut BufWriter<File>>) -> io::Result<()>,
    ) -> io::Result<usize> {
        self.offsets.push(self.at);
        let id = self.offsets.len();
        let about = format!("/Filter /FlateDecode /Length {} 0 R", id + 1);
        self.put(format!("{id} 0 obj\n<< {about} >>\nstream\n").as_bytes())?;
        let mut encoder = ZlibEncoder::new(&mut self.file, Compression::fast());
        content(&mut encoder)?;
        encoder.try_finish()?;
        let length = encoder.total_out();
        drop(encoder);
        self.at += length;
        self.put(b"\nendstream\nendobj\n")?;
        self.object(&length.to_string())?;
        Ok(id)
    }

    fn finish(mut self) -> io::Result<()> {
        let at = self.at;
        let size = self.offsets.len() + 1;
        self.put(format!("xref\n0 {size}\n0000000000 65535 f \n").as_bytes())?;
        for offset in std::mem::take(&mut self.offsets) {
            self.put(format!("{offset:010} 00000 n \n").as_bytes())?;
        }
        let end = format!("trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{at}\n%%EOF\n");
        self.put(end.as_bytes())?;
        self.file.flush()
    }
}
