//! The ledger of a role: each observation with its place and what becomes of it.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::value::{bare_place, place_words, value_words};
use unicode_width::UnicodeWidthStr as _;

use super::find_status::find_status;
use super::layout::{hanging, pad, wrap};
use super::note::found_cells;
use super::plain::is_plain;
use super::sheet::{Sheet, number, rounded};
use super::{Redaction, Report, Row};
use crate::ledger::Ledger;
use crate::model::{Date, Observation, Source, Value};
use crate::notes::OpenQuestion;
use crate::notes::prose::{Find, Found};
use crate::signal::SignalType;
use crate::text::visible;

/// What becomes of an observation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactStatus {
    /// It counts.
    Counted,
    /// The same source said something newer.
    Superseded,
    /// Others are computed from it.
    Parent,
    /// It became known later than the as-of date.
    NotYet,
    /// The rubric does not look at it.
    Unused,
}

impl FactStatus {
    /// The word used in outputs.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Counted => "counted",
            Self::Superseded => "superseded",
            Self::Parent => "feeds another",
            Self::NotYet => "not yet",
            Self::Unused => "not in rubric",
        }
    }
}

/// Whether the same source said something newer about the same thing, and that is what counts.
fn is_outdated(old: &Observation, ledger: &Ledger, heard: &BTreeSet<&str>, parents: &BTreeSet<&str>) -> bool {
    let counts = |o: &Observation| heard.contains(o.id.as_str()) || parents.contains(o.id.as_str());
    let is_newer = |o: &Observation| o.fact_date.day() > old.fact_date.day();
    ledger
        .of(&old.signal)
        .iter()
        .any(|o| counts(o) && is_newer(o) && (o.voice() == old.voice() || o.value.event().is_some()))
}

/// Observations of a role with what becomes of them, by signal and date.
fn rows<'o>(row: &'o Row<'_>, all: &'o [Observation], as_of: Date) -> Vec<(&'o Observation, FactStatus)> {
    let card = &row.card;
    let of_gates = card.gates.iter().flat_map(|gate| &gate.tests).filter_map(|test| test.estimate.as_ref());
    let estimates: Vec<_> = card.criteria().map(|(_, criterion)| &criterion.estimate).chain(of_gates).collect();
    let heard: BTreeSet<&str> = estimates
        .iter()
        .flat_map(|estimate| estimate.heard.iter().map(|h| h.voice.observation.id.as_str()))
        .chain(card.seat.inputs.iter().flat_map(|input| input.observations.iter().map(String::as_str)))
        .collect();
    let superseded: BTreeSet<&str> =
        estimates.iter().flat_map(|e| e.superseded.iter().map(|old| old.observation.id.as_str())).collect();
    let parents: BTreeSet<&str> = card.ledger.iter().flat_map(|o| o.parents.iter().map(String::as_str)).collect();
    let status = |o: &Observation| match o.id.as_str() {
        _ if !o.is_known_on(as_of) => FactStatus::NotYet,
        id if heard.contains(id) => FactStatus::Counted,
        id if parents.contains(id) => FactStatus::Parent,
        id if superseded.contains(id) || is_outdated(o, card.ledger, &heard, &parents) => FactStatus::Superseded,
        _ => FactStatus::Unused,
    };
    // What is computed is shown where all that it rests on is.
    let shown = |id: &String| all.iter().any(|o| o.id == *id);
    let derived = card.ledger.iter().filter(|o| o.source == Source::Computed && !o.parents.is_empty());
    let derived = derived.filter(|o| o.parents.iter().all(shown));
    let mut found: Vec<(&Observation, FactStatus)> = all.iter().chain(derived).map(|o| (o, status(o))).collect();
    found.sort_by(|(a, _), (b, _)| {
        a.signal.cmp(&b.signal).then_with(|| a.fact_date.day().cmp(&b.fact_date.day())).then_with(|| a.id.cmp(&b.id))
    });
    found
}

/// The ledger as a table, with the open questions below it.
#[must_use]
pub fn facts_text(
    report: &Report<'_>,
    row: &Row<'_>,
    all: &[Observation],
    open: &[OpenQuestion],
    width: usize,
) -> String {
    let heading = format!("{} · facts as of {}", row.heading(), report.as_of);
    let mut text = wrap(&heading, width, 2) + "\n";
    if let Some(notice) = report.lock_notice() {
        let _ = writeln!(text, "{}", wrap(&notice, width, 2));
    }
    text.push('\n');
    let rows = rows(row, all, report.as_of);
    for group in rows.chunk_by(|(a, _), (b, _)| a.signal == b.signal) {
        let Some((first, _)) = group.first() else { continue };
        let signal = report.catalogue.get(&first.signal);
        let name = signal.map_or("", |signal| signal.name.as_str());
        let _ = writeln!(text, "{}", wrap(&format!("{} · {}", first.signal, visible(name)), width, 2));
        text.push_str(&fact_lines(report, group, signal.map_or(SignalType::Count, |signal| signal.signal_type), width));
    }
    let counted = rows.iter().filter(|(_, status)| *status == FactStatus::Counted).count();
    let facts = if rows.len() == 1 { "1 fact".to_owned() } else { format!("{} facts", rows.len()) };
    let _ = writeln!(text, "\n{facts}; directly counted: {counted}.");
    if !open.is_empty() {
        let _ = writeln!(text, "\nOpen questions:");
        for question in open {
            let words = report.catalogue.get(&question.signal).map_or("", |signal| signal.question.as_str());
            let place = report.files.place(question.span);
            let place = match report.redaction {
                Redaction::None => format!(", {}:{}", visible(&place.path), place.line),
                Redaction::People => String::new(),
            };
            let line = format!("- {} ({}{place})", visible(words), question.signal);
            let _ = writeln!(text, "{}", wrap(&line, width, 2));
        }
    }
    text
}

/// The statements about one signal: value, date, source, what becomes of it, and the place, on a line of its own where
/// the terminal is narrow.
fn fact_lines(report: &Report<'_>, group: &[(&Observation, FactStatus)], kind: SignalType, width: usize) -> String {
    let mut text = String::new();
    for (observation, status) in group {
        let plan = if observation.forward { " (plan)" } else { "" };
        let from = match report.redaction {
            Redaction::None if !observation.origin.is_empty() => format!(", {}", visible(&observation.origin)),
            _ => String::new(),
        };
        let place = place_words(report, observation) + &from;
        // What was read in prose may have been misread: here are the words.
        let words = report.quote(observation).filter(|_| observation.in_prose).map(|quote| format!("“{quote}”"));
        if is_plain(width) {
            let value = value_words(report, observation, kind);
            let source = &report.trust.of(observation.kind).label;
            let words = words.map(|words| format!(", {words}")).unwrap_or_default();
            let date = observation.fact_date;
            let _ = writeln!(text, "  {value}{plan}, {date}, {source}, {}, {place}{words}", status.word());
            continue;
        }
        let line = format!(
            "  {} {} {} {}",
            pad(&format!("{}{plan}", value_words(report, observation, kind)), if width >= 110 { 34 } else { 24 }),
            pad(&observation.fact_date.to_string(), 10),
            pad(&report.trust.of(observation.kind).label, 24),
            pad(status.word(), 13),
        );
        if line.width() + 1 + place.width() <= width {
            let _ = writeln!(text, "{line} {place}");
        } else {
            let _ = writeln!(text, "{}\n{}", line.trim_end(), hanging(&" ".repeat(27), &place, width));
        }
        if let Some(words) = words {
            let _ = writeln!(text, "{}", hanging(&" ".repeat(27), &words, width));
        }
    }
    text
}

/// Columns of the facts table for machines.
const COLUMNS: [&str; 16] = [
    "role",
    "file",
    "line",
    "signal",
    "value",
    "low",
    "high",
    "fact_date",
    "kind",
    "forward",
    "class",
    "amount",
    "currency",
    "stage",
    "quote",
    "status",
];

/// The parts of an observation's value in the columns of the facts table: value, low, high, amount, currency, stage.
fn value_cells(report: &Report<'_>, observation: &Observation, kind: SignalType) -> [String; 6] {
    let mut cells: [String; 6] = Default::default();
    match &report.value(observation) {
        Value::Number(_) if kind == SignalType::Bool => {
            cells[0] = value_words(report, observation, kind);
        }
        Value::Number(x) => cells[0] = number(*x),
        Value::Range { low, high } => {
            cells[1] = number(*low);
            cells[2] = number(*high);
        }
        Value::Share { k, n } => cells[0] = format!("{}/{}", number(*k), number(*n)),
        Value::Event(event) => {
            cells[0] = event.date.to_string();
            if let Some(amount) = &event.amount {
                cells[3] = number(amount.number);
                cells[4].clone_from(&amount.unit);
            }
            cells[5] = event.label.as_deref().map(visible).unwrap_or_default();
        }
        Value::Money(amount) => {
            cells[3] = number(amount.number);
            cells[4].clone_from(&amount.unit);
        }
    }
    cells
}

/// A find as it may be shown: what an event was called is in somebody's words.
fn shown_value(report: &Report<'_>, find: &Find) -> Found {
    match &find.value {
        Found::Event(event) if report.redaction == Redaction::People => {
            Found::Event(crate::model::Event { label: None, ..event.clone() })
        }
        other => other.clone(),
    }
}

/// A find in prose as a row of the facts table.
fn find_cells(report: &Report<'_>, row: &Row<'_>, find: &Find) -> Vec<String> {
    let kind = report.catalogue.get(&find.signal).map_or(SignalType::Count, |signal| signal.signal_type);
    let is_open = report.redaction == Redaction::None;
    let place = report.files.place(find.quote);
    let [value, low, high, amount, currency, stage] = found_cells(&shown_value(report, find), kind);
    vec![
        row.id(),
        if is_open { visible(&place.path) } else { String::new() },
        if is_open { place.line.to_string() } else { String::new() },
        find.signal.clone(),
        value,
        low,
        high,
        find.fact_date.map(|date| date.to_string()).unwrap_or_default(),
        find.kind.key().to_owned(),
        if find.forward { "yes".to_owned() } else { String::new() },
        find.class.key().to_owned(),
        amount,
        currency,
        stage,
        if is_open { visible(report.files.slice(find.quote)) } else { String::new() },
        find_status(find).to_owned(),
    ]
}

/// A find in prose as an object of the JSON list.
fn find_json(report: &Report<'_>, row: &Row<'_>, find: &Find) -> serde_json::Value {
    let kind = report.catalogue.get(&find.signal).map_or(SignalType::Count, |signal| signal.signal_type);
    let is_open = report.redaction == Redaction::None;
    let place = report.files.place(find.quote);
    let [value, low, high, amount, currency, stage] = found_cells(&shown_value(report, find), kind);
    let ends = if value.is_empty() { format!("{low}..{high}") } else { value };
    let parts = [ends, currency, amount, stage];
    let said: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    serde_json::json!({
        "role": row.id(),
        "id": null,
        "signal": find.signal,
        "value": said.join(" "),
        "point": match &find.value {
            Found::Number(x) => Some(rounded(*x)),
            Found::Share { k, n } => Some(rounded(k / n)),
            Found::Range { low: Some(low), high: Some(high) } => Some(rounded(f64::midpoint(*low, *high))),
            _ => None,
        },
        "fact_date": find.fact_date.map(|date| date.to_string()),
        "learned": null,
        "kind": find.kind.key(),
        "origin": is_open.then(|| visible(&find.origin)),
        "forward": find.forward,
        "status": find_status(find),
        "place": is_open.then(|| format!("{}:{}", visible(&place.path), place.line)),
        "quote": is_open.then(|| visible(report.files.slice(find.quote))),
        "in_prose": true,
        "parents": [],
    })
}

/// The ledgers of several roles as CSV, each followed by what was read in prose and does not count.
#[must_use]
pub fn facts_csv(report: &Report<'_>, ledgers: &[(&Row<'_>, &[Observation], &[Find])]) -> String {
    let mut sheet = Sheet::new(&COLUMNS);
    for (row, all, finds) in ledgers {
        for (observation, status) in rows(row, all, report.as_of) {
            let kind = report.catalogue.get(&observation.signal).map_or(SignalType::Count, |signal| signal.signal_type);
            let (file, line) = match &observation.source {
                Source::File { path, line } if report.redaction == Redaction::None => (visible(path), line.to_string()),
                _ => (String::new(), String::new()),
            };
            let [value, low, high, amount, currency, stage] = value_cells(report, observation, kind);
            let forward = if observation.forward { "yes" } else { "" };
            sheet.row(vec![
                row.id(),
                file,
                line,
                observation.signal.clone(),
                value,
                low,
                high,
                observation.fact_date.to_string(),
                observation.kind.key().to_owned(),
                forward.to_owned(),
                "countable".to_owned(),
                amount,
                currency,
                stage,
                report.quote(observation).unwrap_or_default(),
                status.word().to_owned(),
            ]);
        }
        for find in *finds {
            sheet.row(find_cells(report, row, find));
        }
    }
    sheet.finish()
}

/// The ledgers of several roles as JSON: a list of objects.
#[must_use]
pub fn facts_json(report: &Report<'_>, ledgers: &[(&Row<'_>, &[Observation], &[Find])]) -> String {
    let mut list = Vec::new();
    for (row, all, finds) in ledgers {
        for (observation, status) in rows(row, all, report.as_of) {
            let place = (report.redaction == Redaction::None).then(|| bare_place(report, observation));
            list.push(serde_json::json!({
                "role": row.id(),
                "id": observation.id,
                "signal": observation.signal,
                "value": visible(&report.value(observation).to_string()),
                "point": observation.value.point().map(rounded),
                "fact_date": observation.fact_date.to_string(),
                "learned": observation.learned.map(|date| date.to_string()),
                "kind": observation.kind.key(),
                "origin": (report.redaction == Redaction::None).then(|| visible(&observation.origin)),
                "forward": observation.forward,
                "status": status.word(),
                "place": place,
                "quote": report.quote(observation),
                "in_prose": observation.in_prose,
                "parents": observation.parents,
            }));
        }
        list.extend(finds.iter().map(|find| find_json(report, row, find)));
    }
    let mut text = serde_json::to_string_pretty(&list).unwrap_or_default();
    text.push('\n');
    text
}
