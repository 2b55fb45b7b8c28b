//! From a model's log-odds to a probability that can be believed (Platt's scaling): of the letters that are said to be
//! threats with 0.8, eight in ten should be. Fitted on letters of hands that the model had not seen.

/// A line on the scale of log-odds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Calibration {
    pub(super) slope: f32,
    pub(super) offset: f32,
}

/// Steps of Newton's method; it needs about ten.
const STEPS: usize = 60;

impl Calibration {
    /// As the model says it.
    pub(super) const NONE: Calibration = Calibration { slope: 1.0, offset: 0.0 };

    /// The probability for a model's log-odds. A letter without a word has none: it is said to be nothing.
    pub(super) fn probability(self, log_odds: f32) -> f32 {
        if log_odds == f32::NEG_INFINITY { 0.0 } else { crate::score::logistic(self.slope * log_odds + self.offset) }
    }

    /// The line under which what was seen is most likely. With too few letters of a kind, as the model says it.
    pub(super) fn fit(seen: &[(f32, bool)]) -> Calibration {
        let yes = seen.iter().filter(|(_, yes)| *yes).count();
        if yes < 8 || seen.len() - yes < 8 {
            return Calibration::NONE;
        }
        // Targets a little inside 0 and 1, as Platt advises, so that a clean cut does not make certainties.
        let (high, low) = ((yes as f64 + 1.0) / (yes as f64 + 2.0), 1.0 / ((seen.len() - yes) as f64 + 2.0));
        let (mut slope, mut offset) = (0.5_f64, 0.0_f64);
        for _ in 0..STEPS {
            let (mut g0, mut g1, mut h00, mut h01, mut h11) = (0.0, 0.0, 1e-6, 0.0, 1e-6);
            for (said, yes) in seen.iter().filter(|(said, _)| said.is_finite()) {
                let said = f64::from(*said);
                let guess = 1.0 / (1.0 + (-(slope * said + offset)).exp());
                let error = guess - if *yes { high } else { low };
                let curve = guess * (1.0 - guess);
                g0 += error * said;
                g1 += error;
                h00 += curve * said * said;
                h01 += curve * said;
                h11 += curve;
            }
            let determinant = h00 * h11 - h01 * h01;
            if determinant.abs() < 1e-12 {
                break;
            }
            slope -= ((h11 * g0 - h01 * g1) / determinant).clamp(-1.0, 1.0);
            offset -= ((h00 * g1 - h01 * g0) / determinant).clamp(-1.0, 1.0);
        }
        Calibration { slope: slope.max(0.01) as f32, offset: offset as f32 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_probability_is_the_share_of_those_who_were() {
        // Log-odds twice too sure of themselves: of those said with 2 only e^1 to one are.
        let seen: Vec<(f32, bool)> = (0..3_600)
            .map(|n| {
                let said = (n % 9) as f32 - 4.0;
                let share = crate::score::logistic(said / 2.0);
                (said, (n / 9 % 100) as f32 / 100.0 < share)
            })
            .collect();
        let fitted = Calibration::fit(&seen);
        assert!((fitted.slope - 0.5).abs() < 0.05, "{fitted:?}");
        assert!((fitted.probability(0.0) - 0.5).abs() < 0.03, "{fitted:?}");
        assert_eq!(Calibration::fit(&seen[..6]), Calibration::NONE);
    }
}
