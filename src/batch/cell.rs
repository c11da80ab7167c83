//! From the text of a cell to what it adds to a row.

use super::line::Short;
use super::problem::CellProblem;
use super::slot::Slot;
use crate::ledger::{Blend, PoolRule, Reading, aged, is_series, months_since, read_on, weight_of};
use crate::model::{Observation, PartialDate, SourceKind, Value, days_between};
use crate::score::{CROSSCHECK_TRUST, GateState, Triple};
use crate::signal::{Signal, SignalType, Stated, parse_stated};

/// Words for "not known" that tables have where they have no value.
const BLANKS: [&[u8]; 9] = [b"?", b"-", b"n/a", b"na", b"#n/a", b"null", b"none", b"unknown", b"\xe2\x80\x94"];

/// Everything that one signal adds to a row: numbers of 0 to 100, worked out once for a text and kept. One line of a core's
/// cache.
#[derive(Debug, Clone, Copy)]
#[repr(align(64))]
pub(super) struct Cell {
    /// Score of the criterion with its range.
    pub(super) part: Triple,
    /// Credibility of it, 0 to below 1.
    pub(super) trust: f64,
    /// Standard deviation of the score.
    pub(super) deviation: f64,
    /// Answers of the conditions that look at this signal, two bits each, in their order.
    pub(super) answers: u64,
    written: Short,
}

/// What the seat model asks of a signal.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Input {
    /// The value in the signal's unit; `None` when not known.
    pub(super) point: Option<f64>,
    /// The sample behind a share; 0 when there is none.
    pub(super) sample: f64,
    /// Best estimate under the catalogue's own curve.
    pub(super) own_best: f64,
}

impl Input {
    /// Of a signal of which nothing is known, and that no curve judges.
    pub(super) const UNKNOWN: Self = Self { point: None, sample: 0.0, own_best: 50.0 };
}

impl Cell {
    /// A score of this trust that answers no condition.
    pub(super) fn of(part: Triple, trust: f64) -> Self {
        let written = Short::of_number(part.best).unwrap_or(Short::NONE);
        Self { part, trust, deviation: part.deviation(), answers: 0, written }
    }

    /// The score as it is written, where that is short.
    #[inline]
    pub(super) fn written(&self) -> Option<&Short> {
        (self.written.length() > 0).then_some(&self.written)
    }

    /// The answer of condition number `at` of the slot.
    pub(super) fn answer(&self, at: u32) -> GateState {
        match (self.answers >> (2 * at)) & 3 {
            1 => GateState::Pass,
            2 => GateState::Fail,
            _ => GateState::Unknown,
        }
    }
}

fn bits(state: GateState) -> u64 {
    match state {
        GateState::Pass => 1,
        GateState::Fail => 2,
        GateState::Unknown | GateState::NotApplicable => 0,
    }
}

/// One statement, weighed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Statement {
    pub(super) reading: Reading,
    /// Trust after plan and age, 0 to 1.
    pub(super) trust: f64,
    pub(super) kind: SourceKind,
}

/// What a statement says, and its weight; 0 for nothing.
fn reading_of(statement: Option<&Statement>) -> (Reading, f64) {
    let nothing = Reading { point: 0.0, ends: None, sample: None };
    statement.map_or((nothing, 0.0), |said| (said.reading, weight_of(said.trust, said.reading.sample)))
}

/// The texts that a row has about one signal.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Texts<'t> {
    pub(super) value: &'t [u8],
    pub(super) kind: &'t [u8],
    pub(super) date: &'t [u8],
    pub(super) sample: &'t [u8],
}

/// Whether a cell says nothing.
pub(super) fn is_blank(text: &[u8]) -> bool {
    let text = text.trim_ascii();
    text.is_empty() || BLANKS.iter().any(|blank| text.eq_ignore_ascii_case(blank))
}

impl Slot<'_> {
    /// What nothing, or a statement, adds.
    pub(super) fn cell(&self, statement: Option<&Statement>) -> Cell {
        let (reading, weight) = reading_of(statement);
        let Blend { low, best, high, trust } = match &self.rule {
            Some(rule) => Blend::of_one(&reading, weight, rule),
            None => Blend { low: 0.0, best: 0.0, high: 100.0, trust: weight / (1.0 + weight) },
        };
        let answer = |(at, leaf): (usize, &super::slot::Leaf)| bits(leaf.answer(statement, self)) << (2 * at);
        let answers = self.leaves.iter().enumerate().map(answer).fold(0, |all, one| all | one);
        Cell { answers, ..Cell::of(Triple { low, best, high }, trust) }
    }

    /// What nothing, or a statement, tells the seat model.
    pub(super) fn input(&self, statement: Option<&Statement>) -> Input {
        if !self.feeds_seats {
            return Input::UNKNOWN;
        }
        let (reading, weight) = reading_of(statement);
        let own = |rule| Blend::of_one(&reading, weight, &rule).best;
        Input {
            point: (weight > 0.0).then_some(reading.point),
            sample: reading.sample.unwrap_or(0.0),
            own_best: PoolRule::of(self.signal).map_or(50.0, own),
        }
    }

    /// What a row says in the plainest words - `120`, `-3.5`, of a percentage `12 %`, `yes`, a whole day, a source kind - read
    /// without help of the grammar; `None` where the grammar has to look.
    pub(super) fn quick(&self, texts: &Texts<'_>) -> Option<Statement> {
        if self.is_raw {
            return self.quick_event(texts);
        }
        let point = self.quick_point(texts.value)?;
        let value = if texts.sample.is_empty() || self.spelled.signal_type != SignalType::Share {
            Value::Number(point)
        } else {
            of_sample(point, quick_number(texts.sample, false)?)?
        };
        self.quick_statement(Reading { point: value.point()?, ends: None, sample: value.sample() }, texts)
    }

    /// An event of which nothing but its day is told.
    fn quick_event(&self, texts: &Texts<'_>) -> Option<Statement> {
        const DAY: usize = "2026-03-14".len();
        let date: PartialDate = utf8(texts.value).ok().filter(|text| text.len() == DAY)?.parse().ok()?;
        self.has_happened(date).then(|| self.quick_statement(months_since(date, self.as_of), texts))?
    }

    fn quick_statement(&self, reading: Reading, texts: &Texts<'_>) -> Option<Statement> {
        let kind = if texts.kind.is_empty() { self.default_kind } else { read_kind(utf8(texts.kind).ok()?).ok()? };
        let date = if texts.date.is_empty() { self.default_date } else { read_date(utf8(texts.date).ok()?).ok()? };
        if date.first() > self.as_of || self.is_withheld(self.default_forward) {
            return None;
        }
        let is_usual = texts.kind.is_empty() && texts.date.is_empty();
        let trust = if is_usual { self.default_trust } else { self.aged_trust(kind, date, self.default_forward) };
        Some(Statement { reading, trust, kind })
    }

    fn quick_point(&self, text: &[u8]) -> Option<f64> {
        let (low, high) = self.spelled.range?;
        let number = match (self.spelled.signal_type, text) {
            (SignalType::Event, _) => None,
            (SignalType::Bool, b"yes") => Some(1.0),
            (SignalType::Bool, b"no") => Some(0.0),
            (SignalType::Bool, _) => None,
            (SignalType::Percent, [digits @ .., b'%']) => quick_number(digits, false),
            (of, digits) => quick_number(digits, of == SignalType::Count),
        };
        number.filter(|number| (low..=high).contains(number))
    }

    /// Reads all texts of a row about this signal: `None` when nothing is said, or nothing that may be used.
    pub(super) fn statement(&self, texts: &Texts<'_>) -> Result<Option<Statement>, CellProblem> {
        let Some(observation) = self.observation(texts)? else { return Ok(None) };
        Ok(self.weighed(&observation))
    }

    /// The observation that a row makes about this signal, without its id; `None` when it says nothing.
    pub(super) fn observation(&self, texts: &Texts<'_>) -> Result<Option<Observation>, CellProblem> {
        if is_blank(texts.value) {
            return Ok(None);
        }
        let text = utf8(texts.value)?;
        let stated = parse_stated(self.spelled, text).map_err(|problem| CellProblem::of_value(text, &problem))?;
        if let Some((_, option)) = stated.unknown.first() {
            let expected = "a value, and options such as (plan) or @2026-06";
            return Err(CellProblem::new(option, expected));
        }
        let kind = match texts.kind {
            // `unknown` is a kind, too.
            blank if blank.trim_ascii().is_empty() => stated.kind.unwrap_or(self.default_kind),
            key => read_kind(utf8(key)?)?,
        };
        let fact_date = match texts.date {
            blank if is_blank(blank) => stated.fact_date.unwrap_or(self.default_date),
            day => read_date(utf8(day)?)?,
        };
        let value = with_sample(self.spelled, &stated, texts.sample)?;
        let forward = stated.forward || self.default_forward;
        let base = Observation::unsealed(&self.spelled.key, value, fact_date, kind);
        Ok(Some(Observation { forward, origin: stated.origin.unwrap_or_default(), ..base }))
    }

    /// The statement of an observation on the as-of date, if it may be used then.
    fn weighed(&self, observation: &Observation) -> Option<Statement> {
        let counts = observation.is_known_on(self.as_of) && !self.is_withheld(observation.forward);
        if !counts || (self.is_raw && !observation.value.event().is_some_and(|event| self.has_happened(event.date))) {
            return None;
        }
        let reading = read_on(observation, self.as_of)?;
        let trust = self.aged_trust(observation.kind, observation.fact_date, observation.forward);
        Some(Statement { reading, trust, kind: observation.kind })
    }

    /// Whether an event of this date counts already.
    fn has_happened(&self, date: PartialDate) -> bool {
        self.raw_may_lie_ahead || date.first() <= self.as_of
    }

    /// Trust of a statement on the as-of date.
    pub(super) fn aged_trust(&self, kind: SourceKind, date: PartialDate, forward: bool) -> f64 {
        let age_days = days_between(date.day(), self.as_of);
        aged(self.trust.of(kind).trust, forward, age_days, self.signal.half_life_days)
    }

    /// A planned head count says nothing of today's.
    fn is_withheld(&self, forward: bool) -> bool {
        forward && is_series(&self.spelled.key)
    }

    /// Whether a statement comes from outside the company, and is good enough to confirm what the company says.
    pub(super) fn is_confirmation(&self, statement: &Statement) -> bool {
        let party = self.trust.of(statement.kind).party;
        party != crate::model::Party::Company && statement.trust >= CROSSCHECK_TRUST
    }
}

/// A share with its sample, where a column of its own says it.
fn with_sample(signal: &Signal, stated: &Stated, sample: &[u8]) -> Result<Value, CellProblem> {
    let Value::Number(share) = stated.value else { return Ok(stated.value.clone()) };
    if is_blank(sample) || signal.signal_type != SignalType::Share {
        return Ok(stated.value.clone());
    }
    let text = utf8(sample)?;
    let expected = "the number of cases behind the share, such as 4";
    number(sample).and_then(|n| of_sample(share, n)).ok_or_else(|| CellProblem::new(text, expected))
}

/// A share of `n` cases; `None` where there is no case.
fn of_sample(share: f64, n: f64) -> Option<Value> {
    (n > 0.0).then_some(Value::Share { k: share * n, n })
}

fn read_kind(text: &str) -> Result<SourceKind, CellProblem> {
    SourceKind::from_key(text.trim()).ok_or_else(|| {
        let keys: Vec<&str> = SourceKind::ALL.iter().map(|kind| kind.key()).collect();
        CellProblem::new(text, &format!("a source kind: {}", keys.join(", ")))
    })
}

fn read_date(text: &str) -> Result<PartialDate, CellProblem> {
    text.trim().parse().map_err(|_| CellProblem::new(text, "a day, month or year such as 2026-03-14, 2026-03 or 2026"))
}

pub(super) fn utf8(text: &[u8]) -> Result<&str, CellProblem> {
    std::str::from_utf8(text)
        .map_err(|_| CellProblem::new(&String::from_utf8_lossy(text), "UTF-8; save the table as CSV UTF-8"))
}

/// A finite number in the plainest form.
pub(super) fn number(text: &[u8]) -> Option<f64> {
    let text = text.trim_ascii();
    quick_number(text, false).or_else(|| std::str::from_utf8(text).ok()?.parse().ok().filter(|x: &f64| x.is_finite()))
}

/// `120`, `-3`, `0.75`: at most fifteen digits, so that one division gives the nearest number. Of counts, three decimals
/// are left to the grammar: they may be thousands.
fn quick_number(text: &[u8], is_count: bool) -> Option<f64> {
    const POWERS: [f64; 16] = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];
    let (is_negative, digits) = match text {
        [b'-', rest @ ..] => (true, rest),
        _ => (false, text),
    };
    if digits.len() > 16 {
        return None;
    }
    let (mut whole, mut point, mut seen) = (0_u64, None, 0_usize);
    for (at, byte) in digits.iter().enumerate() {
        match byte {
            b'0'..=b'9' => {
                whole = whole * 10 + u64::from(byte - b'0');
                seen += 1;
            }
            b'.' if point.is_none() && at > 0 => point = Some(at),
            _ => return None,
        }
    }
    let decimals = point.map_or(0, |at| digits.len() - at - 1);
    if seen == 0 || seen > 15 || (point.is_some() && decimals == 0) || (is_count && decimals == 3) {
        return None;
    }
    let number = whole as f64 / POWERS[decimals];
    Some(if is_negative { -number } else { number })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_numbers_are_read_to_the_last_bit() {
        for text in ["0", "120", "-3.5", "0.1", "12.34", "999999999999999", "0.12345678901234", "7.10"] {
            assert_eq!(quick_number(text.as_bytes(), false), text.parse().ok(), "{text}");
        }
        for text in ["", "-", ".5", "5.", "1e5", "1,200", "nan", "--1", "1.2.3", "1234567890123456", "+4", " 4"] {
            assert_eq!(quick_number(text.as_bytes(), false), None, "{text}");
        }
        assert_eq!(quick_number(b"1.200", true), None);
        assert_eq!(quick_number(b"1.200", false), Some(1.2));
    }

    #[test]
    fn what_says_nothing_is_blank() {
        for text in ["", "  ", "?", "N/A", "null", "Unknown", " - ", "\u{2014}"] {
            assert!(is_blank(text.as_bytes()), "{text}");
        }
        for text in ["0", "no", "nan", "-1"] {
            assert!(!is_blank(text.as_bytes()), "{text}");
        }
    }
}
