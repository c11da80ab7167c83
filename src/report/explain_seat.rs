//! The seat model laid open: its answer, the courses it mixes, and where each input comes from.

use super::explain::Explainer;
use super::odds_words::{command, parameter_words};
use super::value::place_words;
use super::words::{likelihood, percent, plain, points};
use crate::ledger::read_on;
use crate::model::Observation;
use crate::score::SeatInput;
use crate::seat::{Parameter, SCENARIOS};

impl Explainer<'_, '_> {
    /// The courses that the company may take, and what to say where one of them is known.
    fn courses(&self, text: &mut String) {
        let [base, boost, shake] = &self.row.card.seat.scenarios;
        let sentence = format!(
            "It mixes three courses: things go on ({}), growth is boosted ({}), the organisation is shaken up ({}).",
            percent(base.weight),
            percent(boost.weight),
            percent(shake.weight)
        );
        self.line(text, &sentence, 0);
        self.course_notes(text);
    }

    /// What to say where a course is on record that nobody has weighed.
    pub(super) fn course_notes(&self, text: &mut String) {
        for note in self.course_hints() {
            self.line(text, note, 2);
        }
    }

    /// What to write down where a course is on record that nobody has weighed.
    pub(super) fn course_hints(&self) -> Vec<&'static str> {
        let [_, boost, shake] = &self.row.card.seat.scenarios;
        let recent = |key: &str, months: f64| {
            let ledger = self.row.card.ledger;
            let known = ledger.of(key).iter().filter_map(|o| read_on(o, ledger.as_of()));
            known.map(|reading| reading.point).fold(f64::INFINITY, f64::min) <= months
        };
        let mut hints = Vec::new();
        if recent("company.shakeup_recency", 12.0) && shake.weight <= SCENARIOS[2].weight {
            hints.push(
                "A shake-up is on record: if the next one is likely, put `shake: 0.6` into the company's front matter.",
            );
        }
        if recent("company.funding_recency", 6.0) && boost.weight <= SCENARIOS[1].weight {
            hints.push("A fresh round is on record: if it is meant for hiring, put `boost: 0.3` into the company's front matter.");
        }
        hints
    }

    pub(super) fn seat(&self) -> String {
        let seat = &self.row.card.seat;
        let mut text = self.title("Seat model");
        let horizon = self.report.horizon();
        let (open, yours) = (seat.sweep.open, seat.sweep.yours);
        for (what, chance, at_modes) in
            [("a seat opens", open, seat.point.p_open), ("it is yours", yours, seat.point.p_yours)]
        {
            let sentence = format!(
                "Within {horizon} {what}: {} ({}; {} to {} across plausible assumptions; {} at the most plausible ones).",
                likelihood(chance.mean),
                percent(chance.mean),
                points(100.0 * chance.p10),
                percent(chance.p90),
                percent(at_modes),
            );
            self.line(&mut text, &sentence, 0);
        }
        self.courses(&mut text);
        text.push('\n');
        self.line(&mut text, "What the model uses; without evidence a default stands in:", 0);
        self.inputs(&mut text, false);
        text.push('\n');
        self.line(&mut text, "This is a planning figure from a simple model with stated assumptions. It has not been validated for your case.", 0);
        let laid_open = command(&["odds", &self.row.id()]);
        let more = format!("Seats, openings by cause, chances over time and what they hang on: {laid_open}");
        self.line(&mut text, &more, 0);
        text
    }

    /// Inputs that a signal sets, with the places of their evidence: all, or those that somebody spoke about.
    pub(super) fn inputs(&self, text: &mut String, known_only: bool) {
        for (words, places) in self.input_lines(known_only) {
            self.line(text, &words, 2);
            if !places.is_empty() {
                self.line(text, &places.join(", "), 6);
            }
        }
    }

    /// The same in words, each with its places.
    pub(super) fn input_lines(&self, known_only: bool) -> Vec<(String, Vec<String>)> {
        let seat = &self.row.card.seat;
        let groups = seat.inputs.chunk_by(|a, b| a.parameter == b.parameter);
        let wanted = groups.filter(|group| !known_only || group.iter().any(|input| input.natural.is_some()));
        let line = |inputs: &[SeatInput]| {
            let ids = inputs.iter().flat_map(|input| &input.observations);
            let places = ids.filter_map(|id| self.parent(id)).map(|o| place_or_parents(self, o));
            let note = if inputs.iter().any(|i| i.parameter == Parameter::InternalShare && i.natural.is_some()) {
                share_note(Parameter::internal_credibility(&seat.parameters))
            } else {
                String::new()
            };
            (format!("{}{note}", input_words(inputs)), places.collect())
        };
        wanted.map(line).collect()
    }
}

/// How much of the share filled from inside is evidence: seats that were counted, against those that the default is
/// worth.
fn share_note(credibility: f64) -> String {
    if credibility > 0.0 {
        return format!("; so few seats make up {} of the value used", percent(credibility));
    }
    "; not used, as a share counts only when every source says how many of how many".to_owned()
}

/// Where a statement stands; of a computed one, where its parents do.
fn place_or_parents(explainer: &Explainer<'_, '_>, observation: &Observation) -> String {
    let report = explainer.report;
    let parents = observation.parents.iter().filter_map(|id| explainer.parent(id));
    let places: Vec<String> = parents.map(|parent| place_words(report, parent)).collect();
    if places.is_empty() { place_words(report, observation) } else { places.join(" and ") }
}

/// One parameter of the seat model: the value used, and what it rests on.
fn input_words(inputs: &[SeatInput]) -> String {
    let Some(first) = inputs.first() else { return String::new() };
    let shown = |x: f64| parameter_words(first.parameter, x);
    let sources: Vec<String> = inputs
        .iter()
        .map(|input| match input.natural {
            Some(value) => {
                format!("{}, reported {} with credibility {}", input.signal, plain(value), percent(input.trust))
            }
            None => format!("{}, not known", input.signal),
        })
        .collect();
    let default = shown(first.default);
    format!("{}: {} (default {default}) — {}", first.parameter.name(), shown(first.used), sources.join("; "))
}
