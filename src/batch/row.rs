//! One row under the compiled rubric: the same steps as a scorecard, over cells instead of a ledger.

use super::cell::{Cell, Input};
use super::plan::{Exempt, Origin, Plan, Tree};
use crate::score::{
    GateState, Grade, Grounds, Lean, LeanTo, Natural, SEAT_SIGNALS, Scorecard, SeatEvidence, Triple, Verdict,
    derived_score, limit, seats_today, spread_of,
};
use crate::seat::Sweep;
use crate::signal::Catalogue;

/// What a row comes to. Numbers as in a scorecard.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// What to do.
    pub verdict: Verdict,
    /// What the evidence favours.
    pub lean: Lean,
    /// For the eye.
    pub grade: Grade,
    /// The score, after caps.
    pub score: Triple,
    /// Which part of it is evidence, 0 to 1.
    pub coverage: f64,
    /// Q-.
    pub cautious: f64,
    /// Q+.
    pub hopeful: f64,
    /// The seat model's answer; `None` where it was not asked.
    pub seat: Option<Sweep>,
    /// Answers of the gates, in rubric order.
    pub gates: Vec<GateState>,
    /// Scores of the groups, in rubric order.
    pub groups: Vec<Triple>,
    /// Best estimates of the criteria, in rubric order.
    pub criteria: Vec<f64>,
}

impl Default for Outcome {
    /// Nothing, to be written over.
    fn default() -> Self {
        Self {
            verdict: Verdict::AskMore,
            lean: Lean { to: LeanTo::Even, share: 0.5 },
            grade: Grade::E,
            score: Triple::default(),
            coverage: 0.0,
            cautious: 0.0,
            hopeful: 0.0,
            seat: None,
            gates: Vec::new(),
            groups: Vec::new(),
            criteria: Vec::new(),
        }
    }
}

impl Outcome {
    /// The same numbers off a scorecard.
    #[must_use]
    pub fn of_card(card: &Scorecard<'_>, with_seat: bool) -> Self {
        Self {
            verdict: card.verdict,
            lean: card.lean,
            grade: card.grade,
            score: card.score,
            coverage: card.coverage,
            cautious: card.cautious,
            hopeful: card.hopeful,
            seat: with_seat.then_some(card.seat.sweep),
            gates: card.gates.iter().map(|gate| gate.state).collect(),
            groups: card.groups.iter().map(|group| group.score).collect(),
            criteria: card.criteria().map(|(_, criterion)| criterion.estimate.best).collect(),
        }
    }
}

/// The cells of a row, by slot.
pub(super) trait Cells {
    fn cell(&self, slot: usize) -> &Cell;
    fn input(&self, slot: usize) -> Input;
}

/// The seat model's answer with its credibility.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct SeatAnswer {
    pub(super) sweep: Sweep,
    pub(super) trust: f64,
}

/// The inputs of the seat model as a row has them.
pub(super) struct RowEvidence<'r, 'a, C> {
    pub(super) plan: &'r Plan<'a>,
    pub(super) cells: &'r C,
}

impl<C: Cells> RowEvidence<'_, '_, C> {
    fn slot(&self, key: &str) -> Option<usize> {
        let at = SEAT_SIGNALS.iter().position(|known| *known == key)?;
        self.plan.seat_slots.get(at).copied()
    }
}

impl<C: Cells> SeatEvidence for RowEvidence<'_, '_, C> {
    fn natural(&self, key: &str) -> Natural {
        let Some(slot) = self.slot(key) else { return Natural::default() };
        let Input { point: Some(value), sample, .. } = self.cells.input(slot) else { return Natural::default() };
        let sample = (sample > 0.0).then_some((value, sample));
        Natural { value: Some(value), trust: self.cells.cell(slot).trust, sample, observations: Vec::new() }
    }

    fn best(&self, key: &str) -> f64 {
        self.slot(key).map_or(50.0, |slot| self.cells.input(slot).own_best)
    }

    fn catalogue(&self) -> &Catalogue {
        self.plan.scoring.catalogue
    }
}

/// Sums over the criteria of a rubric.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    score: Triple,
    coverage: f64,
    squares: f64,
    deviations: f64,
    /// Of the necessary groups.
    least_coverage: Option<f64>,
}

/// How much of a row is worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// The score and what it is made of.
    Score,
    /// Gates, verdict and lean, too.
    Verdict,
}

/// Works a row out. Sums run in the order of the scorecard's, so that the last digit is the same.
pub(super) fn evaluate(
    plan: &Plan<'_>,
    cells: &impl Cells,
    seat: Option<&SeatAnswer>,
    extent: Extent,
    row: &mut Outcome,
) {
    let sums = weigh(plan, cells, seat, row);
    if extent == Extent::Verdict {
        judge(plan, cells, &sums, row);
        row.seat = seat.map(|answer| answer.sweep);
    }
}

/// Criteria, groups and the score.
#[inline]
fn weigh(plan: &Plan<'_>, cells: &impl Cells, seat: Option<&SeatAnswer>, row: &mut Outcome) -> Sums {
    row.groups.clear();
    row.criteria.clear();
    let mut sums = Sums::default();
    let mut criteria = plan.criteria.iter();
    let rubric = plan.scoring.rubric;
    for (group, size) in rubric.groups.iter().zip(&plan.group_sizes) {
        let (mut score, mut coverage) = (Triple::default(), 0.0);
        for compiled in criteria.by_ref().take(*size) {
            let (part, trust, deviation) = match (compiled.origin, seat) {
                (Origin::Slot(slot), _) => {
                    let cell = cells.cell(slot);
                    (cell.part, cell.trust, cell.deviation)
                }
                (Origin::Seat, Some(seat)) => derived(compiled.criterion, seat),
                (Origin::Seat, None) => continue,
            };
            let (weight, share) = (compiled.weight, compiled.share);
            sums.score = sums.score.plus_weighted(weight, part);
            sums.coverage += weight * trust;
            let weighted = weight * deviation;
            sums.squares += weighted * weighted;
            sums.deviations += weighted;
            score = score.plus_weighted(share, part);
            coverage += share * trust;
            row.criteria.push(part.best);
        }
        if group.necessary {
            sums.least_coverage = Some(sums.least_coverage.map_or(coverage, |least| least.min(coverage)));
        }
        row.groups.push(score);
    }
    let failing = |(_, tree): &&(f64, Tree)| holds(cells, &row.groups, tree) == GateState::Fail;
    let caps = plan.caps.iter().filter(failing).map(|(limit, _)| *limit);
    let necessary = rubric.groups.iter().zip(&row.groups).filter(|(group, _)| group.necessary).map(|(_, score)| *score);
    row.score = sums.score.at_most(limit(rubric.weakest_group_margin, necessary, caps));
    sums
}

/// Gates, verdict and lean.
fn judge(plan: &Plan<'_>, cells: &impl Cells, sums: &Sums, row: &mut Outcome) {
    row.gates.clear();
    answer_gates(plan, cells, row);
    let spread = spread_of(sums.squares, sums.deviations);
    let grounds = Grounds {
        cautious: row.score.cautious(),
        hopeful: row.score.hopeful(),
        coverage: sums.coverage,
        least_coverage: sums.least_coverage,
        a_gate_failed: row.gates.contains(&GateState::Fail),
        a_gate_is_open: row.gates.contains(&GateState::Unknown),
        previous: None,
    };
    row.coverage = sums.coverage;
    (row.cautious, row.hopeful) = (grounds.cautious, grounds.hopeful);
    row.verdict = grounds.verdict(&plan.scoring.rubric.thresholds);
    row.lean = Lean::of(row.score.best, spread, grounds.a_gate_failed);
    row.grade = Grade::of(row.score.best);
}

fn derived(criterion: &crate::rubric::Criterion, seat: &SeatAnswer) -> (Triple, f64, f64) {
    let part = derived_score(criterion, &seat.sweep);
    (part, seat.trust, part.deviation())
}

fn answer_gates(plan: &Plan<'_>, cells: &impl Cells, row: &mut Outcome) {
    for gate in &plan.gates {
        let mut state = holds(cells, &row.groups, &gate.when);
        let is_exempt = state != GateState::Pass
            && match &gate.exempt {
                None => false,
                Some(Exempt::When(tree)) => holds(cells, &row.groups, tree) == GateState::Pass,
                Some(Exempt::With(other)) => row.gates.get(*other) == Some(&GateState::NotApplicable),
            };
        if is_exempt {
            state = GateState::NotApplicable;
        }
        row.gates.push(state);
    }
}

fn holds(cells: &impl Cells, groups: &[Triple], tree: &Tree) -> GateState {
    match tree {
        Tree::Leaf { slot, at } => cells.cell(*slot).answer(*at),
        Tree::Any(parts) => GateState::any(parts.iter().map(|part| holds(cells, groups, part))),
        Tree::All(parts) => GateState::all(parts.iter().map(|part| holds(cells, groups, part))),
        Tree::Majority { groups: named, need, holds_at } => {
            let scores: Vec<Triple> = named.iter().filter_map(|at| groups.get(*at)).copied().collect();
            GateState::majority(&scores, *need, *holds_at)
        }
        Tree::SeatsBelow { limit, known } => {
            GateState::seats_below(seats_today(known.map(|slot| cells.input(slot).point)), *limit)
        }
    }
}
