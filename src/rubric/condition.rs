//! Conditions of gates and caps.

use crate::signal::{Catalogue, Lookup, Signal, Use};
use crate::text::{Code, Diagnostic, Item, Spanned, TableReader};

/// Something that holds, does not hold, or is not known.
#[derive(Debug, Clone, PartialEq)]
pub enum Condition {
    /// The signal is at least this.
    AtLeast {
        /// Key of an observed signal.
        signal: String,
        /// In its unit.
        value: f64,
        /// Half-life of the signal.
        half_life_days: Option<f64>,
    },
    /// The signal is at most this.
    AtMost {
        /// Key of an observed signal.
        signal: String,
        /// In its unit.
        value: f64,
        /// Half-life of the signal.
        half_life_days: Option<f64>,
    },
    /// One of them holds.
    Any(Vec<Self>),
    /// All of them hold.
    All(Vec<Self>),
    /// Enough groups reach a score.
    Majority {
        /// Ids of groups.
        groups: Vec<String>,
        /// How many of them.
        need: usize,
        /// The best estimate from which a group holds, 0 to 100.
        holds_at: f64,
    },
    /// The organisation of today needs fewer manager-of-managers seats than this (METHOD 4.1).
    SeatsBelow(f64),
}

impl Condition {
    /// Keys of the signals that it looks at.
    #[must_use]
    pub fn signals(&self) -> Vec<&str> {
        match self {
            Self::AtLeast { signal, .. } | Self::AtMost { signal, .. } => vec![signal],
            Self::Any(parts) | Self::All(parts) => parts.iter().flat_map(Self::signals).collect(),
            Self::SeatsBelow(_) => vec!["department.eng_headcount", "department.ics_per_em", "department.ems_per_m2"],
            Self::Majority { .. } => Vec::new(),
        }
    }

    /// Reads a table with exactly one key.
    pub(super) fn read(item: &Item<'_>, catalogue: &Catalogue, groups: &[String]) -> Option<Self> {
        let span = item.span();
        let found = item.table(|table| {
            let forms: Vec<Option<Self>> = [
                table.table("at_least", |bound| read_bound(bound, catalogue)).map(|bound| {
                    bound.map(|(signal, value, half_life_days)| Self::AtLeast { signal, value, half_life_days })
                }),
                table.table("at_most", |bound| read_bound(bound, catalogue)).map(|bound| {
                    bound.map(|(signal, value, half_life_days)| Self::AtMost { signal, value, half_life_days })
                }),
                table.item("any").map(|list| read_parts(&list, catalogue, groups).map(Self::Any)),
                table.item("all").map(|list| read_parts(&list, catalogue, groups).map(Self::All)),
                table.table("majority", |majority| read_majority(majority, groups)),
                table.number("seats_below").map(|seats| Some(Self::SeatsBelow(seats.value))),
            ]
            .into_iter()
            .flatten()
            .collect();
            forms
        })?;
        if found.len() != 1 {
            let message = format!("a condition has exactly one key; found {}", found.len());
            let help =
                "write { at_least = { signal = \"…\", value = 1 } }, or at_most, any, all, majority, seats_below";
            item.report(Diagnostic::error(Code::WrongType, message).at(span).help(help));
            return None;
        }
        found.into_iter().next().flatten()
    }
}

fn read_parts(list: &Item<'_>, catalogue: &Catalogue, groups: &[String]) -> Option<Vec<Condition>> {
    let items = list.array();
    if items.is_empty() {
        list.report(Diagnostic::error(Code::WrongType, "this list of conditions is empty").at(list.span()));
    }
    let parts: Vec<Condition> = items.iter().filter_map(|item| Condition::read(item, catalogue, groups)).collect();
    (parts.len() == items.len() && !parts.is_empty()).then_some(parts)
}

fn read_bound(table: &mut TableReader<'_>, catalogue: &Catalogue) -> Option<(String, f64, Option<f64>)> {
    let signal = table.required_text("signal", "key of a signal");
    let value = table.required_number("value", "a number in the signal's unit");
    let (key, value) = (signal?, value?);
    let signal = usable(table, &key, catalogue)?;
    if let Some((low, high)) = signal.range.filter(|(low, high)| !(*low..=*high).contains(&value.value)) {
        let message = format!("{} is outside the range of `{}`: {low} to {high}", value.value, signal.key);
        table.report(Diagnostic::error(Code::BadNumber, message).at(value.span));
        return None;
    }
    Some((signal.key.clone(), value.value, signal.half_life_days))
}

/// A signal that a gate can look at: observed, with a half-life.
fn usable<'c>(table: &TableReader<'_>, key: &Spanned<String>, catalogue: &'c Catalogue) -> Option<&'c Signal> {
    let signal = find(table, key, catalogue)?;
    let trouble = match (signal.purpose, signal.half_life_days) {
        (Use::Observed, Some(_)) => return Some(signal),
        (Use::Observed, None) => "has no half-life, so a statement about it would hold for ever",
        _ => "is not an observed signal",
    };
    let message = format!("a gate cannot look at `{}`: it {trouble}", signal.key);
    table.report(Diagnostic::error(Code::UnusableSignal, message).at(key.span));
    None
}

/// The signal of a key written in a rubric; full keys only, so that a rubric does not change its meaning when the
/// catalogue grows.
pub(super) fn find<'c>(table: &TableReader<'_>, key: &Spanned<String>, catalogue: &'c Catalogue) -> Option<&'c Signal> {
    if let Some(signal) = catalogue.get(&key.value) {
        return Some(signal);
    }
    let near = match catalogue.find(&key.value) {
        Lookup::Found(signal) => Some(signal.key.as_str()),
        Lookup::Unknown(near) => near,
        Lookup::Ambiguous(_) => None,
    };
    let problem = Diagnostic::error(Code::UnknownSignal, format!("no signal has the key `{}`", key.value)).at(key.span);
    table.report(problem.suggest(near, "`skiplevel rubric show signals` lists them"));
    None
}

fn read_majority(table: &mut TableReader<'_>, groups: &[String]) -> Option<Condition> {
    let named = table.texts("groups");
    let need = table.required_number("need", "how many groups have to hold");
    let holds_at = table.required_number("holds_at", "the score from which a group holds, 0 to 100");
    let known = |name: &&Spanned<String>| groups.contains(&name.value);
    for name in named.iter().filter(|name| !known(name)) {
        let near = crate::text::nearest(&name.value, groups.iter().map(String::as_str));
        let problem = Diagnostic::error(Code::UnknownGroup, format!("no group has the id `{}`", name.value));
        table.report(problem.at(name.span).suggest(near, format!("groups are {}", groups.join(", "))));
    }
    let all_known = named.iter().filter(known).count() == named.len();
    let (need, holds_at) = (need?, holds_at?);
    if need.value < 1.0 || need.value > named.len() as f64 || need.value.fract() != 0.0 {
        let message = format!("`need` is {}; expected a whole number from 1 to {}", need.value, named.len());
        table.report(Diagnostic::error(Code::BadNumber, message).at(need.span));
        return None;
    }
    if !(0.0..=100.0).contains(&holds_at.value) {
        let message = format!("`holds_at` is {}; expected 0 to 100", holds_at.value);
        table.report(Diagnostic::error(Code::BadNumber, message).at(holds_at.span));
    }
    if let Some(twice) = named.iter().enumerate().find(|(at, name)| named[..*at].iter().any(|n| n.value == name.value))
    {
        let message = format!("group `{}` is named twice", twice.1.value);
        table.report(Diagnostic::error(Code::UnknownGroup, message).at(twice.1.span));
    }
    let groups = named.into_iter().map(|name| name.value).collect();
    all_known.then_some(Condition::Majority { groups, need: need.value as usize, holds_at: holds_at.value })
}
