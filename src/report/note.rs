//! What was read in notes: facts of fields beside finds in prose, each with its line and what becomes of it.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr as _;

use super::Redaction;
use super::find_status::{find_status, legend};
use super::layout::{hanging, pad, wrap};
use super::plain::is_plain;
use super::sheet::{Sheet, number, rounded};
use super::value::amount_words;
use super::words::plain;
use crate::model::{Event, Observation, PartialDate, Source, Value};
use crate::notes::OpenQuestion;
use crate::notes::prose::{Class, Find, Found};
use crate::signal::{Catalogue, SignalType, Trust};
use crate::text::{Files, visible};
use crate::workspace::Suggestion;

/// One note, read.
#[derive(Debug, Clone, Copy)]
pub struct NoteFacts<'a> {
    /// Its text.
    pub files: &'a Files,
    /// What signals are.
    pub catalogue: &'a Catalogue,
    /// What source kinds are called.
    pub trust: &'a Trust,
    /// Facts of fields and answers.
    pub observations: &'a [Observation],
    /// Finds in prose.
    pub finds: &'a [Find],
    /// Suggestions of the workspace with their numbers; empty where a note is read by itself.
    pub suggestions: &'a [Suggestion],
    /// Empty fields.
    pub open: &'a [OpenQuestion],
    /// What may not be shown.
    pub redaction: Redaction,
}

/// The value of a find as a person would say it.
pub(super) fn find_words(files: &Files, catalogue: &Catalogue, find: &Find) -> String {
    let plan = if find.forward { ", a plan" } else { "" };
    format!("{}{plan}", value_words(catalogue, &find_line(files, find)))
}

/// A fact of a note, however it was stated.
struct Line<'a> {
    line: usize,
    signal: &'a str,
    value: Found,
    money: Option<(f64, String)>,
    date: Option<PartialDate>,
    kind: crate::model::SourceKind,
    forward: bool,
    class: Option<Class>,
    quote: String,
    status: &'static str,
    /// Number of a suggestion, for `accept`.
    number: Option<usize>,
}

/// The value of an observation as a find has it; money stands apart.
fn found(value: &Value) -> (Found, Option<(f64, String)>) {
    match value {
        Value::Number(number) => (Found::Number(*number), None),
        Value::Range { low, high } => (Found::Range { low: Some(*low), high: Some(*high) }, None),
        Value::Share { k, n } => (Found::Share { k: *k, n: *n }, None),
        Value::Event(event) => (Found::Event(event.clone()), None),
        Value::Money(amount) => (Found::Range { low: None, high: None }, Some((amount.number, amount.unit.clone()))),
    }
}

fn lines<'a>(note: &NoteFacts<'a>) -> Vec<Line<'a>> {
    let stated = note.observations.iter().map(|observation| {
        let line = match &observation.source {
            Source::File { line, .. } => *line,
            _ => 0,
        };
        let (value, money) = found(&observation.value);
        Line {
            line,
            signal: &observation.signal,
            value,
            money,
            date: Some(observation.fact_date),
            kind: observation.kind,
            forward: observation.forward,
            class: Some(Class::Countable),
            quote: observation.quote.clone().unwrap_or_default(),
            status: "counted",
            number: None,
        }
    });
    let mut all: Vec<Line<'_>> = stated.chain(find_lines(note)).collect();
    all.extend(note.open.iter().map(|question| Line {
        line: note.files.place(question.span).line,
        signal: &question.signal,
        value: Found::Range { low: None, high: None },
        money: None,
        date: None,
        kind: crate::model::SourceKind::Unknown,
        forward: false,
        class: None,
        quote: String::new(),
        status: "open",
        number: None,
    }));
    for line in &mut all {
        if note.redaction == Redaction::People {
            line.quote.clear();
            if let Found::Event(event) = &mut line.value {
                event.label = None;
            }
        }
    }
    all.sort_by(|a, b| a.line.cmp(&b.line).then_with(|| a.signal.cmp(b.signal)));
    all
}

fn find_lines<'a>(note: &NoteFacts<'a>) -> impl Iterator<Item = Line<'a>> {
    let files = note.files;
    note.finds.iter().map(move |find| find_line(files, find))
}

fn find_line<'a>(files: &Files, find: &'a Find) -> Line<'a> {
    Line {
        line: files.place(find.quote).line,
        signal: &find.signal,
        value: find.value.clone(),
        money: None,
        date: find.fact_date,
        kind: find.kind,
        forward: find.forward,
        class: Some(find.class),
        quote: files.slice(find.quote).to_owned(),
        status: find_status(find),
        number: None,
    }
}

/// Columns of the facts of a note.
const COLUMNS: [&str; 14] = [
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

/// Value, low, high, amount, currency, stage.
pub(super) fn found_cells(value: &Found, kind: SignalType) -> [String; 6] {
    let mut cells: [String; 6] = Default::default();
    match value {
        Found::Number(x) if kind == SignalType::Bool => cells[0] = yes_or_no(*x).to_owned(),
        Found::Number(x) => cells[0] = number(*x),
        Found::Range { low, high } => {
            cells[1] = low.map(number).unwrap_or_default();
            cells[2] = high.map(number).unwrap_or_default();
        }
        Found::Share { k, n } => cells[0] = format!("{}/{}", number(*k), number(*n)),
        Found::Event(event) => {
            cells[0] = event.date.to_string();
            if let Some(amount) = &event.amount {
                cells[3] = number(amount.number);
                cells[4].clone_from(&amount.unit);
            }
            cells[5] = event.label.as_deref().map(visible).unwrap_or_default();
        }
    }
    cells
}

fn yes_or_no(x: f64) -> &'static str {
    if x >= 1.0 {
        "yes"
    } else if x <= 0.0 {
        "no"
    } else {
        "partly"
    }
}

/// The facts of a note as CSV.
#[must_use]
pub fn note_csv(note: &NoteFacts<'_>) -> String {
    let mut sheet = Sheet::new(&COLUMNS);
    for line in lines(note) {
        let kind = note.catalogue.get(line.signal).map_or(SignalType::Count, |signal| signal.signal_type);
        let mut cells = found_cells(&line.value, kind);
        if let Some((amount, unit)) = &line.money {
            cells[3] = number(*amount);
            cells[4].clone_from(unit);
        }
        let [value, low, high, amount, currency, stage] = cells;
        sheet.row(vec![
            if note.redaction == Redaction::None { line.line.to_string() } else { String::new() },
            line.signal.to_owned(),
            value,
            low,
            high,
            line.date.map(|date| date.to_string()).unwrap_or_default(),
            if line.class.is_some() { line.kind.key().to_owned() } else { String::new() },
            if line.forward { "yes".to_owned() } else { String::new() },
            line.class.map(Class::key).unwrap_or_default().to_owned(),
            amount,
            currency,
            stage,
            visible(&line.quote),
            line.status.to_owned(),
        ]);
    }
    sheet.finish()
}

/// The facts of a note as JSON: a list of objects.
#[must_use]
pub fn note_json(note: &NoteFacts<'_>) -> String {
    let list: Vec<serde_json::Value> = lines(note).iter().map(|line| json_line(note, line)).collect();
    let mut text = serde_json::to_string_pretty(&list).unwrap_or_default();
    text.push('\n');
    text
}

fn json_line(note: &NoteFacts<'_>, line: &Line<'_>) -> serde_json::Value {
    let ends = match &line.value {
        Found::Number(x) => (Some(*x), Some(*x)),
        Found::Range { low, high } => (*low, *high),
        Found::Share { k, n } => (Some(k / n), Some(k / n)),
        Found::Event(_) => (None, None),
    };
    serde_json::json!({
        "line": (note.redaction == Redaction::None).then_some(line.line),
        "signal": line.signal,
        "value": value_words(note.catalogue, line),
        "low": ends.0.map(rounded),
        "high": ends.1.map(rounded),
        "fact_date": line.date.map(|date| date.to_string()),
        "kind": line.class.map(|_| line.kind.key()),
        "forward": line.forward,
        "class": line.class.map(Class::key),
        "quote": (note.redaction == Redaction::None && line.class.is_some()).then(|| visible(&line.quote)),
        "status": line.status,
    })
}

/// The value as a person would say it; a level with its words.
fn value_words(catalogue: &Catalogue, line: &Line<'_>) -> String {
    let signal = catalogue.get(line.signal);
    let kind = signal.map_or(SignalType::Count, |signal| signal.signal_type);
    if let Some((amount, unit)) = &line.money {
        return amount_words(&crate::model::Amount { number: *amount, unit: unit.clone() });
    }
    let unit = if kind == SignalType::Percent { " %" } else { "" };
    match &line.value {
        Found::Number(x) if kind == SignalType::Bool => yes_or_no(*x).to_owned(),
        Found::Number(x) if kind == SignalType::Share => format!("{} %", plain(100.0 * x)),
        Found::Number(x) if kind == SignalType::Ordinal => {
            let least = signal.and_then(|signal| signal.range).map_or(0.0, |(least, _)| least);
            let at = (x - least).max(0.0) as usize;
            let words = signal.and_then(|signal| signal.levels.get(at)).map(|words| format!(" ({})", visible(words)));
            format!("{}{}", plain(*x), words.unwrap_or_default())
        }
        Found::Number(x) => format!("{}{unit}", plain(*x)),
        Found::Range { low: Some(low), high: Some(high) } => format!("{} to {}{unit}", plain(*low), plain(*high)),
        Found::Range { low: Some(low), high: None } => format!("over {}{unit}", plain(*low)),
        Found::Range { low: None, high: Some(high) } => format!("under {}{unit}", plain(*high)),
        Found::Range { low: None, high: None } => String::new(),
        Found::Share { k, n } => format!("{} of {}", plain(*k), plain(*n)),
        Found::Event(Event { date, amount, label }) => {
            let amount = amount.as_ref().map(|amount| format!(" {}", amount_words(amount))).unwrap_or_default();
            let label = label.as_deref().map(|label| format!(" {}", visible(label))).unwrap_or_default();
            format!("{date}{amount}{label}")
        }
    }
}

/// The facts of a note for the terminal: two lines a fact, the words that state it below what was read.
#[must_use]
pub fn note_text(note: &NoteFacts<'_>, path: &str, width: usize) -> String {
    let all = lines(note);
    let mut text = format!("{} · what was read\n\n", visible(path));
    for line in &all {
        text.push_str(&shown(note, line, width));
    }
    let count = |status: &str| all.iter().filter(|line| line.status == status).count();
    let parts = ["counted", "found", "suggested", "undated", "open-ended", "silenced", "open"]
        .iter()
        .map(|status| (*status, count(status)))
        .filter(|(_, count)| *count > 0)
        .map(|(status, count)| format!("{count} {status}"))
        .collect::<Vec<_>>();
    let facts = if all.len() == 1 { "1 fact".to_owned() } else { format!("{} facts", all.len()) };
    let sum = if all.is_empty() {
        "Nothing here states a fact.".to_owned()
    } else {
        format!("{facts}: {}.", parts.join(", "))
    };
    let _ = writeln!(text, "{}{}", if all.is_empty() { "" } else { "\n" }, wrap(&sum, width, 0));
    text.push_str(&legend(|status| all.iter().any(|line| line.status == status), width));
    text
}

fn shown(note: &NoteFacts<'_>, line: &Line<'_>, width: usize) -> String {
    let place = if note.redaction == Redaction::None { format!("{:>4}  ", line.line) } else { "      ".to_owned() };
    let plan = if line.forward { " (plan)" } else { "" };
    let date = line.date.map(|date| date.to_string()).unwrap_or_default();
    let kind = if line.class.is_some() { note.trust.of(line.kind).label.clone() } else { String::new() };
    let value = format!("{}{plan}", value_words(note.catalogue, line));
    let head = format!("{place}{} {value}", pad(line.signal, 34));
    let class = line.class.map(Class::key).unwrap_or_default();
    let status = line.number.map_or_else(|| line.status.to_owned(), |number| format!("{} ({number})", line.status));
    let tail = [date.as_str(), kind.as_str(), class, status.as_str()]
        .iter()
        .filter(|part| !part.is_empty())
        .copied()
        .collect::<Vec<_>>()
        .join(" · ");
    let mut text = String::new();
    if head.width() + 2 + tail.width() <= width && width >= 110 && !is_plain(width) {
        let _ = writeln!(text, "{}", pad(&head, width - tail.width()) + &tail);
    } else {
        let _ = writeln!(text, "{}", hanging(&place, &format!("{} {value}", line.signal), width));
        let _ = writeln!(text, "{}", hanging("      ", &tail, width));
    }
    if !line.quote.is_empty() {
        let _ = writeln!(text, "{}", hanging("      ", &format!("“{}”", visible(&line.quote)), width));
    }
    text
}

/// The finds of a role's dossiers that do not count, to stand below its ledger; empty when there are none.
#[must_use]
pub fn finds_text(note: &NoteFacts<'_>, width: usize) -> String {
    let all: Vec<Line<'_>> = find_lines(note).collect();
    if all.is_empty() {
        return String::new();
    }
    let mut text = String::from("\nRead in prose, and not counted:\n");
    let mut path = String::new();
    for (line, find) in all.iter().zip(note.finds) {
        let of = note.files.path(find.quote.file);
        if note.redaction == Redaction::None && of != path {
            path = of.to_owned();
            let _ = writeln!(text, "  {}", visible(&path));
        }
        let mut line = Line { quote: line.quote.clone(), value: line.value.clone(), money: None, ..*line };
        if note.redaction == Redaction::People {
            line.quote.clear();
            if let Found::Event(event) = &mut line.value {
                event.label = None;
            }
        }
        let known =
            |suggestion: &&Suggestion| suggestion.find.quote == find.quote && suggestion.find.signal == find.signal;
        if let Some(suggestion) = note.suggestions.iter().find(known) {
            line.number = Some(suggestion.number);
        }
        text.push_str(&shown(note, &line, width));
    }
    text.push_str(&legend(|status| all.iter().any(|line| line.status == status), width));
    text
}
