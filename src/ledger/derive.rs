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

/// Which event a months-since signal counts from.
const EVENTS: [(&str, &str); 3] = [
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
        let known = |o: &&Observation| o.signal == raw && o.is_known_on(as_of) && o.value.event().is_some();
        let events: Vec<&Observation> = observations.iter().filter(known).collect();
        found.extend(events.iter().filter(|event| is_latest(event, &events, trust)).map(|event| since(event, signal)));
    }
    found
}

/// Groups of observations of one source series: same origin, or, where none is named, same kind.
fn by_origin<'a>(observations: &[&'a Observation]) -> Vec<Vec<&'a Observation>> {
    let mut groups: std::collections::BTreeMap<(String, Option<SourceKind>), Vec<&'a Observation>> = Default::default();
    for observation in observations {
        let kind = observation.origin.is_empty().then_some(observation.kind);
        groups.entry((observation.origin.to_lowercase(), kind)).or_default().push(observation);
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
    let newest = group.iter().max_by(|a, b| order(a, b))?;
    let gap = |o: &Observation| days_between(o.fact_date.day(), newest.fact_date.day());
    let earlier = group
        .iter()
        .filter(|o| (LEAST_GAP_DAYS..=GREATEST_GAP_DAYS).contains(&gap(o)))
        .min_by(|a, b| (gap(a) - 365).abs().cmp(&(gap(b) - 365).abs()).then_with(|| order(b, a)))?;
    combine(earlier, newest, signal, gap(earlier), change, trust)
}

/// Total order: by date, then id.
fn order(a: &Observation, b: &Observation) -> std::cmp::Ordering {
    a.fact_date.day().cmp(&b.fact_date.day()).then_with(|| a.id.cmp(&b.id))
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
                .filter(|o| {
                    o.is_known_on(as_of) && o.origin.eq_ignore_ascii_case(&plan.origin) && o.fact_date.day() <= learned
                })
                .max_by(|a, b| order(a, b))?;
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
        note: Some(event.value.to_string()),
        parents: vec![event.id.clone()],
        ..event.clone()
    }
    .sealed()
}
