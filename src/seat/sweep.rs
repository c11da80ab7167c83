//! The model over plausible parameter values: [`sweep`].
//!
//! Seven structural parameters and your strength vary together over the points of a low-discrepancy
//! sequence, which fills the eight dimensions evenly: the result is deterministic and needs no seed.

use std::borrow::Cow;
use std::sync::OnceLock;

use super::model::{Parameters, Scenario, at_most_certain, internal_draws, openings};
use super::sequence::r_sequence;
use super::special::InternalShare;

/// Points of a full sweep. Against sixteen times as many, the means of the method's four archetypes
/// move by about .0001 (yours) and .0007 (open) at most, `p10` and `p90` by .001.
pub const SWEEP_POINTS: usize = 4096;

/// Parameters of [`Spread`].
const SPREAD: usize = 7;

/// Swept dimensions: those of the spread, then strength.
const DIMENSIONS: usize = SPREAD + 1;

/// Factors on your strength. Judgement: an assessment of oneself is hardly better than that.
const STRENGTH_FACTOR: Triangle = Triangle { low: 0.6, mode: 1.0, high: 1.6 };

/// A triangular distribution.
///
/// Equal `low` and `high` mean a value that is known: it is not swept. Ends in the wrong order are
/// swapped and a mode outside of them is moved to the nearer end.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Triangle {
    /// Smallest value.
    pub low: f64,
    /// Most likely value.
    pub mode: f64,
    /// Largest value.
    pub high: f64,
}

impl Triangle {
    /// A value that the user fixed and that is not swept.
    #[must_use]
    pub fn fixed(value: f64) -> Self {
        Self { low: value, mode: value, high: value }
    }

    /// This triangle moved towards an observed value and narrowed, by the observation's
    /// `credibility` from 0 (no change) to 1 (fixed there).
    #[must_use]
    pub fn toward(self, observed: f64, credibility: f64) -> Self {
        let move_to = |value: f64| credibility * observed + (1.0 - credibility) * value;
        Self { low: move_to(self.low), mode: move_to(self.mode), high: move_to(self.high) }
    }

    /// The value below which a share `u` of the distribution lies, `u` from 0 to 1.
    #[must_use]
    #[inline]
    pub fn inverse(self, u: f64) -> f64 {
        let Self { low, mode, high } = self;
        let width = high - low;
        // Also true for ends so close that their difference vanishes.
        if width <= 0.0 || width.is_nan() {
            return mode;
        }
        if u < (mode - low) / width {
            low + (u * width * (mode - low)).max(0.0).sqrt()
        } else {
            high - ((1.0 - u) * width * (high - mode)).max(0.0).sqrt()
        }
    }

    /// This triangle in order and within bounds.
    fn bounded(self, least: f64, most: f64) -> Self {
        let low = self.low.min(self.high).clamp(least, most);
        let high = self.low.max(self.high).clamp(least, most);
        Self { low, mode: self.mode.clamp(low, high), high }
    }
}

/// Plausible values of the parameters that are rarely known. Meaning, units and ranges are those of
/// the fields of the same names in [`Parameters`].
///
/// [`Default`] holds the method's triangles; sources as for the defaults of [`Parameters`], ends
/// being the ends of the cited ranges or judgement. Move a triangle with [`Triangle::toward`] when
/// there is evidence, replace it by [`Triangle::fixed`] when the user set the value.
#[derive(Debug, Clone, PartialEq)]
pub struct Spread {
    /// ICs per EM. Default 5, 7, 10.
    pub ics_per_em: Triangle,
    /// EMs per M2. Default 3, 4, 6.
    pub ems_per_m2: Triangle,
    /// Direct reports of the head of engineering. Default 4, 6, 10.
    pub head_span: Triangle,
    /// M2 seats vacated per seat and year. Default .10, .20, .35.
    pub vacating_rate: Triangle,
    /// Share of the growth above base that lasts. Default .10, .40, .80.
    pub persistence: Triangle,
    /// Share of peer EMs who could take the seat and want it. Default .30, .50, .80.
    pub eligible_share: Triangle,
    /// Years until you would be considered. Default .50, .75, 1.25.
    pub lag_years: Triangle,
}

impl Spread {
    const DEFAULT: Self = Self {
        ics_per_em: Triangle { low: 5.0, mode: 7.0, high: 10.0 },
        ems_per_m2: Triangle { low: 3.0, mode: 4.0, high: 6.0 },
        head_span: Triangle { low: 4.0, mode: 6.0, high: 10.0 },
        vacating_rate: Triangle { low: 0.10, mode: 0.20, high: 0.35 },
        persistence: Triangle { low: 0.10, mode: 0.40, high: 0.80 },
        eligible_share: Triangle { low: 0.30, mode: 0.50, high: 0.80 },
        lag_years: Triangle { low: 0.50, mode: 0.75, high: 1.25 },
    };

    /// In the order of the sequence's dimensions, within the bounds of [`Parameters`].
    fn triangles(&self) -> [Triangle; SPREAD] {
        [
            self.ics_per_em.bounded(0.0, 1e9),
            self.ems_per_m2.bounded(1.0, 1e9),
            self.head_span.bounded(0.0, 1e9),
            self.vacating_rate.bounded(0.0, 1e3),
            self.persistence.bounded(-1e3, 1e3),
            self.eligible_share.bounded(0.0, 1e3),
            self.lag_years.bounded(0.0, 50.0),
        ]
    }
}

impl Default for Spread {
    fn default() -> Self {
        Self::DEFAULT
    }
}

/// A swept probability, 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quantiles {
    /// Mean over the sweep: the headline.
    pub mean: f64,
    /// A tenth of the points lie at or below it.
    pub p10: f64,
    /// The median.
    pub p50: f64,
    /// Nine tenths of the points lie at or below it.
    pub p90: f64,
}

impl Quantiles {
    /// Mean in the given order, and the element number `ceil(q n)` of the sorted values.
    fn of(mut values: Vec<f64>) -> Self {
        let points = values.len();
        let mean = values.iter().sum::<f64>() / points as f64;
        let rank = |quantile: f64| ((quantile * points as f64).ceil() as usize).clamp(1, points) - 1;
        let (first, middle, last) = (rank(0.1), rank(0.5), rank(0.9));
        // Selecting the median leaves smaller values on its left and larger ones on its right, so
        // that each of the others is searched for on its own side.
        let p50 = *values.select_nth_unstable_by(middle, f64::total_cmp).1;
        let p90 = *values[middle..].select_nth_unstable_by(last - middle, f64::total_cmp).1;
        let p10 = if first < middle { *values[..middle].select_nth_unstable_by(first, f64::total_cmp).1 } else { p50 };
        Self { mean, p10, p50, p90 }
    }
}

/// Both probabilities over the sweep.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sweep {
    /// Chance that at least one seat is yours by the horizon.
    pub yours: Quantiles,
    /// Chance that at least one seat goes to an insider by the horizon.
    pub open: Quantiles,
}

/// The mixture of `scenarios` over `spread` and over .6 to 1.6 times `parameters.strength`.
///
/// The seven values of `parameters` that `spread` names are not read. `points` of 0 is taken as 1.
#[must_use]
pub fn sweep(parameters: &Parameters, spread: &Spread, scenarios: &[Scenario], points: usize) -> Sweep {
    Sweeper::default().sweep(parameters, spread, scenarios, points)
}

/// Makes many sweeps, and keeps what they share: the distribution of the inside share takes longer to prepare than a
/// short sweep takes.
#[derive(Default)]
pub struct Sweeper {
    shares: Vec<InternalShare>,
}

/// Prepared distributions that are kept, of a few KiB each.
const KEPT_SHARES: usize = 64;
/// And their layers: one a seat that is created, of a KiB each, so that large organisations have many.
const KEPT_LAYERS: usize = 4096;

impl Sweeper {
    /// What [`sweep`] gives.
    pub fn sweep(&mut self, parameters: &Parameters, spread: &Spread, scenarios: &[Scenario], points: usize) -> Sweep {
        let bounded = parameters.bounded();
        let share = self.share(bounded.internal_alpha, bounded.internal_beta);
        let (yours, open) = evaluate::<true>(bounded, spread, scenarios, points, share);
        Sweep { yours: Quantiles::of(yours), open: Quantiles::of(open) }
    }

    fn share(&mut self, alpha: f64, beta: f64) -> &mut InternalShare {
        let at = self.shares.iter().position(|share| share.is_of(alpha, beta)).unwrap_or_else(|| {
            let layers: usize = self.shares.iter().map(InternalShare::layers).sum();
            if self.shares.len() >= KEPT_SHARES || layers > KEPT_LAYERS {
                self.shares.clear();
            }
            self.shares.push(InternalShare::new(alpha, beta));
            self.shares.len() - 1
        });
        &mut self.shares[at]
    }
}

/// [`sweep`] for your own chance alone, which is cheaper.
#[must_use]
pub fn sweep_yours(parameters: &Parameters, spread: &Spread, scenarios: &[Scenario], points: usize) -> Quantiles {
    let bounded = parameters.bounded();
    let mut share = InternalShare::new(bounded.internal_alpha, bounded.internal_beta);
    Quantiles::of(evaluate::<false>(bounded, spread, scenarios, points, &mut share).0)
}

/// The mixtures at every point around `current`, which is within bounds, in the order of the points; the second list stays empty unless
/// `OPEN`.
fn evaluate<const OPEN: bool>(
    mut current: Parameters,
    spread: &Spread,
    scenarios: &[Scenario],
    points: usize,
    share: &mut InternalShare,
) -> (Vec<f64>, Vec<f64>) {
    let points = points.max(1);
    let strength = current.strength;
    let columns = columns(spread, points);
    let mut yours = vec![0.0; points];
    let mut open = vec![0.0; if OPEN { points } else { 0 }];
    for (point, p_yours) in yours.iter_mut().enumerate() {
        current.ics_per_em = columns[0][point];
        current.ems_per_m2 = columns[1][point];
        current.head_span = columns[2][point];
        current.vacating_rate = columns[3][point];
        current.persistence = columns[4][point];
        current.eligible_share = columns[5][point];
        current.lag_years = columns[6][point];
        current.strength = strength * columns[7][point];
        for scenario in scenarios {
            let flow = openings(&current, scenario);
            *p_yours += scenario.weight * share.chance_of_one(flow.exposure);
            if OPEN {
                let (created, rate) = internal_draws(&flow, &current);
                open[point] += scenario.weight * share.chance_of_any(created, rate);
            }
        }
        *p_yours = at_most_certain(*p_yours);
        if OPEN {
            open[point] = at_most_certain(open[point]);
        }
    }
    (yours, open)
}

/// The swept values by dimension: those of the spread, then the factor on strength.
fn columns(spread: &Spread, points: usize) -> [Cow<'static, [f64]>; DIMENSIONS] {
    let triangles = spread.triangles();
    std::array::from_fn(|dimension| {
        let triangle = triangles.get(dimension).copied().unwrap_or(STRENGTH_FACTOR);
        column(triangle, dimension, points)
    })
}

fn column(triangle: Triangle, dimension: usize, points: usize) -> Cow<'static, [f64]> {
    if triangle.low >= triangle.high {
        return Cow::Owned(vec![triangle.mode; points]);
    }
    let known = Known::get();
    if points > SWEEP_POINTS {
        let sequence = r_sequence(points, DIMENSIONS);
        let value = |index| triangle.inverse(sequence.coordinate(index, dimension));
        return Cow::Owned((0..points).map(value).collect());
    }
    if triangle == known.triangles[dimension] {
        return Cow::Borrowed(&known.values[dimension][..points]);
    }
    let coordinates = &known.coordinates[dimension][..points];
    Cow::Owned(coordinates.iter().map(|&u| triangle.inverse(u)).collect())
}

/// What every default sweep shares, made once per process.
struct Known {
    triangles: [Triangle; DIMENSIONS],
    /// Coordinates of the [`SWEEP_POINTS`] points by dimension.
    coordinates: [Vec<f64>; DIMENSIONS],
    /// Values of the default triangles there.
    values: [Vec<f64>; DIMENSIONS],
}

impl Known {
    fn get() -> &'static Self {
        static KNOWN: OnceLock<Known> = OnceLock::new();
        KNOWN.get_or_init(|| {
            let mut triangles = [STRENGTH_FACTOR; DIMENSIONS];
            triangles[..SPREAD].copy_from_slice(&Spread::DEFAULT.triangles());
            let sequence = r_sequence(SWEEP_POINTS, DIMENSIONS);
            let coordinates: [Vec<f64>; DIMENSIONS] = std::array::from_fn(|dimension| {
                (0..SWEEP_POINTS).map(|index| sequence.coordinate(index, dimension)).collect()
            });
            let values = std::array::from_fn(|dimension| {
                let triangle = triangles[dimension];
                coordinates[dimension].iter().map(|&u| triangle.inverse(u)).collect()
            });
            Self { triangles, coordinates, values }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::reference::{self, SplitMix64, acme, archetypes, close, printed, recorded};
    use super::super::{Outcome, SCENARIOS, outcome};
    use super::*;

    fn close_quantiles(actual: Quantiles, expected: Quantiles, tolerance: f64) {
        close(actual.mean, expected.mean, tolerance);
        close(actual.p10, expected.p10, tolerance);
        close(actual.p50, expected.p50, tolerance);
        close(actual.p90, expected.p90, tolerance);
    }

    #[test]
    fn triangle_inverse_covers_the_triangle() {
        let triangle = Triangle { low: 3.0, mode: 4.0, high: 6.0 };
        close(triangle.inverse(0.0), 3.0, 0.0);
        close(triangle.inverse(1.0), 6.0, 0.0);
        close(triangle.inverse(1.0 / 3.0), 4.0, 1e-12);
        close(triangle.inverse(1.0 / 12.0), 3.5, 1e-12);
        close(Triangle::fixed(2.0).inverse(0.3), 2.0, 0.0);
        let moved = triangle.toward(5.0, 0.5);
        assert_eq!(moved, Triangle { low: 4.0, mode: 4.5, high: 5.5 });
        assert_eq!(triangle.toward(5.0, 1.0), Triangle::fixed(5.0));
        assert_eq!(triangle.toward(5.0, 0.0), triangle);
        let muddled = Triangle { low: 6.0, mode: 9.0, high: 3.0 }.bounded(4.0, 100.0);
        assert_eq!(muddled, Triangle { low: 4.0, mode: 6.0, high: 6.0 });
    }

    /// METHOD 4.5 and the sweep rows of 4.4.
    #[test]
    fn archetype_sweeps() {
        let rows = [
            ("0.0152", "0.0042", "0.0297"),
            ("0.1065", "0.0588", "0.1611"),
            ("0.0671", "0.0366", "0.1022"),
            ("0.0258", "0.0062", "0.0510"),
        ];
        for (parameters, (mean, p10, p90)) in archetypes().iter().zip(rows) {
            let swept = sweep(parameters, &Spread::default(), &SCENARIOS, SWEEP_POINTS).yours;
            printed(swept.mean, mean);
            printed(swept.p10, p10);
            printed(swept.p90, p90);
        }
    }

    /// METHOD 9.
    #[test]
    fn acme_sweep() {
        let swept = sweep(&acme(), &Spread::default(), &SCENARIOS, SWEEP_POINTS);
        printed(swept.open.mean, "0.4322");
        printed(swept.open.p10, "0.2841");
        printed(swept.open.p90, "0.5881");
        printed(swept.yours.mean, "0.1043");
        printed(swept.yours.p10, "0.0592");
        printed(swept.yours.p90, "0.1554");
        close(swept.open.mean, 0.432_175_938_222_176_1, 1e-11);
        close(swept.yours.p50, 0.100_349_614_808_814_78, 1e-11);
    }

    /// Triangles moved and fixed, rivals and openings known; results of the reference script.
    #[test]
    #[rustfmt::skip]
    fn recorded_sweeps() {
        let expected = [
            [0.5749707909893969, 0.4614840666569563, 0.573796106051657, 0.6909193147654792,
             0.9764875935088158, 0.9526396253216983, 0.9936767660241004],
            [0.012244481259920609, 0.007901777252864728, 0.011716302029505854, 0.017332126882155054,
             0.14289878983315035, 0.11522005657417345, 0.17380583502930938],
            [0.9956674346538867, 0.9903288729050118, 0.9972376677498646, 0.9992491988836593,
             0.9998503506323951, 0.999660919493668, 0.9999772593111507],
            [0.11764135251976245, 0.0706130406816373, 0.11403976320717557, 0.16852379920547786,
             0.9612179410472912, 0.9447446557956031, 0.9742797673959531],
        ];
        for ((parameters, spread), values) in recorded().iter().zip(expected) {
            let Sweep { yours, open } = sweep(parameters, spread, &SCENARIOS, SWEEP_POINTS);
            let swept = [yours.mean, yours.p10, yours.p50, yours.p90, open.mean, open.p10, open.p90];
            for (actual, value) in swept.into_iter().zip(values) {
                close(actual, value, 1e-10);
            }
        }
    }

    /// More points than are cached, fewer, and a handful.
    #[test]
    fn sweep_agrees_with_the_direct_formulas() {
        let mut random = SplitMix64(5);
        for round in 0..120 {
            let (parameters, spread) = (random.parameters(), random.spread());
            let points = [4, 33, 64, 100, 257][round % 5];
            let slow = reference::sweep(&parameters, &spread, points);
            let fast = sweep(&parameters, &spread, &SCENARIOS, points);
            close_quantiles(fast.yours, slow.yours, 1e-10);
            close_quantiles(fast.open, slow.open, 1e-10);
        }
        let (parameters, spread) = (random.parameters(), random.spread());
        let slow = reference::sweep(&parameters, &spread, SWEEP_POINTS + 500);
        let fast = sweep(&parameters, &spread, &SCENARIOS, SWEEP_POINTS + 500);
        close_quantiles(fast.yours, slow.yours, 1e-10);
        close_quantiles(fast.open, slow.open, 1e-10);
    }

    #[test]
    fn sweep_of_your_own_chance_is_the_same() {
        let mut random = SplitMix64(13);
        for _ in 0..20 {
            let (parameters, spread) = (random.parameters(), random.spread());
            let both = sweep(&parameters, &spread, &SCENARIOS, 500);
            assert_eq!(both, sweep(&parameters, &spread, &SCENARIOS, 500));
            assert_eq!(both.yours, sweep_yours(&parameters, &spread, &SCENARIOS, 500));
        }
    }

    /// With everything fixed only strength is swept, and the other values are those of the point.
    #[test]
    fn fixed_values_are_not_swept() {
        let parameters = acme();
        let fixed = Spread {
            ics_per_em: Triangle::fixed(parameters.ics_per_em),
            ems_per_m2: Triangle::fixed(parameters.ems_per_m2),
            head_span: Triangle::fixed(parameters.head_span),
            vacating_rate: Triangle::fixed(parameters.vacating_rate),
            persistence: Triangle::fixed(parameters.persistence),
            eligible_share: Triangle::fixed(parameters.eligible_share),
            lag_years: Triangle::fixed(parameters.lag_years),
        };
        let swept = sweep(&parameters, &fixed, &SCENARIOS, 200);
        let Outcome { p_yours, p_open, .. } = outcome(&parameters, &SCENARIOS);
        // The chance that a seat opens does not depend on strength.
        close(swept.open.p10, p_open, 0.0);
        close(swept.open.p90, p_open, 0.0);
        assert!(swept.yours.p10 < p_yours && p_yours < swept.yours.p90);
    }

    #[test]
    fn total_over_odd_inputs() {
        let huge = Triangle { low: -1e300, mode: 0.0, high: 1e300 };
        let odd = Spread {
            ics_per_em: huge,
            ems_per_m2: huge,
            head_span: Triangle { low: 5.0, mode: 2.0, high: 1.0 },
            vacating_rate: huge,
            persistence: huge,
            eligible_share: huge,
            lag_years: huge,
        };
        let mut random = SplitMix64(17);
        for points in [0, 1, 2, 9] {
            for spread in [&odd, &Spread::default()] {
                let mut parameters = random.parameters();
                parameters.reach = 1e300;
                let swept = sweep(&parameters, spread, &SCENARIOS, points);
                for quantiles in [swept.yours, swept.open] {
                    assert!(quantiles.p10 <= quantiles.p50 && quantiles.p50 <= quantiles.p90);
                    assert!((0.0..=1.0).contains(&quantiles.mean));
                }
            }
        }
        let none = sweep(&acme(), &Spread::default(), &[], 5);
        close(none.yours.mean, 0.0, 0.0);
    }
}
