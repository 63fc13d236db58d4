//! TIFF (TIFF 6.0): what names a person, a device or a place is overwritten with zeros, so that nothing
//! moves.

use crate::container::tiff::{self, Directory, LONGEST_VALUE};
use crate::formats::{StripError, StripPlan};
use crate::io::Source;

/// The fields of the picture and of the camera, and what they are called.
const FIELDS: [((Directory, u16), &str); 18] = [
    ((Directory::Main, 0x010d), "TIFF DocumentName"),
    ((Directory::Main, 0x010e), "EXIF ImageDescription"),
    ((Directory::Main, 0x0131), "TIFF Software"),
    ((Directory::Main, 0x013b), "EXIF Artist"),
    ((Directory::Main, 0x013c), "EXIF HostComputer"),
    ((Directory::Main, 0x8298), "EXIF Copyright"),
    ((Directory::Main, 0x9c9b), "EXIF XPTitle"),
    ((Directory::Main, 0x9c9c), "EXIF XPComment"),
    ((Directory::Main, 0x9c9d), "EXIF XPAuthor"),
    ((Directory::Main, 0x02bc), "XMP"),
    ((Directory::Main, 0x83bb), "IPTC"),
    ((Directory::Main, 0x8649), "Photoshop resources"),
    ((Directory::Exif, 0x927c), "MakerNote"),
    ((Directory::Exif, 0x9286), "EXIF UserComment"),
    ((Directory::Exif, 0xa420), "EXIF ImageUniqueID"),
    ((Directory::Exif, 0xa430), "EXIF CameraOwnerName"),
    ((Directory::Exif, 0xa431), "EXIF BodySerialNumber"),
    ((Directory::Exif, 0xa435), "EXIF LensSerialNumber"),
];
/// The most fields that say where a picture was taken (EXIF 2.32, section 4.6.6).
const PLACES: u16 = 31;

/// Overwrites the fields of the first two pictures; later ones are pages of a scan.
pub(crate) fn strip(source: &mut dyn Source) -> Result<StripPlan, StripError> {
    let mut wanted: Vec<_> = FIELDS.iter().map(|(field, _)| *field).collect();
    wanted.extend((1..=PLACES).map(|tag| (Directory::Gps, tag)));
    let mut plan = StripPlan::default();
    for field in tiff::fields(source, &wanted)? {
        let named = FIELDS.iter().find(|(known, _)| *known == (field.directory, field.tag));
        let called = named.map_or("place", |(_, called)| called);
        if field.value.iter().all(|byte| *byte == 0) {
            continue;
        }
        let length = field.value.len() as u64;
        if length >= LONGEST_VALUE {
            plan.leave(called);
            continue;
        }
        plan.remove(called);
        plan.edits.replace(field.at..field.at + length, vec![0; field.value.len()]);
    }
    Ok(plan)
}
