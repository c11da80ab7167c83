//! From numbers to what to do, with the reason (METHOD 3).

use super::aggregate::normal_cdf;
use super::gate::{GateResult, GateState};
use crate::rubric::Thresholds;

/// What the evidence supports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Go for it.
    Pursue,
    /// Not known well enough.
    AskMore,
    /// Known well, and a matter of taste.
    TossUp,
    /// Leave it.
    Decline,
}

impl Verdict {
    /// All of them, best first.
    pub const ALL: [Self; 4] = [Self::Pursue, Self::TossUp, Self::AskMore, Self::Decline];

    /// The word used in machine outputs.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Pursue => "pursue",
            Self::AskMore => "ask-more",
            Self::TossUp => "toss-up",
            Self::Decline => "decline",
        }
    }

    /// The verdict with this word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.key() == key)
    }
}

/// Why the verdict is what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// These gates failed.
    GateFailed(Vec<String>),
    /// Even the hopeful score is too low.
    HopefulTooLow,
    /// These gates are not answered.
    GateUnknown(Vec<String>),
    /// Too little of the score is evidence.
    CoverageTooLow,
    /// A necessary group is hardly known: its id.
    GroupHardlyKnown(String),
    /// Even the cautious score is high enough.
    CautiousHighEnough,
    /// Much is known, and it is in between.
    WellKnownAndBetween,
    /// In between, and more can be known.
    Between,
}

/// Grade, for the eye only (METHOD 3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// 75 and more.
    A,
    /// 62 and more.
    B,
    /// 50 and more.
    C,
    /// 38 and more.
    D,
    /// Less.
    E,
}

impl Grade {
    /// The grade of a score.
    #[must_use]
    pub fn of(score: f64) -> Self {
        match score {
            s if s >= 75.0 => Self::A,
            s if s >= 62.0 => Self::B,
            s if s >= 50.0 => Self::C,
            s if s >= 38.0 => Self::D,
            _ => Self::E,
        }
    }

    /// The letter.
    #[must_use]
    pub fn letter(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
            Self::D => "D",
            Self::E => "E",
        }
    }
}

/// How a second opinion reads (RUBRICS, notes per rubric).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Health {
    /// 62 and more.
    Healthy,
    /// Between.
    Mixed,
    /// Below 45.
    Poor,
}

impl Health {
    /// The word for a score.
    #[must_use]
    pub fn of(score: f64) -> Self {
        match score {
            s if s >= 62.0 => Self::Healthy,
            s if s >= 45.0 => Self::Mixed,
            _ => Self::Poor,
        }
    }

    /// The word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Healthy => "healthy",
            Self::Mixed => "mixed",
            Self::Poor => "poor",
        }
    }
}

/// Which way the evidence leans if one had to decide today (DESIGN 1, promise 8).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeanTo {
    /// To pursue.
    Pursue,
    /// Neither.
    Even,
    /// To decline.
    Decline,
}

impl LeanTo {
    /// The word used in outputs.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Pursue => "pursue",
            Self::Even => "even",
            Self::Decline => "decline",
        }
    }
}

/// The lean and how far.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lean {
    /// Which way.
    pub to: LeanTo,
    /// Part of the plausible scores that lie above 50, 0 to 1.
    pub share: f64,
}

/// The score that is neither good nor bad (METHOD 10, theta).
pub const INDIFFERENT: f64 = 50.0;
/// From this share the evidence leans to pursue (DESIGN 1).
const LEAN_PURSUE: f64 = 0.55;
/// Up to this share it leans to decline (DESIGN 1).
const LEAN_DECLINE: f64 = 0.45;

impl Lean {
    pub(super) fn of(best: f64, spread: f64, gates: &[GateResult<'_>]) -> Self {
        let distance = best - INDIFFERENT;
        let share = match spread {
            spread if spread > 0.0 => normal_cdf(distance / spread),
            _ if distance > 0.0 => 1.0,
            _ if distance < 0.0 => 0.0,
            _ => 0.5,
        };
        let failed = gates.iter().any(|gate| gate.state == GateState::Fail);
        let to = match share {
            _ if failed => LeanTo::Decline,
            share if share >= LEAN_PURSUE => LeanTo::Pursue,
            share if share <= LEAN_DECLINE => LeanTo::Decline,
            _ => LeanTo::Even,
        };
        Self { to, share }
    }
}

/// What the verdict rests on.
pub(super) struct Grounds<'a> {
    pub(super) cautious: f64,
    pub(super) hopeful: f64,
    pub(super) coverage: f64,
    pub(super) least_known_necessary: Option<(&'a str, f64)>,
    pub(super) previous: Option<Verdict>,
}

/// The verdict table of METHOD 3, first line that fits. An earlier verdict is kept within the hysteresis.
pub(super) fn judge(grounds: &Grounds<'_>, gates: &[GateResult<'_>], rules: &Thresholds) -> (Verdict, Reason) {
    let with = |state| -> Vec<String> {
        gates.iter().filter(|gate| gate.state == state).map(|gate| gate.gate.id.clone()).collect()
    };
    let (failed, unknown) = (with(GateState::Fail), with(GateState::Unknown));
    let held = |verdict| if grounds.previous == Some(verdict) { rules.hysteresis } else { 0.0 };
    let pursue = rules.pursue - held(Verdict::Pursue);
    let decline = rules.decline + held(Verdict::Decline);
    if !failed.is_empty() {
        return (Verdict::Decline, Reason::GateFailed(failed));
    }
    if grounds.coverage >= rules.coverage && grounds.hopeful < decline {
        return (Verdict::Decline, Reason::HopefulTooLow);
    }
    if !unknown.is_empty() {
        return (Verdict::AskMore, Reason::GateUnknown(unknown));
    }
    if grounds.coverage < rules.coverage {
        return (Verdict::AskMore, Reason::CoverageTooLow);
    }
    if let Some((id, _)) = grounds.least_known_necessary.filter(|(_, trust)| *trust < rules.coverage_necessary) {
        return (Verdict::AskMore, Reason::GroupHardlyKnown(id.to_owned()));
    }
    if grounds.cautious >= pursue {
        return (Verdict::Pursue, Reason::CautiousHighEnough);
    }
    if grounds.coverage >= rules.coverage_high {
        return (Verdict::TossUp, Reason::WellKnownAndBetween);
    }
    (Verdict::AskMore, Reason::Between)
}
