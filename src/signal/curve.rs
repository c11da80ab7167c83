//! Value functions: from a signal's natural unit to a score.

/// A piecewise-linear, monotone value function with fixed anchors (METHOD 2.1). Constant outside its first and last
/// point. Anchors never depend on the roles compared, which is what rules out rank reversal.
///
/// ```
/// use skiplevel::signal::Curve;
///
/// let growth = Curve::new(vec![(-20.0, 0.0), (0.0, 20.0), (25.0, 65.0), (50.0, 90.0)])?;
/// assert_eq!(growth.at(60.0), 90.0);
/// assert_eq!(growth.at(12.5), 42.5);
/// # Ok::<(), skiplevel::signal::CurveProblem>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    points: Vec<(f64, f64)>,
}

/// Why points are not a value function.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CurveProblem {
    /// Fewer than two points.
    #[error("a curve needs at least two points")]
    TooShort,
    /// Two points share an x, or x goes back.
    #[error("x must grow from point to point (point {0})")]
    XOrder(usize),
    /// Value goes up and down.
    #[error("the value must not turn: it rises and falls (point {0})")]
    NotMonotone(usize),
    /// Value outside 0 to 100, or a number that is not finite.
    #[error("values lie between 0 and 100 (point {0})")]
    OutOfBounds(usize),
}

impl Curve {
    /// A curve through `points` (x in the signal's unit, value 0 to 100).
    ///
    /// # Errors
    /// [`CurveProblem`], with the number (from 1) of the offending point.
    pub fn new(points: Vec<(f64, f64)>) -> Result<Self, CurveProblem> {
        if points.len() < 2 {
            return Err(CurveProblem::TooShort);
        }
        let bad = |(x, v): &(f64, f64)| !x.is_finite() || !(0.0..=100.0).contains(v);
        if let Some(at) = points.iter().position(bad) {
            return Err(CurveProblem::OutOfBounds(at + 1));
        }
        let mut turn = 0.0_f64;
        for (at, pair) in points.windows(2).enumerate() {
            let (dx, dv) = (pair[1].0 - pair[0].0, pair[1].1 - pair[0].1);
            if dx <= 0.0 {
                return Err(CurveProblem::XOrder(at + 2));
            }
            if dv * turn < 0.0 {
                return Err(CurveProblem::NotMonotone(at + 2));
            }
            if dv != 0.0 {
                turn = dv;
            }
        }
        Ok(Self { points })
    }

    /// No is 0, yes is 100, partly is 50.
    #[must_use]
    pub fn yes_no() -> Self {
        Self { points: vec![(0.0, 0.0), (1.0, 100.0)] }
    }

    /// The anchors: x strictly increasing.
    #[must_use]
    pub fn points(&self) -> &[(f64, f64)] {
        &self.points
    }

    /// Whether more is better (or, for a flat curve, not worse).
    #[must_use]
    pub fn rises(&self) -> bool {
        self.last().1 >= self.first().1
    }

    /// Score of `x`, 0 to 100.
    #[must_use]
    pub fn at(&self, x: f64) -> f64 {
        if x <= self.first().0 {
            return self.first().1;
        }
        for pair in self.points.windows(2) {
            let ((x0, v0), (x1, v1)) = (pair[0], pair[1]);
            if x <= x1 {
                return v0 + (v1 - v0) * (x - x0) / (x1 - x0);
            }
        }
        self.last().1
    }

    /// The value whose score is `score`: the anchors inverted (METHOD 7). Where the curve is flat, the end of the flat
    /// part that is nearer to the other scores; `None` where no value has this score.
    ///
    /// ```
    /// use skiplevel::signal::Curve;
    ///
    /// let growth = Curve::new(vec![(0.0, 20.0), (10.0, 40.0), (25.0, 65.0), (50.0, 90.0)])?;
    /// assert!((growth.inverse(70.0).unwrap_or_default() - 30.0).abs() < 1e-12);
    /// assert_eq!(growth.inverse(95.0), None);
    /// # Ok::<(), skiplevel::signal::CurveProblem>(())
    /// ```
    #[must_use]
    pub fn inverse(&self, score: f64) -> Option<f64> {
        let between = |(x0, v0): (f64, f64), (x1, v1): (f64, f64)| {
            let holds = (v0.min(v1)..=v0.max(v1)).contains(&score) && v0.total_cmp(&v1).is_ne();
            holds.then(|| x0 + (x1 - x0) * (score - v0) / (v1 - v0))
        };
        self.points.windows(2).find_map(|pair| between(pair[0], pair[1]))
    }

    /// Least and greatest score between `low` and `high`; the curve is monotone, so the ends decide.
    #[must_use]
    pub fn over(&self, low: f64, high: f64) -> (f64, f64) {
        let (a, b) = (self.at(low), self.at(high));
        (a.min(b), a.max(b))
    }

    fn first(&self) -> (f64, f64) {
        self.points.first().copied().unwrap_or_default()
    }

    fn last(&self) -> (f64, f64) {
        self.points.last().copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn curves_that_break_a_rule_are_refused() {
        let check = |points: &[(f64, f64)], expect| assert_eq!(Curve::new(points.to_vec()).err(), Some(expect));
        check(&[(0.0, 0.0)], CurveProblem::TooShort);
        check(&[(0.0, 0.0), (0.0, 5.0)], CurveProblem::XOrder(2));
        check(&[(0.0, 0.0), (1.0, 5.0), (2.0, 5.0), (3.0, 4.0)], CurveProblem::NotMonotone(4));
        check(&[(0.0, 0.0), (1.0, 101.0)], CurveProblem::OutOfBounds(2));
        check(&[(f64::NAN, 0.0), (1.0, 1.0)], CurveProblem::OutOfBounds(1));
    }

    #[test]
    fn a_falling_curve_keeps_low_and_high_apart() {
        let rivals = Curve::new(vec![(0.0, 100.0), (3.0, 50.0), (12.0, 5.0)]).expect("valid");
        assert!(!rivals.rises());
        assert_eq!(rivals.over(0.0, 3.0), (50.0, 100.0));
        assert_eq!(rivals.at(99.0), 5.0);
    }
}
