//! How far an order of roles survives other weights and other readings of the evidence: SMAA-2 (Lahdelma and Salminen
//! 2001; METHOD 5.2).
//!
//! Every draw takes one set of weights and one value of every score within its range, and orders the roles. Weights
//! come from the R-sequence, scores from [`SplitMix64`], drawn per draw, per role, per group. Both can be had at any
//! place of their sequence, so the draws are shared out over threads without a change of the result.

use std::ops::Range;

use rayon::prelude::*;

use super::best_first::BestFirst;
use super::random::{HALF_CELLS, SEED, SplitMix64};
use super::tally::{Orders, Rank, Tally};
use crate::score::Triple;
use crate::seat::{RSequence, r_sequence};

/// Draws that are enough: 9604 place a share within one percentage point, 95 times of 100 (METHOD 5.2).
pub const DRAWS: usize = 10_000;

/// How far own weights may be off: 30 % up or down (METHOD 5.2, mode `near`).
pub const NEAR_BAND: f64 = 0.30;

/// Draws that are computed side by side, so that the processor does several at once.
const LANES: usize = 64;

/// Draws that one thread makes in one go. Fixed, because sums of fractions depend on their grouping.
const CHUNK: usize = 10 * LANES;

/// Draws that are held in memory at once, before they are counted: ten thousand need one part.
const PART: usize = 16 * CHUNK;

/// A range narrower than this is a point, as in the method's reference.
const NARROWEST: f64 = 1e-15;

/// Which weights are plausible. Always at least 0, and together 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Mode<'a> {
    /// All weights, equally likely.
    Free,
    /// Those under which no group weighs more than the one before it: groups come in order of importance.
    Ranked,
    /// Those near to one's own.
    Near {
        /// Own weights, one a group; they need not sum to 1. A missing one is 0.
        weights: &'a [f64],
        /// The part of itself by which each may be off, 0 to 1; the method's number is [`NEAR_BAND`].
        band: f64,
    },
}

/// Which roles win, how often. Shares are parts of all draws, 0 to 1. Roles and groups keep the order in which they
/// were given.
#[derive(Debug, Clone, PartialEq)]
pub struct Robustness {
    /// `rank_shares[role][rank]`: how often the role takes this rank; rank 0 is the best. Rows and columns sum to 1.
    pub rank_shares: Vec<Vec<f64>>,
    /// `win_shares[a][b]`: how often `a` scores more than `b`. A tie is nobody's win.
    pub win_shares: Vec<Vec<f64>>,
    /// `central_weights[role][group]`: mean weights of the draws in which the role comes first, so the taste that
    /// favours it; `None` when it never does.
    pub central_weights: Vec<Option<Vec<f64>>>,
}

/// Orders the roles in `draws` draws. `roles[role][group]` is a score with its range, 0 to 100 each; all roles have the
/// same groups (a missing one scores 0).
///
/// The scores of a draw are split-uniform within their ranges (METHOD 3): mean `best`, never below `low` or above
/// `high`. Equal scores rank in the order of `roles`. For numbers that others can repeat, give the roles by id and the
/// groups in rubric order.
#[must_use]
pub fn robustness(roles: &[Vec<Triple>], mode: Mode<'_>, draws: usize) -> Robustness {
    let groups = roles.iter().map(Vec::len).max().unwrap_or(0);
    let spread_of = |role: &Vec<Triple>| {
        let score = |group| Spread::of(role.get(group).copied().unwrap_or_default());
        (0..groups).map(score).collect()
    };
    let sampler =
        Sampler { scores: roles.iter().map(spread_of).collect(), mode, groups, points: r_sequence(draws, groups) };
    // Half the width is twice the speed, and more roles than this are rare.
    if i16::try_from(roles.len()).is_ok() { sampler.run::<i16>(draws) } else { sampler.run::<i32>(draws) }
}

/// A split-uniform score, ready to be drawn from: piecewise linear in a uniform number.
#[derive(Debug, Clone, Copy)]
struct Spread {
    best: f64,
    /// The number of half cells that gives `best`: the chance of less.
    turn: f64,
    slope_below: f64,
    slope_above: f64,
}

impl Spread {
    fn of(Triple { low, best, high }: Triple) -> Self {
        let width = high - low;
        if width < NARROWEST {
            return Self { best, turn: HALF_CELLS, slope_below: 0.0, slope_above: 0.0 };
        }
        let above = (best - low) / width;
        let turn = 1.0 - above;
        let slope = |height: f64, part: f64| if part > 0.0 { height / part / HALF_CELLS } else { 0.0 };
        Self {
            best,
            turn: turn * HALF_CELLS,
            slope_below: slope(best - low, turn),
            slope_above: slope(high - best, above),
        }
    }

    /// The score at a uniform number, counted in half cells: they are whole, which saves work in each of many millions
    /// of draws, and a power of two, which changes no digit. Without a branch, so that lanes can be computed side by
    /// side.
    #[inline(always)]
    fn at(self, half_cells: f64) -> f64 {
        let beyond = half_cells - self.turn;
        self.best + beyond.min(0.0) * self.slope_below + beyond.max(0.0) * self.slope_above
    }
}

struct Sampler<'a> {
    scores: Vec<Vec<Spread>>,
    mode: Mode<'a>,
    groups: usize,
    points: RSequence,
}

/// Draws side by side: one row a group or role, one column a draw.
type Lanes<T> = Vec<[T; LANES]>;

impl Sampler<'_> {
    fn run<R: Rank>(&self, draws: usize) -> Robustness {
        let mut tally = Tally::new(self.scores.len(), self.groups);
        for first in (0..draws).step_by(PART) {
            let last = draws.min(first + PART);
            let chunk = |number: usize| {
                let begin = first + number * CHUNK;
                self.order(begin..last.min(begin + CHUNK))
            };
            let orders: Vec<Orders<R>> = (0..(last - first).div_ceil(CHUNK)).into_par_iter().map(chunk).collect();
            tally.add(&orders);
        }
        tally.shares(draws)
    }

    /// Makes some draws and orders the roles in each.
    fn order<R: Rank>(&self, draws: Range<usize>) -> Orders<R> {
        let mut orders = Orders::new(self.scores.len(), self.groups, draws.len());
        let mut weights: Lanes<f64> = vec![[0.0; LANES]; self.groups];
        let mut scores: Lanes<f64> = vec![[0.0; LANES]; self.scores.len()];
        let mut best_first = BestFirst::new(self.scores.len());
        let widest = pulp::Arch::new();
        let mut point = vec![0.0; self.groups];
        for first in draws.clone().step_by(LANES) {
            let used = LANES.min(draws.end - first);
            for lane in 0..used {
                self.draw_weights(first + lane, &mut point);
                for (row, weight) in weights.iter_mut().zip(&point) {
                    row[lane] = *weight;
                }
            }
            widest.dispatch(DrawScores { sampler: self, first, weights: &weights, scores: &mut scores });
            for lane in 0..used {
                let sorted = best_first.sort(scores.iter().map(|row| row[lane]));
                orders.enter(first - draws.start + lane, sorted);
                if let Some((_, winner)) = sorted.first() {
                    orders.favour(*winner as usize, weights.iter().map(|row| row[lane]));
                }
            }
        }
        orders
    }

    fn draw_weights(&self, draw: usize, weights: &mut [f64]) {
        /// Keeps the logarithm finite where the sequence hits 0.
        const LEAST: f64 = 1e-16;
        for (group, weight) in weights.iter_mut().enumerate() {
            let uniform = self.points.coordinate(draw, group);
            *weight = match self.mode {
                Mode::Free | Mode::Ranked => -libm::log(uniform.max(LEAST)),
                Mode::Near { weights, band } => {
                    weights.get(group).copied().unwrap_or(0.0) * (1.0 + band * (2.0 * uniform - 1.0))
                }
            };
        }
        let sum: f64 = weights.iter().sum();
        let equal = 1.0 / weights.len().max(1) as f64;
        for weight in weights.iter_mut() {
            *weight = if sum > 0.0 { *weight / sum } else { equal };
        }
        if self.mode == Mode::Ranked {
            weights.sort_unstable_by(|a, b| b.total_cmp(a));
        }
    }

    #[inline(always)]
    fn draw_scores(&self, first: usize, weights: &Lanes<f64>, scores: &mut Lanes<f64>) {
        let numbers_a_draw = self.scores.len() * self.groups;
        for (role, (score, spreads)) in scores.iter_mut().zip(&self.scores).enumerate() {
            let mut sums = [0.0; LANES];
            for (group, (spread, weight)) in spreads.iter().zip(weights).enumerate() {
                let number = first * numbers_a_draw + role * self.groups + group;
                let mut numbers = SplitMix64::after(SEED, number as u64).by_steps_of(numbers_a_draw as u64);
                for lane in 0..LANES {
                    sums[lane] += weight[lane] * spread.at(numbers.half_cells());
                }
            }
            *score = sums;
        }
    }
}

/// [`Sampler::draw_scores`] on the widest vector registers that there are.
struct DrawScores<'s, 'a> {
    sampler: &'s Sampler<'a>,
    first: usize,
    weights: &'s Lanes<f64>,
    scores: &'s mut Lanes<f64>,
}

impl pulp::WithSimd for DrawScores<'_, '_> {
    type Output = ();

    // What is not inlined here is compiled for the oldest processor.
    #[inline(always)]
    fn with_simd<S: pulp::Simd>(self, _: S) {
        self.sampler.draw_scores(self.first, self.weights, self.scores);
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{ALPHA, BETA, GAMMA, WEIGHTS, close};
    use super::*;

    fn example() -> Vec<Vec<Triple>> {
        [ALPHA, BETA, GAMMA].map(|role| role.to_vec()).to_vec()
    }

    fn all_close(found: &[f64], expect: &[f64]) {
        assert_eq!(found.len(), expect.len());
        found.iter().zip(expect).for_each(|(found, expect)| close(*found, *expect));
    }

    /// METHOD 5.3, free weights and uncertain scores.
    #[test]
    fn the_worked_example_under_free_weights() {
        let found = robustness(&example(), Mode::Free, DRAWS);
        all_close(&found.rank_shares[0], &[0.6042, 0.3430, 0.0528]);
        all_close(&found.rank_shares[1], &[0.3830, 0.5867, 0.0303]);
        all_close(&found.rank_shares[2], &[0.0128, 0.0703, 0.9169]);
        all_close(&found.win_shares[0], &[0.0, 0.6105, 0.9409]);
        all_close(&found.win_shares[1], &[0.3895, 0.0, 0.9632]);
        let weights = |role: usize| found.central_weights[role].as_deref().unwrap_or_default();
        all_close(weights(0), &[0.2030, 0.1329, 0.1704, 0.1246, 0.2039, 0.1652]);
        all_close(weights(1), &[0.1137, 0.2225, 0.1521, 0.2321, 0.1110, 0.1686]);
    }

    /// METHOD 5.3, own weights with 30 % play; the other ranks and mode `ranked` from the reference.
    #[test]
    fn the_worked_example_under_other_weights() {
        let near = robustness(&example(), Mode::Near { weights: &WEIGHTS, band: NEAR_BAND }, DRAWS);
        let first: Vec<f64> = near.rank_shares.iter().map(|ranks| ranks[0]).collect();
        all_close(&first, &[0.6936, 0.3064, 0.0000]);
        all_close(&near.rank_shares[0], &[0.6936, 0.3057, 0.0007]);
        assert_eq!(near.central_weights[2], None);
        let ranked = robustness(&example(), Mode::Ranked, DRAWS);
        all_close(&ranked.rank_shares[0], &[0.7761, 0.2235, 0.0004]);
        all_close(&ranked.rank_shares[1], &[0.2238, 0.7760, 0.0002]);
    }

    /// METHOD 5.2: with fixed scores the sequence gives .6248 where .6247 is exact.
    #[test]
    fn fixed_scores_come_near_to_the_exact_chance() {
        let fixed = |role: &Vec<Triple>| role.iter().map(|score| Triple::all(score.best)).collect();
        let roles: Vec<Vec<Triple>> = example().iter().map(fixed).collect();
        close(robustness(&roles, Mode::Free, DRAWS).win_shares[0][1], 0.6248);
    }

    /// Seven roles, four groups and a number of draws that no block size divides; counts of the reference.
    #[test]
    fn another_shape_agrees_with_the_reference() {
        let score = |i: usize, k: usize| {
            let low = ((7 * i + 13 * k) % 40) as f64;
            let best = low + ((5 * i + 3 * k) % 17) as f64 + 1.0;
            Triple { low, best, high: best + ((3 * i + 11 * k) % 29) as f64 }
        };
        let roles: Vec<Vec<Triple>> = (0..7).map(|i| (0..4).map(|k| score(i, k)).collect()).collect();
        let found = robustness(&roles, Mode::Free, 1234);
        let counts = |row: &[f64]| -> Vec<i32> { row.iter().map(|share| (share * 1234.0).round() as i32).collect() };
        assert_eq!(counts(&found.rank_shares[0]), [147, 133, 140, 163, 140, 204, 307]);
        assert_eq!(counts(&found.rank_shares[5]), [594, 286, 170, 81, 62, 37, 4]);
        assert_eq!(counts(&found.win_shares[3]), [747, 710, 882, 0, 708, 303, 951]);
        assert_eq!(counts(&found.win_shares[6]), [536, 250, 400, 283, 434, 114, 0]);
        let central = found.central_weights[2].as_deref().unwrap_or_default();
        all_close(central, &[0.1705, 0.5210, 0.1785, 0.1301]);
    }

    #[test]
    fn the_number_of_threads_changes_nothing() {
        let run = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a thread pool");
            // Several parts, the last of them not full, and more rows of roles than are counted together.
            let roles: Vec<Vec<Triple>> = (0..4).flat_map(|_| example()).collect();
            pool.install(|| robustness(&roles, Mode::Free, 2 * PART + 700))
        };
        assert_eq!(run(1), run(2));
        assert_eq!(run(1), run(5));
    }

    #[test]
    fn identical_roles_share_and_exact_ties_keep_their_order() {
        let twins = robustness(&[ALPHA.to_vec(), ALPHA.to_vec()], Mode::Free, DRAWS);
        assert!((twins.win_shares[0][1] - 0.5).abs() < 0.01);
        let known = vec![vec![Triple::all(50.0); 3]; 3];
        let tied = robustness(&known, Mode::Free, 100);
        assert_eq!(tied.win_shares, vec![vec![0.0; 3]; 3]);
        assert_eq!(tied.rank_shares, [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]);
        assert_eq!(tied.central_weights[1], None);
    }

    #[test]
    fn few_roles_unknown_scores_and_empty_input_are_fine() {
        let unknown = Triple { low: 0.0, best: 40.0, high: 100.0 };
        let extremes =
            [unknown, Triple { low: 0.0, best: 0.0, high: 100.0 }, Triple { low: 0.0, best: 100.0, high: 100.0 }];
        for mode in [Mode::Free, Mode::Ranked, Mode::Near { weights: &[], band: NEAR_BAND }] {
            let one = robustness(&[extremes.to_vec()], mode, 300);
            assert_eq!((one.rank_shares, one.win_shares), (vec![vec![1.0]], vec![vec![0.0]]));
            let central = one.central_weights[0].as_deref().unwrap_or_default();
            assert!((central.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            let many = robustness(&vec![extremes.to_vec(); 4], mode, 300);
            for table in [&many.rank_shares, &many.win_shares] {
                assert!(table.iter().flatten().all(|share| (0.0..=1.0).contains(share)), "{mode:?}");
            }
        }
        assert!(robustness(&[], Mode::Free, 10).rank_shares.is_empty());
        assert_eq!(robustness(&[vec![], vec![]], Mode::Free, 10).rank_shares[0], [1.0, 0.0]);
        assert_eq!(robustness(&example(), Mode::Free, 0).rank_shares[0], [0.0, 0.0, 0.0]);
    }
}
