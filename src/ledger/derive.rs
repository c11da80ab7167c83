//! Raw facts to signals: growth from two dated counts of one series, months since an event. Every derived observation
//! names its parents.

use crate::model::{Ageing, Date, Event, Observation, PartialDate, Source, SourceKind, Value, days_between};
use crate::signal::Trust;

use super::voice::credibility_factor;

/// Two counts must lie at least this far apart: over a shorter time one hire looks like a boom.
const LEAST_GAP_DAYS: i64 = 120;
/// And at most this far: older growth says little about the last twelve months.
const GREATEST_GAP_DAYS: i64 = 1100;
/// Two reports of one event may differ by this much.
const SAME_EVENT_DAYS: i64 = 45;

/// What two dated counts of one source become.
struct Series {
    raw: &'static str,
    derived: &'static str,
    change: fn(f64, f64, f64) -> f64,
}

const SERIES: [Series; 3] = [
    Series { raw: "company.headcount", derived: "company.headcount_growth_12m", change: growth_a_year },
    Series { raw: "department.eng_headcount", derived: "department.eng_growth_12m", change: growth_a_year },
    Series { raw: "department.team_count", derived: "department.new_teams_12m", change: added_a_year },
];

/// Which event a months-since signal counts from: raw signal and derived one.
pub const EVENTS: [(&str, &str); 3] = [
    ("company.funding_round", "company.funding_recency"),
    ("company.layoff", "company.layoffs_recency"),
    ("company.shakeup", "company.shakeup_recency"),
];

/// Per cent a year: 100 (h1/h0)^(365/days) - 100 (SIGNALS, general rules).
fn growth_a_year(from: f64, to: f64, days: f64) -> f64 {
    100.0 * libm::pow(to / from, 365.0 / days) - 100.0
}

/// How many were added a year; a shrinking count adds none.
fn added_a_year(from: f64, to: f64, days: f64) -> f64 {
    ((to - from) * 365.0 / days).max(0.0)
}

/// Per cent over 18 months.
fn growth_in_18_months(from: f64, to: f64, days: f64) -> f64 {
    100.0 * libm::pow(to / from, 547.875 / days) - 100.0
}

/// All observations that follow from `observations` on `as_of`.
pub(super) fn derived(observations: &[Observation], trust: &Trust, as_of: Date) -> Vec<Observation> {
    let mut found = Vec::new();
    for series in &SERIES {
        let known = |o: &&Observation| o.signal == series.raw && !o.forward && o.is_known_on(as_of);
        let counts: Vec<&Observation> = observations.iter().filter(known).collect();
        for group in by_origin(&counts) {
            found.extend(change_within(&group, series.derived, series.change, trust));
        }
    }
    found.extend(planned_growth(observations, trust, as_of));
    for (raw, signal) in EVENTS {
        // Only a shake-up may lie ahead (its range begins at -12 months); a round or layoff to come has not happened.
        let has_happened = |o: &Observation| {
            o.value.event().is_some_and(|event| raw == "company.shakeup" || event.date.first() <= as_of)
        };
        let known = |o: &&Observation| o.signal == raw && o.is_known_on(as_of) && has_happened(o);
        let events: Vec<&Observation> = observations.iter().filter(known).collect();
        found.extend(events.iter().filter(|event| is_latest(event, &events, trust)).map(|event| since(event, signal)));
    }
    found
}

/// Whether an observation is a count that is only planned.
pub(super) fn is_planned_count(observation: &Observation) -> bool {
    observation.forward && is_series(&observation.signal)
}

/// Whether two dated values of this signal give a growth.
#[must_use]
pub fn is_series(signal: &str) -> bool {
    SERIES.iter().any(|series| series.raw == signal)
}

/// Groups of observations of one source series: same origin, or, where none is named, same kind.
fn by_origin<'a>(observations: &[&'a Observation]) -> Vec<Vec<&'a Observation>> {
    let mut groups: std::collections::BTreeMap<(String, Option<SourceKind>), Vec<&'a Observation>> = Default::default();
    for observation in observations {
        let kind = observation.origin.is_empty().then_some(observation.kind);
        groups.entry((observation.origin_key(), kind)).or_default().push(observation);
    }
    groups.into_values().collect()
}

/// The change between the newest count and the one nearest to a year before it.
fn change_within(
    group: &[&Observation],
    signal: &str,
    change: fn(f64, f64, f64) -> f64,
    trust: &Trust,
) -> Option<Observation> {
    let newest = group.iter().max_by(|a, b| order(a, b, trust))?;
    let gap = |o: &Observation| days_between(o.fact_date.day(), newest.fact_date.day());
    let earlier = group
        .iter()
        .filter(|o| (LEAST_GAP_DAYS..=GREATEST_GAP_DAYS).contains(&gap(o)))
        .min_by(|a, b| (gap(a) - 365).abs().cmp(&(gap(b) - 365).abs()).then_with(|| order(b, a, trust)))?;
    combine(earlier, newest, signal, gap(earlier), change, trust)
}

/// Total order: by date, then trust, then id.
fn order(a: &Observation, b: &Observation, trust: &Trust) -> std::cmp::Ordering {
    let by_date = a.fact_date.day().cmp(&b.fact_date.day());
    by_date.then_with(|| base_trust(a, trust).total_cmp(&base_trust(b, trust))).then_with(|| a.id.cmp(&b.id))
}

fn combine(
    from: &Observation,
    to: &Observation,
    signal: &str,
    days: i64,
    change: fn(f64, f64, f64) -> f64,
    trust: &Trust,
) -> Option<Observation> {
    let ends = |o: &Observation| {
        let point = o.value.point();
        o.value.ends().or_else(|| point.map(|x| (x, x))).filter(|(low, _)| *low > 0.0)
    };
    let ((from_low, from_high), (to_low, to_high)) = (ends(from)?, ends(to)?);
    let days = days as f64;
    let (low, high) = (change(from_high, to_low, days), change(from_low, to_high, days));
    let value = if low < high { Value::Range { low, high } } else { Value::Number(low) };
    let weaker = if base_trust(from, trust) < base_trust(to, trust) { from } else { to };
    let mut derived = Observation {
        learned: to.learned.max(from.learned),
        origin: to.origin.clone(),
        credibility: weaker.credibility,
        forward: to.forward,
        scope: to.scope,
        source: Source::Computed,
        url: to.url.clone(),
        quote: None,
        note: Some(format!("from {} ({}) to {} ({})", from.value, from.fact_date, to.value, to.fact_date)),
        parents: vec![from.id.clone(), to.id.clone()],
        ..Observation::new(signal, value, to.fact_date, weaker.kind)
    };
    if derived.origin.is_empty() {
        // Without a named origin, one kind is one series; so its derivation is one voice too.
        derived.origin = format!("series of {}", weaker.kind.key());
    }
    Some(derived.sealed())
}

fn base_trust(observation: &Observation, trust: &Trust) -> f64 {
    trust.of(observation.kind).trust * credibility_factor(observation.credibility)
}

/// A planned head count against the newest real one of the same origin: growth over 18 months, as a plan, dated by
/// the day when it was learned.
fn planned_growth(observations: &[Observation], trust: &Trust, as_of: Date) -> Vec<Observation> {
    let counts = |forward: bool| {
        let fits = move |o: &&Observation| o.signal == "company.headcount" && o.forward == forward;
        observations.iter().filter(fits)
    };
    let plans = counts(true).filter(|plan| plan.learned.is_some_and(|learned| learned <= as_of));
    plans
        .filter_map(|plan| {
            let learned = plan.learned?;
            let today = counts(false)
                .filter(|o| o.is_known_on(as_of) && o.origin_key() == plan.origin_key() && o.fact_date.day() <= learned)
                .max_by(|a, b| order(a, b, trust))?;
            let days = days_between(today.fact_date.day(), plan.fact_date.day());
            if !(LEAST_GAP_DAYS..=GREATEST_GAP_DAYS).contains(&days) {
                return None;
            }
            let growth = combine(today, plan, "company.growth_plan_18m", days, growth_in_18_months, trust)?;
            Some(Observation { fact_date: PartialDate::from(learned), ..growth }.sealed())
        })
        .collect()
}

/// Whether no clearly newer event is reported by a source that is trusted at least as much. So a rumour does not
/// outdate a filing, and yesterday's article does not contradict last year's.
fn is_latest(event: &Observation, all: &[&Observation], trust: &Trust) -> bool {
    let day = |o: &Observation| o.value.event().map_or(o.fact_date.day(), |event| event.date.day());
    !all.iter().any(|other| {
        days_between(day(event), day(other)) > SAME_EVENT_DAYS && base_trust(other, trust) >= base_trust(event, trust)
    })
}

fn since(event: &Observation, signal: &str) -> Observation {
    let date = event.value.event().map_or(event.fact_date, |event| event.date);
    Observation {
        signal: signal.to_owned(),
        value: Value::Event(Event { date, amount: None, label: None }),
        ageing: Ageing::SinceLearned,
        source: Source::Computed,
        in_prose: false,
        note: Some(event.value.to_string()),
        parents: vec![event.id.clone()],
        ..event.clone()
    }
    .sealed()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> PartialDate {
        text.parse().expect("a date")
    }

    fn count(signal: &str, value: f64, date: &str, kind: SourceKind, origin: &str) -> Observation {
        let observation = Observation::new(signal, Value::Number(value), day(date), kind);
        Observation { origin: origin.to_owned(), ..observation }.sealed()
    }

    fn event(signal: &str, date: &str, kind: SourceKind, learned: Option<&str>) -> Observation {
        let value = Value::Event(Event { date: day(date), amount: None, label: None });
        let learned = learned.map(|text| day(text).day());
        Observation { learned, ..Observation::new(signal, value, day(date), kind) }.sealed()
    }

    fn derive(observations: &[Observation]) -> Vec<Observation> {
        derived(observations, &Trust::builtin(), day("2026-11-20").day())
    }

    const HEADS: &str = "department.eng_headcount";

    #[test]
    fn two_counts_of_one_source_give_growth_with_its_parents() {
        let counts = [
            count(HEADS, 80.0, "2025-11-16", SourceKind::CompanyRecord, "Team page"),
            count(HEADS, 120.0, "2026-11-16", SourceKind::CompanyRecord, "team page"),
        ];
        let found = derive(&counts);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].signal, "department.eng_growth_12m");
        assert!((found[0].value.point().expect("a number") - 50.0).abs() < 1e-9);
        assert_eq!(found[0].parents, [counts[0].id.clone(), counts[1].id.clone()]);
    }

    #[test]
    fn counts_of_different_sources_or_too_close_together_give_nothing() {
        let other = [
            count(HEADS, 80.0, "2025-11-16", SourceKind::Aggregator, "linkedin"),
            count(HEADS, 120.0, "2026-11-16", SourceKind::CompanyRecord, "team page"),
        ];
        assert_eq!(derive(&other), []);
        let close = [
            count(HEADS, 110.0, "2026-09-16", SourceKind::CompanyRecord, "team page"),
            count(HEADS, 120.0, "2026-11-16", SourceKind::CompanyRecord, "team page"),
        ];
        assert_eq!(derive(&close), []);
    }

    #[test]
    fn a_range_of_counts_gives_a_range_of_growth() {
        let range = Value::Range { low: 100.0, high: 140.0 };
        let now = Observation::new(HEADS, range, day("2026-11-16"), SourceKind::CompanyRecord);
        let counts = [
            count(HEADS, 100.0, "2025-11-16", SourceKind::CompanyRecord, "team page"),
            Observation { origin: "team page".to_owned(), ..now }.sealed(),
        ];
        let (low, high) = derive(&counts)[0].value.ends().expect("a range");
        assert!(low.abs() < 1e-9 && (high - 40.0).abs() < 1e-9, "{low}..{high}");
    }

    #[test]
    fn a_planned_head_count_becomes_a_growth_plan_dated_by_when_it_was_told() {
        let mut plan = count("company.headcount", 180.0, "2028-05-02", SourceKind::HiringManagerWritten, "Annette");
        plan.forward = true;
        plan.learned = Some(day("2026-11-02").day());
        let observations = [
            count("company.headcount", 120.0, "2026-11-02", SourceKind::HiringManagerWritten, "annette"),
            plan.sealed(),
        ];
        let found = derive(&observations);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].signal.as_str(), found[0].forward), ("company.growth_plan_18m", true));
        assert_eq!(found[0].fact_date.to_string(), "2026-11-02");
        assert!((found[0].value.point().expect("a number") - 50.0).abs() < 0.2);
    }

    #[test]
    fn a_rumour_does_not_outdate_a_filing_but_a_filing_outdates_a_rumour() {
        let dates = |found: Vec<Observation>| -> Vec<String> { found.iter().map(|o| o.value.to_string()).collect() };
        let filing = event("company.layoff", "2025-02-01", SourceKind::RegulatorFiling, None);
        let rumour = event("company.layoff", "2026-09-01", SourceKind::Hearsay, None);
        assert_eq!(dates(derive(&[filing.clone(), rumour.clone()])).len(), 2);
        let newer = event("company.layoff", "2026-10-20", SourceKind::RegulatorFiling, None);
        assert_eq!(dates(derive(&[filing, rumour, newer])), ["2026-10-20"]);
    }

    #[test]
    fn what_follows_from_an_event_ages_from_the_day_it_was_looked_up() {
        let looked_up =
            derive(&[event("company.funding_round", "2025-01-10", SourceKind::Aggregator, Some("2026-11-10"))]);
        assert_eq!(looked_up[0].ages_from().to_string(), "2026-11-10");
        let never = derive(&[event("company.funding_round", "2025-01-10", SourceKind::Aggregator, None)]);
        assert_eq!(never[0].ages_from().to_string(), "2025-01-10");
    }

    #[test]
    fn the_catalogue_names_every_derivation() {
        let catalogue = crate::signal::builtin_catalogue();
        let pairs = SERIES.iter().map(|series| (series.raw, series.derived)).chain(EVENTS);
        for (raw, derived) in pairs.chain([("company.headcount", "company.growth_plan_18m")]) {
            let signal = catalogue.get(derived).expect("in the catalogue");
            assert!(signal.inputs.iter().any(|input| input == raw), "{derived} does not name {raw}");
        }
    }
}
