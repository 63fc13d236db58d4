//! Pictures and recordings embedded in the guide.

use maud::{Markup, html};

use super::browsers::{is_played, is_shown};
use super::captions::captions;
use super::labels;
use crate::model::{Artifact, Kind, Location, Passages};

/// The displayed width and height of a picture, in pixels.
pub(super) type Size = (u32, u32);

/// The artifact, if browsers can show it: `href` opens the place that `place` names. A film has its
/// words as captions; players of sound show none.
pub(super) fn shown(
    artifact: &Artifact,
    href: &str,
    place: &str,
    location: &Location,
    size: Option<Size>,
    words: Option<&Passages>,
) -> Option<Markup> {
    let label = format!("{}, {place}", labels::file_name(&artifact.path));
    match artifact.kind {
        Kind::Video if is_played(artifact) => Some(html! {
            video.media controls preload="metadata" src=(href) aria-label=(label) {
                @if let Some(cues) = words.and_then(|words| captions(words, location)) {
                    track kind="captions" label="Transcript" src=(cues) default;
                }
            }
        }),
        Kind::Audio if is_played(artifact) => Some(html! {
            audio.media controls preload="metadata" src=(href) aria-label=(label) {}
        }),
        // What is not safe to open is shown in one place.
        Kind::Image if is_shown(&artifact.path) && !artifact.is_active() => {
            Some(picture(href, &label, location, size))
        }
        _ => None,
    }
}

/// A picture, with a frame around the cited region if the size of the picture is known.
fn picture(href: &str, label: &str, location: &Location, size: Option<Size>) -> Markup {
    let drawn = size.and_then(|size| region_style(location, size));
    html! {
        figure.picture {
            a href=(href) {
                span.frame {
                    (sized(href, &format!("Picture: {label}"), size))
                    @if let Some(place) = &drawn {
                        span.region style=(place) {}
                    }
                }
            }
            @if drawn.is_some() {
                figcaption { "The cited region is framed." }
            }
        }
    }
}

/// A picture whose space is there before it is loaded: it must not move what a link leads to.
pub(super) fn sized(href: &str, alt: &str, size: Option<Size>) -> Markup {
    let size = size.filter(|(width, height)| *width > 0 && *height > 0);
    // As wide as its greatest height allows: `width: auto` is nothing until the picture is there.
    let width = size.map(|(width, height)| {
        let thousandths = u64::from(width) * 1_000 / u64::from(height);
        let (whole, part) = (thousandths / 1_000, thousandths % 1_000);
        format!("width:min({width}px,var(--highest)*{whole}.{part:03})")
    });
    html! {
        img class=[width.is_none().then_some("unsized")] src=(href) alt=(alt) loading="lazy" style=[width]
            width=[size.map(|size| size.0)] height=[size.map(|size| size.1)];
    }
}

/// The style that places a frame over a region; none if it is not inside the picture.
fn region_style(location: &Location, (whole_width, whole_height): Size) -> Option<String> {
    let &Location::Region { x, y, width, height } = location else { return None };
    let inside = |start: u32, length: u32, whole: u32| {
        start.checked_add(length).is_some_and(|end| end <= whole)
    };
    if !inside(x, width, whole_width) || !inside(y, height, whole_height) {
        return None;
    }
    let part = |pixels: u32, whole: u32| {
        // Hundredths of a percent are exact to a tenth of a pixel on wide screens.
        let hundredths = u64::from(pixels) * 10_000 / u64::from(whole.max(1));
        format!("{}.{:02}%", hundredths / 100, hundredths % 100)
    };
    Some(format!(
        "left:{};top:{};width:{};height:{}",
        part(x, whole_width),
        part(y, whole_height),
        part(width, whole_width),
        part(height, whole_height)
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guide::test_portfolio;

    fn shown_at(path: &str, kind: Kind, at: &str, size: Option<Size>) -> Option<String> {
        let location = Location::parse(at).expect(at);
        let artifact = test_portfolio::artifact(path, kind);
        shown(&artifact, "data/x#y", "there", &location, size, None).map(Markup::into_string)
    }

    #[test]
    fn a_region_is_framed_if_it_is_inside_the_picture() {
        let region = |size| shown_at("a.PNG", Kind::Image, "region 10,20,300,150", size);
        let drawn = region(Some((600, 200))).unwrap();
        assert!(
            drawn.contains(r#"style="left:1.66%;top:10.00%;width:50.00%;height:75.00%""#),
            "{drawn}"
        );
        for size in [None, Some((600, 100)), Some((0, 0))] {
            let plain = region(size).unwrap();
            assert!(plain.contains("<img") && !plain.contains("left:"), "{plain}");
        }
    }

    #[test]
    fn files_that_browsers_cannot_show_are_not_embedded() {
        assert!(shown_at("a.mov", Kind::Video, "0:01", None).unwrap().contains("<video"));
        assert!(shown_at("a.mp3", Kind::Audio, "0:01", None).unwrap().contains("<audio"));
        for (path, kind) in [
            ("a.wmv", Kind::Video),
            ("a.heic", Kind::Image),
            ("a.pdf", Kind::Pdf),
            ("mp4", Kind::Video),
        ] {
            assert_eq!(shown_at(path, kind, "whole", None), None, "{path}");
        }
    }
}
