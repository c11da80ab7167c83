//! Random dossiers for property tests: statements about any signal, by any kind of source, within three years.

use std::fmt;
use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::{RngSeed, TestCaseError, TestRunner};
use skiplevel::model::{Ageing, Date, Event, Observation, PartialDate, Source, SourceKind, Value};
use skiplevel::rubric::{BUILTIN, Rubric};
use skiplevel::signal::{Catalogue, Direction, Signal, SignalType, Trust, Use, builtin_catalogue};
use skiplevel::text::{Diagnostics, Files};
use skiplevel::workspace::load_builtin;

pub(crate) static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(builtin_catalogue);
pub(crate) static TRUST: LazyLock<Trust> = LazyLock::new(Trust::builtin);

/// The six rubrics, read from their texts.
pub(crate) static RUBRICS: LazyLock<Vec<Rubric>> = LazyLock::new(read_rubrics);

pub(crate) fn read_rubrics() -> Vec<Rubric> {
    let (mut files, mut problems) = (Files::default(), Diagnostics::default());
    let mut read = |id| load_builtin(id, &CATALOGUE, &mut files, &mut problems).expect("built in").rubric;
    BUILTIN.iter().map(|(id, _)| read(id)).collect()
}

/// The day on which random dossiers are looked at.
pub(crate) fn as_of() -> Date {
    "2026-11-20".parse().expect("a day")
}

/// So many days before [`as_of`]; after it, if negative.
pub(crate) fn days_ago(days: i64) -> Date {
    as_of().saturating_sub(jiff::Span::new().days(days))
}

/// Tries a claim on many inputs: 1,000, or `PROPTEST_CASES`. The inputs are the same in every run, unless
/// `PROPTEST_RNG_SEED` names other ones.
#[expect(clippy::disallowed_methods, reason = "PROPTEST_CASES and PROPTEST_RNG_SEED are asked for")]
pub(crate) fn check<S>(inputs: S, claim: impl Fn(S::Value) -> Result<(), TestCaseError>)
where
    S: Strategy,
    S::Value: fmt::Debug,
{
    let mut config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = 1000;
    }
    if config.rng_seed == RngSeed::Random {
        config.rng_seed = RngSeed::Fixed(0x4D32_5F53_4541_5453);
    }
    if let Err(counterexample) = TestRunner::new(config).run(&inputs, claim) {
        panic!("{counterexample}");
    }
}

/// What is known about one role. Shown one statement a line.
#[derive(Clone, PartialEq)]
pub(crate) struct Dossier(pub Vec<Observation>);

impl fmt::Debug for Dossier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for o in &self.0 {
            let learned = o.learned.map(|date| format!(", learned {date}")).unwrap_or_default();
            let plan = if o.forward { ", plan" } else { "" };
            write!(f, "\n  {} {} = {} ({}{learned}) by {}", o.id, o.signal, o.value, o.fact_date, o.kind.key())?;
            write!(f, " of {:?}, credibility {}{plan}", o.origin, o.credibility)?;
        }
        writeln!(f)
    }
}

/// Signals that gates, caps and the seat model look at: drawn more often, so that something hangs on them.
const DECISIVE: [&str; 19] = [
    "company.headcount",
    "company.headcount_growth_12m",
    "culture.dual_track_parity",
    "department.eng_growth_12m",
    "department.eng_headcount",
    "department.ems_per_m2",
    "department.ics_per_em",
    "department.m2_attrition_12m",
    "department.m2_seat_planned",
    "department.nearby_growth_12m",
    "manager.moving_up",
    "mobility.competing_peers",
    "mobility.m2_internal_fill_share",
    "mobility.m2_internal_promotions_12m",
    "mobility.path_reproducible",
    "self.em_tenure_years",
    "self.influence",
    "self.m2_skills",
    "self.stay_2_3_years",
];

/// Signals of the catalogue that can be stated and fit.
fn signals(fits: fn(&Signal) -> bool) -> Vec<&'static Signal> {
    CATALOGUE.iter().filter(|signal| signal.purpose != Use::Derived && fits(signal)).collect()
}

fn is_decisive(signal: &Signal) -> bool {
    DECISIVE.contains(&signal.key.as_str())
}

/// A signal that fits; every other time a decisive one.
fn signal(fits: fn(&Signal) -> bool) -> impl Strategy<Value = &'static Signal> {
    let decisive = signals(fits).into_iter().filter(|signal| is_decisive(signal)).collect::<Vec<_>>();
    prop_oneof![select(signals(fits)), select(decisive)]
}

/// What is known about one role: often little, sometimes a lot.
pub(crate) fn dossier() -> impl Strategy<Value = Dossier> {
    let thin = prop::collection::vec(statements(|_| true), 0..=12).prop_map(|lists| lists.concat());
    prop_oneof![2 => thin, 1 => thorough()].prop_map(Dossier)
}

/// Fresh statements of good sources about most signals that are scored, good ones more often than not.
fn thorough() -> impl Strategy<Value = Vec<Observation>> {
    let list = prop::collection::vec(draft(&STRONG, 60), 1..=2);
    let asked = signals(|signal| signal.purpose == Use::Observed);
    let lists = prop::collection::vec(prop::option::weighted(0.85, list), asked.len());
    (lists, prop::bool::weighted(0.5)).prop_map(move |(lists, is_good)| {
        let about = asked.iter().zip(lists).flat_map(|(signal, list)| {
            list.unwrap_or_default().into_iter().map(|draft| draft.of(signal)).collect::<Vec<_>>()
        });
        about
            .map(|o| if is_good && has_direction(signal_of(&o)) { improved(&o, 0.5, 0.5).sealed() } else { o })
            .collect()
    })
}

/// Kinds of source that answer a question.
const STRONG: [SourceKind; 6] = [
    SourceKind::SignedDocument,
    SourceKind::OwnObservation,
    SourceKind::CompanyRecord,
    SourceKind::SelfEvidenced,
    SourceKind::NetworkInsider,
    SourceKind::HiringManagerWritten,
];

/// A dossier in which at least one statement can be improved, and that statement's place; every other time it is
/// about a decisive signal.
pub(crate) fn dossier_with_room() -> impl Strategy<Value = (Dossier, usize)> {
    (dossier(), statements(has_direction), any::<bool>(), any::<Index>()).prop_map(
        |(Dossier(mut all), more, any, pick)| {
            all.extend(more);
            let has_room = |at: &usize| has_direction(signal_of(&all[*at]));
            let open: Vec<usize> = (0..all.len()).filter(has_room).collect();
            let decisive: Vec<usize> = open.iter().copied().filter(|at| is_decisive(signal_of(&all[*at]))).collect();
            let at = *pick.get(if any || decisive.is_empty() { &open } else { &decisive });
            (Dossier(all), at)
        },
    )
}

/// One to four statements about one fitting signal.
pub(crate) fn statements(fits: fn(&Signal) -> bool) -> impl Strategy<Value = Vec<Observation>> {
    (signal(fits), prop::collection::vec(any_draft(), 1..=4))
        .prop_map(|(signal, drafts)| drafts.iter().map(|draft| draft.of(signal)).collect())
}

pub(crate) fn signal_of(observation: &Observation) -> &'static Signal {
    CATALOGUE.get(&observation.signal).expect("in the catalogue")
}

/// Whether one of two values of the signal is the better one.
pub(crate) fn has_direction(signal: &Signal) -> bool {
    signal.purpose == Use::Observed && signal.direction != Direction::Target
}

/// A statement before it is known what it is about.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    /// Where in the plausible range the value lies, 0 to 1, and where the upper end of a range lies above that.
    at: f64,
    width: f64,
    /// In the whole plausible range, or only where the curve is not flat.
    is_wide: bool,
    form: Form,
    kind: SourceKind,
    age_days: i64,
    precision: Precision,
    learned_after: Option<i64>,
    origin: Option<u8>,
    credibility: u8,
    forward: bool,
}

#[derive(Debug, Clone, Copy)]
enum Form {
    Point,
    Whole,
    Range,
    Sample(u8),
    Date,
}

#[derive(Debug, Clone, Copy)]
enum Precision {
    Day,
    Month,
    Year,
}

/// By one of these kinds, at most so old. Half of the origins are shared with others; the other half of the statements stand for themselves.
fn draft(kinds: &'static [SourceKind], oldest_days: i64) -> impl Strategy<Value = Draft> {
    let form = prop_oneof![
        2 => Just(Form::Point),
        2 => Just(Form::Whole),
        2 => Just(Form::Range),
        2 => (1..=12_u8).prop_map(Form::Sample),
        1 => Just(Form::Date),
    ];
    let precision = prop_oneof![8 => Just(Precision::Day), 2 => Just(Precision::Month), 1 => Just(Precision::Year)];
    let value = (0.0..=1.0_f64, 0.0..=1.0_f64, any::<bool>(), form);
    let time = (0..=oldest_days, precision, prop::option::of(0..=200_i64));
    let credibility = prop_oneof![2 => Just(2_u8), 1 => 1..=6_u8];
    let who = (select(kinds), prop::option::weighted(0.5, 0..6_u8), credibility, prop::bool::weighted(0.2));
    (value, time, who).prop_map(|(value, time, who)| {
        let (at, width, is_wide, form) = value;
        let (age_days, precision, learned_after) = time;
        let (kind, origin, credibility, forward) = who;
        Draft { at, width, is_wide, form, kind, age_days, precision, learned_after, origin, credibility, forward }
    })
}

/// By any kind; half of them of the last two months, the others of the last three years.
pub(crate) fn any_draft() -> impl Strategy<Value = Draft> {
    prop_oneof![draft(SourceKind::ALL, 60), draft(SourceKind::ALL, 1095)]
}

impl Draft {
    /// The statement about `signal`.
    pub(crate) fn of(&self, signal: &Signal) -> Observation {
        let value = self.value(signal);
        let date = match &value {
            Value::Event(event) if signal.signal_type == SignalType::Event => event.date,
            // Plans for a head count are about a day to come.
            _ if self.forward && signal.key == "company.headcount" => self.partial(days_ago(-self.age_days)),
            _ => self.partial(days_ago(self.age_days)),
        };
        let learned = |days: i64| days_ago(self.age_days).saturating_add(jiff::Span::new().days(days)).min(as_of());
        let ageing = if matches!(value, Value::Event(_)) { Ageing::SinceLearned } else { Ageing::SinceTrue };
        Observation {
            learned: self.learned_after.map(learned),
            ageing,
            origin: self.origin.map(|origin| format!("origin {origin}")).unwrap_or_default(),
            credibility: self.credibility,
            forward: self.forward,
            ..Observation::new(&signal.key, value, date, self.kind)
        }
        .sealed()
    }

    fn partial(&self, date: Date) -> PartialDate {
        let text = date.to_string();
        let kept = match self.precision {
            Precision::Day => text.as_str(),
            Precision::Month => &text[..7],
            Precision::Year => &text[..4],
        };
        kept.parse().expect("a date")
    }

    fn value(&self, signal: &Signal) -> Value {
        let happened = || self.partial(days_ago(30 + (self.at * 2000.0) as i64));
        let event = |date| Value::Event(Event { date, amount: None, label: None });
        match (signal.signal_type, self.form) {
            (SignalType::Event, _) => event(happened()),
            (SignalType::Months, Form::Date) => event(happened()),
            (SignalType::Share, Form::Sample(n)) => {
                Value::Share { k: (self.at * f64::from(n)).round(), n: f64::from(n) }
            }
            (SignalType::Bool, _) => Value::Number((self.at * 2.0).round() / 2.0),
            (_, form) => self.quantity(signal, form),
        }
    }

    fn quantity(&self, signal: &Signal, form: Form) -> Value {
        let (low, high) = self.span(signal);
        // Most organisations are small.
        let at = if signal.curve.is_some() { self.at } else { self.at.powi(4) };
        let x = low + at * (high - low);
        match form {
            Form::Range => Value::Range { low: x, high: x + self.width * (high - x) },
            Form::Whole | Form::Sample(_) if signal.signal_type != SignalType::Share => {
                Value::Number(x.round().clamp(low, high))
            }
            _ => Value::Number(x),
        }
    }

    fn span(&self, signal: &Signal) -> (f64, f64) {
        let (low, high) = signal.range.expect("quantities have a range");
        match signal.curve.as_ref().map(|curve| curve.points()) {
            Some([(first, _), .., (last, _)]) if !self.is_wide => (*first, *last),
            _ => (low, high.min(5000.0)),
        }
    }
}

/// The same statement with a better value: both ends move to the good side, by parts of the room that is left. It
/// keeps its id.
pub(crate) fn improved(observation: &Observation, by: f64, also_by: f64) -> Observation {
    let signal = signal_of(observation);
    let (least, greatest) = signal.range.expect("signals with a direction have a range");
    let is_up = signal.direction == Direction::Up;
    let toward = |x: f64, end: f64, part: f64| x + part * (end - x);
    let value = match &observation.value {
        Value::Number(x) => Value::Number(toward(*x, if is_up { greatest } else { least }, by)),
        Value::Range { low, high } if is_up => {
            let high = toward(*high, greatest, by);
            Value::Range { low: toward(*low, high, also_by), high }
        }
        Value::Range { low, high } => {
            let low = toward(*low, least, by);
            Value::Range { low, high: toward(*high, low, also_by) }
        }
        Value::Share { k, n } => Value::Share { k: toward(*k, *n, by), n: *n },
        Value::Event(event) => {
            let days = (by * 1000.0) as i64;
            let date = event.date.day().saturating_sub(jiff::Span::new().days(if is_up { days } else { -days }));
            Value::Event(Event { date: date.into(), ..event.clone() })
        }
        Value::Money(_) => unreachable!("random dossiers hold no money"),
    };
    Observation { value, ..observation.clone() }
}

/// The same statement at another place: what is written twice.
pub(crate) fn copied(observation: &Observation, line: usize) -> Observation {
    let source = Source::File { path: "roles/other.md".to_owned(), line };
    Observation { source, quote: Some("once more".to_owned()), ..observation.clone() }
}
