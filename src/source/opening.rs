//! Open jobs, and the counts that follow from them (SOURCES 5).

use std::collections::BTreeSet;

use super::{Rank, Subject, is_engineering, rank_of};
use crate::model::{Observation, PartialDate, SourceKind, Value};

/// The most openings that anybody has: the upper end of a count that is only a lower bound.
const MOST: f64 = 20_000.0;

/// One posting of a board.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Opening {
    /// Job title, as written.
    pub title: String,
    /// Department or team, as written.
    pub department: String,
    /// What makes two postings one opening: the number of the requisition. Empty: title and department do.
    pub requisition: String,
    /// The text of the advert, without markup. Empty where the board does not give it.
    pub text: String,
}

/// How many openings of each kind there are; postings of one requisition count once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mix {
    /// All postings, as listed.
    pub postings: usize,
    /// Openings in engineering, managers included.
    pub engineering: usize,
    /// Engineering managers.
    pub managers: Vec<String>,
    /// Senior managers, directors, heads and vice presidents.
    pub above: Vec<String>,
    /// Titles of those adverts that say that managers are led.
    pub cues: Vec<String>,
}

/// Counts openings, each requisition once.
#[must_use]
pub fn mix_of(openings: &[Opening]) -> Mix {
    let mut mix = Mix { postings: openings.len(), ..Mix::default() };
    let mut seen = BTreeSet::new();
    for opening in openings {
        let title = opening.title.split_whitespace().collect::<Vec<_>>().join(" ");
        let key = if opening.requisition.is_empty() {
            (title.to_lowercase(), opening.department.trim().to_lowercase())
        } else {
            (opening.requisition.clone(), String::new())
        };
        if !seen.insert(key) {
            continue;
        }
        let rank = rank_of(&title, &opening.department);
        if rank.is_some() || is_engineering(&title, &opening.department) {
            mix.engineering += 1;
        }
        // The same words in other jobs mean coaching or hiring managers.
        if rank.is_some() && super::title::leads_managers(&opening.text) {
            mix.cues.push(title.clone());
        }
        match rank {
            Some(Rank::Manager) => mix.managers.push(title),
            Some(_) => mix.above.push(title),
            None => {}
        }
    }
    mix.managers.sort();
    mix.above.sort();
    mix.cues.sort();
    mix
}

impl Mix {
    /// The counts as observations of a day. `is_complete`: the board shows all of its openings; else they are lower
    /// bounds.
    #[must_use]
    pub fn observe(
        &self,
        subject: &Subject,
        on: PartialDate,
        kind: SourceKind,
        origin: &str,
        url: &str,
        is_complete: bool,
    ) -> Vec<Observation> {
        let counts = [
            ("company.open_eng_roles", self.engineering, String::new()),
            ("company.open_em_roles", self.managers.len(), self.managers.join(" · ")),
            ("company.open_m2_roles", self.above.len(), self.above.join(" · ")),
        ];
        let observe = |(signal, count, titles): (&str, usize, String)| {
            let low = count as f64;
            let value = if is_complete { Value::Number(low) } else { Value::Range { low, high: MOST } };
            let note = self.note(signal, is_complete);
            let quote = (!titles.is_empty()).then_some(titles);
            Observation { quote, note, ..subject.observe(signal, value, on, kind, origin, url) }
        };
        counts.into_iter().map(observe).collect()
    }

    fn note(&self, signal: &str, is_complete: bool) -> Option<String> {
        let mut parts = Vec::new();
        if signal == "company.open_eng_roles" {
            let noun = if self.postings == 1 { "posting" } else { "postings" };
            parts.push(format!("{} {noun} in all", self.postings));
        }
        if !is_complete {
            parts.push("the page does not show all".to_owned());
        }
        if signal == "company.open_m2_roles" && !self.cues.is_empty() {
            parts.push(format!("leads managers, says the advert: {}", self.cues.join(" · ")));
        }
        (!parts.is_empty()).then(|| parts.join("; "))
    }
}
