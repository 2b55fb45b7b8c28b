//! Exact confidence intervals of a share (Clopper and Pearson, 1934).

/// Halvings of the search; each adds a binary digit.
const HALVINGS: usize = 60;

/// The 95 % interval of a share of which `hits` of `all` were seen; 0 to 1 when nothing was.
pub fn exact(hits: u64, all: u64) -> (f64, f64) {
    if all == 0 {
        return (0.0, 1.0);
    }
    // Both bounds are where a tail of the binomial distribution has half of five per cent.
    let low = if hits == 0 { 0.0 } else { bound(|p| upper_tail(hits, all, p) < 0.025) };
    let high = if hits == all { 1.0 } else { bound(|p| upper_tail(hits + 1, all, p) < 0.975) };
    (low, high)
}

/// The share up to which a condition that holds from 0 on holds.
fn bound(holds: impl Fn(f64) -> bool) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(low, high);
        if holds(middle) { low = middle } else { high = middle }
    }
    f64::midpoint(low, high)
}

/// Probability of `hits` or more of `all` when each has probability `p`.
fn upper_tail(hits: u64, all: u64, p: f64) -> f64 {
    if p <= 0.0 {
        return if hits == 0 { 1.0 } else { 0.0 };
    }
    if hits > all {
        return 0.0;
    }
    if hits == 0 || p >= 1.0 {
        return 1.0;
    }
    // Summed from the smaller side, in logarithms, so that neither thousands of letters nor rare shares underflow.
    if (hits as f64) > p * all as f64 {
        tail(hits, all, p).min(1.0)
    } else {
        // From below, k misses are all - k hits.
        1.0 - tail(all - hits + 1, all, 1.0 - p).min(1.0)
    }
}

/// The sum of the terms from `from` on, each made from the one before.
fn tail(from: u64, all: u64, p: f64) -> f64 {
    let mut log = ln_choose(all, from) + from as f64 * p.ln() + (all - from) as f64 * (1.0 - p).ln();
    let step = p.ln() - (1.0 - p).ln();
    let mut sum = 0.0;
    for k in from..=all {
        sum += log.exp();
        log += ((all - k) as f64 / (k + 1) as f64).ln() + step;
    }
    sum
}

fn ln_choose(all: u64, k: u64) -> f64 {
    let k = k.min(all - k);
    (1..=k).map(|n| ((all - k + n) as f64 / n as f64).ln()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_are_those_of_the_tables() {
        let near = |(low, high): (f64, f64), expected: (f64, f64)| {
            assert!((low - expected.0).abs() < 5e-4 && (high - expected.1).abs() < 5e-4, "{low} {high} {expected:?}");
        };
        near(exact(0, 10), (0.0, 0.3085));
        near(exact(10, 10), (0.6915, 1.0));
        near(exact(5, 10), (0.1871, 0.8129));
        near(exact(1, 100), (0.0003, 0.0545));
        near(exact(90, 100), (0.8238, 0.9510));
        near(exact(0, 0), (0.0, 1.0));
    }
}
