//! What is fixed about one signal for a whole table.

use super::cell::Statement;
use super::layout::{Layout, SignalColumn};
use super::plan::Scoring;
use crate::ledger::{Blend, EVENTS, PoolRule};
use crate::model::{Date, PartialDate, SourceKind, days_between};
use crate::score::GateState;
use crate::signal::{Curve, Signal, Tolerance, Trust};

/// A comparison of a gate or cap with the value of one signal.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Leaf {
    pub(super) bound: Bound,
    /// Whether somebody from outside has to say so.
    pub(super) crosscheck: bool,
    yes_no: Curve,
}

/// Which side of a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Bound {
    AtLeast(f64),
    AtMost(f64),
}

/// Prior of a yes or no of which nothing is known (METHOD 2.3).
const AS_LIKELY_AS_NOT: f64 = 50.0;

impl Leaf {
    pub(super) fn new(bound: Bound, crosscheck: bool) -> Self {
        Self { bound, crosscheck, yes_no: Curve::yes_no() }
    }

    /// A range says yes only if all of it does (METHOD 2.3).
    fn holds(&self, statement: &Statement) -> bool {
        let (low, high) = statement.reading.ends.unwrap_or((statement.reading.point, statement.reading.point));
        match self.bound {
            Bound::AtLeast(value) => low >= value,
            Bound::AtMost(value) => high <= value,
        }
    }

    /// The answer that one voice gives: its yes or no, weighed by trust alone (METHOD 2.3).
    pub(super) fn answer(&self, statement: Option<&Statement>, slot: &Slot<'_>) -> GateState {
        let Some(statement) = statement else { return GateState::Unknown };
        let holds = self.holds(statement);
        let point = if holds { 1.0 } else { 0.0 };
        let reading = crate::ledger::Reading { point, ends: None, sample: None };
        let rule = PoolRule {
            half_life_days: None,
            tolerance: Tolerance::Absolute(0.0),
            curve: &self.yes_no,
            prior: AS_LIKELY_AS_NOT,
        };
        let weight = crate::ledger::weight_of(statement.trust, None);
        let p = Blend::of_one(&reading, weight, &rule).best / 100.0;
        let is_confirmed = !self.crosscheck || (holds && slot.is_confirmation(statement));
        GateState::of(p, is_confirmed)
    }
}

/// One signal that the rubric or the seat model looks at, and where a row says something about it.
#[derive(Debug, Clone)]
pub(super) struct Slot<'a> {
    /// The signal that is scored.
    pub(super) signal: &'a Signal,
    /// The signal of the column: the same, or the event from which the scored one counts its months.
    pub(super) spelled: &'a Signal,
    pub(super) is_raw: bool,
    /// A shake-up that is announced counts already.
    pub(super) raw_may_lie_ahead: bool,
    pub(super) column: Option<SignalColumn>,
    /// How the criterion of the rubric pools it; `None` for signals that only gates or the seat model read.
    pub(super) rule: Option<PoolRule<'a>>,
    /// The seat model reads it.
    pub(super) feeds_seats: bool,
    pub(super) leaves: Vec<Leaf>,
    pub(super) default_kind: SourceKind,
    pub(super) default_date: PartialDate,
    pub(super) default_forward: bool,
    /// Trust of a cell of the default kind and day.
    pub(super) default_trust: f64,
    pub(super) trust: &'a Trust,
    pub(super) as_of: Date,
}

/// The columns of a table that say something about a signal: its own, and that of the event it counts from.
pub(super) fn columns_of<'l>(signal: &str, layout: &'l Layout) -> Vec<(&'l SignalColumn, bool)> {
    let own = layout.signals.iter().filter(|column| column.signal == signal).map(|column| (column, false));
    let raw = EVENTS.iter().filter(|(_, derived)| *derived == signal).map(|(raw, _)| *raw);
    let of_event = raw.flat_map(|raw| layout.signals.iter().filter(move |column| column.signal == raw));
    own.chain(of_event.map(|column| (column, true))).collect()
}

impl<'a> Slot<'a> {
    /// The slot of `signal`; `rule` is how its criterion pools it, `column` where a row speaks of it, and whether that
    /// is the event from which it counts.
    pub(super) fn new(
        signal: &'a Signal,
        rule: Option<PoolRule<'a>>,
        column: Option<(SignalColumn, bool)>,
        scoring: &Scoring<'a>,
    ) -> Self {
        let Scoring { catalogue, trust, as_of, .. } = *scoring;
        let (column, is_raw) = column.map_or((None, false), |(column, is_raw)| (Some(column), is_raw));
        let spelled = column.as_ref().and_then(|column| catalogue.get(&column.signal)).unwrap_or(signal);
        let default_kind = column.as_ref().map_or(SourceKind::Unknown, |column| column.default_kind);
        let default_date = column.as_ref().map_or_else(|| as_of.into(), |column| column.default_date);
        let default_forward = column.as_ref().is_some_and(|column| column.forward);
        let mut slot = Self {
            signal,
            spelled,
            is_raw,
            raw_may_lie_ahead: spelled.key == "company.shakeup",
            column,
            rule,
            feeds_seats: false,
            leaves: Vec::new(),
            default_kind,
            default_date,
            default_forward,
            default_trust: 0.0,
            trust,
            as_of,
        };
        slot.default_trust = slot.aged_trust(default_kind, default_date, default_forward);
        slot
    }

    /// Days from the column's day to the as-of day.
    pub(super) fn age_of_default(&self) -> i64 {
        days_between(self.default_date.day(), self.as_of)
    }

    /// Reads a column as it stands, for a ledger.
    pub(super) fn reader(column: &SignalColumn, scoring: &Scoring<'a>) -> Option<Self> {
        let signal = scoring.catalogue.get(&column.signal)?;
        Some(Self::new(signal, None, Some((column.clone(), false)), scoring))
    }

    /// Adds a condition; its number within the slot. `None` when there is no room for more.
    pub(super) fn add_leaf(&mut self, leaf: Leaf) -> Option<u32> {
        const MOST: usize = 32;
        let at = self.leaves.iter().position(|known| *known == leaf).unwrap_or_else(|| {
            self.leaves.push(leaf);
            self.leaves.len() - 1
        });
        u32::try_from(at).ok().filter(|_| at < MOST)
    }
}
