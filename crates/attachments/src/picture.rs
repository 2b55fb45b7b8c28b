//! Pictures: their size is asked before anything is decoded; then they are hashed by what they look like, and their QR
//! codes are read. What is written in them is not read.

use std::io::Cursor;

use image::{
    AnimationDecoder as _, DynamicImage, ImageError, ImageFormat, ImageReader, RgbImage, codecs::gif::GifDecoder,
};
use model::limits;

use crate::{Kind, Overrun, Unreadable, examiner::Examiner, pdq};

/// Longest side on which hashes are made and codes are looked for; larger pictures are shrunk.
const WORKED_SIDE: u32 = 2_048;
/// Bytes that decoding one picture may take.
const DECODED_BYTES_MAX: u64 = 4 * limits::FILE_PIXELS_MAX;

/// Reads a picture.
pub(crate) fn read(examiner: &mut Examiner, kind: Kind, content: &[u8]) {
    let format = match kind {
        Kind::Jpeg => ImageFormat::Jpeg,
        Kind::Png => ImageFormat::Png,
        Kind::Gif => ImageFormat::Gif,
        Kind::Webp => ImageFormat::WebP,
        _ => return examiner.unreadable(Unreadable::Picture),
    };
    let open = || ImageReader::with_format(Cursor::new(content), format);
    let (width, height) = match open().into_dimensions() {
        Ok(size) => size,
        Err(ImageError::Limits(_)) => return examiner.overrun(Overrun::Pixels),
        Err(_) => {
            // The decoder gives no size that it could not decode: what claims an absurd one is not merely damaged.
            let claimed = png_size(content).map(|(width, height)| examiner.budget.picture(width, height));
            return match claimed {
                Some(Err(overrun)) => examiner.overrun(overrun),
                _ => examiner.unreadable(Unreadable::Damaged),
            };
        }
    };
    if let Err(overrun) = examiner.budget.picture(width, height) {
        return examiner.overrun(overrun);
    }
    if format == ImageFormat::Gif {
        return frames(examiner, content, width, height);
    }
    let mut reader = open();
    let mut bounds = image::Limits::default();
    bounds.max_alloc = Some(DECODED_BYTES_MAX);
    reader.limits(bounds);
    match reader.decode() {
        Ok(picture) => one(examiner, picture),
        Err(_) => examiner.unreadable(Unreadable::Damaged),
    }
}

/// Width and height as the head of a PNG says them.
fn png_size(content: &[u8]) -> Option<(u32, u32)> {
    let head = content.get(12..24).filter(|head| head.starts_with(b"IHDR"))?;
    let number = |at: usize| head.get(at..at + 4)?.try_into().ok().map(u32::from_be_bytes);
    Some((number(4)?, number(8)?))
}

/// The first pictures of a moving one: the first alone may be harmless.
fn frames(examiner: &mut Examiner, content: &[u8], width: u32, height: u32) {
    let Ok(decoder) = GifDecoder::new(Cursor::new(content)) else { return examiner.unreadable(Unreadable::Damaged) };
    for (n, frame) in decoder.into_frames().enumerate() {
        if n >= limits::PICTURE_FRAMES_MAX {
            return;
        }
        if n > 0
            && let Err(overrun) = examiner.budget.picture(width, height)
        {
            return examiner.overrun(overrun);
        }
        match frame {
            Ok(frame) => one(examiner, DynamicImage::ImageRgba8(frame.into_buffer())),
            Err(_) => return examiner.unreadable(Unreadable::Damaged),
        }
    }
}

fn one(examiner: &mut Examiner, picture: DynamicImage) {
    let (luma, width, height) = shrunk(&picture.into_rgb8());
    if let Some((hash, quality)) = pdq::hash(&luma, width, height)
        && quality >= pdq::QUALITY_MIN
    {
        examiner.report.pictures.insert(hash);
    }
    for code in codes(&luma, width, height) {
        examiner.say(&code);
        examiner.report.codes.insert(code);
    }
}

/// How light each point is, of a picture shrunk by a whole number.
#[allow(clippy::many_single_char_names, reason = "places and colours have one letter")]
fn shrunk(picture: &RgbImage) -> (Vec<f32>, usize, usize) {
    let by = picture.width().max(picture.height()).div_ceil(WORKED_SIDE).max(1);
    let (width, height) = (picture.width().div_ceil(by) as usize, picture.height().div_ceil(by) as usize);
    let mut sums = vec![(0.0_f32, 0.0_f32); width * height];
    for (x, y, pixel) in picture.enumerate_pixels() {
        let [r, g, b] = pixel.0.map(f32::from);
        let at = (y / by) as usize * width + (x / by) as usize;
        sums[at].0 += 0.299 * r + 0.587 * g + 0.114 * b;
        sums[at].1 += 1.0;
    }
    (sums.into_iter().map(|(sum, points)| sum / points.max(1.0)).collect(), width, height)
}

/// What the QR codes say, dark on light or light on dark.
fn codes(luma: &[f32], width: usize, height: usize) -> Vec<String> {
    let read = |turned: bool| {
        let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| {
            let value = luma.get(y * width + x).copied().unwrap_or(255.0) as u8;
            if turned { 255 - value } else { value }
        });
        let grids = prepared.detect_grids();
        let found = grids.iter().take(limits::CODES_PER_PICTURE_MAX);
        found.filter_map(|grid| grid.decode().ok().map(|(_, said)| said)).collect::<Vec<_>>()
    };
    let found = read(false);
    if found.is_empty() { read(true) } else { found }
}
