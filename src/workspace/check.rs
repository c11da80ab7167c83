//! What can only be said when the whole workspace is read: pay against the walk-away pay, dates against the as-of date.

use super::Workspace;
use crate::model::{Date, Observation, Source, Value, days_between};
use crate::signal::SignalType;
use crate::text::{Code, Diagnostic, Diagnostics, Span};

/// Until when dates are in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateLimit {
    /// The as-of date is today or pinned: a later date is probably a mistake.
    Expected(Date),
    /// Somebody looks back on purpose: later dates are in order, they just do not count yet.
    LookingBack,
}

/// A number of months that is older than this is out of date by itself.
const STALE_MONTHS_DAYS: i64 = 45;

impl Workspace {
    /// Problems that depend on the as-of date: facts from the future, and months-since values that stood still; and
    /// percentages that probably are fractions.
    #[must_use]
    pub fn date_problems(&self, limit: DateLimit) -> Diagnostics {
        let mut problems = Diagnostics::default();
        let DateLimit::Expected(as_of) = limit else { return problems };
        for observation in self.all_observations() {
            let event = observation.value.event().filter(|_| observation.signal != "company.shakeup");
            // Dates in prose are what somebody said; those of headings may be slips.
            let said = [Some(observation.fact_date.first()), event.map(|event| event.date.first())];
            let said = said.into_iter().flatten().filter(|_| !observation.in_prose);
            let later = said.chain(observation.learned).max();
            if let Some(date) = later.filter(|date| *date > as_of && !observation.forward) {
                let message = format!("{date} is later than the as-of date {as_of}; the fact does not count yet");
                let problem = Diagnostic::warning(Code::FutureDate, message).at(self.line_of(observation));
                let help = if observation.in_prose {
                    "mend the date of the heading"
                } else {
                    "mend the date, or mark a plan with (plan)"
                };
                problems.push(problem.help(help));
                continue;
            }
            if observation.in_prose {
                continue;
            }
            let signal = self.catalogue.get(&observation.signal);
            let is_percent = signal.is_some_and(|signal| signal.signal_type == SignalType::Percent);
            if let Some(x) = observation.value.point().filter(|x| is_percent && *x != 0.0 && x.abs() < 1.0) {
                let message = format!("this is {x} %, less than one per cent");
                let problem = Diagnostic::warning(Code::SmallPercent, message).at(self.line_of(observation));
                problems.push(problem.help(format!("if {} % is meant, write {0}%", (100.0 * x).round())));
            }
            let is_months = signal.is_some_and(|signal| signal.signal_type == SignalType::Months);
            let is_number = matches!(observation.value, Value::Number(_) | Value::Range { .. });
            if is_months && is_number && days_between(observation.fact_date.day(), as_of) > STALE_MONTHS_DAYS {
                let message =
                    format!("`{}` is a number of months, which does not grow as time passes", observation.signal);
                let problem = Diagnostic::note(Code::UndatedEvent, message).at(self.line_of(observation));
                problems.push(problem.help("write the date of the event instead: 2026-03"));
            }
        }
        problems
    }

    /// Turns offers into ratios to the walk-away pay. What cannot be compared is reported and left out.
    pub(super) fn compare_pay(&mut self, problems: &mut Diagnostics) {
        let pay = self.manifest.walk_away.clone().map(|pay| pay.amount);
        let ratio_range = self.catalogue.get("role.comp_ratio").and_then(|signal| signal.range);
        let mut refused: Vec<(Observation, String, &str)> = Vec::new();
        let lists = self.roles.iter_mut().map(|role| &mut role.observations).chain([&mut self.you.observations]);
        let lists = lists.chain(self.companies.iter_mut().map(|company| &mut company.observations));
        for observations in lists {
            observations.retain_mut(|observation| {
                let Value::Money(offer) = &observation.value else { return true };
                let trouble = match &pay {
                    None => (
                        "there is no walk-away pay to compare it with".to_owned(),
                        "set `walk_away_pay` and `currency` in skiplevel.toml, or write the ratio: 1.15",
                    ),
                    Some(pay) if pay.unit != offer.unit => {
                        let message = format!("the offer is in {} and the walk-away pay in {}", offer.unit, pay.unit);
                        (message, "write the ratio of the two instead: 1.15")
                    }
                    Some(pay) => {
                        let ratio = offer.number / pay.number;
                        if ratio_range.is_none_or(|(low, high)| (low..=high).contains(&ratio)) {
                            observation.value = Value::Number(ratio);
                            *observation = observation.clone().sealed();
                            return true;
                        }
                        (
                            format!("the offer is {ratio:.2} times the walk-away pay, which is not plausible"),
                            "check for a typing error; both are pay a year",
                        )
                    }
                };
                refused.push((observation.clone(), trouble.0, trouble.1));
                false
            });
        }
        for (observation, message, help) in refused {
            problems.push(Diagnostic::error(Code::Currency, message).at(self.line_of(&observation)).help(help));
        }
    }

    fn all_observations(&self) -> impl Iterator<Item = &Observation> {
        let roles = self.roles.iter().flat_map(|role| &role.observations);
        let companies = self.companies.iter().flat_map(|company| &company.observations);
        roles.chain(companies).chain(&self.you.observations)
    }

    /// The line that an observation stands on.
    pub(super) fn line_of(&self, observation: &Observation) -> Span {
        let found = match &observation.source {
            Source::File { path, line } => self.files.find_line(path, *line),
            _ => None,
        };
        found.unwrap_or_else(|| self.files.nowhere())
    }
}
