//! Signals from TOML: the built-in catalogue and a workspace's own.

use super::{Catalogue, Curve, Direction, Signal, SignalType, Tolerance, Use};
use crate::model::SourceKind;
use crate::text::{Code, Diagnostic, Diagnostics, FileId, Files, Item, Spanned, TableReader, nearest, read_toml};

/// The catalogue that ships with the program: 51 observed signals, 9 raw ones and 2 derived ones.
#[must_use]
pub fn builtin_catalogue() -> Catalogue {
    let mut files = Files::default();
    let file = files.add("rubrics/signals.toml", include_str!("../../rubrics/signals.toml"));
    let mut catalogue = Catalogue::default();
    read_signals(&files, file, &mut catalogue, &mut Diagnostics::default());
    catalogue
}

/// Adds the signals of a file to `catalogue`. Entries that break a rule are reported and left out.
pub fn read_signals(files: &Files, file: FileId, catalogue: &mut Catalogue, problems: &mut Diagnostics) {
    read_toml(files, file, problems, |table| {
        for (list, purpose) in [("signal", Use::Observed), ("raw", Use::Raw), ("derived", Use::Derived)] {
            table.tables(list, |entry| {
                let span = entry.span();
                let Some(signal) = read_entry(entry, purpose) else { return };
                if let Err(taken) = catalogue.add(signal) {
                    let message = format!("signal `{}` is in the catalogue already", taken.key);
                    let help = "choose another key; to change its curve or prior, do so in a rubric";
                    entry.report(Diagnostic::error(Code::BadEntry, message).at(span).help(help));
                }
            });
        }
    });
}

fn read_entry(entry: &mut TableReader<'_>, purpose: Use) -> Option<Signal> {
    let key = entry.required_text("key", "a stable dotted name such as `culture.autonomy`");
    let name = entry.text("name");
    let signal_type = read_type(entry, purpose);
    let unit = entry.text("unit").map(|unit| unit.value).unwrap_or_default();
    let direction = read_direction(entry);
    let range = read_range(entry);
    let tolerance = entry.number("tolerance").filter(|width| within(entry, width, 0.0, f64::MAX));
    let tolerance = tolerance.map_or(0.0, |width| width.value);
    let relative = entry.flag("tolerance_relative");
    let half_life_days = entry.number("half_life_days").filter(|days| positive(entry, days));
    let prior = entry.number("prior").filter(|prior| within(entry, prior, 0.0, 100.0));
    let curve = entry.item("curve").and_then(|points| read_curve_item(&points));
    let levels = entry.texts("levels").into_iter().map(|level| level.value).collect();
    let best_sources = entry.texts("best_sources").iter().filter_map(|kind| read_kind(entry, kind)).collect();
    let criteria = entry.texts("criteria").into_iter().map(|id| id.value).collect();
    let ask = entry.text("ask").map(|whom| whom.value).unwrap_or_default();
    let question = entry.text("question").map(|question| question.value).unwrap_or_default();
    let note = entry.text("note").map(|note| note.value);
    let inputs = entry.texts("inputs").into_iter().map(|key| key.value).collect();
    let key = key?;
    if !is_key(&key.value) {
        let message = format!("`{}` is not a key", key.value);
        let help = "keys look like `culture.autonomy`: lower case, digits and `_`, one dot";
        entry.report(Diagnostic::error(Code::BadEntry, message).at(key.span).help(help));
        return None;
    }
    let signal = Signal {
        name: name.map_or_else(|| key.value.clone(), |name| name.value),
        key: key.value,
        signal_type: signal_type?,
        unit,
        direction,
        range,
        tolerance: if relative { Tolerance::Relative(tolerance) } else { Tolerance::Absolute(tolerance) },
        half_life_days: half_life_days.map(|days| days.value),
        prior: prior.map(|prior| prior.value),
        curve,
        levels,
        best_sources,
        criteria,
        ask,
        question,
        note,
        purpose,
        inputs,
    };
    check_entry(entry, &signal).then_some(signal)
}

/// What the seat model computes.
const COMPUTED: [&str; 2] = ["seat.p_open", "seat.p_yours"];

/// Rules that hold between the keys of one entry.
fn check_entry(entry: &TableReader<'_>, signal: &Signal) -> bool {
    let refuse = |message: String| {
        entry.report(Diagnostic::error(Code::BadEntry, message).at(entry.span()));
        false
    };
    let key = &signal.key;
    if signal.purpose == Use::Derived && !COMPUTED.contains(&key.as_str()) {
        return refuse(format!("`{key}` cannot be computed; only {} are", COMPUTED.join(" and ")));
    }
    if signal.curve.is_some() != signal.prior.is_some() && signal.purpose == Use::Observed {
        return refuse(format!("`{key}` needs both `curve` and `prior`, or neither"));
    }
    if let (Some(curve), Some((low, high))) = (&signal.curve, signal.range) {
        let points = curve.points();
        if points.iter().any(|(x, _)| *x < low || *x > high) {
            return refuse(format!("the curve of `{key}` leaves its range {low} to {high}"));
        }
        if curve.rises() != (signal.direction == Direction::Up) && signal.purpose == Use::Observed {
            return refuse(format!("the curve of `{key}` runs against its direction"));
        }
    }
    if let (SignalType::Ordinal, Some((low, high))) = (signal.signal_type, signal.range) {
        let wanted = high - low + 1.0;
        if (signal.levels.len() as f64 - wanted).abs() > f64::EPSILON {
            return refuse(format!("`{key}` has {} levels in words; its range has {wanted}", signal.levels.len()));
        }
    }
    true
}

fn read_type(entry: &mut TableReader<'_>, purpose: Use) -> Option<SignalType> {
    if purpose == Use::Derived {
        entry.text("type");
        return Some(SignalType::Probability);
    }
    let word = entry.required_text("type", "what the values look like")?;
    let found = SignalType::from_key(&word.value);
    if found.is_none() {
        let known: Vec<&str> = SignalType::keys().collect();
        let near = nearest(&word.value, known.iter().copied());
        let problem = Diagnostic::error(Code::BadEntry, format!("`{}` is not a type", word.value)).at(word.span);
        entry.report(problem.suggest(near, format!("types are {}", known.join(", "))));
    }
    found
}

fn read_direction(entry: &mut TableReader<'_>) -> Direction {
    let Some(word) = entry.text("direction") else { return Direction::Target };
    match word.value.as_str() {
        "up" => Direction::Up,
        "down" => Direction::Down,
        "target" => Direction::Target,
        other => {
            let message = format!("`{other}` is not a direction; expected up, down or target");
            entry.report(Diagnostic::error(Code::BadEntry, message).at(word.span));
            Direction::Target
        }
    }
}

fn read_range(entry: &mut TableReader<'_>) -> Option<(f64, f64)> {
    let item = entry.item("range")?;
    let ends: Vec<f64> = item.array().iter().filter_map(Item::number).map(|end| end.value).collect();
    match ends.as_slice() {
        [low, high] if low < high => Some((*low, *high)),
        _ => {
            let message = "a range is two numbers, the lower one first";
            item.report(Diagnostic::error(Code::BadEntry, message).at(item.span()));
            None
        }
    }
}

/// A curve written as `[[x, value], …]`; problems are reported at the point.
pub fn read_curve_item(item: &Item<'_>) -> Option<Curve> {
    let elements = item.array();
    let mut points = Vec::with_capacity(elements.len());
    for element in &elements {
        let pair: Vec<f64> = element.array().iter().filter_map(Item::number).map(|number| number.value).collect();
        let [x, value] = pair.as_slice() else {
            let message = "a point is two numbers: [x, value]";
            element.report(Diagnostic::error(Code::BadCurve, message).at(element.span()));
            return None;
        };
        points.push((*x, *value));
    }
    Curve::new(points)
        .map_err(|problem| item.report(Diagnostic::error(Code::BadCurve, problem.to_string()).at(item.span())))
        .ok()
}

fn read_kind(entry: &TableReader<'_>, kind: &Spanned<String>) -> Option<SourceKind> {
    let found = SourceKind::from_key(&kind.value);
    if found.is_none() {
        entry.report(super::trust::unknown_kind(kind));
    }
    found
}

fn positive(entry: &TableReader<'_>, number: &Spanned<f64>) -> bool {
    within(entry, number, f64::MIN_POSITIVE, f64::MAX)
}

fn within(entry: &TableReader<'_>, number: &Spanned<f64>, low: f64, high: f64) -> bool {
    let fits = (low..=high).contains(&number.value);
    if !fits {
        let expected = if high >= f64::MAX {
            if low > 0.0 { "more than 0" } else { "0 or more" }.to_owned()
        } else {
            format!("{low} to {high}")
        };
        let message = format!("found {}; expected {expected}", number.value);
        entry.report(Diagnostic::error(Code::BadNumber, message).at(number.span));
    }
    fits
}

fn is_key(key: &str) -> bool {
    let is_word = |part: &str| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
    };
    key.split('.').count() == 2 && key.split('.').all(is_word)
}
