//! How a score moved as things were learned.

use std::collections::BTreeSet;

use crate::model::{Date, Observation};
use crate::score::{Circumstances, Scorecard, Scorer, Triple};

/// Most days that are looked at; of more, those are taken on which most was learned.
pub const MOST_STEPS: usize = 24;

/// A day on which something was learned.
#[derive(Debug, Clone, PartialEq)]
pub struct Step<'a> {
    /// The day.
    pub on: Date,
    /// The score on that day, with what was known by then.
    pub score: Triple,
    /// What was learned since the day before it in the list, by signal.
    pub learned: Vec<&'a Observation>,
}

/// The day on which an observation became known: when it was learned, else when it was true.
#[must_use]
pub fn known_since(observation: &Observation) -> Date {
    observation.learned.unwrap_or_else(|| observation.fact_date.day())
}

/// The score of a role on each day on which something was learned, the first one first. Evidence is as old on each of
/// these days as it was then. The last step is the scorecard itself.
#[must_use]
pub fn timeline<'a>(card: &Scorecard<'a>, scorer: &Scorer<'_>) -> Vec<Step<'a>> {
    let as_of = card.ledger.as_of();
    let stated: Vec<&'a Observation> = card.ledger.iter().filter(|o| o.parents.is_empty()).collect();
    let days = days(&stated, as_of);
    let circumstances = Circumstances { previous: None, scenarios: card.seat.scenarios.clone() };
    let mut steps: Vec<Step<'a>> = Vec::new();
    let mut before: Option<Date> = None;
    for on in days {
        let is_new = |o: &&&Observation| known_since(o) <= on && before.is_none_or(|before| known_since(o) > before);
        let mut learned: Vec<&'a Observation> = stated.iter().filter(is_new).copied().collect();
        learned.sort_by(|a, b| a.signal.cmp(&b.signal).then_with(|| a.id.cmp(&b.id)));
        // The last one is what the report shows, not a coarser look at it.
        let score =
            if on == as_of { card.score } else { scorer.score_in(&card.ledger.earlier(on), &circumstances).score };
        steps.push(Step { on, score, learned });
        before = Some(on);
    }
    steps
}

/// The days on which most was learned, and the as-of day.
fn days(stated: &[&Observation], as_of: Date) -> Vec<Date> {
    let all: BTreeSet<Date> = stated.iter().map(|o| known_since(o)).filter(|day| *day < as_of).collect();
    let weight = |day: &Date| stated.iter().filter(|o| known_since(o) == *day).count();
    let mut days: Vec<Date> = all.into_iter().collect();
    days.sort_by(|a, b| weight(b).cmp(&weight(a)).then_with(|| b.cmp(a)));
    days.truncate(MOST_STEPS - 1);
    days.push(as_of);
    days.sort();
    days
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::fixture::World;
    use crate::ledger::Ledger;
    use crate::model::SourceKind;
    use crate::score::Settings;

    fn at(signal: &str, value: f64, on: &str) -> Observation {
        let date: crate::model::PartialDate = on.parse().expect("a date");
        let observation =
            Observation::new(signal, crate::model::Value::Number(value), date, SourceKind::NetworkInsider);
        Observation { learned: Some(date.first()), origin: format!("somebody on {on}"), ..observation }.sealed()
    }

    #[test]
    fn each_day_shows_what_was_known_by_then_and_the_last_one_is_the_scorecard() {
        let fixture = World::new("m2-path");
        let observations = [
            at("mobility.m2_internal_promotions_12m", 3.0, "2026-09-01"),
            at("culture.autonomy", 0.0, "2026-10-01"),
            at("culture.career_talks_per_year", 4.0, "2026-10-01"),
        ];
        let ledger = Ledger::new(&observations, &fixture.trust, "2026-11-20".parse().expect("a day"));
        let scorer =
            Scorer::new(&fixture.rubric, &fixture.catalogue, Settings { sweep_points: 64, ..Settings::default() });
        let card = scorer.score(&ledger);
        let steps = timeline(&card, &scorer);
        let days: Vec<String> = steps.iter().map(|step| step.on.to_string()).collect();
        assert_eq!(days, ["2026-09-01", "2026-10-01", "2026-11-20"]);
        assert_eq!(steps.iter().map(|step| step.learned.len()).collect::<Vec<_>>(), [1, 2, 0]);
        assert_eq!(steps[2].score, card.score);
        let first = Ledger::new(&observations[..1], &fixture.trust, "2026-09-01".parse().expect("a day"));
        assert_eq!(steps[0].score, scorer.score(&first).score);
    }
}
