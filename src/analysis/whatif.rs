//! What would have to be true: single facts, and as few facts as possible, that turn a verdict or an order around.
//!
//! A fact is tried by stating it: it enters the ledger as an observation of today, and everything is scored again, with
//! gates, caps, agreement and the seat model. So what is found holds whatever the method does, and can be tried by hand.

use std::slice;

use rayon::prelude::*;

use super::goal::{Goal, Standing};
use super::hypothesis::{Hypothesis, Reach, best_proof, values_to_try, written_proof};
use crate::ledger::{Estimate, Ledger, PoolRule, pool};
use crate::model::Value;
use crate::rubric::ReadsAs;
use crate::score::{Circumstances, Scorecard, Scorer, SeatResult, Verdict};
use crate::signal::{Catalogue, Signal, Trust};

/// A fact that helps to reach a goal.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact<'a> {
    /// What would have to be stated.
    pub hypothesis: Hypothesis<'a>,
    /// What is known now, in the signal's unit: a value that somebody reported.
    pub now: Option<f64>,
    /// Whether the score of the value lies outside of the range that the evidence so far allows.
    pub is_outside_evidence: bool,
    /// Where the role stands with this fact (and, in a list that holds together, with those before it).
    pub standing: Standing,
}

/// Ways to a goal.
#[derive(Debug, Clone, PartialEq)]
pub struct Ways<'a> {
    /// The goal.
    pub goal: Goal,
    /// Facts each of which is enough alone, the one nearest to what is known first.
    pub single: Vec<Fact<'a>>,
    /// Facts that are enough together.
    pub together: Together<'a>,
}

/// Facts that reach a goal together.
#[derive(Debug, Clone, PartialEq)]
pub enum Together<'a> {
    /// One fact alone is enough.
    NotNeeded,
    /// These are, each as modest as the others allow.
    Facts(Vec<Fact<'a>>),
    /// It would take more than [`MOST_FACTS`]; these are the most telling ones, each at its best.
    TooMany(Vec<Fact<'a>>),
    /// Nothing that could be learned today is enough.
    Never,
}

/// Most facts that are put together: what takes more is out of reach before an offer runs out.
pub const MOST_FACTS: usize = 10;

/// A promise is worth having in writing from this score of its signal: the one from which a role has grade A (METHOD 3).
const GOOD: f64 = 75.0;

/// A promise that adds less than this to the cautious score is not worth asking for, in points.
const LEAST_GAIN: f64 = 0.5;

/// Whether the seat model reads the signal.
fn is_seat_input(card: &Scorecard<'_>, tried: &Hypothesis<'_>) -> bool {
    card.seat.inputs.iter().any(|input| input.signal == tried.signal.key)
}

fn circumstances(card: &Scorecard<'_>) -> Circumstances {
    Circumstances { previous: None, scenarios: card.seat.scenarios.clone() }
}

/// The seat model with these facts. Its sweep is most of the work, so it runs only when one of them is an input.
fn seat(scorer: &Scorer<'_>, card: &Scorecard<'_>, hypotheses: &[Hypothesis<'_>]) -> SeatResult {
    if hypotheses.iter().any(|tried| is_seat_input(card, tried)) {
        scorer.seat(&Hypothesis::applied(hypotheses, card.ledger), &circumstances(card))
    } else {
        card.seat.clone()
    }
}

/// Tries facts out on roles that were scored under one rubric.
#[derive(Debug)]
pub struct Trials<'s, 'a> {
    scorer: &'s Scorer<'a>,
    /// Says which facts are the most telling ones. What it says is checked by `scorer`.
    scout: Scorer<'a>,
    catalogue: &'a Catalogue,
    trust: &'s Trust,
}

/// Points of the sweep that are enough to tell which fact is the more telling one.
const SCOUT_POINTS: usize = 256;

impl<'s, 'a> Trials<'s, 'a> {
    /// Trials on roles that `scorer` scored, with all signals and the trust table in force.
    #[must_use]
    pub fn new(scorer: &'s Scorer<'a>, catalogue: &'a Catalogue, trust: &'s Trust) -> Self {
        Self { scorer, scout: scorer.coarse(SCOUT_POINTS), catalogue, trust }
    }

    /// The scorecard that the role would have, handed to `read`.
    pub fn scored<T>(
        &self,
        card: &Scorecard<'_>,
        hypotheses: &[Hypothesis<'_>],
        read: impl FnOnce(&Scorecard<'_>) -> T,
    ) -> T {
        self.scored_with(card, hypotheses, seat(self.scorer, card, hypotheses), read)
    }

    fn scored_with<T>(
        &self,
        card: &Scorecard<'_>,
        hypotheses: &[Hypothesis<'_>],
        seat: SeatResult,
        read: impl FnOnce(&Scorecard<'_>) -> T,
    ) -> T {
        let ledger = Hypothesis::applied(hypotheses, card.ledger);
        read(&self.scorer.score_with(&ledger, &circumstances(card), seat))
    }

    /// Where the role would stand.
    #[must_use]
    pub fn standing(&self, card: &Scorecard<'_>, hypotheses: &[Hypothesis<'_>]) -> Standing {
        self.scored(card, hypotheses, Standing::of)
    }

    /// What would make the role worth pursuing, or end it when it is; `None` for rubrics that give no verdict.
    #[must_use]
    pub fn verdict_ways(&self, card: &Scorecard<'_>) -> Option<Ways<'a>> {
        let goal = if card.verdict == Verdict::Pursue { Goal::NoPursue } else { Goal::Pursue };
        (card.rubric.reads_as == ReadsAs::Verdict).then(|| self.ways(card, goal, &[]))
    }

    /// What would put the role before `rival`, or after it when it is ahead. `shared` names facts that are the same for
    /// both: they are left out.
    #[must_use]
    pub fn order_ways(&self, card: &Scorecard<'_>, rival: &Scorecard<'_>, shared: &[Reach]) -> Ways<'a> {
        let (own, other) = (Standing::of(card), Standing::of(rival));
        let goal = if own.is_ahead_of(&other) { Goal::Behind(other) } else { Goal::Ahead(other) };
        self.ways(card, goal, shared)
    }

    fn ways(&self, card: &Scorecard<'_>, goal: Goal, shared: &[Reach]) -> Ways<'a> {
        let signals = self.signals(card).into_iter().filter(|signal| !shared.contains(&Reach::of(signal)));
        let candidates: Vec<Hypothesis<'a>> = signals.filter_map(|signal| self.extreme(&goal, signal)).collect();
        let alone = |candidate: &Hypothesis<'a>| {
            let fact = self.modest(card, &goal, slice::from_ref(candidate), 0)?;
            Some((self.points_to_go(card, &fact), fact))
        };
        let found: Vec<Option<(f64, Fact<'a>)>> = candidates.par_iter().map(alone).collect();
        let mut found: Vec<(f64, Fact<'a>)> = found.into_iter().flatten().collect();
        found.sort_by(|(a_points, a), (b_points, b)| {
            a_points.total_cmp(b_points).then_with(|| a.hypothesis.signal.key.cmp(&b.hypothesis.signal.key))
        });
        let single: Vec<Fact<'a>> = found.into_iter().map(|(_, fact)| fact).collect();
        let together = if single.is_empty() { self.together(card, &goal, candidates) } else { Together::NotNeeded };
        Ways { goal, single, together }
    }

    /// Signals that can move the score or a gate, in order of the rubric, then inputs of the seat model.
    #[must_use]
    pub fn signals(&self, card: &Scorecard<'_>) -> Vec<&'a Signal> {
        let mut keys = card.rubric.signals();
        if card.criteria().any(|(_, result)| result.criterion.is_derived) {
            keys.extend(card.seat.inputs.iter().map(|input| input.signal));
        }
        let mut found: Vec<&'a Signal> = Vec::new();
        for signal in keys.into_iter().filter_map(|key| self.catalogue.get(key)) {
            if found.iter().all(|known| known.key != signal.key) {
                found.push(signal);
            }
        }
        found
    }

    /// The most telling statement about a signal, on its best proof: its best value, or its worst where the goal is to
    /// fall.
    fn extreme(&self, goal: &Goal, signal: &'a Signal) -> Option<Hypothesis<'a>> {
        let mut values = values_to_try(signal);
        let value = if goal.rises() { values.pop()? } else { values.into_iter().next()? };
        Some(Hypothesis::of(signal, value, best_proof(signal, self.trust)))
    }

    /// The fact number `at` of `facts`, as modest as the goal allows while the others stay; `None` when the goal is not
    /// reached. The search keeps a value that reaches the goal, so what it gives back does.
    fn modest(&self, card: &Scorecard<'_>, goal: &Goal, facts: &[Hypothesis<'a>], at: usize) -> Option<Fact<'a>> {
        let signal = facts[at].signal;
        let mut values = values_to_try(signal);
        if goal.rises() {
            values.reverse();
        }
        // From the most telling value to the least.
        let mut tried = facts.to_vec();
        let fixed = (!is_seat_input(card, &facts[at])).then(|| seat(self.scorer, card, facts));
        let mut stand = |value: &Value| {
            tried[at].value = value.clone();
            let seat = fixed.clone().unwrap_or_else(|| seat(self.scorer, card, &tried));
            self.scored_with(card, &tried, seat, Standing::of)
        };
        let mut best = (0, stand(values.first()?));
        if !goal.is_reached(&best.1) {
            return None;
        }
        let mut beyond = values.len();
        while beyond - best.0 > 1 {
            let middle = usize::midpoint(best.0, beyond);
            let standing = stand(&values[middle]);
            if goal.is_reached(&standing) {
                best = (middle, standing);
            } else {
                beyond = middle;
            }
        }
        let hypothesis = Hypothesis { value: values[best.0].clone(), ..facts[at].clone() };
        Some(self.fact(card, hypothesis, best.1))
    }

    fn fact(&self, card: &Scorecard<'_>, hypothesis: Hypothesis<'a>, standing: Standing) -> Fact<'a> {
        let estimate = self.estimate(card.ledger, hypothesis.signal);
        let score = self.score_of(&hypothesis);
        let outside = |estimate: &Estimate<'_>| score > estimate.high || score < estimate.low;
        let is_outside_evidence = estimate.as_ref().is_some_and(outside);
        Fact { now: estimate.and_then(|estimate| estimate.natural), hypothesis, is_outside_evidence, standing }
    }

    /// What is known about a signal, by the catalogue's own curve.
    fn estimate<'l>(&self, ledger: &'l Ledger, signal: &Signal) -> Option<Estimate<'l>> {
        Some(pool(ledger.of(&signal.key), &PoolRule::of(signal)?, self.trust, ledger.as_of()))
    }

    fn score_of(&self, hypothesis: &Hypothesis<'_>) -> f64 {
        let curve = hypothesis.signal.curve.as_ref();
        hypothesis.value.point().zip(curve).map_or(0.0, |(x, curve)| curve.at(x))
    }

    /// How far a fact is from what is known, in points of its signal's score.
    fn points_to_go(&self, card: &Scorecard<'_>, fact: &Fact<'_>) -> f64 {
        let known = self.estimate(card.ledger, fact.hypothesis.signal).map_or(0.0, |estimate| estimate.best);
        (self.score_of(&fact.hypothesis) - known).abs()
    }

    /// A few of `candidates` that reach the goal together: the most telling one first, by what it does to the distance,
    /// until the goal is reached; then those that turn out not to be needed are dropped and the others made modest. For
    /// a weighted sum this is optimal (METHOD 7); gates and limits make it a good set, not a proven one. That nothing
    /// helps is said only when all facts at their best do not reach the goal either.
    fn together(&self, card: &Scorecard<'_>, goal: &Goal, candidates: Vec<Hypothesis<'a>>) -> Together<'a> {
        let mut taken: Vec<Hypothesis<'a>> = Vec::new();
        let mut distance = goal.distance(&Standing::of(card));
        while taken.len() < MOST_FACTS {
            let Some((left, more)) = self.most_telling(card, goal, &taken, &candidates) else { break };
            if left >= distance - 1e-9 {
                break;
            }
            (distance, taken) = (left, more);
            let standing = self.standing(card, &taken);
            if goal.is_reached(&standing) {
                return Together::Facts(self.trimmed(card, goal, taken));
            }
            distance = distance.max(goal.distance(&standing));
        }
        if !goal.is_reached(&self.standing(card, &candidates)) {
            return Together::Never;
        }
        let enough = self.needed(card, goal, candidates);
        if enough.len() <= MOST_FACTS {
            return Together::Facts(self.trimmed(card, goal, enough));
        }
        Together::TooMany(self.one_by_one(card, &taken))
    }

    /// `taken` with the candidate that comes nearest to the goal, and the distance that is left.
    fn most_telling(
        &self,
        card: &Scorecard<'_>,
        goal: &Goal,
        taken: &[Hypothesis<'a>],
        candidates: &[Hypothesis<'a>],
    ) -> Option<(f64, Vec<Hypothesis<'a>>)> {
        let known = seat(&self.scout, card, taken);
        let with = |candidate: &Hypothesis<'a>| {
            let all: Vec<Hypothesis<'a>> = taken.iter().chain([candidate]).cloned().collect();
            let seat = if is_seat_input(card, candidate) { seat(&self.scout, card, &all) } else { known.clone() };
            let standing = self.scored_with(card, &all, seat, Standing::of);
            let left = if goal.is_reached(&standing) { f64::NEG_INFINITY } else { goal.distance(&standing) };
            (left, all)
        };
        let open = candidates.par_iter().filter(|candidate| !taken.contains(candidate));
        let tried: Vec<(f64, Vec<Hypothesis<'a>>)> = open.map(with).collect();
        tried.into_iter().reduce(|best, next| if next.0 < best.0 { next } else { best })
    }

    /// Those of `facts`, which reach the goal together, that are needed; the last ones are dropped first.
    fn needed(&self, card: &Scorecard<'_>, goal: &Goal, mut facts: Vec<Hypothesis<'a>>) -> Vec<Hypothesis<'a>> {
        for at in (0..facts.len()).rev() {
            let mut without = facts.clone();
            without.remove(at);
            if goal.is_reached(&self.standing(card, &without)) {
                facts = without;
            }
        }
        facts
    }

    fn trimmed(&self, card: &Scorecard<'_>, goal: &Goal, taken: Vec<Hypothesis<'a>>) -> Vec<Fact<'a>> {
        let mut taken = self.needed(card, goal, taken);
        for at in 0..taken.len() {
            if let Some(fact) = self.modest(card, goal, &taken, at) {
                taken[at] = fact.hypothesis;
            }
        }
        self.one_by_one(card, &taken)
    }

    /// Facts in order, each with the standing that those up to it bring.
    fn one_by_one(&self, card: &Scorecard<'_>, taken: &[Hypothesis<'a>]) -> Vec<Fact<'a>> {
        let step = |at: usize| self.fact(card, taken[at].clone(), self.standing(card, &taken[..=at]));
        (0..taken.len()).map(step).collect()
    }

    /// What is worth having in writing, most telling first: for each signal that somebody can agree to, what was said if
    /// it is good, else the least value that would be, as the contract or the hiring manager would put it; where that
    /// adds nothing, because it was put in writing, the next better value. Left out is what would add next to nothing.
    #[must_use]
    pub fn in_writing(&self, card: &Scorecard<'_>) -> Vec<Fact<'a>> {
        let now = Standing::of(card);
        let gain = |fact: &Fact<'_>| fact.standing.cautious - now.cautious;
        let promises = |signal: &&&'a Signal| Reach::of(signal) != Reach::You;
        let signals = self.signals(card);
        let signals: Vec<&&'a Signal> = signals.iter().filter(promises).collect();
        let found: Vec<Option<Fact<'a>>> = signals
            .par_iter()
            .map(|signal| {
                let kind = written_proof(signal)?;
                let good = self.good_values(card, signal).into_iter().map(|value| {
                    let hypothesis = Hypothesis::of(signal, value, kind);
                    let standing = self.standing(card, slice::from_ref(&hypothesis));
                    self.fact(card, hypothesis, standing)
                });
                good.into_iter().find(|fact| gain(fact) >= LEAST_GAIN)
            })
            .collect();
        let mut facts: Vec<Fact<'a>> = found.into_iter().flatten().collect();
        let turns = |fact: &Fact<'_>| fact.standing.verdict != now.verdict;
        facts.sort_by(|a, b| {
            let by_verdict = turns(b).cmp(&turns(a));
            by_verdict
                .then_with(|| gain(b).total_cmp(&gain(a)))
                .then_with(|| a.hypothesis.signal.key.cmp(&b.hypothesis.signal.key))
        });
        facts
    }

    /// The least good value of a signal that is no worse than what was said, and the next better one.
    fn good_values(&self, card: &Scorecard<'_>, signal: &Signal) -> Vec<Value> {
        let said = self.estimate(card.ledger, signal).and_then(|estimate| estimate.natural);
        let score = |x: f64| signal.curve.as_ref().map_or(0.0, |curve| curve.at(x));
        let good = said.map_or(GOOD, |x| score(x).max(GOOD));
        let is_good = |value: &Value| value.point().is_some_and(|x| score(x) >= good);
        values_to_try(signal).into_iter().filter(is_good).take(2).collect()
    }
}
