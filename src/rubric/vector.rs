//! Test vectors that ship with a rubric: inputs, and what must come out.

use crate::model::{Observation, SourceKind};
use crate::signal::{Catalogue, Lookup, parse_value};
use crate::text::{Code, Diagnostic, TableReader};

/// Inputs and the result that they must give.
#[derive(Debug, Clone, PartialEq)]
pub struct Vector {
    /// What it shows.
    pub name: String,
    /// The day on which it is scored.
    pub as_of: crate::model::Date,
    /// What is known.
    pub observations: Vec<Observation>,
    /// What must come out.
    pub expect: Expectation,
}

/// What must come out. What is not named is not checked.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Expectation {
    /// The score lies in this interval.
    pub score: Option<(f64, f64)>,
    /// The coverage lies in this interval.
    pub coverage: Option<(f64, f64)>,
    /// The verdict, by its word.
    pub verdict: Option<String>,
    /// Gates and their states.
    pub gates: Vec<(String, String)>,
    /// The caps that limit the score; `None`: not checked.
    pub caps: Option<Vec<String>>,
}

pub(super) fn read_vector(table: &mut TableReader<'_>, catalogue: &Catalogue) -> Option<Vector> {
    let name = table.required_text("name", "what the vector shows");
    let as_of = table.item("as_of").and_then(|item| item.text_or_date());
    let observations = table.tables("observations", |row| read_observation(row, catalogue));
    let complete = observations.iter().all(Option::is_some);
    let expect = table.table("expect", read_expectation).unwrap_or_default();
    let Some(as_of) = as_of else {
        table.missing("as_of", "the day on which the vector is scored");
        return None;
    };
    let Ok(as_of) = as_of.value.parse() else {
        let message = format!("`{}` is not a day; expected 2026-11-20", as_of.value);
        table.report(Diagnostic::error(Code::BadDate, message).at(as_of.span));
        return None;
    };
    let observations = observations.into_iter().flatten().collect();
    complete.then_some(Vector { name: name?.value, as_of, observations, expect })
}

fn read_observation(row: &mut TableReader<'_>, catalogue: &Catalogue) -> Option<Observation> {
    let signal = row.required_text("signal", "key of a signal");
    let value = row.required_text("value", "the value as a note would state it");
    let date = row.required_text("date", "when it was true");
    let kind = row.required_text("kind", "a source kind");
    let origin = row.text("origin").map(|origin| origin.value).unwrap_or_default();
    let forward = row.flag("plan");
    let (signal, value, date, kind) = (signal?, value?, date?, kind?);
    let Lookup::Found(entry) = catalogue.find(&signal.value) else {
        let message = format!("no signal has the key `{}`", signal.value);
        row.report(Diagnostic::error(Code::UnknownSignal, message).at(signal.span));
        return None;
    };
    let parsed = parse_value(entry, &value.value).map_err(|problem| {
        row.report(Diagnostic::error(Code::BadValue, problem.message).at(value.span).help(problem.help));
    });
    let fact_date = date.value.parse().map_err(|message: String| {
        row.report(Diagnostic::error(Code::BadDate, message).at(date.span));
    });
    let Some(kind) = SourceKind::from_key(&kind.value) else {
        row.report(crate::signal::unknown_kind(&kind));
        return None;
    };
    let base = Observation::new(&entry.key, parsed.ok()?, fact_date.ok()?, kind);
    Some(Observation { origin, forward, ..base }.sealed())
}

fn read_expectation(table: &mut TableReader<'_>) -> Expectation {
    let mut interval = |key: &'static str| {
        let ends = table.numbers(key);
        match ends.as_slice() {
            [] => None,
            [low, high] if low.value <= high.value => Some((low.value, high.value)),
            _ => {
                let message = format!("`{key}` is two numbers, the lower one first");
                table.report(Diagnostic::error(Code::WrongType, message).at(table.span()));
                None
            }
        }
    };
    let (score, coverage) = (interval("score"), interval("coverage"));
    let verdict = table.text("verdict").map(|word| word.value);
    let gates = table.item("gates").map(|item| item.free_table()).unwrap_or_default();
    let gates = gates.iter().filter_map(|(id, state)| Some((id.value.clone(), state.text()?.value))).collect();
    let caps = table.item("caps").map(|item| item.array().iter().filter_map(|cap| Some(cap.text()?.value)).collect());
    Expectation { score, coverage, verdict, gates, caps }
}
