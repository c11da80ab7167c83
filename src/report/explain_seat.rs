//! The seat model laid open: its answer, the courses it mixes, and where each input comes from.

use super::explain::Explainer;
use super::value::place_words;
use super::words::{likelihood, percent, plain, points};
use crate::ledger::read_on;
use crate::model::Observation;
use crate::score::SeatInput;
use crate::seat::SCENARIOS;

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
        let recent = |key: &str, months: f64| {
            let ledger = self.row.card.ledger;
            let known = ledger.of(key).iter().filter_map(|o| read_on(o, ledger.as_of()));
            known.map(|reading| reading.point).fold(f64::INFINITY, f64::min) <= months
        };
        if recent("company.shakeup_recency", 12.0) && shake.weight <= SCENARIOS[2].weight {
            self.line(
                text,
                "A shake-up is on record: if the next one is likely, put `shake: 0.6` into the company's front matter.",
                2,
            );
        }
        if recent("company.funding_recency", 6.0) && boost.weight <= SCENARIOS[1].weight {
            self.line(text, "A fresh round is on record: if it is meant for hiring, put `boost: 0.3` into the company's front matter.", 2);
        }
    }

    pub(super) fn seat(&self) -> String {
        let seat = &self.row.card.seat;
        let mut text = self.title("Seat model");
        let months = points(self.report.horizon_months);
        let (open, yours) = (seat.sweep.open, seat.sweep.yours);
        for (what, chance, at_modes) in
            [("a seat opens", open, seat.point.p_open), ("it is yours", yours, seat.point.p_yours)]
        {
            let sentence = format!(
                "Within {months} months {what}: {} ({}; {} to {} across plausible assumptions; {} at the most plausible ones).",
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
        for inputs in seat.inputs.chunk_by(|a, b| a.parameter == b.parameter) {
            self.line(&mut text, &input_words(inputs), 2);
            let ids: Vec<&String> = inputs.iter().flat_map(|input| &input.observations).collect();
            let places = ids.iter().filter_map(|id| self.parent(id)).map(|o| place_or_parents(self, o));
            let places: Vec<String> = places.collect();
            if !places.is_empty() {
                self.line(&mut text, &places.join(", "), 6);
            }
        }
        text.push('\n');
        self.line(&mut text, "This is a planning figure from a simple model with stated assumptions. It has not been validated for your case.", 0);
        text
    }
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
    let is_rate = ["growth", "vacated", "share", "moves up"].iter().any(|word| first.parameter.name().contains(word));
    let shown = |x: f64| if is_rate { percent(x) } else { plain(x) };
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
