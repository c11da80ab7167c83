//! What fields and tables state, which goes before what prose says.

use std::collections::BTreeSet;

use super::{Find, Found};
use crate::model::{Observation, PartialDate, Value, origin_key};

/// Signal, voice, and when; no date means whenever.
type Known<'a> = (&'a str, String, Option<PartialDate>);

/// Who stated something of which signal about which day.
#[derive(Default)]
pub(super) struct Stated<'a> {
    dates: BTreeSet<Known<'a>>,
    /// The years and months that those dates lie in, and themselves.
    periods: BTreeSet<Known<'a>>,
}

impl<'a> Stated<'a> {
    pub(super) fn of(observations: &'a [Observation]) -> Self {
        let mut stated = Self::default();
        for observation in observations {
            let date = match &observation.value {
                Value::Event(event) => event.date,
                _ => observation.fact_date,
            };
            let voice = observation.origin_key();
            let known = |date: Option<PartialDate>| (observation.signal.as_str(), voice.clone(), date);
            stated.periods.extend(date.periods().map(Some).chain([None]).map(known));
            stated.dates.insert(known(Some(date)));
        }
        stated
    }

    /// Whether the voice of a find stated something of its signal about what may be the same day: *in March* and
    /// *2026-03-12* may be.
    pub(super) fn outranks(&self, find: &'a Find) -> bool {
        let date = match &find.value {
            Found::Event(event) => Some(event.date),
            _ => find.fact_date,
        };
        let voice = origin_key(&find.origin);
        let known = |date: Option<PartialDate>| (find.signal.as_str(), voice.clone(), date);
        let is_exact = |period: PartialDate| self.dates.contains(&known(Some(period)));
        self.periods.contains(&known(date)) || date.is_some_and(|date| date.periods().any(is_exact))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Class, Span};
    use super::*;
    use crate::model::SourceKind;

    fn find(date: Option<&str>, origin: &str) -> Find {
        let date = date.map(|date| date.parse().expect("a date"));
        Find {
            quote: Span::new(crate::text::Files::default().add("note.md", ""), 0, 0),
            signal: "company.headcount".to_owned(),
            value: Found::Number(3.0),
            fact_date: date,
            told: date,
            kind: SourceKind::PeerEmSaid,
            origin: origin.to_owned(),
            forward: false,
            class: Class::Countable,
            is_silenced: false,
        }
    }

    #[test]
    fn one_voice_says_one_thing_of_a_day_and_a_field_goes_first() {
        let date = "2026-03-12".parse().expect("a date");
        let field = Observation::new("company.headcount", Value::Number(4.0), date, SourceKind::PeerEmSaid);
        let field = [Observation { origin: "Dana R.".to_owned(), ..field }];
        let stated = Stated::of(&field);
        for date in [None, Some("2026"), Some("2026-03"), Some("2026-03-12")] {
            assert!(stated.outranks(&find(date, "dana r")), "{date:?}");
            assert!(!stated.outranks(&find(date, "tom")), "{date:?}");
        }
        for date in ["2025", "2026-04", "2026-03-13"] {
            assert!(!stated.outranks(&find(Some(date), "Dana R.")), "{date}");
        }
        let year = [Observation { fact_date: "2026".parse().expect("a year"), ..field[0].clone() }];
        assert!(Stated::of(&year).outranks(&find(Some("2026-03-12"), "Dana R.")));
        assert!(!Stated::of(&[]).outranks(&find(None, "Dana R.")));
    }
}
