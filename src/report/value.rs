//! Values, places and conditions in words.

use super::words::{plain, points};
use super::{Redaction, Report};
use crate::model::{Amount, Observation, Source, Value};
use crate::rubric::Condition;
use crate::signal::{Signal, SignalType};
use crate::text::visible;

/// `adds 2.1 points`.
pub(super) fn contribution_words(points: f64) -> String {
    match plain(points.abs()).as_str() {
        "0" => "changes nothing".to_owned(),
        amount if points > 0.0 => format!("adds {amount} points"),
        amount => format!("takes off {amount} points"),
    }
}

/// `EUR 14m`.
pub(super) fn amount_words(amount: &Amount) -> String {
    let number = match amount.number {
        n if n >= 1e9 => format!("{}bn", plain(n / 1e9)),
        n if n >= 1e6 => format!("{}m", plain(n / 1e6)),
        n if n >= 1e4 => format!("{}k", plain(n / 1e3)),
        n => plain(n),
    };
    match amount.unit.as_str() {
        "percent" => format!("{number} %"),
        "people" => format!("{number} people"),
        code => format!("{} {number}", visible(code)),
    }
}

/// The value with its unit, as a person would say it.
pub(super) fn value_words(report: &Report<'_>, observation: &Observation, kind: SignalType) -> String {
    words_of(&report.value(observation), kind, observation.source == Source::Computed)
}

/// The same of a value by itself.
pub(super) fn words_of(value: &Value, kind: SignalType, is_computed: bool) -> String {
    match (value, kind) {
        (Value::Number(x), SignalType::Bool) if *x >= 1.0 => "yes".to_owned(),
        (Value::Number(x), SignalType::Bool) if *x <= 0.0 => "no".to_owned(),
        (Value::Number(_), SignalType::Bool) => "partly".to_owned(),
        // What was computed is not known to the decimal.
        (Value::Number(x), SignalType::Percent) if is_computed => {
            format!("{} %", points(*x))
        }
        (Value::Range { low, high }, SignalType::Percent) if is_computed => {
            format!("{} to {} %", points(*low), points(*high))
        }
        (Value::Number(x), SignalType::Percent) => format!("{} %", plain(*x)),
        (Value::Range { low, high }, SignalType::Percent) => format!("{} to {} %", plain(*low), plain(*high)),
        (Value::Number(x), SignalType::Ordinal) => format!("level {}", plain(*x)),
        (Value::Number(x), SignalType::Share) => format!("{} %", plain(100.0 * x)),
        (Value::Number(x), _) => plain(*x),
        (Value::Range { low, high }, _) => format!("{} to {}", plain(*low), plain(*high)),
        (Value::Share { k, n }, _) => format!("{} of {}", plain(*k), plain(*n)),
        (Value::Money(amount), _) => amount_words(amount),
        (Value::Event(event), _) => {
            let amount = event.amount.as_ref().map(|amount| format!(" {}", amount_words(amount))).unwrap_or_default();
            let label = event.label.as_deref().map(|label| format!(" {}", visible(label))).unwrap_or_default();
            format!("{}{amount}{label}", event.date)
        }
    }
}

/// The words of a level, when the value is exactly one.
pub(super) fn level_words(signal: &Signal, value: &Value) -> Option<String> {
    let level = value.point().filter(|_| signal.signal_type == SignalType::Ordinal)?;
    signal.level_words(level).map(visible)
}

/// Where to look it up, and whether it was read in prose there; the id where places may not be shown.
pub(super) fn place_words(report: &Report<'_>, observation: &Observation) -> String {
    let is_told = observation.in_prose && report.redaction == Redaction::None;
    bare_place(report, observation) + if is_told { ", in prose" } else { "" }
}

/// The place alone, for programs.
pub(super) fn bare_place(report: &Report<'_>, observation: &Observation) -> String {
    match &observation.source {
        _ if report.redaction == Redaction::People => observation.id.clone(),
        Source::File { path, line } => format!("{}:{line}", visible(path)),
        Source::Url(url) => visible(url),
        Source::Computed => "computed".to_owned(),
    }
}

pub(super) fn condition_words(condition: &Condition) -> String {
    match condition {
        Condition::AtLeast { signal, value, .. } => format!("{signal} is at least {}", plain(*value)),
        Condition::AtMost { signal, value, .. } => format!("{signal} is at most {}", plain(*value)),
        Condition::SeatsBelow(seats) => {
            format!("fewer than {} manager-of-managers seats are needed today", plain(*seats))
        }
        Condition::Majority { groups, need, holds_at } => {
            format!("at least {need} of {} score {} or more", groups.join(", "), plain(*holds_at))
        }
        Condition::Any(_) => "one of several holds".to_owned(),
        Condition::All(_) => "all of several hold".to_owned(),
    }
}
