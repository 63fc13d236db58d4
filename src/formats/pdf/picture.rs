//! A picture of a PDF page, as a screen shows it.

use hayro::hayro_interpret::font::GlyphRun;
use hayro::hayro_interpret::util::TransformExt;
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps,
    InterpreterCache, InterpreterSettings, SoftMask, interpret_page,
};
use hayro::kurbo::{Affine, BezPath, Rect};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::vello_cpu::{
    Level, Pixmap, RasterizerSettings, RenderContext, RenderSettings, Resources, TargetInit,
};
use hayro::{RenderCache, render_into};
use hayro_syntax::page::Page;

use super::document::open_with;
use super::page_list::page_list;
use crate::container::pdf::Bounds;
use crate::io::{ProbeError, Source};
use crate::model::Picture;

/// Width of a picture in pixels: enough to read a page of twelve-point type.
const WIDTH: f64 = 800.0;
/// The greatest height of a picture in pixels.
const HIGHEST: f64 = 1_200.0;
/// The most pixels that the images on a page may have together: a scan at 600 dpi has 35 million.
const MOST_IMAGE_PIXELS: u64 = 80_000_000;

/// Draws these pages one after the other and hands each over with its number, until `take` returns
/// false. A page that cannot be drawn is left out.
pub(in crate::formats) fn draw(
    source: &mut dyn Source,
    pages: &[u32],
    take: &mut dyn FnMut(u32, Picture) -> bool,
) -> Result<(), ProbeError> {
    let pdf = open_with(source, Bounds::WITH_IMAGES)?;
    let cache = RenderCache::new();
    let list = page_list(&pdf);
    for number in pages {
        let index = usize::try_from(*number).ok().and_then(|number| number.checked_sub(1));
        let page = index.and_then(|index| list.get(index).copied().flatten());
        let Some(page) = page else { continue };
        if let Some(picture) = picture(page, &cache)
            && !take(*number, picture)
        {
            break;
        }
    }
    Ok(())
}

fn picture<'p>(page: &'p Page<'p>, cache: &RenderCache<'p>) -> Option<Picture> {
    if image_pixels(page) > MOST_IMAGE_PIXELS {
        return None;
    }
    let (width, height) = page.render_dimensions();
    let (width, height) = (f64::from(width), f64::from(height));
    let scale = (WIDTH / width).min(HIGHEST / height);
    if !scale.is_finite() || scale <= 0.0 {
        return None;
    }
    // A float is cut to the range of the integer; a line is no page.
    let (wide, high) = ((width * scale).round() as u16, (height * scale).round() as u16);
    if wide < 8 || high < 8 {
        return None;
    }
    // The level that every processor of this family has, not the best of this one.
    let settings = RenderSettings { level: Level::baseline(), num_threads: 0 };
    let mut context = RenderContext::new_with(wide, high, settings);
    let transform = Affine::scale(scale) * page.initial_transform(true).to_kurbo();
    let how = hayro::RenderSettings::default();
    render_into(page, cache, &InterpreterSettings::default(), &how, &mut context, transform);
    context.flush();
    let mut pixels = Pixmap::new(wide, high);
    let target = RasterizerSettings { target_init: TargetInit::Clear(WHITE), ..Default::default() };
    context.render_with(&mut pixels, &mut Resources::default(), target);
    let (width, height) = (u32::from(wide), u32::from(high));
    let png = png_of(pixels.data_as_u8_slice(), width, height)?;
    Some(Picture { width, height, png })
}

/// The pixels, on white and therefore opaque, as the smallest kind of PNG that holds them.
fn png_of(rgba: &[u8], width: u32, height: u32) -> Option<Vec<u8>> {
    let pixels = || rgba.as_chunks::<4>().0.iter();
    let is_gray = pixels().all(|[red, green, blue, _]| red == green && green == blue);
    let (color, bytes): (_, Vec<u8>) = match is_gray {
        true => (png::ColorType::Grayscale, pixels().map(|pixel| pixel[0]).collect()),
        false => (png::ColorType::Rgb, pixels().flat_map(|[r, g, b, _]| [*r, *g, *b]).collect()),
    };
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(color);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::High);
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&bytes).ok()?;
    writer.finish().ok()?;
    Some(file)
}

/// How many pixels the images on a page have together. They are unpacked to be drawn, and a few
/// bytes can unpack to more than any memory holds.
fn image_pixels(page: &Page<'_>) -> u64 {
    let cache = InterpreterCache::new();
    let area = Rect::new(0.0, 0.0, 1.0, 1.0);
    let settings = InterpreterSettings::default();
    let mut context = Context::new(Affine::IDENTITY, area, &cache, page.xref(), settings);
    let mut counter = PixelCounter(0);
    interpret_page(page, &mut context, &mut counter);
    counter.0
}

/// Draws nothing, and counts the pixels of images.
struct PixelCounter(u64);

impl<'a> Device<'a> for PixelCounter {
    fn draw_image(&mut self, image: Image<'a, '_>, _: ImageDrawProps<'a>) {
        let pixels = u64::from(image.width()).saturating_mul(u64::from(image.height()));
        self.0 = self.0.saturating_add(pixels);
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_glyph_run(&mut self, _: &GlyphRun<'_, 'a>, _: DrawProps<'a>, _: &DrawMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
