//! How the frames of a track are packed (`ContentEncodings`, RFC 9559, section 5.1.4.1.31).

use std::io::Read;

use super::ids;
use crate::container::ebml::Element;
use crate::io::{ProbeError, Source};

/// The most bytes of a beginning that all frames share.
const LONGEST_PREFIX: u64 = 1 << 16;

/// How the frames of a track are stored.
pub(super) enum ContentEncoding {
    Plain,
    /// Without the beginning that they all have.
    WithoutPrefix(Vec<u8>),
    Zlib,
}

impl ContentEncoding {
    /// The encoding that an entry of the list of tracks states; none where it is another one, or
    /// there are several.
    ///
    /// # Errors
    /// The entry is damaged, or the file cannot be read.
    pub fn of(
        source: &mut dyn Source,
        encodings: Option<&Element>,
    ) -> Result<Option<ContentEncoding>, ProbeError> {
        let Some(encodings) = encodings else { return Ok(Some(ContentEncoding::Plain)) };
        let mut found = None;
        let mut children = encodings.children()?;
        while let Some(encoding) = children.next(source)? {
            if encoding.id != ids::CONTENT_ENCODING {
                continue;
            }
            if found.is_some() {
                return Ok(None);
            }
            let [scope] = encoding.values(source, [ids::CONTENT_ENCODING_SCOPE])?;
            let fields = [ids::CONTENT_COMPRESSION, ids::CONTENT_ENCRYPTION];
            let [compression, encryption] = encoding.fields(source, fields)?;
            // The first bit of the scope stands for the frames.
            if encryption.is_some() || scope.unwrap_or(1) & 1 == 0 {
                return Ok(None);
            }
            found = Some(match compression {
                Some(compression) => ContentEncoding::compression(source, &compression)?,
                None => Some(ContentEncoding::Zlib),
            });
        }
        Ok(found.unwrap_or(Some(ContentEncoding::Plain)))
    }

    fn compression(
        source: &mut dyn Source,
        compression: &Element,
    ) -> Result<Option<ContentEncoding>, ProbeError> {
        let [algorithm] = compression.values(source, [ids::CONTENT_COMP_ALGO])?;
        Ok(match algorithm.unwrap_or(0) {
            0 => Some(ContentEncoding::Zlib),
            3 => {
                let [prefix] = compression.fields(source, [ids::CONTENT_COMP_SETTINGS])?;
                let prefix = prefix.map(|it| it.read(source, LONGEST_PREFIX)).transpose()?;
                Some(ContentEncoding::WithoutPrefix(prefix.unwrap_or_default()))
            }
            _ => None,
        })
    }

    /// The content of a frame, up to so many bytes. Of a damaged one, what stands before the damage.
    pub fn decoded(&self, frame: &[u8], most: u64) -> Vec<u8> {
        match self {
            ContentEncoding::Plain => frame.to_vec(),
            ContentEncoding::WithoutPrefix(prefix) => [prefix, frame].concat(),
            ContentEncoding::Zlib => {
                let mut content = Vec::new();
                flate2::read::ZlibDecoder::new(frame).take(most).read_to_end(&mut content).ok();
                content
            }
        }
    }
}
