//! From the id of a piece of evidence, as redacted answers show it, back to what was said, and to where it counts.

use super::page::Page;
use super::value::{place_words, value_words};
use super::words::percent;
use super::{Redaction, Report, Row};
use crate::ledger::Estimate;
use crate::model::{Observation, Source};
use crate::signal::SignalType;
use crate::text::visible;

/// Fewest hex digits that name a piece of evidence: two pieces of a folder of thousands agree in six by a chance of
/// one in hundreds.
const FEWEST: usize = 6;
/// Hex digits of an id.
const DIGITS: usize = 8;

/// Why an id leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotTraced {
    /// It is not six to eight hex digits.
    Malformed,
    /// Nothing has it.
    Unknown,
    /// Several begin like this: ids with signal and value, safe to print, sorted.
    Ambiguous(Vec<String>),
}

/// The observations with an id that begins like `hash`, which is 6 to 8 hex digits with or without the `o` in front.
/// They are all of one id; a statement that stands twice is there twice.
///
/// # Errors
/// [`NotTraced`].
pub fn trace<'o>(known: &'o [Observation], hash: &str) -> Result<Vec<&'o Observation>, NotTraced> {
    let digits = hash.trim().to_ascii_lowercase();
    let digits = digits.strip_prefix('o').unwrap_or(&digits);
    if !(FEWEST..=DIGITS).contains(&digits.len()) || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return Err(NotTraced::Malformed);
    }
    let mut found: Vec<&Observation> =
        known.iter().filter(|o| o.id.strip_prefix('o').is_some_and(|id| id.starts_with(digits))).collect();
    found.sort_by(|a, b| a.id.cmp(&b.id).then_with(|| a.source.cmp(&b.source)));
    found.dedup();
    let mut ids: Vec<&str> = found.iter().map(|o| o.id.as_str()).collect();
    ids.dedup();
    match ids.as_slice() {
        [] => Err(NotTraced::Unknown),
        [_] => Ok(found),
        _ => {
            let mut listed: Vec<String> = found
                .iter()
                .map(|o| format!("{} ({} {})", o.id, visible(&o.signal), visible(&o.value.to_string())))
                .collect();
            listed.dedup();
            Err(NotTraced::Ambiguous(listed))
        }
    }
}

/// What was said, where it stands, what it was computed from, and which criteria and gates it counts for.
fn page(report: &Report<'_>, found: &[&Observation], known: &[Observation]) -> Page {
    let mut page = Page::default();
    let Some(first) = found.first() else { return page };
    let name = report.catalogue.get(&first.signal).map(|signal| format!(" · {}", visible(&signal.name)));
    page.heading(format!("{} · {}{}", first.id, visible(&first.signal), name.unwrap_or_default()));
    for observation in found {
        statement(&mut page, report, observation);
    }
    for parent in &first.parents {
        page.gap();
        match known.iter().find(|other| other.id == *parent) {
            Some(other) => {
                page.line(format!("Computed from {} · {}", other.id, visible(&other.signal)));
                statement(&mut page, report, other);
            }
            None => page.line(format!("Computed from {parent}, which is not known today")),
        }
    }
    page.gap();
    let uses: Vec<String> = report.rows.iter().flat_map(|row| uses(row, &first.id)).collect();
    if uses.is_empty() {
        let words = if first.is_known_on(report.as_of) {
            format!("It counts for no criterion and no gate on {}.", report.as_of)
        } else {
            format!("It was not known yet on {}.", report.as_of)
        };
        page.line(words);
    } else {
        page.line(format!("Counts on {} for:", report.as_of));
        for entry in uses {
            page.bullet(entry);
        }
    }
    page
}

/// Value, source, date, place and words.
fn statement(page: &mut Page, report: &Report<'_>, observation: &Observation) {
    let is_open = report.redaction == Redaction::None;
    let kind = report.catalogue.get(&observation.signal).map_or(SignalType::Count, |signal| signal.signal_type);
    let plan = if observation.forward { " (a plan)" } else { "" };
    let from = if is_open && !observation.origin.is_empty() {
        format!(", from {}", visible(&observation.origin))
    } else {
        String::new()
    };
    let learned = observation.learned.map(|day| format!(", learned {day}")).unwrap_or_default();
    page.line(format!(
        "{}{plan}, {}, {}{learned}{from}",
        value_words(report, observation, kind),
        report.trust.of(observation.kind).label,
        observation.fact_date
    ));
    if is_open && observation.source != Source::Computed {
        page.bullet(place_words(report, observation));
    }
    if let Some(url) = observation.address().filter(|_| is_open && !matches!(observation.source, Source::Url(_))) {
        page.bullet(visible(url));
    }
    if let Some(quote) = report.quote(observation) {
        page.bullet(format!("“{quote}”"));
    }
    if let Some(note) = observation.note.as_ref().filter(|_| is_open) {
        page.bullet(format!("note: {}", visible(note)));
    }
}

/// The criteria and gates of a role that it counts for, directly or through what was computed from it.
fn uses(row: &Row<'_>, id: &str) -> Vec<String> {
    let weight = |estimate: &Estimate<'_>| {
        let total: f64 = estimate.heard.iter().map(|heard| heard.voice.weight).sum();
        let counts = |o: &Observation| o.id == id || o.parents.iter().any(|parent| parent == id);
        let own: f64 = estimate.heard.iter().filter(|h| counts(h.voice.observation)).map(|h| h.voice.weight).sum();
        (own > 0.0).then(|| percent(own / total))
    };
    let mut found = Vec::new();
    for (_, criterion) in row.card.criteria() {
        if let Some(share) = weight(&criterion.estimate) {
            found.push(format!("{}: {}, {share} of the weight", row.heading(), visible(&criterion.criterion.name)));
        }
    }
    for gate in &row.card.gates {
        let shares = gate.tests.iter().filter_map(|test| test.estimate.as_ref()).find_map(weight);
        found.extend(
            shares.map(|share| format!("{}: gate {}, {share} of the weight", row.heading(), visible(&gate.gate.id))),
        );
    }
    if row.card.seat.inputs.iter().any(|input| input.observations.iter().any(|known| known == id)) {
        found.push(format!("{}: the model of seats", row.heading()));
    }
    found
}

/// The way back for the terminal. `known` is everything that may be named as a parent.
#[must_use]
pub fn trace_text(report: &Report<'_>, found: &[&Observation], known: &[Observation], width: usize) -> String {
    page(report, found, known).text(width)
}

/// The same as Markdown.
#[must_use]
pub fn trace_markdown(report: &Report<'_>, found: &[&Observation], known: &[Observation]) -> String {
    page(report, found, known).markdown()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{SourceKind, Value};

    fn known() -> Vec<Observation> {
        let stated = |id: &str| Observation {
            id: id.to_owned(),
            ..Observation::new(
                "culture.autonomy",
                Value::Number(2.0),
                "2026-11".parse().expect("a date"),
                SourceKind::PeerEmSaid,
            )
        };
        ["oabcdef12", "oabcdef99", "o11223344"].map(stated).to_vec()
    }

    #[test]
    fn six_digits_name_evidence_unless_two_pieces_begin_with_them() {
        let known = known();
        let id = |hash: &str| trace(&known, hash).map(|found| found[0].id.clone());
        for hash in ["o11223344", "11223344", "112233", "O112233", " 1122334 "] {
            assert_eq!(id(hash), Ok("o11223344".to_owned()), "{hash}");
        }
        assert_eq!(id("abcdef1"), Ok("oabcdef12".to_owned()));
        let listed = ["oabcdef12 (culture.autonomy 2)", "oabcdef99 (culture.autonomy 2)"].map(str::to_owned).to_vec();
        assert_eq!(id("abcdef"), Err(NotTraced::Ambiguous(listed)));
        assert_eq!(id("000000"), Err(NotTraced::Unknown));
        for malformed in ["", "o", "11223", "112233445", "zzzzzz", "o1122\u{202e}3", "１１２２３３"] {
            assert_eq!(id(malformed), Err(NotTraced::Malformed), "{malformed}");
        }
    }
}
