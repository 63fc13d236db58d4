//! Films: a small one, and the same with more data, as if a phone had recorded it.

use std::fs::{self, File};
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use fastrand::Rng;

/// Ten minutes of film with sound, by ffmpeg; without ffmpeg, the half minute of the example.
#[allow(dead_code, reason = "the tests take the example's film")]
pub fn base(home: &Path) -> io::Result<PathBuf> {
    let film = home.join("ten-minutes.mp4");
    if film.exists() {
        return Ok(film);
    }
    let unfinished = home.join("unfinished.mp4");
    let made = Command::new("ffmpeg")
        .args(["-v", "error", "-y"])
        .args(["-f", "lavfi", "-i", "testsrc2=size=192x108:rate=30:duration=600"])
        .args(["-f", "lavfi", "-i", "sine=frequency=300:duration=600"])
        .args(["-preset", "ultrafast", "-crf", "45", "-b:a", "32k"])
        .arg(&unfinished)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .status();
    if !made.is_ok_and(|status| status.success()) {
        fs::write(&unfinished, super::example("morning-assembly.mp4")?)?;
    }
    fs::rename(&unfinished, &film)?;
    Ok(film)
}

/// What a film is extended with.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Filling {
    /// Bytes that cannot be compressed.
    #[allow(dead_code, reason = "the tests need no real bytes")]
    Noise(u64),
    /// A hole in the file, which takes no space and no time.
    #[allow(dead_code, reason = "a benchmark of holes would measure nothing")]
    Hole,
}

/// Writes a film with an additional box of this many bytes of media data, and with its description
/// (`moov`) at the end, as phones write it.
///
/// The media data keeps its position, so that the offsets in the description stay valid: if the
/// description was before it, an empty box (`free`) takes its place.
pub fn inflated(film: &[u8], more: u64, filling: Filling, to: &Path) -> io::Result<()> {
    let mut file = BufWriter::with_capacity(1 << 20, File::create(to)?);
    let mut moov = Vec::new();
    for one in boxes(film)? {
        if one.get(4..8) == Some(b"moov") {
            moov = one.to_vec();
            let mut free = vec![0; one.len()];
            free[..4].copy_from_slice(&one[..4]);
            free[4..8].copy_from_slice(b"free");
            file.write_all(&free)?;
        } else {
            file.write_all(one)?;
        }
    }
    // A size of 1 means that a 64-bit size follows the name (ISO 14496-12, 4.2).
    file.write_all(&1_u32.to_be_bytes())?;
    file.write_all(b"mdat")?;
    file.write_all(&(more + 16).to_be_bytes())?;
    match filling {
        Filling::Noise(seed) => noise(&mut file, &mut Rng::with_seed(seed), more)?,
        Filling::Hole => drop(file.seek(SeekFrom::Current(i64::try_from(more).unwrap_or(0)))?),
    }
    file.write_all(&moov)?;
    file.flush()
}

/// Writes this many bytes that can't be compressed.
pub fn noise(to: &mut impl Write, random: &mut Rng, mut bytes: u64) -> io::Result<()> {
    let mut buffer = vec![0; 256 << 10];
    while bytes > 0 {
        random.fill(&mut buffer);
        let part = buffer.len().min(usize::try_from(bytes).unwrap_or(buffer.len()));
        to.write_all(&buffer[..part])?;
        bytes -= part as u64;
    }
    Ok(())
}

/// The top-level boxes.
fn boxes(mut film: &[u8]) -> io::Result<Vec<&[u8]>> {
    let mut boxes = Vec::new();
    while let Some((size, _)) = film.split_first_chunk::<4>() {
        let size = u32::from_be_bytes(*size) as usize;
        if size < 8 || size > film.len() {
            return Err(io::Error::other("the film has a box that is not understood here"));
        }
        let (one, rest) = film.split_at(size);
        boxes.push(one);
        film = rest;
    }
    Ok(boxes)
}
