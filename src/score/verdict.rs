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
    /// The least score of each grade but the last, best first.
    pub const FLOORS: [(f64, Self); 4] = [(75.0, Self::A), (62.0, Self::B), (50.0, Self::C), (38.0, Self::D)];

    /// The grade of a score.
    #[must_use]
    pub fn of(score: f64) -> Self {
        Self::FLOORS.iter().find(|(floor, _)| score >= *floor).map_or(Self::E, |(_, grade)| *grade)
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
    /// `spread` is the standard deviation of the score. A failed gate leans to decline.
    #[must_use]
    pub fn of(best: f64, spread: f64, a_gate_failed: bool) -> Self {
        let distance = best - INDIFFERENT;
        let share = match spread {
            spread if spread > 0.0 => normal_cdf(distance / spread),
            _ if distance > 0.0 => 1.0,
            _ if distance < 0.0 => 0.0,
            _ => 0.5,
        };
        let to = match share {
            _ if a_gate_failed => LeanTo::Decline,
            share if share >= LEAN_PURSUE => LeanTo::Pursue,
            share if share <= LEAN_DECLINE => LeanTo::Decline,
            _ => LeanTo::Even,
        };
        Self { to, share }
    }
}

/// What a verdict rests on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Grounds {
    /// Q-.
    pub cautious: f64,
    /// Q+.
    pub hopeful: f64,
    /// Which part of the score is evidence, 0 to 1.
    pub coverage: f64,
    /// The same of the necessary group of which least is known; `None` where no group is necessary.
    pub least_coverage: Option<f64>,
    /// A gate failed.
    pub a_gate_failed: bool,
    /// A gate is not answered.
    pub a_gate_is_open: bool,
    /// An earlier verdict, kept within the hysteresis.
    pub previous: Option<Verdict>,
}

/// Which line of the verdict table fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    GateFailed,
    HopefulTooLow,
    GateUnknown,
    CoverageTooLow,
    GroupHardlyKnown,
    CautiousHighEnough,
    WellKnownAndBetween,
    Between,
}

impl Line {
    fn verdict(self) -> Verdict {
        match self {
            Self::GateFailed | Self::HopefulTooLow => Verdict::Decline,
            Self::GateUnknown | Self::CoverageTooLow | Self::GroupHardlyKnown | Self::Between => Verdict::AskMore,
            Self::CautiousHighEnough => Verdict::Pursue,
            Self::WellKnownAndBetween => Verdict::TossUp,
        }
    }
}

impl Grounds {
    /// The verdict table of METHOD 3, first line that fits.
    #[must_use]
    pub fn verdict(&self, rules: &Thresholds) -> Verdict {
        self.line(rules).verdict()
    }

    fn line(&self, rules: &Thresholds) -> Line {
        let held = |verdict| if self.previous == Some(verdict) { rules.hysteresis } else { 0.0 };
        let pursue = rules.pursue - held(Verdict::Pursue);
        let decline = rules.decline + held(Verdict::Decline);
        match self {
            _ if self.a_gate_failed => Line::GateFailed,
            _ if self.coverage >= rules.coverage && self.hopeful < decline => Line::HopefulTooLow,
            _ if self.a_gate_is_open => Line::GateUnknown,
            _ if self.coverage < rules.coverage => Line::CoverageTooLow,
            _ if self.least_coverage.is_some_and(|least| least < rules.coverage_necessary) => Line::GroupHardlyKnown,
            _ if self.cautious >= pursue => Line::CautiousHighEnough,
            _ if self.coverage >= rules.coverage_high => Line::WellKnownAndBetween,
            _ => Line::Between,
        }
    }
}

/// The verdict with its reason. `least_known` is the id of the necessary group of which least is known.
pub(super) fn judge(
    grounds: &Grounds,
    gates: &[GateResult<'_>],
    least_known: Option<&str>,
    rules: &Thresholds,
) -> (Verdict, Reason) {
    let with = |state| -> Vec<String> {
        gates.iter().filter(|gate| gate.state == state).map(|gate| gate.gate.id.clone()).collect()
    };
    let line = grounds.line(rules);
    let reason = match line {
        Line::GateFailed => Reason::GateFailed(with(GateState::Fail)),
        Line::HopefulTooLow => Reason::HopefulTooLow,
        Line::GateUnknown => Reason::GateUnknown(with(GateState::Unknown)),
        Line::CoverageTooLow => Reason::CoverageTooLow,
        Line::GroupHardlyKnown => Reason::GroupHardlyKnown(least_known.unwrap_or_default().to_owned()),
        Line::CautiousHighEnough => Reason::CautiousHighEnough,
        Line::WellKnownAndBetween => Reason::WellKnownAndBetween,
        Line::Between => Reason::Between,
    };
    (line.verdict(), reason)
}
