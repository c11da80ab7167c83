//! Weighted sums of (low, best, high), and how uncertain they are (METHOD 3).

/// A score with its range: `low <= best <= high`, each 0 to 100.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Triple {
    /// Least score that the evidence allows.
    pub low: f64,
    /// Best estimate.
    pub best: f64,
    /// Greatest score that the evidence allows.
    pub high: f64,
}

impl Triple {
    /// Each part limited to at most `limit` parts.
    #[must_use]
    pub fn at_most(self, limit: Self) -> Self {
        Self { low: self.low.min(limit.low), best: self.best.min(limit.best), high: self.high.min(limit.high) }
    }

    /// The same number in all three places.
    #[must_use]
    pub fn all(value: f64) -> Self {
        Self { low: value, best: value, high: value }
    }

    /// Each part plus `by`.
    #[must_use]
    pub fn plus(self, by: f64) -> Self {
        Self { low: self.low + by, best: self.best + by, high: self.high + by }
    }

    /// Cautious score Q-: two thirds best, one third low (METHOD 3).
    #[must_use]
    pub fn cautious(self) -> f64 {
        (2.0 * self.best + self.low) / 3.0
    }

    /// Hopeful score Q+: two thirds best, one third high (METHOD 3).
    #[must_use]
    pub fn hopeful(self) -> f64 {
        (2.0 * self.best + self.high) / 3.0
    }

    /// Standard deviation of the split-uniform distribution of this triple, whose mean is `best` (METHOD 3).
    #[must_use]
    pub fn deviation(self) -> f64 {
        ((self.best - self.low) * (self.high - self.best) / 3.0).max(0.0).sqrt()
    }

    /// Each part plus `weight` times the other's.
    #[inline]
    #[must_use]
    pub fn plus_weighted(self, weight: f64, part: Self) -> Self {
        Self {
            low: self.low + weight * part.low,
            best: self.best + weight * part.best,
            high: self.high + weight * part.high,
        }
    }

    pub(super) fn weighted_sum(parts: impl Iterator<Item = (f64, Self)>) -> Self {
        parts.fold(Self::default(), |sum, (weight, part)| sum.plus_weighted(weight, part))
    }
}

/// How much the errors of different criteria move together: the same people talk to you (METHOD 3).
pub const ERROR_CORRELATION: f64 = 0.30;

/// Standard deviation of a weighted sum of criteria with correlated errors (METHOD 3). `parts`: weight and triple.
pub(super) fn spread(parts: impl Iterator<Item = (f64, Triple)>) -> f64 {
    let (squares, sum) = parts.fold((0.0, 0.0), |(squares, sum), (weight, part)| {
        let deviation = weight * part.deviation();
        (squares + deviation * deviation, sum + deviation)
    });
    spread_of(squares, sum)
}

/// The same from the sum of the weighted deviations' squares, and their sum.
#[must_use]
pub fn spread_of(squares: f64, sum: f64) -> f64 {
    ((1.0 - ERROR_CORRELATION) * squares + ERROR_CORRELATION * sum * sum).sqrt()
}

/// Distribution function of the standard normal distribution.
#[must_use]
pub fn normal_cdf(z: f64) -> f64 {
    0.5 * libm::erfc(-z / std::f64::consts::SQRT_2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: f64, expect: f64) {
        assert!((found - expect).abs() < 5e-5, "{found} is not {expect}");
    }

    /// METHOD 3, worked example with five criteria, and twenty unknown ones.
    #[test]
    fn the_worked_composite_of_the_method() {
        let rows = [
            (0.30, Triple { low: 35.0, best: 62.0, high: 90.0 }),
            (0.25, Triple { low: 48.0, best: 66.0, high: 84.0 }),
            (0.20, Triple { low: 20.0, best: 52.0, high: 86.0 }),
            (0.15, Triple { low: 0.0, best: 40.0, high: 100.0 }),
            (0.10, Triple { low: 60.0, best: 72.0, high: 88.0 }),
        ];
        let sum = Triple::weighted_sum(rows.into_iter());
        close(sum.best, 58.7);
        close(sum.low, 32.5);
        close(sum.high, 89.0);
        close(sum.cautious(), 49.9667);
        close(sum.hopeful(), 68.8);
        close(spread(rows.into_iter()), 11.0748);
        let unknown = [(0.05, Triple { low: 0.0, best: 40.0, high: 100.0 }); 20];
        close(spread(unknown.into_iter()), 16.3707);
        let all = Triple::weighted_sum(unknown.into_iter());
        close(all.cautious(), 26.6667);
        close(all.hopeful(), 60.0);
    }

    #[test]
    fn the_weakest_group_limits_the_score() {
        let limited = Triple::all(64.0).at_most(Triple::all(12.0).plus(45.0));
        close(limited.best, 57.0);
    }

    #[test]
    fn the_normal_distribution_is_the_usual_one() {
        close(normal_cdf(0.0), 0.5);
        close(normal_cdf(1.0), 0.8413);
        close(normal_cdf(-1.96), 0.0250);
    }
}
