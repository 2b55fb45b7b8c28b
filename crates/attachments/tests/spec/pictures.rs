//! PDQ against another program's: the hashes and qualities below are those that the reference implementation gives for
//! the same pictures.

use attachments::{
    examine,
    pdq::{self, Pdq},
};

use crate::support::seed;

/// A picture by a rule, as light.
fn drawn(width: usize, height: usize, rule: impl Fn(usize, usize) -> [usize; 3]) -> Vec<f32> {
    let points = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
    let light = |[r, g, b]: [usize; 3]| {
        let [r, g, b] = [r, g, b].map(|value| value as f32);
        0.299 * r + 0.587 * g + 0.114 * b
    };
    points.map(|(x, y)| light(rule(x, y))).collect()
}

#[test]
fn hashes_are_those_of_the_reference() {
    let stripes =
        |x: usize, y: usize| [(x / 13 % 2) * 200 + (y / 29 % 2) * 55, ((x + y) / 17 % 2) * 255, (x * 3 + y * 5) % 256];
    let slope = |x: usize, y: usize| [x * 255 / 199, y * 255 / 149, x * y / 7 % 256];
    for (luma, width, height, expected, quality) in [
        (drawn(64, 64, stripes), 64, 64, "0d59872d2c5107efad55f80552eaf80d52fab82d52f8a8ad73f85d5252067d52", 100),
        (drawn(200, 150, stripes), 200, 150, "ad55db18ad55db58ae55d8aaad55f80852aa07db52b087a552aa87e552aa07e5", 100),
        (drawn(200, 150, slope), 200, 150, "33336633c6739c6338e371c6e1c787860e0e3e1ef81ee03c01fc0ff8ffe0f800", 100),
    ] {
        let (hash, found) = pdq::hash(&luma, width, height).expect("a hash");
        let reference: Pdq = expected.parse().expect("a hash");
        // Sums of floating numbers come in another order: a wave at the median may fall on either side.
        assert!(hash.distance(&reference) <= 4, "{hash}\n{expected}: {} bits", hash.distance(&reference));
        assert!(found.abs_diff(quality) <= 1, "{found} and {quality}");
    }
}

#[test]
fn a_picture_in_another_form_and_quality_is_the_same_and_another_is_not() {
    let of = |name: &str| *examine(&seed(name)).pictures.first().unwrap_or_else(|| panic!("{name} has a hash"));
    let photo = of("photo.png");
    for other in ["photo.jpg", "photo.gif", "photo.webp"] {
        assert!(photo.is_like(&of(other)), "{other}: {} bits", photo.distance(&of(other)));
    }
    let slope = drawn(200, 150, |x, y| [x * 255 / 199, y * 255 / 149, x * y / 7 % 256]);
    let (other, _) = pdq::hash(&slope, 200, 150).expect("a hash");
    assert!(!photo.is_like(&other), "{} bits", photo.distance(&other));
}

#[test]
fn codes_are_read_dark_on_light_and_light_on_dark() {
    for name in ["code.png", "code-turned.png"] {
        assert!(examine(&seed(name)).codes.contains("https://code.example/menace"), "{name}");
    }
}

#[test]
fn nothing_has_no_hash_and_one_point_has_one() {
    assert!(pdq::hash(&[], 0, 0).is_none() && pdq::hash(&[1.0], 1, 2).is_none());
    assert!(pdq::hash(&[1.0], 1, 1).is_some_and(|(_, quality)| quality == 0));
    assert!(pdq::hash(&[1.0; 500], 500, 1).is_some() && pdq::hash(&[1.0; 500], 1, 500).is_some());
}
