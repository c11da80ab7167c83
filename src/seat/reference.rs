//! The formulas written down directly, slow and plain, for the tests to compare with.

use super::{Outcome, Parameters, Quantiles, SCENARIOS, Scenario, Spread, Sweep, Triangle};

/// SplitMix64 (Steele, Lea and Flood 2014): tiny, and the same everywhere.
pub(super) struct SplitMix64(pub(super) u64);

impl SplitMix64 {
    pub(super) fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// Uniform between `low` and `high`.
    pub(super) fn within(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * ((self.bits() >> 11) as f64 + 0.5) / (1u64 << 53) as f64
    }

    /// Uniform on a logarithmic scale; both ends above 0.
    pub(super) fn scaled(&mut self, low: f64, high: f64) -> f64 {
        self.within(low.ln(), high.ln()).exp()
    }

    pub(super) fn chance(&mut self, probability: f64) -> bool {
        self.within(0.0, 1.0) < probability
    }

    /// An organisation as it might be met, now and then an odd one.
    pub(super) fn parameters(&mut self) -> Parameters {
        Parameters {
            reach: self.scaled(10.0, 5000.0),
            growth_observed: self.within(-0.5, 2.0),
            growth_base: self.within(0.0, 0.1),
            persistence: self.within(0.0, 1.0),
            ics_per_em: self.within(3.0, 12.0),
            ems_per_m2: self.within(1.5, 8.0),
            head_span: self.within(1.0, 12.0),
            vacating_rate: self.within(0.0, 0.8),
            internal_alpha: self.within(0.3, 9.0),
            internal_beta: self.within(0.3, 9.0),
            eligible_share: self.within(0.0, 1.0),
            strength: self.scaled(0.2, 5.0),
            lag_years: self.within(0.0, 1.5),
            horizon_years: self.within(0.5, 3.0),
            exit_rate: self.within(0.0, 0.5),
            manager_seat: if self.chance(0.8) { 1.0 } else { 0.0 },
            manager_moves_up: self.within(0.0, 0.8),
            known_openings: if self.chance(0.3) { 1.0 } else { 0.0 },
            known_rivals: self.chance(0.3).then(|| self.within(0.0, 10.0)),
            rivals: self.chance(0.3).then(|| self.within(0.0, 10.0)),
        }
    }

    /// The default spread, some triangles moved by evidence or fixed.
    pub(super) fn spread(&mut self) -> Spread {
        let mut spread = Spread::default();
        for triangle in [
            &mut spread.ics_per_em,
            &mut spread.ems_per_m2,
            &mut spread.head_span,
            &mut spread.vacating_rate,
            &mut spread.persistence,
            &mut spread.eligible_share,
            &mut spread.lag_years,
        ] {
            if self.chance(0.3) {
                *triangle = triangle.toward(triangle.high * 1.1, self.within(0.0, 0.9));
            } else if self.chance(0.2) {
                *triangle = Triangle::fixed(self.within(triangle.low, triangle.high));
            }
        }
        spread
    }
}

/// A number as METHOD prints it.
#[track_caller]
pub(super) fn printed(value: f64, expected: &str) {
    assert_eq!(format!("{value:.4}"), expected);
}

#[track_caller]
pub(super) fn close(actual: f64, expected: f64, tolerance: f64) {
    assert!((actual - expected).abs() <= tolerance, "{actual:e} is not {expected:e}");
}

/// `1F1(a; b; z)` by its series.
pub(super) fn kummer(a: f64, b: f64, z: f64) -> f64 {
    if z < 0.0 {
        return libm::exp(z) * kummer(b - a, b, -z);
    }
    let (mut term, mut sum) = (1.0, 1.0);
    for order in 0..2000 {
        let order = f64::from(order);
        term *= (a + order) / (b + order) * z / (order + 1.0);
        sum += term;
        if term < 1e-17 * sum {
            break;
        }
    }
    sum
}

/// `E[h(f)]` for a Beta variable by the midpoint rule.
pub(super) fn beta_mean(a: f64, b: f64, nodes: usize, h: impl Fn(f64) -> f64) -> f64 {
    let (mut weights, mut sum) = (0.0, 0.0);
    for index in 0..nodes {
        let f = (index as f64 + 0.5) / nodes as f64;
        let weight = libm::pow(f, a - 1.0) * libm::pow(1.0 - f, b - 1.0);
        weights += weight;
        sum += weight * h(f);
    }
    sum / weights
}

/// One minus the mean chance that neither created seats nor openings at `rate` go inside.
pub(super) fn chance_of_any(a: f64, b: f64, created: f64, rate: f64) -> f64 {
    let part = created - created.floor();
    1.0 - beta_mean(a, b, 100, |f| libm::pow(1.0 - f, created.floor()) * (1.0 - part * f) * libm::exp(-f * rate))
}

fn seats(ems: f64, span: f64, head: f64) -> f64 {
    match ems {
        _ if ems <= head => 0.0,
        _ if ems < span * head => (ems - head) / (span - 1.0),
        _ => ems / span,
    }
}

/// `p_yours`, `p_open` and the openings of one scenario.
fn scenario_outcome(p: &Parameters, s: &Scenario) -> (f64, f64, f64) {
    let slowed = p.persistence * (p.growth_observed - p.growth_base);
    let g = (p.growth_base + slowed + s.growth_shift).max(-0.95);
    let nu = s.vacating_floor.map_or(p.vacating_rate, |floor| floor.max(p.vacating_rate));
    let (l, h) = (p.lag_years, p.horizon_years);
    let tau = (h - l).max(0.0);
    let ems = |t: f64| p.reach * libm::pow(1.0 + g, t) / (p.ics_per_em + 1.0);
    let (first, last) = (seats(ems(l), p.ems_per_m2, p.head_span), seats(ems(h.max(l)), p.ems_per_m2, p.head_span));
    let mean = (first + last) / 2.0;
    let v = nu * mean * tau;
    let created = last - first;
    let r = if v <= 0.0 { 0.0 } else { ((v + created.min(0.0)) / v).clamp(0.0, 1.0) };
    let held = p.manager_seat * mean.min(1.0);
    let own = held * (nu + 0.3 * p.manager_moves_up) * tau * r;
    let other = (v * r - held * nu * tau * r).max(0.0) + created.max(0.0);
    let n = p.eligible_share * ((ems(l) + ems(h.max(l))) / 2.0 - 1.0);
    let n = p.rivals.unwrap_or(n.max(0.0));
    let n_own = (p.eligible_share * (p.ems_per_m2 - 1.0)).max(0.0);
    let c = |n: f64| p.strength / (p.strength + n);
    let stay = libm::exp(-(p.exit_rate + s.exit_shift) * (l + tau / 2.0));
    let known = p.known_openings * c(p.known_rivals.unwrap_or(n));
    let x = stay * (other * c(n) + own * c(n_own) + known);
    let (a, b) = (p.internal_alpha, p.internal_beta);
    let rate = other + own + p.known_openings - created.max(0.0);
    (1.0 - kummer(a, a + b, -x), chance_of_any(a, b, created.max(0.0), rate), (v + created).max(0.0) + p.known_openings)
}

pub(super) fn outcome(p: &Parameters) -> Outcome {
    let mut mixture = Outcome { p_yours: 0.0, p_open: 0.0, openings: 0.0 };
    for s in &SCENARIOS {
        let (yours, open, openings) = scenario_outcome(p, s);
        mixture.p_yours += s.weight * yours;
        mixture.p_open += s.weight * open;
        mixture.openings += s.weight * openings;
    }
    mixture
}

fn triangle_inverse(u: f64, t: Triangle) -> f64 {
    let (a, c, b) = (t.low, t.mode, t.high);
    if a == b {
        return c;
    }
    if u < (c - a) / (b - a) { a + (u * (b - a) * (c - a)).sqrt() } else { b - ((1.0 - u) * (b - a) * (b - c)).sqrt() }
}

fn quantiles(mut values: Vec<f64>) -> Quantiles {
    values.sort_by(f64::total_cmp);
    let count = values.len() as f64;
    let at = |q: f64| values[((q * count).ceil() as usize).max(1) - 1];
    Quantiles { mean: values.iter().sum::<f64>() / count, p10: at(0.1), p50: at(0.5), p90: at(0.9) }
}

pub(super) fn sweep(p: &Parameters, spread: &Spread, points: usize) -> Sweep {
    let mut phi = 2.0;
    for _ in 0..100 {
        phi = libm::pow(1.0 + phi, 1.0 / 9.0);
    }
    let (mut yours, mut open) = (Vec::new(), Vec::new());
    for n in 1..=points {
        let u = |j: i32| (0.5 + n as f64 * libm::pow(1.0 / phi, f64::from(j))).fract();
        let around = Triangle { low: 0.6 * p.strength, mode: p.strength, high: 1.6 * p.strength };
        let mixture = outcome(&Parameters {
            ics_per_em: triangle_inverse(u(1), spread.ics_per_em),
            ems_per_m2: triangle_inverse(u(2), spread.ems_per_m2),
            head_span: triangle_inverse(u(3), spread.head_span),
            vacating_rate: triangle_inverse(u(4), spread.vacating_rate),
            persistence: triangle_inverse(u(5), spread.persistence),
            eligible_share: triangle_inverse(u(6), spread.eligible_share),
            lag_years: triangle_inverse(u(7), spread.lag_years),
            strength: triangle_inverse(u(8), around),
            ..p.clone()
        });
        yours.push(mixture.p_yours);
        open.push(mixture.p_open);
    }
    Sweep { yours: quantiles(yours), open: quantiles(open) }
}

/// The four archetypes of METHOD 4.4: stalled, doubling, large and stable, shrinking.
pub(super) fn archetypes() -> [Parameters; 4] {
    [(60.0, 0.0), (120.0, 1.0), (3000.0, 0.03), (200.0, -0.25)].map(|(reach, growth_observed)| Parameters {
        reach,
        growth_observed,
        ..Parameters::default()
    })
}

/// The seat inputs that the evidence of METHOD 9 ("Acme") leads to.
pub(super) fn acme() -> Parameters {
    Parameters {
        reach: 120.0,
        growth_observed: 0.256_624_410_080_527_67,
        internal_alpha: 4.442_385_019_864_263,
        internal_beta: 3.480_795_006_621_421_3,
        manager_moves_up: 0.174_539_366_036_409_24,
        strength: 1.553_869_667_745_278_8,
        ..Parameters::default()
    }
}

/// Four further organisations with spreads, for which the tests hold recorded results.
pub(super) fn recorded() -> [(Parameters, Spread); 4] {
    [funded(), small(), rising(), huge()]
}

fn funded() -> (Parameters, Spread) {
    let parameters = Parameters {
        reach: 250.0,
        growth_observed: 0.4,
        internal_alpha: 5.5,
        internal_beta: 2.25,
        strength: 1.7,
        horizon_years: 2.0,
        exit_rate: 0.15,
        manager_moves_up: 0.35,
        known_openings: 1.0,
        known_rivals: Some(3.0),
        rivals: Some(6.0),
        ..Parameters::default()
    };
    (parameters, Spread::default())
}

fn small() -> (Parameters, Spread) {
    let parameters = Parameters {
        reach: 90.0,
        growth_observed: -0.1,
        internal_alpha: 2.0,
        internal_beta: 6.0,
        strength: 0.6,
        horizon_years: 1.0,
        exit_rate: 0.05,
        manager_seat: 0.0,
        known_openings: 0.5,
        ics_per_em: 5.1,
        vacating_rate: 0.3,
        ..Parameters::default()
    };
    let spread =
        Spread { ics_per_em: triangle(4.2, 5.1, 6.0), vacating_rate: Triangle::fixed(0.3), ..Spread::default() };
    (parameters, spread)
}

fn rising() -> (Parameters, Spread) {
    let parameters = Parameters {
        reach: 900.0,
        growth_observed: 0.8,
        growth_base: 0.10,
        internal_alpha: 3.3,
        internal_beta: 3.9,
        strength: 2.4,
        horizon_years: 3.0,
        exit_rate: 0.2,
        manager_moves_up: 0.8,
        rivals: Some(2.0),
        ics_per_em: 8.0,
        ems_per_m2: 3.0,
        vacating_rate: 0.25,
        ..Parameters::default()
    };
    let spread = Spread {
        ics_per_em: triangle(6.0, 8.0, 9.0),
        ems_per_m2: triangle(2.5, 3.0, 5.0),
        vacating_rate: triangle(0.15, 0.25, 0.45),
        ..Spread::default()
    };
    (parameters, spread)
}

fn huge() -> (Parameters, Spread) {
    let parameters = Parameters {
        reach: 20_000.0,
        growth_observed: 0.12,
        internal_alpha: 0.7,
        internal_beta: 1.6,
        strength: 4.0,
        manager_moves_up: 0.1,
        ems_per_m2: 5.0,
        ..Parameters::default()
    };
    let spread = Spread { ems_per_m2: Triangle::fixed(5.0), ..Spread::default() };
    (parameters, spread)
}

fn triangle(low: f64, mode: f64, high: f64) -> Triangle {
    Triangle { low, mode, high }
}
