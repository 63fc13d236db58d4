//! A format that only the tests have goes all the way.

use super::StripMethod;
use crate::formats;
use crate::model::{Format, Kind};

#[test]
fn a_format_is_added_by_a_row_and_a_file() {
    let mut file = std::io::Cursor::new(b"\x01SAMPLE Jane Doe\none\ntwo\n".to_vec());
    let found = formats::identify(&mut file, "artifacts/a.sample").unwrap();
    assert_eq!(found.format, Format::Sample);
    assert_eq!(formats::facts(&mut file, &found).unwrap().lines, Some(2));
    assert_eq!(formats::passages(&mut file, &found).unwrap().len(), 2);
    let metadata = formats::metadata(&mut file, &found);
    assert_eq!(metadata.properties.first().map(|it| it.value.as_str()), Some("Jane Doe"));
    let StripMethod::Edits(strip) = formats::strip_method(&found) else { panic!("it is stripped") };
    file.set_position(0);
    assert_eq!(strip(&mut file).unwrap().removed, ["author"]);
    assert!(formats::is_compressed("a.sample") && formats::is_shown_in_browsers("a.sample"));
    assert_eq!(formats::kind_of_name("a.sample"), Kind::Text);
    assert!(formats::extensions(Format::Sample).any(|it| it == "sample"));
}
