//! Packets of properties that Adobe's and other programs write (XMP, ISO 16684-1).

use std::io::Read;

use memchr::memmem;

use crate::container::xml::{Node, local, walk};
use crate::io::{ProbeError, Source};
use crate::model::Metadata;

/// Properties that name a person, an organisation, a device or a place in words; without their
/// prefixes, in which programs differ.
const IDENTITY: [&str; 22] = [
    "creator",
    "contributor",
    "publisher",
    "rights",
    "Author",
    "Artist",
    "Copyright",
    "Owner",
    "OwnerName",
    "CameraOwnerName",
    "SerialNumber",
    "BodySerialNumber",
    "LensSerialNumber",
    "AuthorsPosition",
    "CaptionWriter",
    "Credit",
    "Source",
    "City",
    "Location",
    "Company",
    "Manager",
    "PersonInImage",
];

/// Reads a packet; of a damaged one, what stands before the damage.
pub(crate) fn metadata(packet: &[u8], metadata: &mut Metadata) {
    let text = String::from_utf8_lossy(packet);
    // A byte order mark stands in its opening line and is no part of the XML proper.
    let start = text.find("<x:xmpmeta").or_else(|| text.find("<rdf:RDF")).unwrap_or(0);
    let end = text.rfind("<?xpacket end").unwrap_or(text.len());
    let Some(xml) = text.get(start..end) else { return };
    let mut inside: Option<(&str, u32)> = None;
    let mut value = String::new();
    let mut place = [false; 2];
    let mut found = Vec::new();
    let walked = walk(xml.as_bytes(), "XMP", |node| {
        match node {
            Node::Start(name, tag) => {
                let name = local(name);
                if let Some((_, depth)) = &mut inside {
                    *depth += 1;
                } else if let Some(known) = IDENTITY.iter().find(|known| **known == name) {
                    inside = Some((known, 0));
                    value.clear();
                }
                for known in IDENTITY {
                    if let Some(value) = tag.get(known).filter(|_| name == "Description") {
                        found.push((known, value));
                    }
                }
                for (there, axis) in place.iter_mut().zip(["GPSLatitude", "GPSLongitude"]) {
                    *there |= name == axis || tag.get(axis).is_some();
                }
            }
            Node::Text(text) if inside.is_some() => value.push_str(text),
            Node::Text(_) => {}
            Node::End(name) => {
                if let Some((known, depth)) = inside {
                    // Each item of a list is a value of its own.
                    if local(name) == "li" || depth == 0 {
                        found.push((known, std::mem::take(&mut value)));
                    }
                    inside = depth.checked_sub(1).map(|depth| (known, depth));
                }
            }
        }
        Ok(())
    });
    // What was found before the damage counts.
    drop(walked);
    for (name, value) in found {
        metadata.add(format!("XMP {name}"), &value);
    }
    metadata.has_place |= place == [true, true];
}

const START: &[u8] = b"<x:xmpmeta";
const END: &[u8] = b"</x:xmpmeta>";
/// How much is read at a time.
const BLOCK: u64 = 64 << 10;
/// The longest packet that is read.
const LONGEST: usize = 16 << 20;

/// Searches a file whose structure is not read for a packet, and reads it: it stands there as it is
/// (ISO 16684-1, "packet scanning").
pub(crate) fn scan(source: &mut dyn Source, metadata: &mut Metadata) -> Result<(), ProbeError> {
    source.rewind()?;
    let mut window = Vec::new();
    let mut is_inside = false;
    loop {
        let searched = if is_inside { window.len().saturating_sub(END.len()) } else { 0 };
        let read = source.take(BLOCK).read_to_end(&mut window)?;
        if !is_inside {
            is_inside = memmem::find(&window, START).is_some();
        }
        let rest = window.get(searched..).unwrap_or_default();
        if is_inside
            && memmem::find(rest, END).is_some()
            && let Some(packet) = find_packet(&window)
        {
            self::metadata(packet, metadata);
            return Ok(());
        }
        if read == 0 || window.len() > LONGEST {
            return Ok(());
        }
        if !is_inside {
            // The packet may begin at the end of this block.
            window.drain(..window.len().saturating_sub(START.len()));
        }
    }
}

/// The packet in bytes that are in memory.
pub(crate) fn find_packet(bytes: &[u8]) -> Option<&[u8]> {
    let start = memmem::find(bytes, START)?;
    let rest = bytes.get(start..)?;
    let length = memmem::find(rest, END)? + END.len();
    rest.get(..length)
}

/// A packet that says nothing, for where one must stay; the shortest that readers accept.
pub(crate) const EMPTY_PACKET: &str = concat!(
    "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>",
    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF ",
    "xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"/></x:xmpmeta>",
    "<?xpacket end=\"w\"?>",
);

/// The same with this length, filled up with spaces; only spaces where it is too short.
pub(crate) fn empty_packet(length: usize) -> Vec<u8> {
    let packet = Some(EMPTY_PACKET.as_bytes()).filter(|packet| packet.len() <= length);
    let mut packet = packet.map(<[u8]>::to_vec).unwrap_or_default();
    packet.resize(length, b' ');
    packet
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_packet_is_found_wherever_it_stands() {
        let packet =
            b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><dc:creator>Jane Doe</dc:creator></x:xmpmeta>";
        for before in (65_440..65_540).chain([0, 200_000]) {
            let file = [&vec![b'<'; before][..], packet, &[0; 70_000]].concat();
            let mut metadata = Metadata::default();
            scan(&mut std::io::Cursor::new(file), &mut metadata).unwrap();
            assert_eq!(metadata.properties.len(), 1, "behind {before} bytes");
        }
        let mut metadata = Metadata::default();
        let open = [&b"<x:xmpmeta "[..], &[0; 70_000]].concat();
        scan(&mut std::io::Cursor::new(open), &mut metadata).unwrap();
        assert_eq!(metadata, Metadata::default());
    }

    #[test]
    fn properties_are_read_as_elements_as_lists_and_as_attributes() {
        let packet = r#"<?xpacket begin="" id="x"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF>
            <rdf:Description photoshop:Credit="Hill &amp; Co" exif:GPSLatitude="1,2N">
            <dc:creator><rdf:Seq><rdf:li>Jane Doe</rdf:li><rdf:li>Sam Roe</rdf:li></rdf:Seq>
            </dc:creator><aux:OwnerName>J. Doe</aux:OwnerName><xmp:CreatorTool>X</xmp:CreatorTool>
            </rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"#;
        let mut metadata = Metadata::default();
        super::metadata(packet.as_bytes(), &mut metadata);
        let found: Vec<_> =
            metadata.properties.iter().map(|it| (it.name.as_str(), it.value.as_str())).collect();
        assert_eq!(
            found,
            [
                ("XMP Credit", "Hill & Co"),
                ("XMP creator", "Jane Doe"),
                ("XMP creator", "Sam Roe"),
                ("XMP OwnerName", "J. Doe")
            ]
        );
        assert!(!metadata.has_place, "a latitude alone is no place");
    }
}
