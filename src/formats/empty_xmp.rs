//! A packet of properties (XMP, ISO 16684-1) that says nothing, for where one must stay.

/// The shortest one that readers take for one.
pub(crate) const EMPTY: &str = concat!(
    "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>",
    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF ",
    "xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"/></x:xmpmeta>",
    "<?xpacket end=\"w\"?>",
);

/// One of this length; mere space where it is too short for one.
pub(crate) fn of_length(length: usize) -> Vec<u8> {
    let mut packet = if length < EMPTY.len() { Vec::new() } else { EMPTY.as_bytes().to_vec() };
    packet.resize(length, b' ');
    packet
}
