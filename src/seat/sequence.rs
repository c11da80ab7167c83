//! A low-discrepancy sequence: points that fill a cube evenly without a random number.

/// The R-sequence (Roberts 2018): `points` points in the unit cube of `dimensions` dimensions.
///
/// Coordinate `j` of point `n` is the fractional part of `.5 + n * phi^-j`, both counted from 1,
/// with `phi` the positive root of `x^(dimensions + 1) = x + 1`. The first points of a longer
/// sequence are the shorter one.
#[must_use]
pub fn r_sequence(points: usize, dimensions: usize) -> RSequence {
    let exponent = 1.0 / (dimensions as f64 + 1.0);
    let mut root = 2.0;
    for _ in 0..100 {
        root = libm::pow(1.0 + root, exponent);
    }
    let step = |dimension: usize| fractional(libm::pow(1.0 / root, dimension as f64 + 1.0));
    RSequence { steps: (0..dimensions).map(step).collect(), next: 0, points }
}

/// The points of [`r_sequence`], in order; also open to direct access.
#[derive(Debug, Clone)]
pub struct RSequence {
    steps: Vec<f64>,
    next: usize,
    points: usize,
}

impl RSequence {
    /// Coordinate number `dimension` of point number `index`, both counted from 0; at least 0 and
    /// below 1. A dimension that the sequence does not have stays at the centre, .5.
    #[must_use]
    pub fn coordinate(&self, index: usize, dimension: usize) -> f64 {
        let step = self.steps.get(dimension).copied().unwrap_or(0.0);
        fractional(0.5 + (index as f64 + 1.0) * step)
    }
}

impl Iterator for RSequence {
    type Item = Vec<f64>;

    fn next(&mut self) -> Option<Vec<f64>> {
        if self.next >= self.points {
            return None;
        }
        let index = self.next;
        self.next += 1;
        Some((0..self.steps.len()).map(|dimension| self.coordinate(index, dimension)).collect())
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.points - self.next;
        (left, Some(left))
    }
}

impl ExactSizeIterator for RSequence {}

fn fractional(value: f64) -> f64 {
    value - value.floor()
}

#[cfg(test)]
mod tests {
    use super::super::reference::close;
    use super::*;

    #[test]
    fn sequence_is_the_published_one() {
        let plane: Vec<Vec<f64>> = r_sequence(3, 2).collect();
        close(plane[0][0], 0.254_877_666_246_692_7, 1e-12);
        close(plane[0][1], 0.069_840_290_998_053_33, 1e-12);
        close(plane[2][0], 0.764_632_998_740_078, 1e-12);
        assert_eq!(r_sequence(4096, 8).len(), 4096);
        let last = r_sequence(4096, 8).last().unwrap_or_default();
        close(last[0], 0.370_813_220_793_934_3, 1e-11);
        close(last[7], 0.057_790_507_639_310_82, 1e-11);
        assert!(r_sequence(0, 3).next().is_none());
        assert_eq!(r_sequence(2, 0).last(), Some(Vec::new()));
    }
}
