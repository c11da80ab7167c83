//! Where a role stands, and what is to come about.

use crate::rubric::Thresholds;
use crate::score::{GateResult, GateState, Scorecard, Triple, Verdict};

/// Where a role stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Standing {
    /// What to do.
    pub verdict: Verdict,
    /// The score with its range.
    pub score: Triple,
    /// Q-.
    pub cautious: f64,
    /// Q+.
    pub hopeful: f64,
    /// Which part of the score is evidence, 0 to 1.
    pub coverage: f64,
    /// By how much it falls short of `pursue`: see [`Standing::of`]; 0 when it is one.
    pub short_of_pursue: f64,
}

impl Standing {
    /// The standing of a scored role. `short_of_pursue` adds up what the verdict table asks for (METHOD 3): points of
    /// the cautious score, percent points of coverage, of the whole and of the least known necessary group, and 100 for
    /// each gate that is open, 300 for each that fails, with a little for whatever such a gate still lacks. It measures
    /// nothing, it only falls when something gets nearer.
    #[must_use]
    pub fn of(card: &Scorecard<'_>) -> Self {
        let rules: &Thresholds = &card.rubric.thresholds;
        let gates = |state, weight: f64| {
            let some = card.gates.iter().filter(|gate| gate.state == state);
            some.map(|gate| weight + lacking(gate)).sum::<f64>()
        };
        let least = card.groups.iter().filter(|group| group.group.necessary).map(|group| group.coverage);
        let known = (rules.coverage - card.coverage).max(0.0);
        let necessary = (rules.coverage_necessary - least.fold(1.0, f64::min)).max(0.0);
        let score = (rules.pursue - card.cautious).max(0.0);
        let gates = gates(GateState::Fail, 300.0) + gates(GateState::Unknown, 100.0);
        let short = gates + 100.0 * (known + necessary) + score - card.score.best / 100.0;
        Self {
            verdict: card.verdict,
            score: card.score,
            cautious: card.cautious,
            hopeful: card.hopeful,
            coverage: card.coverage,
            short_of_pursue: if card.verdict == Verdict::Pursue { 0.0 } else { short.max(0.0) },
        }
    }

    /// Whether it comes before `other` in the printed order, the last word (the id) left out: by best score, then by its
    /// low end (METHOD 5.3).
    #[must_use]
    pub fn is_ahead_of(&self, other: &Self) -> bool {
        let by_best = self.score.best.total_cmp(&other.score.best);
        by_best.then_with(|| self.score.low.total_cmp(&other.score.low)).is_gt()
    }
}

/// What a gate still lacks: for each of its comparisons the part that does not speak for it. Without it, nothing would
/// get nearer while only one of two things that must both hold is known.
fn lacking(gate: &GateResult<'_>) -> f64 {
    gate.tests.iter().filter_map(|test| test.estimate.as_ref()).map(|estimate| 5.0 - estimate.best / 20.0).sum()
}

/// What is to come about.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Goal {
    /// The verdict becomes `pursue`.
    Pursue,
    /// The verdict is no longer `pursue`.
    NoPursue,
    /// The role comes before one that stands like this.
    Ahead(Standing),
    /// The role comes after one that stands like this.
    Behind(Standing),
}

impl Goal {
    /// Whether a role that stands so has reached it.
    #[must_use]
    pub fn is_reached(&self, standing: &Standing) -> bool {
        match self {
            Self::Pursue => standing.verdict == Verdict::Pursue,
            Self::NoPursue => standing.verdict != Verdict::Pursue,
            Self::Ahead(rival) => standing.is_ahead_of(rival),
            Self::Behind(rival) => rival.is_ahead_of(standing),
        }
    }

    /// Whether better facts lead there.
    #[must_use]
    pub fn rises(&self) -> bool {
        matches!(self, Self::Pursue | Self::Ahead(_))
    }

    /// Falls as the goal comes nearer.
    pub(super) fn distance(&self, standing: &Standing) -> f64 {
        match self {
            Self::Pursue => standing.short_of_pursue,
            Self::NoPursue => standing.cautious,
            Self::Ahead(rival) => rival.score.best - standing.score.best,
            Self::Behind(rival) => standing.score.best - rival.score.best,
        }
    }
}
