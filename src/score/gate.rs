//! Deal-breakers with three answers (METHOD 2.3).

use super::aggregate::Triple;
use super::seat_inputs::{FromLedger, SIZE_SIGNALS, SeatEvidence, seats_today};
use crate::ledger::{Agreement, Estimate, Ledger, PoolRule, Reading, hear, read_on, voices};
use crate::model::Party;
use crate::rubric::{Condition, Gate, NotApplicable};
use crate::signal::{Catalogue, Curve, Tolerance};

/// Up to this probability a condition has failed (METHOD 10).
pub const FAIL_AT: f64 = 0.30;
/// From this probability it passes (METHOD 10).
pub const PASS_AT: f64 = 0.70;
/// A cross-check needs an outside voice of at least this trust (METHOD 10).
pub const CROSSCHECK_TRUST: f64 = 0.30;
/// Nothing known: as likely as not.
const PRIOR: f64 = 50.0;

/// Answer of a gate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GateState {
    /// Known to hold.
    Pass,
    /// Known not to hold.
    Fail,
    /// A question, not a no.
    Unknown,
    /// Does not apply here.
    NotApplicable,
}

impl GateState {
    /// The answer of a condition that holds with probability `p`; `may_pass` says whether those who say so suffice.
    #[must_use]
    pub fn of(p: f64, may_pass: bool) -> Self {
        match p {
            p if p <= FAIL_AT => Self::Fail,
            p if p >= PASS_AT && may_pass => Self::Pass,
            _ => Self::Unknown,
        }
    }

    /// Kleene OR; of nothing, a no.
    #[must_use]
    pub fn any(states: impl IntoIterator<Item = Self>) -> Self {
        let worst_first = |found, state| match (found, state) {
            (Self::Pass, _) | (_, Self::Pass) => Self::Pass,
            (Self::Fail, Self::Fail) => Self::Fail,
            _ => Self::Unknown,
        };
        states.into_iter().fold(Self::Fail, worst_first)
    }

    /// Kleene AND; of nothing, a yes.
    #[must_use]
    pub fn all(states: impl IntoIterator<Item = Self>) -> Self {
        let best_first = |found, state| match (found, state) {
            (Self::Fail, _) | (_, Self::Fail) => Self::Fail,
            (Self::Pass, Self::Pass) => Self::Pass,
            _ => Self::Unknown,
        };
        states.into_iter().fold(Self::Pass, best_first)
    }

    /// Whether at least `need` of the groups with these scores reach `holds_at`.
    #[must_use]
    pub fn majority(scores: &[Triple], need: usize, holds_at: f64) -> Self {
        let holding = scores.iter().filter(|score| score.best >= holds_at).count();
        let lost = scores.iter().filter(|score| score.high < holds_at).count();
        if holding >= need {
            Self::Pass
        } else if scores.len() - lost < need {
            Self::Fail
        } else {
            Self::Unknown
        }
    }

    /// Whether today's organisation needs fewer than `limit` seats; `None`: its size is not known.
    #[must_use]
    pub fn seats_below(seats: Option<f64>, limit: f64) -> Self {
        match seats {
            None => Self::Unknown,
            Some(seats) if seats < limit => Self::Pass,
            Some(_) => Self::Fail,
        }
    }

    /// The word used in outputs.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Fail => "fail",
            Self::Unknown => "unknown",
            Self::NotApplicable => "not-applicable",
        }
    }
}

/// One comparison inside a condition.
#[derive(Debug, Clone, PartialEq)]
pub struct Test<'a> {
    /// The comparison.
    pub condition: &'a Condition,
    /// Its answer.
    pub state: GateState,
    /// The pooled yes/no, 0 to 100; `None` for conditions on groups and seats.
    pub estimate: Option<Estimate<'a>>,
    /// Enough is said, but only by the company, and the gate asks for somebody else.
    pub needs_outside_voice: bool,
}

/// A gate and its answer.
#[derive(Debug, Clone, PartialEq)]
pub struct GateResult<'a> {
    /// The gate.
    pub gate: &'a Gate,
    /// Its answer.
    pub state: GateState,
    /// Probability that it holds, 0 to 1. Of alternatives the greatest, which the true one is at least; of things that
    /// must all hold the least, which the true one is at most.
    /// `None` for conditions that are not pooled.
    pub p: Option<f64>,
    /// The comparisons that it rests on.
    pub tests: Vec<Test<'a>>,
}

/// What conditions look at.
pub(super) struct Context<'a, 'g> {
    pub(super) ledger: &'a Ledger,
    pub(super) catalogue: &'a Catalogue,
    pub(super) groups: &'g [(&'a str, Triple)],
}

/// An answer, its probability, and what it rests on.
pub(super) struct Answer<'a> {
    pub(super) state: GateState,
    pub(super) p: Option<f64>,
    pub(super) tests: Vec<Test<'a>>,
}

impl<'a> Context<'a, '_> {
    /// Evaluates a gate; `earlier` are the gates before it.
    pub(super) fn gate(&self, gate: &'a Gate, earlier: &[GateResult<'a>]) -> GateResult<'a> {
        let Answer { mut state, p, tests } = self.condition(&gate.when, gate.crosscheck);
        let exempt = match &gate.not_applicable {
            _ if state == GateState::Pass => false,
            None => false,
            Some((NotApplicable::When(condition), _)) => self.condition(condition, false).state == GateState::Pass,
            Some((NotApplicable::With(id), _)) => {
                earlier.iter().any(|other| other.gate.id == *id && other.state == GateState::NotApplicable)
            }
        };
        if exempt {
            state = GateState::NotApplicable;
        }
        GateResult { gate, state, p, tests }
    }

    pub(super) fn condition(&self, condition: &'a Condition, crosscheck: bool) -> Answer<'a> {
        match condition {
            Condition::Any(parts) => self.combine(parts, crosscheck, GateState::any, f64::max),
            Condition::All(parts) => self.combine(parts, crosscheck, GateState::all, f64::min),
            Condition::Majority { groups, need, holds_at } => {
                Answer::plain(condition, self.majority(groups, *need, *holds_at))
            }
            Condition::SeatsBelow(limit) => {
                let evidence = FromLedger { ledger: self.ledger, catalogue: self.catalogue };
                let known = SIZE_SIGNALS.map(|key| evidence.natural(key).value);
                Answer::plain(condition, GateState::seats_below(seats_today(known), *limit))
            }
            Condition::AtLeast { signal, value, half_life_days } => {
                self.compare(condition, signal, *half_life_days, crosscheck, |low, _| low >= *value)
            }
            Condition::AtMost { signal, value, half_life_days } => {
                self.compare(condition, signal, *half_life_days, crosscheck, |_, high| high <= *value)
            }
        }
    }

    fn combine(
        &self,
        parts: &'a [Condition],
        crosscheck: bool,
        state: fn(Vec<GateState>) -> GateState,
        p: fn(f64, f64) -> f64,
    ) -> Answer<'a> {
        let answers: Vec<Answer<'a>> = parts.iter().map(|part| self.condition(part, crosscheck)).collect();
        let states: Vec<GateState> = answers.iter().map(|answer| answer.state).collect();
        let p = answers.iter().filter_map(|answer| answer.p).reduce(p);
        Answer { state: state(states), p, tests: answers.into_iter().flat_map(|answer| answer.tests).collect() }
    }

    /// Each observation becomes a yes or no (a range says yes only if all of it does) and is pooled (METHOD 2.3).
    fn compare(
        &self,
        condition: &'a Condition,
        signal: &str,
        half_life_days: Option<f64>,
        crosscheck: bool,
        holds: impl Fn(f64, f64) -> bool,
    ) -> Answer<'a> {
        let curve = Curve::yes_no();
        let rule = PoolRule { half_life_days, tolerance: Tolerance::Absolute(0.0), curve: &curve, prior: PRIOR };
        let (ledger, as_of) = (self.ledger, self.ledger.as_of());
        let (answers, superseded) = voices(ledger.of(signal), half_life_days, ledger.trust(), as_of, |observation| {
            read_on(observation, as_of).map(|reading| as_answer(reading, &holds))
        });
        let mut estimate = hear(answers, &rule);
        estimate.superseded = superseded;
        let p = estimate.best / 100.0;
        let outside = estimate.heard.iter().any(|h| {
            h.voice.party != Party::Company && h.voice.trust >= CROSSCHECK_TRUST && h.voice.reading.point > 0.5
        });
        let enough = p >= PASS_AT && estimate.agreement != Agreement::Contradicted;
        let needs_outside_voice = enough && crosscheck && !outside;
        let state = match estimate.agreement {
            Agreement::Contradicted => GateState::Unknown,
            _ => GateState::of(p, !crosscheck || outside),
        };
        let test = Test { condition, state, estimate: Some(estimate), needs_outside_voice };
        Answer { state, p: Some(p), tests: vec![test] }
    }

    fn majority(&self, ids: &[String], need: usize, holds_at: f64) -> GateState {
        let of = |id: &String| self.groups.iter().find(|(known, _)| known == id).map(|(_, triple)| *triple);
        let scores: Vec<Triple> = ids.iter().filter_map(of).collect();
        GateState::majority(&scores, need, holds_at)
    }
}

impl<'a> Answer<'a> {
    fn plain(condition: &'a Condition, state: GateState) -> Self {
        let test = Test { condition, state, estimate: None, needs_outside_voice: false };
        Self { state, p: None, tests: vec![test] }
    }
}

/// Yes (1) or no (0), weighed by trust alone: a yes has no sampling error of its own.
fn as_answer(reading: Reading, holds: &impl Fn(f64, f64) -> bool) -> Reading {
    let (low, high) = reading.ends.unwrap_or((reading.point, reading.point));
    Reading { point: if holds(low, high) { 1.0 } else { 0.0 }, ends: None, sample: None }
}
