//! A fact that nobody has stated yet: what a ledger would be with it, and which values are worth trying.

use std::collections::BTreeMap;

use crate::ledger::Ledger;
use crate::model::{Observation, PartialDate, SourceKind, Value};
use crate::signal::{Catalogue, Direction, Lookup, Signal, SignalType, Trust, Use, parse_stated};
use crate::text::nearest;

/// A statement tried out: that `signal` is `value`, learned on the as-of date from a source of this kind.
#[derive(Debug, Clone, PartialEq)]
pub struct Hypothesis<'a> {
    /// What it is about.
    pub signal: &'a Signal,
    /// What is said.
    pub value: Value,
    /// Who or what says it.
    pub kind: SourceKind,
    /// When it was true; `None`: on the as-of date.
    pub fact_date: Option<PartialDate>,
    /// A plan or forecast.
    pub forward: bool,
}

/// Whose facts a signal is one of, for the question which roles a hypothesis reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// About you: every role.
    You,
    /// About the company: its roles.
    Company,
    /// About this role and its department.
    Role,
}

impl Reach {
    /// By the first word of the key.
    #[must_use]
    pub fn of(signal: &Signal) -> Self {
        match signal.key.split('.').next() {
            Some("self") => Self::You,
            Some("company") => Self::Company,
            _ => Self::Role,
        }
    }
}

impl<'a> Hypothesis<'a> {
    /// That `signal` is `value` on the as-of date; a plan where every statement about the signal is one.
    #[must_use]
    pub fn of(signal: &'a Signal, value: Value, kind: SourceKind) -> Self {
        Self { signal, value, kind, fact_date: None, forward: is_plan(signal) }
    }

    /// The statement as it would stand in `ledger`. If exactly one origin of its kind has spoken about the signal, it is
    /// what that origin says now (asking again replaces, METHOD 6); otherwise it is a voice of its own.
    #[must_use]
    pub fn observation(&self, ledger: &Ledger) -> Observation {
        let same = ledger
            .of(&self.signal.key)
            .iter()
            .filter(|known| known.kind.of_one_person().contains(&self.kind) && !known.origin.is_empty());
        let origins: BTreeMap<String, &str> = same.map(|known| (known.origin_key(), known.origin.as_str())).collect();
        let origin = match origins.len() {
            1 => origins.values().next().copied().unwrap_or_default(),
            _ => "what if",
        }
        .to_owned();
        let day = self.fact_date.unwrap_or_else(|| ledger.as_of().into());
        let base = Observation::new(&self.signal.key, self.value.clone(), day, self.kind);
        Observation { origin, forward: self.forward, ..base }.sealed()
    }

    /// The ledger if these were stated, too. What the same voice said before about the same signal is taken back.
    #[must_use]
    pub fn applied(hypotheses: &[Self], ledger: &Ledger) -> Ledger {
        let added: Vec<Observation> = hypotheses.iter().map(|hypothesis| hypothesis.observation(ledger)).collect();
        ledger
            .revised(&added, |known| added.iter().any(|new| new.signal == known.signal && new.voice() == known.voice()))
    }

    /// `department.eng_growth_12m=40@company_record`: as [`Hypothesis::parse`] reads it.
    #[must_use]
    pub fn argument(&self) -> String {
        let value = match (&self.value, self.signal.signal_type) {
            (Value::Number(x), SignalType::Bool) if *x >= 1.0 => "yes".to_owned(),
            (Value::Number(x), SignalType::Bool) if *x <= 0.0 => "no".to_owned(),
            (value, _) => value.to_string(),
        };
        let plan = if self.forward && !is_plan(self.signal) { " (plan)" } else { "" };
        let date = self.fact_date.map(|date| format!(" @{date}")).unwrap_or_default();
        format!("{}={value}{plan}{date}@{}", self.signal.key, self.kind.key())
    }

    /// Reads `signal=value` or `signal=value@kind`. The signal may be a unique ending of its key, the value is written as
    /// in a note (`40%`, `3 of 4`, `2026-03`, a level's words), the kind is the key of a source kind; without it, the one
    /// that would settle the matter. What is a plan by nature counts as one.
    ///
    /// # Errors
    /// [`HypothesisProblem`]: what was found, what was expected, and the mend.
    pub fn parse(text: &str, catalogue: &'a Catalogue, trust: &Trust) -> Result<Self, HypothesisProblem> {
        let Some((key, rest)) = text.split_once('=') else {
            return Err(HypothesisProblem::new(
                format!("`{text}` is not a fact; expected signal=value"),
                "for example m2_internal_promotions_12m=2@network_insider",
            ));
        };
        let signal = find(key.trim().trim_end_matches(':'), catalogue)?;
        let (value, kind) = match rest.rsplit_once('@') {
            Some((value, word)) if SourceKind::from_key(word.trim()).is_some() => {
                (value, SourceKind::from_key(word.trim()))
            }
            // A date stands behind `@`, too; it begins with a digit.
            Some((_, word)) if !word.trim().starts_with(|c: char| c.is_ascii_digit()) => {
                return Err(unknown_source(word.trim()));
            }
            _ => (rest, None),
        };
        let stated = parse_stated(signal, value.trim()).map_err(|problem| {
            HypothesisProblem::new(format!("`{}`: {}", signal.key, problem.message), problem.help)
        })?;
        if let Some((_, option)) = stated.unknown.first() {
            let message = format!("`{}`: nobody knows the option ({option})", signal.key);
            return Err(HypothesisProblem::new(message, "leave it out; a source is written @kind"));
        }
        let kind = kind.or(stated.kind).unwrap_or_else(|| best_proof(signal, trust));
        let forward = stated.forward || is_plan(signal);
        Ok(Self { signal, value: stated.value, kind, fact_date: stated.fact_date, forward })
    }
}

/// Why a hypothesis cannot be tried.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}\n{help}")]
pub struct HypothesisProblem {
    /// Found and expected.
    pub message: String,
    /// The mend.
    pub help: String,
}

impl HypothesisProblem {
    fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: help.into() }
    }
}

fn find<'a>(key: &str, catalogue: &'a Catalogue) -> Result<&'a Signal, HypothesisProblem> {
    let unknown = || format!("no signal has the key `{key}`");
    match catalogue.find(key) {
        Lookup::Found(signal) if signal.purpose == Use::Derived => {
            let inputs = signal.inputs.join(", ");
            let message = format!("`{}` is computed and cannot be set", signal.key);
            Err(HypothesisProblem::new(message, format!("set what it is computed from: {inputs}")))
        }
        Lookup::Found(signal) => Ok(signal),
        Lookup::Ambiguous(keys) => {
            Err(HypothesisProblem::new(format!("`{key}` fits several signals"), format!("one of {}", keys.join(", "))))
        }
        Lookup::Unknown(Some(near)) => Err(HypothesisProblem::new(unknown(), format!("did you mean `{near}`?"))),
        Lookup::Unknown(None) => Err(HypothesisProblem::new(unknown(), "`skiplevel rubric show signals` lists them")),
    }
}

fn unknown_source(word: &str) -> HypothesisProblem {
    let keys = SourceKind::ALL.iter().map(|kind| kind.key());
    let help = match nearest(word, keys.clone()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("kinds are {}", keys.collect::<Vec<_>>().join(", ")),
    };
    HypothesisProblem::new(format!("no kind of source is called `{word}`"), help)
}

/// Signals whose statements are forecasts whoever makes them (notes of the catalogue).
const PLANS: [&str; 2] = ["company.growth_plan_18m", "department.m2_seat_planned"];

/// Whether every statement about the signal is a plan.
#[must_use]
pub(super) fn is_plan(signal: &Signal) -> bool {
    PLANS.contains(&signal.key.as_str())
}

/// The kind of source that would settle a signal: of those that the catalogue says know best, the most trusted; the first
/// of equals.
#[must_use]
pub fn best_proof(signal: &Signal, trust: &Trust) -> SourceKind {
    let of = |kind: &SourceKind| trust.of(*kind).trust;
    let best = signal.best_sources.iter().rev().max_by(|a, b| of(a).total_cmp(&of(b)));
    best.copied().unwrap_or(SourceKind::OwnObservation)
}

/// The kind that a promise about this signal would have in writing: in the contract where the catalogue says so, else by
/// the hiring manager. `None` where the catalogue names neither, and where it is nothing that somebody can agree to (a
/// past count, a rate).
#[must_use]
pub fn written_proof(signal: &Signal) -> Option<SourceKind> {
    let best = &signal.best_sources;
    let can_be_agreed = matches!(signal.signal_type, SignalType::Bool | SignalType::Ordinal | SignalType::Ratio);
    let is_written =
        |kind: &SourceKind| *kind == SourceKind::SignedDocument || *kind == SourceKind::HiringManagerWritten;
    if !can_be_agreed && !best.first().is_some_and(is_written) {
        return None;
    }
    [SourceKind::SignedDocument, SourceKind::HiringManagerWritten].into_iter().find(|kind| best.contains(kind))
}

/// The part of a share's sample when nobody named one: "the last four".
const SAMPLE: f64 = 4.0;

/// Values of a signal that are worth trying, from the worst to the best for the role: whole numbers, levels, k of 4 and
/// so on, between the first and the last anchor of its curve. Empty for signals of which more is neither better nor
/// worse, and for those that nobody can state.
#[must_use]
pub fn values_to_try(signal: &Signal) -> Vec<Value> {
    let (Some(curve), Some((least, greatest))) = (&signal.curve, signal.range) else { return Vec::new() };
    if signal.purpose != Use::Observed || signal.direction == Direction::Target {
        return Vec::new();
    }
    let anchors = curve.points();
    let first = anchors.first().map_or(least, |point| point.0).max(least);
    let last = anchors.last().map_or(greatest, |point| point.0).min(greatest);
    let mut values: Vec<Value> = match signal.signal_type {
        SignalType::Share => (0..=SAMPLE as u32).map(|k| Value::Share { k: f64::from(k), n: SAMPLE }).collect(),
        SignalType::Bool => [0.0, 1.0].map(Value::Number).into(),
        SignalType::Event | SignalType::Probability => Vec::new(),
        SignalType::Years => steps(first, last, 2.0),
        SignalType::Rating => steps(first, last, 10.0),
        SignalType::Ratio => steps(first, last, 20.0),
        SignalType::Ordinal | SignalType::Count | SignalType::Percent | SignalType::Months => steps(first, last, 1.0),
    };
    if signal.direction == Direction::Down {
        values.reverse();
    }
    values
}

/// All multiples of `1 / parts` from `first` to `last`.
fn steps(first: f64, last: f64, parts: f64) -> Vec<Value> {
    let (from, to) = ((first * parts).ceil() as i64, (last * parts).floor() as i64);
    (from..=to).map(|step| Value::Number(step as f64 / parts)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{World, acme, said};
    use super::*;
    use crate::signal::{builtin_catalogue, parse_stated};

    const PROMOTIONS: &str = "mobility.m2_internal_promotions_12m";

    fn about<'a>(world: &'a World, key: &str, value: f64, kind: SourceKind) -> Hypothesis<'a> {
        let signal = world.catalogue.get(key).expect("in the catalogue");
        Hypothesis { signal, value: Value::Number(value), kind, fact_date: None, forward: false }
    }

    #[test]
    fn what_is_tried_can_be_typed() {
        for signal in &builtin_catalogue() {
            let values = values_to_try(signal);
            assert_eq!(
                values.is_empty(),
                signal.curve.is_none() || signal.direction == Direction::Target,
                "{}",
                signal.key
            );
            for value in &values {
                let read = parse_stated(signal, &value.to_string());
                assert_eq!(read.as_ref().map(|stated| &stated.value), Ok(value), "{}", signal.key);
            }
            let score = |value: &Value| value.point().zip(signal.curve.as_ref()).map_or(0.0, |(x, curve)| curve.at(x));
            assert!(values.windows(2).all(|pair| score(&pair[0]) <= score(&pair[1])), "{}", signal.key);
            assert!(values.len() <= 1000, "{}: {}", signal.key, values.len());
        }
    }

    /// The hiring manager who said one thing and writes another has changed their mind; a second recruiter has not.
    #[test]
    fn the_same_voice_takes_back_what_it_said() {
        let world = World::new("m2-path");
        let ledger = world.ledger(&acme());
        let written = about(&world, PROMOTIONS, 0.0, SourceKind::HiringManagerSaid);
        assert_eq!(written.observation(&ledger).origin, "hm");
        let after = Hypothesis::applied(&[written], &ledger);
        let values = |origin: &str| -> Vec<Value> {
            after.of(PROMOTIONS).iter().filter(|o| o.origin == origin).map(|o| o.value.clone()).collect()
        };
        assert_eq!(values("hm"), [Value::Number(0.0)]);
        assert_eq!(after.of(PROMOTIONS).len(), ledger.of(PROMOTIONS).len());

        let two = ["Ann", "Ben"]
            .map(|who| said(PROMOTIONS, SourceKind::RecruiterSaid, "2026-11-02", Value::Number(1.0), who));
        let ledger = world.ledger(&two);
        let third = about(&world, PROMOTIONS, 3.0, SourceKind::RecruiterSaid);
        assert_eq!(third.observation(&ledger).origin, "what if");
        assert_eq!(Hypothesis::applied(&[third], &ledger).of(PROMOTIONS).len(), 3);
    }

    #[test]
    fn promises_can_be_written_and_the_past_cannot() {
        let catalogue = builtin_catalogue();
        let proof = |key: &str| written_proof(catalogue.get(key).expect("in the catalogue"));
        assert_eq!(proof("role.multi_team_scope"), Some(SourceKind::SignedDocument));
        assert_eq!(proof("manager.sponsorship"), Some(SourceKind::HiringManagerWritten));
        assert_eq!(proof("company.growth_plan_18m"), Some(SourceKind::HiringManagerWritten));
        assert_eq!(proof(PROMOTIONS), None);
        assert_eq!(proof("company.review_rating"), None);
        assert_eq!(proof("company.headcount_growth_12m"), None);
        let trust = Trust::builtin();
        let best = |key: &str| best_proof(catalogue.get(key).expect("in the catalogue"), &trust);
        assert_eq!(best("department.eng_growth_12m"), SourceKind::CompanyRecord);
        assert_eq!(best(PROMOTIONS), SourceKind::NetworkInsider);
    }

    #[test]
    fn an_argument_says_everything() {
        let world = World::new("m2-path");
        for signal in &world.catalogue {
            for value in values_to_try(signal) {
                let kind = best_proof(signal, &world.trust);
                let tried = Hypothesis::of(signal, value, kind);
                let planned = Hypothesis { forward: true, ..tried.clone() };
                let dated = Hypothesis { fact_date: "2026-03".parse().ok(), ..planned.clone() };
                for tried in [tried, planned, dated] {
                    let read = Hypothesis::parse(&tried.argument(), &world.catalogue, &world.trust);
                    assert_eq!(read, Ok(tried));
                }
            }
        }
    }

    #[test]
    fn what_cannot_be_tried_is_named_with_its_mend() {
        let world = World::new("m2-path");
        let parse = |text: &str| Hypothesis::parse(text, &world.catalogue, &world.trust);
        let check = |text: &str, words: &str| {
            let problem = parse(text).expect_err(text);
            assert!(problem.to_string().contains(words), "{problem}");
        };
        check("promotions", "expected signal=value");
        check("autonmy=2", "did you mean `culture.autonomy`?");
        check("growth_12m=2", "fits several");
        check("seat.p_open=1", "is computed");
        check("competing_peers=-3", "competing_peers");
        check("m2_internal_fill_share=5 of 4", "m2_internal_fill_share");
        check("eng_growth_12m=nan", "eng_growth_12m");
        check("eng_growth_12m=", "eng_growth_12m");
        check("eng_growth_12m=40@team_page", "no kind of source");
        check("eng_growth_12m=40@company_recrd", "did you mean `company_record`?");
        check("autonomy=2 (perhaps)", "option");
        let read = parse("eng_growth_12m = ~40% @2026-06 @aggregator").expect("well formed");
        assert_eq!((read.value, read.kind, read.forward), (Value::Number(40.0), SourceKind::Aggregator, false));
        assert!(parse("m2_seat_planned=yes").is_ok_and(|read| read.forward && read.kind == SourceKind::CompanyRecord));
    }
}
