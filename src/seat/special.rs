//! Expectations over the internal share: the part of openings that goes to insiders.
//!
//! The share `f` is uncertain and follows a Beta distribution. Two expectations are needed for
//! every scenario at every sweep point, some twelve thousand times a role, while the Beta stays the
//! same. [`InternalShare`] therefore does all work that depends on the Beta alone once.

/// Nodes of the midpoint rule on (0, 1).
const NODES: usize = 100;

/// Nodes that are evaluated side by side, as independent chains.
const LANES: usize = 8;

/// Rows of [`LANES`] nodes that hold all [`NODES`]; the last row is padded with zero weights.
const ROWS: usize = NODES.div_ceil(LANES);

/// A factor `exp(-NEGLIGIBLE)`, about 6e-15, does not show in a sum of order one.
const NEGLIGIBLE: f64 = 32.7;

/// Up to this argument the alternating power series of `E[exp(-f x)]` loses less than 1e-14 to
/// cancellation.
const POWER_SERIES_LIMIT: f64 = 4.0;

/// Largest argument, and the terms that leave a remainder below 5e-14 up to there, in fours.
const POWER_SERIES_TERMS: [(f64, usize); 4] = [(0.25, 3), (1.0, 4), (2.0, 5), (POWER_SERIES_LIMIT, SERIES_ROWS)];

/// Stored terms of a power series, in rows of four.
const SERIES_ROWS: usize = 7;

/// Up to this exposure the all-positive series is used.
const POSITIVE_SERIES_LIMIT: f64 = 60.0;

/// Rows of [`LANES`] terms of the all-positive series at its limit, see [`positive_series`].
const POSITIVE_ROWS: usize = 18;

/// Coefficients of `x`, `x^2`, ... in rows of four.
type Series = [[f64; 4]; SERIES_ROWS];

/// The distribution at the nodes after a given number of whole seats all went outside.
struct Layer {
    /// Weights `w (1 - f)^seats`, [`LANES`] to a row, as far as they matter.
    rows: Box<[[f64; LANES]]>,
    /// Their sum.
    total: f64,
    /// Taylor coefficients of their mean of `exp(-f x)` after the constant, which is `total`.
    series: Series,
}

/// The Beta distribution of the internal share, prepared for repeated expectations.
pub(super) struct InternalShare {
    alpha: f64,
    beta: f64,
    /// Taylor coefficients of `1 - E[exp(-f x)]`.
    series: Series,
    /// Taylor coefficients of `E[exp((1 - f) x)]`.
    positive: [[f64; LANES]; POSITIVE_ROWS],
    /// `ln(1 - f)` at the nodes.
    log_external: [f64; NODES],
    /// Normalised weights of the midpoint rule.
    weights: [f64; NODES],
    /// By number of whole seats, made when first asked for.
    layers: Vec<Option<Box<Layer>>>,
}

impl InternalShare {
    /// Prepares Beta(`alpha`, `beta`); both must be positive.
    pub(super) fn new(alpha: f64, beta: f64) -> Self {
        let mut log_internal = [0.0; NODES];
        for (index, slot) in log_internal.iter_mut().enumerate() {
            *slot = libm::log(node(index));
        }
        // The nodes lie symmetrically, so 1 - f at one node is f at its mirror image.
        let mut log_external = log_internal;
        log_external.reverse();
        Self {
            alpha,
            beta,
            series: beta_series(alpha, beta),
            positive: positive_coefficients(alpha, beta),
            weights: midpoint_weights(alpha, beta, &log_internal, &log_external),
            log_external,
            layers: Vec::new(),
        }
    }

    /// How many layers it has room for.
    pub(super) fn layers(&self) -> usize {
        self.layers.len()
    }

    /// Whether it is the distribution with these parameters.
    pub(super) fn is_of(&self, alpha: f64, beta: f64) -> bool {
        self.alpha.total_cmp(&alpha).is_eq() && self.beta.total_cmp(&beta).is_eq()
    }

    /// `1 - E[exp(-f * exposure)] = 1 - 1F1(alpha; alpha + beta; -exposure)`, exact Beta.
    ///
    /// With seats offered to you at rate `exposure` if all of them went inside, this is the chance
    /// that at least one is yours.
    #[inline]
    pub(super) fn chance_of_one(&self, exposure: f64) -> f64 {
        match series_rows(exposure) {
            Some(rows) => polynomial(&self.series[..rows], exposure),
            None => 1.0 - self.mean_exponential(exposure),
        }
    }

    /// `E[exp(-f * exposure)]` beyond the power series.
    #[cold]
    fn mean_exponential(&self, exposure: f64) -> f64 {
        let total = self.alpha + self.beta;
        // Jensen: a Gamma variable with the same mean is more spread out and so bounds the mean.
        if self.alpha * libm::log1p(exposure / total) > NEGLIGIBLE {
            0.0
        } else if exposure <= POSITIVE_SERIES_LIMIT {
            positive_series(&self.positive, exposure)
        } else if exposure >= POSITIVE_SERIES_LIMIT + 4.0 * (self.alpha + 1.0) * (self.beta + 1.0) {
            inverse_powers(self.alpha, self.beta, exposure)
        } else {
            poisson_average(self.beta, total, exposure)
        }
    }

    /// `1 - E[(1 - f)^floor(c) * (1 - frac(c) f) * exp(-f * rate)]` with `c` = `created`, by the
    /// midpoint rule: the chance that at least one seat goes to an insider.
    #[inline]
    pub(super) fn chance_of_any(&mut self, created: f64, rate: f64) -> f64 {
        let strength = created + rate;
        // Every node's factor is at most exp(-f * strength), and no f is below the first node.
        if strength > NEGLIGIBLE / node(0) {
            return 1.0;
        }
        let whole = created as usize;
        let fraction = created - whole as f64;
        self.prepare(whole);
        let (Some(Some(lower)), Some(Some(upper))) = (self.layers.get(whole), self.layers.get(whole + 1)) else {
            return 1.0;
        };
        // 1 - fraction * f lies on the line from 1 (no further seat) to 1 - f (one more), so the
        // mean lies on the line between the two layers.
        let mean = match series_rows(rate) {
            Some(rows) => mix_series(lower, upper, fraction, rate, rows),
            None => mix_rows(lower, upper, fraction, rate, rows_needed(strength - fraction)),
        };
        (1.0 - mean).max(0.0)
    }

    /// Makes the layers of `whole` seats and of one more.
    #[inline]
    fn prepare(&mut self, whole: usize) {
        let missing = |seats| self.layers.get(seats).is_none_or(Option::is_none);
        if missing(whole) || missing(whole + 1) {
            self.add_layers(whole);
        }
    }

    #[cold]
    fn add_layers(&mut self, whole: usize) {
        if self.layers.len() < whole + 2 {
            self.layers.resize_with(whole + 2, || None);
        }
        for seats in [whole, whole + 1] {
            if self.layers[seats].is_none() {
                self.layers[seats] = Some(Box::new(self.layer(seats as f64)));
            }
        }
    }

    fn layer(&self, seats: f64) -> Layer {
        // As upper of two layers it is read as far as the lower one, which has a seat less.
        let mut rows = vec![[0.0; LANES]; rows_needed(seats - 1.0)].into_boxed_slice();
        let mut total = 0.0;
        let mut series = Series::default();
        for index in 0..NODES.min(rows.len() * LANES) {
            let weight = self.weights[index] * libm::exp(seats * self.log_external[index]);
            rows[index / LANES][index % LANES] = weight;
            total += weight;
            let mut moment = weight;
            for coefficient in series.as_flattened_mut() {
                moment *= -node(index);
                *coefficient += moment;
            }
        }
        let mut factorial = 1.0;
        for (order, coefficient) in series.as_flattened_mut().iter_mut().enumerate() {
            factorial *= order as f64 + 1.0;
            *coefficient /= factorial;
        }
        Layer { rows, total, series }
    }
}

/// The midpoint of the `index`-th of [`NODES`] equal parts of (0, 1).
fn node(index: usize) -> f64 {
    (index as f64 + 0.5) / NODES as f64
}

/// Rows that hold every node at which `exp(-f * strength)` matters.
#[inline]
fn rows_needed(strength: f64) -> usize {
    if strength <= NEGLIGIBLE {
        return ROWS;
    }
    let nodes = NEGLIGIBLE * NODES as f64 / strength;
    (nodes as usize + 1).div_ceil(LANES).min(ROWS)
}

/// Normalised `f^(alpha-1) (1-f)^(beta-1)`, by logarithms so that sharp Betas do not underflow.
fn midpoint_weights(alpha: f64, beta: f64, log_internal: &[f64; NODES], log_external: &[f64; NODES]) -> [f64; NODES] {
    let mut weights: [f64; NODES] =
        std::array::from_fn(|index| (alpha - 1.0) * log_internal[index] + (beta - 1.0) * log_external[index]);
    let peak = weights.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let mut total = 0.0;
    for weight in &mut weights {
        *weight = libm::exp(*weight - peak);
        total += *weight;
    }
    weights.map(|weight| weight / total)
}

/// Coefficients of `1 - E[exp(-f x)]`: `E[f^n] / n!` with alternating sign, from n = 1.
fn beta_series(alpha: f64, beta: f64) -> Series {
    let mut series = Series::default();
    let mut term = -1.0;
    for (order, coefficient) in series.as_flattened_mut().iter_mut().enumerate() {
        let order = order as f64;
        term *= -(alpha + order) / ((alpha + beta + order) * (order + 1.0));
        *coefficient = term;
    }
    series
}

/// Rows of a power series that `x` needs; none if it is too large for one.
#[inline]
fn series_rows(x: f64) -> Option<usize> {
    POWER_SERIES_TERMS.iter().find(|(limit, _)| x <= *limit).map(|&(_, rows)| rows)
}

/// The polynomial with the given coefficients of `x`, `x^2`, ..., without constant.
///
/// Horner's rule in steps of four: four chains that do not wait for each other.
#[inline]
fn polynomial(series: &[[f64; 4]], x: f64) -> f64 {
    let square = x * x;
    let fourth = square * square;
    let mut chains = [0.0; 4];
    for row in series.iter().rev() {
        for lane in 0..4 {
            chains[lane] = chains[lane] * fourth + row[lane];
        }
    }
    x * ((chains[0] + x * chains[1]) + square * (chains[2] + x * chains[3]))
}

/// The mean of `exp(-f rate)` over both layers, the upper with weight `fraction`, by power series.
#[inline]
fn mix_series(lower: &Layer, upper: &Layer, fraction: f64, rate: f64, rows: usize) -> f64 {
    let mut mixed = Series::default();
    let mixed = &mut mixed[..rows];
    let pairs = lower.series.iter().zip(&upper.series);
    for (row, (low, high)) in mixed.iter_mut().zip(pairs) {
        *row = std::array::from_fn(|lane| low[lane] + fraction * (high[lane] - low[lane]));
    }
    let total = lower.total + fraction * (upper.total - lower.total);
    total + polynomial(mixed, rate)
}

/// The same mean node by node.
///
/// The nodes are equally spaced, so the exponentials form a geometric sequence and the mean is a
/// polynomial in its ratio with the weights as coefficients: Horner's rule in steps of [`LANES`],
/// both layers side by side.
#[inline]
fn mix_rows(lower: &Layer, upper: &Layer, fraction: f64, rate: f64, rows: usize) -> f64 {
    let first = libm::exp(-node(0) * rate);
    let step = first * first;
    let square = step * step;
    let eighth = square * square * (square * square);
    let rows = rows.min(lower.rows.len()).min(upper.rows.len());
    let mut low = [0.0; LANES];
    let mut high = [0.0; LANES];
    for (low_row, high_row) in lower.rows[..rows].iter().zip(&upper.rows[..rows]).rev() {
        for lane in 0..LANES {
            low[lane] = low[lane] * eighth + low_row[lane];
            high[lane] = high[lane] * eighth + high_row[lane];
        }
    }
    for lane in 0..LANES {
        low[lane] += fraction * (high[lane] - low[lane]);
    }
    first * joined(low, step)
}

/// Coefficients of `1F1(beta; alpha + beta; x)`, from the constant.
fn positive_coefficients(alpha: f64, beta: f64) -> [[f64; LANES]; POSITIVE_ROWS] {
    let mut coefficients = [[0.0; LANES]; POSITIVE_ROWS];
    let mut term = 1.0;
    for (order, coefficient) in coefficients.as_flattened_mut().iter_mut().enumerate() {
        let order = order as f64;
        *coefficient = term;
        term *= (beta + order) / ((alpha + beta + order) * (order + 1.0));
    }
    coefficients
}

/// `E[exp(-f x)]` as `exp(-x) * 1F1(beta; alpha + beta; x)`: Kummer's transformation, all terms
/// positive.
///
/// Term `n` is at most the Poisson probability of `n` at mean `x`, so nine standard deviations
/// beyond the mean leave less than 1e-14.
fn positive_series(coefficients: &[[f64; LANES]; POSITIVE_ROWS], x: f64) -> f64 {
    let terms = x + 9.0 * x.sqrt() + LANES as f64;
    let rows = (terms as usize).div_ceil(LANES).min(POSITIVE_ROWS);
    let square = x * x;
    let eighth = square * square * (square * square);
    let mut chains = [0.0; LANES];
    for row in coefficients[..rows].iter().rev() {
        for lane in 0..LANES {
            chains[lane] = chains[lane] * eighth + row[lane];
        }
    }
    libm::exp(-x) * joined(chains, x)
}

/// The polynomial in `x` whose coefficients are the chains of Horner's rule in steps of [`LANES`].
#[inline]
fn joined(chains: [f64; LANES], x: f64) -> f64 {
    let [a, b, c, d, e, f, g, h] = chains;
    let square = x * x;
    let left = (a + b * x) + (c + d * x) * square;
    let right = (e + f * x) + (g + h * x) * square;
    left + right * (square * square)
}

/// The same mean as the average of `(beta)_n / (total)_n` over a Poisson count `n` of mean `x`.
///
/// It is the positive series again, summed outwards from its mode, so nothing overflows and only
/// the few standard deviations that matter are visited.
fn poisson_average(beta: f64, total: f64, x: f64) -> f64 {
    let mode = x.floor();
    let log_ratio = libm::lgamma(beta + mode) - libm::lgamma(beta) - libm::lgamma(total + mode) + libm::lgamma(total);
    let at_mode = libm::exp(log_ratio);
    let (mut weights, mut sum) = (1.0, at_mode);
    let (mut weight, mut ratio, mut count) = (1.0, at_mode, mode);
    while weight > 1e-18 {
        ratio *= (beta + count) / (total + count);
        count += 1.0;
        weight *= x / count;
        weights += weight;
        sum += weight * ratio;
    }
    (weight, ratio, count) = (1.0, at_mode, mode);
    while weight > 1e-18 && count > 0.0 {
        weight *= count / x;
        count -= 1.0;
        ratio *= (total + count) / (beta + count);
        weights += weight;
        sum += weight * ratio;
    }
    sum / weights
}

/// The same mean for exposures far above `alpha * beta`: the expansion in inverse powers of `x`.
fn inverse_powers(alpha: f64, beta: f64, x: f64) -> f64 {
    let (mut term, mut sum) = (1.0, 1.0);
    for order in 1..200 {
        let order = f64::from(order);
        term *= (alpha + order - 1.0) * (order - beta) / (order * x);
        sum += term;
        if term.abs() < 1e-17 {
            break;
        }
    }
    let log_scale = libm::lgamma(alpha + beta) - libm::lgamma(beta) - alpha * libm::log(x);
    sum * libm::exp(log_scale)
}

#[cfg(test)]
mod tests {
    use super::super::reference::{self, SplitMix64, beta_mean, close};
    use super::*;

    #[test]
    fn kummer_agrees_with_numeric_integration() {
        for (alpha, beta, exposure) in [
            (3.0, 6.0, 0.2461),
            (3.0, 6.0, 2.7),
            (4.4424, 7.9232, 0.9),
            (3.0, 3.0, 0.01),
            (3.0, 3.0, 8.0),
            (3.0, 3.0, 59.0),
            (3.0, 3.0, 70.0),
            (2.5, 4.0, 300.0),
            (40.0, 20.0, 12.0),
            (30.0, 90.0, 65.0),
        ] {
            let integral = beta_mean(alpha, beta, 4000, |f| libm::exp(-f * exposure));
            let chance = InternalShare::new(alpha, beta).chance_of_one(exposure);
            close(chance, 1.0 - integral, 1e-8);
        }
    }

    /// Against the series summed with 1,200 decimal digits: every branch, both sides of each limit.
    #[test]
    #[rustfmt::skip]
    fn kummer_agrees_with_exact_values() {
        for (alpha, beta, exposure, mean) in [
            (3.0, 3.0, 0.2461, 0.8851761552293479),
            (3.0, 3.0, 3.9, 0.18524233360461353),
            (3.0, 3.0, 4.1, 0.17218862925387646),
            (0.1, 0.1, 1.0, 0.6709548573232713),
            (0.1, 0.1, 30.0, 0.34450006433931296),
            (0.1, 0.1, 59.9, 0.32097629830760815),
            (0.1, 0.1, 70.0, 0.31594292000332636),
            (0.1, 0.1, 900.0, 0.2444393167134597),
            (3.0, 3.0, 60.0, 0.0002509259259259259),
            (3.0, 3.0, 61.0, 0.00023919119674193316),
            (3.0, 3.0, 123.0, 3.069577860831373e-05),
            (3.0, 3.0, 125.0, 2.926903296e-05),
            (0.1, 1000.0, 70.0, 0.9932573882697857),
            (0.1, 1000.0, 600.0, 0.954083252557981),
            (2.0, 300.0, 500.0, 0.14124820542087996),
            (2.0, 300.0, 1200.0, 0.040170837553616605),
            (5.0, 1000.0, 800.0, 0.05335419882806207),
            (0.5, 0.5, 61.0, 0.07253878407077907),
            (0.5, 0.5, 75.0, 0.06536750999983555),
            (1000.0, 0.1, 2.0, 0.13536237736650872),
            (1000.0, 0.1, 0.05, 0.9512341803029112),
            (1000.0, 1000.0, 3.0, 0.22325564337551113),
            (1.0, 1.0, 10.0, 0.09999546000702375),
            (0.1, 40.0, 1200.0, 0.7086112709631568),
        ] {
            close(InternalShare::new(alpha, beta).chance_of_one(exposure), 1.0 - mean, 2e-12);
        }
    }

    #[test]
    fn chances_agree_with_the_direct_formulas() {
        let mut random = SplitMix64(11);
        for _ in 0..400 {
            let (alpha, beta) = (random.scaled(0.1, 60.0), random.scaled(0.1, 60.0));
            let mut share = InternalShare::new(alpha, beta);
            for _ in 0..10 {
                let exposure = random.scaled(1e-3, 300.0);
                let direct = 1.0 - reference::kummer(alpha, alpha + beta, -exposure);
                close(share.chance_of_one(exposure), direct, 1e-11);
                let created = random.scaled(1e-3, 1e4);
                let rate = random.scaled(1e-3, 1e3);
                let direct = reference::chance_of_any(alpha, beta, created, rate);
                close(share.chance_of_any(created, rate), direct, 1e-12);
                let direct = reference::chance_of_any(alpha, beta, 0.0, exposure);
                close(share.chance_of_any(0.0, exposure), direct, 1e-12);
            }
        }
    }

    #[test]
    fn chances_are_certain_or_impossible_at_the_ends() {
        let mut share = InternalShare::new(3.0, 3.0);
        assert_eq!(share.chance_of_one(0.0), 0.0);
        assert_eq!(share.chance_of_one(1e300), 1.0);
        assert!(share.chance_of_any(0.0, 0.0) < 1e-15);
        assert_eq!(share.chance_of_any(1e300, 0.0), 1.0);
        assert_eq!(share.chance_of_any(0.0, 1e300), 1.0);
    }

    #[test]
    fn sharp_and_flat_distributions_stay_numbers() {
        for alpha in [0.01, 0.1, 1.0, 1e3, 1e4] {
            for beta in [0.01, 0.1, 1.0, 1e3, 1e4] {
                let mut share = InternalShare::new(alpha, beta);
                let mut last = 0.0;
                for exponent in -6..60 {
                    let exposure = libm::pow(1.6, f64::from(exponent));
                    let chance = share.chance_of_one(exposure);
                    assert!((last - 1e-10..=1.0).contains(&chance), "{alpha} {beta} {exposure}");
                    last = chance;
                    let any = share.chance_of_any(exposure, exposure / 3.0);
                    assert!((0.0..=1.0).contains(&any));
                }
            }
        }
    }
}
