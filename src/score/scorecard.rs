//! The page to read first: a ledger goes in, a [`Scorecard`] comes out.

use super::aggregate::{Triple, spread};
use super::gate::{Context, GateResult, GateState};
use super::seat_inputs::{FromLedger, SeatResult, seat_result};
use super::verdict::{Grade, Grounds, Health, Lean, Reason, Verdict, judge};
use crate::ledger::{Agreement, Estimate, Ledger, PoolRule, pool};
use crate::model::{Date, Observation};
use crate::rubric::{Cap, Criterion, Group, ReadsAs, Rubric};
use crate::seat::{Quantiles, SCENARIOS, SWEEP_POINTS, Scenario, Sweep};
use crate::signal::Catalogue;

/// Derived signal: the chance that a seat opens.
pub const SEAT_OPEN: &str = "seat.p_open";

/// What a score depends on besides evidence and rubric.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// How far the seat model looks, in years.
    pub horizon_years: f64,
    /// Points of the parameter sweep; 4096 is the method's number.
    pub sweep_points: usize,
}

impl Default for Settings {
    /// 18 months and 4096 points (METHOD 4.3, 4.5).
    fn default() -> Self {
        Self { horizon_years: 1.5, sweep_points: SWEEP_POINTS }
    }
}

/// What is known about one role besides its ledger.
#[derive(Debug, Clone, PartialEq)]
pub struct Circumstances {
    /// An earlier verdict; it is kept within the hysteresis (METHOD 3).
    pub previous: Option<Verdict>,
    /// The courses that the organisation may take.
    pub scenarios: [Scenario; 3],
}

impl Default for Circumstances {
    /// No earlier verdict, and the method's scenarios.
    fn default() -> Self {
        Self { previous: None, scenarios: SCENARIOS }
    }
}

/// One criterion of a scorecard.
#[derive(Debug, Clone, PartialEq)]
pub struct CriterionResult<'a> {
    /// The criterion.
    pub criterion: &'a Criterion,
    /// What is known about it.
    pub estimate: Estimate<'a>,
    /// Points that it adds to the score over knowing nothing (METHOD 7, waterfall).
    pub contribution: f64,
}

impl CriterionResult<'_> {
    /// Its score with its range.
    #[must_use]
    pub fn triple(&self) -> Triple {
        Triple { low: self.estimate.low, best: self.estimate.best, high: self.estimate.high }
    }
}

/// One group of a scorecard.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupResult<'a> {
    /// The group.
    pub group: &'a Group,
    /// Its score with its range.
    pub score: Triple,
    /// Which part of it is evidence, 0 to 1.
    pub coverage: f64,
    /// The weakest of the necessary groups, which limits the whole.
    pub is_weakest: bool,
    /// Its criteria, in rubric order.
    pub criteria: Vec<CriterionResult<'a>>,
}

/// Everything that can be said about one role under one rubric.
#[derive(Debug, Clone, PartialEq)]
pub struct Scorecard<'a> {
    /// The rubric in force.
    pub rubric: &'a Rubric,
    /// What to do.
    pub verdict: Verdict,
    /// Why.
    pub reason: Reason,
    /// For rubrics that are a second opinion: how the place is.
    pub health: Option<Health>,
    /// What the evidence favours if one had to decide today.
    pub lean: Lean,
    /// For the eye.
    pub grade: Grade,
    /// The score, after caps.
    pub score: Triple,
    /// The score before the weakest group and caps limited it.
    pub uncapped: Triple,
    /// Q-.
    pub cautious: f64,
    /// Q+.
    pub hopeful: f64,
    /// Standard deviation of the uncapped score.
    pub spread: f64,
    /// Which part of the score is evidence, 0 to 1.
    pub coverage: f64,
    /// Gates, in rubric order.
    pub gates: Vec<GateResult<'a>>,
    /// Caps that limit the score.
    pub caps: Vec<&'a Cap>,
    /// Groups, in rubric order.
    pub groups: Vec<GroupResult<'a>>,
    /// The seat model.
    pub seat: SeatResult,
    /// What it was scored from.
    pub ledger: &'a Ledger,
}

impl<'a> Scorecard<'a> {
    /// All criteria with their groups, in rubric order.
    pub fn criteria(&self) -> impl Iterator<Item = (&GroupResult<'a>, &CriterionResult<'a>)> {
        self.groups.iter().flat_map(|group| group.criteria.iter().map(move |criterion| (group, criterion)))
    }

    /// The score if the groups had these best scores, in rubric order, under these group weights: the weighted sum, at
    /// most what the weakest necessary group and the caps in force allow (METHOD 2.4).
    #[must_use]
    pub fn best_if(&self, weights: &[f64], scores: &[f64]) -> f64 {
        let sum: f64 = weights.iter().zip(scores).map(|(weight, score)| weight * score).sum();
        let groups = self.groups.iter().zip(scores).map(|(group, score)| (group.group, Triple::all(*score)));
        sum.min(limit_of(self.rubric, groups, &self.caps).best)
    }

    /// What limits the weighted sum: the weakest necessary group with the rubric's margin, and the caps in force
    /// (METHOD 2.4). Infinite where nothing does.
    #[must_use]
    pub fn limit(&self) -> Triple {
        limit_of(self.rubric, self.groups.iter().map(|group| (group.group, group.score)), &self.caps)
    }

    /// The observation with this id.
    #[must_use]
    pub fn observation(&self, id: &str) -> Option<&'a Observation> {
        self.ledger.iter().find(|observation| observation.id == id)
    }
}

/// Scores ledgers under one rubric. Holds what is the same for all of them.
#[derive(Debug, Clone)]
pub struct Scorer<'a> {
    rubric: &'a Rubric,
    catalogue: &'a Catalogue,
    settings: Settings,
    seat_when_nothing_is_known: SeatResult,
}

impl<'a> Scorer<'a> {
    /// A scorer for `rubric`.
    #[must_use]
    pub fn new(rubric: &'a Rubric, catalogue: &'a Catalogue, settings: Settings) -> Self {
        let nothing = Ledger::new(&[], &crate::signal::Trust::builtin(), Date::ZERO);
        let evidence = FromLedger { ledger: &nothing, catalogue };
        let seat = seat_result(&evidence, settings.horizon_years, settings.sweep_points, &SCENARIOS);
        Self { rubric, catalogue, settings, seat_when_nothing_is_known: seat }
    }

    /// The seat model's answer when nothing is known.
    #[must_use]
    pub fn seat_when_nothing_is_known(&self) -> &SeatResult {
        &self.seat_when_nothing_is_known
    }

    /// The same with at most so many points of the sweep: quicker, and a little less exact.
    #[must_use]
    pub fn coarse(&self, sweep_points: usize) -> Self {
        let sweep_points = self.settings.sweep_points.min(sweep_points);
        Self::new(self.rubric, self.catalogue, Settings { sweep_points, ..self.settings })
    }

    /// The scorecard of one role. No other role can change it.
    #[must_use]
    pub fn score(&self, ledger: &'a Ledger) -> Scorecard<'a> {
        self.score_in(ledger, &Circumstances::default())
    }

    /// The same, when an earlier verdict is known: it is kept within the hysteresis (METHOD 3).
    #[must_use]
    pub fn score_after(&self, ledger: &'a Ledger, previous: Option<Verdict>) -> Scorecard<'a> {
        self.score_in(ledger, &Circumstances { previous, ..Circumstances::default() })
    }

    /// The same, when more is known than the ledger holds.
    #[must_use]
    pub fn score_in(&self, ledger: &'a Ledger, circumstances: &Circumstances) -> Scorecard<'a> {
        self.score_with(ledger, circumstances, self.seat(ledger, circumstances))
    }

    /// The answer of the seat model alone.
    #[must_use]
    pub fn seat(&self, ledger: &Ledger, circumstances: &Circumstances) -> SeatResult {
        let Settings { horizon_years, sweep_points } = self.settings;
        let evidence = FromLedger { ledger, catalogue: self.catalogue };
        seat_result(&evidence, horizon_years, sweep_points, &circumstances.scenarios)
    }

    /// The same with an answer of the seat model that is known already: for ledgers that differ in nothing that the
    /// model reads (see [`SeatResult::inputs`]), whose sweep is most of the work.
    #[must_use]
    pub fn score_with(&self, ledger: &'a Ledger, circumstances: &Circumstances, seat: SeatResult) -> Scorecard<'a> {
        let rubric = self.rubric;
        let mut groups: Vec<GroupResult<'a>> =
            rubric.groups.iter().map(|group| self.group(group, ledger, &seat)).collect();
        mark_weakest(&mut groups);
        let rows = || groups.iter().flat_map(|g| &g.criteria).map(|c| (c.criterion.weight, c.triple()));
        let uncapped = Triple::weighted_sum(rows());
        let spread = spread(rows());
        let coverage =
            groups.iter().flat_map(|g| &g.criteria).map(|c| c.criterion.weight * c.estimate.trust).sum::<f64>();
        let scores: Vec<(&str, Triple)> = groups.iter().map(|g| (g.group.id.as_str(), g.score)).collect();
        let context = Context { ledger, catalogue: self.catalogue, groups: &scores };
        let caps: Vec<&'a Cap> =
            rubric.caps.iter().filter(|cap| context.condition(&cap.unless, false).state == GateState::Fail).collect();
        let mut gates: Vec<GateResult<'a>> = Vec::with_capacity(rubric.gates.len());
        for gate in &rubric.gates {
            let result = context.gate(gate, &gates);
            gates.push(result);
        }
        let score = uncapped.at_most(limit_of(rubric, groups.iter().map(|group| (group.group, group.score)), &caps));
        let least_known = least_known_necessary(&groups);
        let has = |state| gates.iter().any(|gate| gate.state == state);
        let grounds = Grounds {
            cautious: score.cautious(),
            hopeful: score.hopeful(),
            coverage,
            least_coverage: least_known.map(|(_, coverage)| coverage),
            a_gate_failed: has(GateState::Fail),
            a_gate_is_open: has(GateState::Unknown),
            previous: circumstances.previous,
        };
        let least_known = least_known.map(|(id, _)| id);
        let (verdict, reason) = judge(&grounds, &gates, least_known, &rubric.thresholds);
        Scorecard {
            rubric,
            verdict,
            reason,
            health: (rubric.reads_as == ReadsAs::Health).then(|| Health::of(score.best)),
            lean: Lean::of(score.best, spread, grounds.a_gate_failed),
            grade: Grade::of(score.best),
            score,
            uncapped,
            cautious: grounds.cautious,
            hopeful: grounds.hopeful,
            spread,
            coverage,
            gates,
            caps,
            groups,
            seat,
            ledger,
        }
    }

    fn group(&self, group: &'a Group, ledger: &'a Ledger, seat: &SeatResult) -> GroupResult<'a> {
        let criteria: Vec<CriterionResult<'a>> = group
            .criteria
            .iter()
            .map(|criterion| {
                let (estimate, baseline) = self.estimate(criterion, ledger, seat);
                let contribution = criterion.weight * (estimate.best - baseline);
                CriterionResult { criterion, estimate, contribution }
            })
            .collect();
        let rows = criteria.iter().map(|c| (c.criterion.share, c.triple()));
        let score = Triple::weighted_sum(rows);
        let coverage = criteria.iter().map(|c| c.criterion.share * c.estimate.trust).sum();
        GroupResult { group, score, coverage, is_weakest: false, criteria }
    }

    /// The estimate of a criterion, and what it would be if nothing were known.
    fn estimate(&self, criterion: &'a Criterion, ledger: &'a Ledger, seat: &SeatResult) -> (Estimate<'a>, f64) {
        if criterion.is_derived {
            let baseline = derived_estimate(criterion, &self.seat_when_nothing_is_known.sweep, 0.0).best;
            return (derived_estimate(criterion, &seat.sweep, seat.trust), baseline);
        }
        let rule = PoolRule {
            half_life_days: criterion.half_life_days,
            tolerance: criterion.tolerance,
            curve: &criterion.curve,
            prior: criterion.prior,
        };
        (pool(ledger.of(&criterion.signal), &rule, ledger.trust(), ledger.as_of()), criterion.prior)
    }
}

/// The chance that a criterion judges.
fn chance_of(criterion: &Criterion, sweep: &Sweep) -> Quantiles {
    if criterion.signal == SEAT_OPEN { sweep.open } else { sweep.yours }
}

/// The score of a criterion that the seat model computes: the mean of the sweep, with P10 and P90 as its range (METHOD 9).
#[must_use]
pub fn derived_score(criterion: &Criterion, sweep: &Sweep) -> Triple {
    let Quantiles { mean, p10, p90, .. } = chance_of(criterion, sweep);
    let best = criterion.curve.at(mean);
    // Ends that nobody gave are the mean itself.
    let at = |chance: f64| if chance.to_bits() == mean.to_bits() { best } else { criterion.curve.at(chance) };
    Triple { low: best.min(at(p10)), best, high: best.max(at(p90)) }
}

/// The same as an estimate of this trust.
fn derived_estimate<'a>(criterion: &Criterion, sweep: &Sweep, trust: f64) -> Estimate<'a> {
    let chance = chance_of(criterion, sweep);
    let Triple { low, best, high } = derived_score(criterion, sweep);
    Estimate {
        low,
        best,
        high,
        trust,
        weight: trust / (1.0 - trust).max(f64::EPSILON),
        natural: Some(chance.mean),
        agreement: Agreement::Derived,
        ..Estimate::unknown(best)
    }
}

fn mark_weakest(groups: &mut [GroupResult<'_>]) {
    let weakest =
        groups.iter_mut().filter(|group| group.group.necessary).min_by(|a, b| a.score.best.total_cmp(&b.score.best));
    if let Some(group) = weakest {
        group.is_weakest = true;
    }
}

fn least_known_necessary<'g>(groups: &'g [GroupResult<'_>]) -> Option<(&'g str, f64)> {
    groups
        .iter()
        .filter(|group| group.group.necessary)
        .map(|group| (group.group.id.as_str(), group.coverage))
        .min_by(|a, b| a.1.total_cmp(&b.1))
}

/// What limits the weighted sum: the weakest of the `necessary` groups with the rubric's margin, and caps (METHOD 2.4),
/// for low, best and high alike; infinite where nothing does.
pub fn limit(margin: Option<f64>, necessary: impl Iterator<Item = Triple>, caps: impl Iterator<Item = f64>) -> Triple {
    let by_group = match (margin, necessary.reduce(Triple::at_most)) {
        (Some(margin), Some(weakest)) => weakest.plus(margin),
        _ => Triple::all(f64::INFINITY),
    };
    caps.fold(by_group, |limit, cap| limit.at_most(Triple::all(cap)))
}

fn limit_of<'g>(rubric: &Rubric, groups: impl Iterator<Item = (&'g Group, Triple)>, caps: &[&Cap]) -> Triple {
    let necessary = groups.filter(|(group, _)| group.necessary).map(|(_, score)| score);
    limit(rubric.weakest_group_margin, necessary, caps.iter().map(|cap| cap.limit))
}
