//! What is next door.

/// Mean radius of the Earth, in metres (IUGG).
const EARTH_METRES: f64 = 6_371_008.8;

/// A point: latitude and longitude, in degrees.
pub type Point = (f64, f64);

/// How far two points are from one another along the ground, in metres (haversine).
pub fn metres(one: Point, other: Point) -> f64 {
    let (south, north) = (one.0.to_radians(), other.0.to_radians());
    let half = |from: f64, to: f64| ((to - from) / 2.0).sin().powi(2);
    let part = half(south, north) + south.cos() * north.cos() * half(one.1.to_radians(), other.1.to_radians());
    2.0 * EARTH_METRES * part.clamp(0.0, 1.0).sqrt().asin()
}

/// South and north, then west and east of a rectangle that holds everything so near to a point, in degrees.
pub fn around(point: Point, metres: f64) -> ((f64, f64), (f64, f64)) {
    let up = (metres / EARTH_METRES).to_degrees();
    // Meridians meet at the poles, where there is no school.
    let aside = up / point.0.to_radians().cos().max(0.01);
    ((point.0 - up, point.0 + up), (point.1 - aside, point.1 + aside))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_degree_of_the_equator_is_a_hundred_and_eleven_kilometres() {
        assert!((metres((0.0, 0.0), (0.0, 1.0)) - 111_195.0).abs() < 1.0);
        assert!(metres((45.75, 4.85), (45.75, 4.85)).abs() < f64::EPSILON);
    }

    proptest! {
        #[test]
        fn what_is_near_is_in_the_rectangle_around(
            south in -60.0..60.0_f64, west in -170.0..170.0_f64, up in -0.01..0.01_f64, aside in -0.01..0.01_f64,
        ) {
            let (here, there) = ((south, west), (south + up, west + aside));
            if metres(here, there) <= 500.0 {
                let ((low, high), (left, right)) = around(here, 500.0);
                // The last bits of a rounding decide nothing here: a school is wider than that.
                let slack = 1e-9;
                prop_assert!(there.0 >= low - slack && there.0 <= high + slack);
                prop_assert!(there.1 >= left - 1e-5 && there.1 <= right + 1e-5);
            }
        }
    }
}
