//! Of which day a statement is.

use crate::model::{PartialDate, Value};
use crate::signal::{Direction, Signal, SignalType, Use};

/// When a statement was true: on the day that it names (`said`), for an event on its own, else on the day when it was
/// `told`. `None` where there is no date at all.
pub(super) fn fact_date(
    signal: &Signal,
    value: &Value,
    said: Option<PartialDate>,
    forward: bool,
    told: Option<PartialDate>,
) -> Option<PartialDate> {
    // An event that is still to come is known from the day on which it was told.
    let is_past = |date: &PartialDate| told.is_none_or(|told| date.first() <= told.day());
    let is_event = signal.signal_type == SignalType::Event;
    let event_date = value.event().filter(|_| is_event).map(|event| event.date).filter(is_past);
    // A plan is a statement of the day on which it was told; only a planned count is one of the day it is for.
    let is_count = signal.direction == Direction::Target || signal.purpose == Use::Raw;
    let is_ahead = |date: &PartialDate| forward && !is_count && !is_past(date);
    said.filter(|date| !is_ahead(date)).or(event_date).or(told)
}
