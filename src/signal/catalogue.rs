//! The catalogue: what each signal measures and how its values are read.

use std::collections::BTreeMap;

use super::Curve;
use crate::model::SourceKind;
use crate::text::nearest;

/// What a signal's values look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignalType {
    /// Yes, no or partly.
    Bool,
    /// A level with words.
    Ordinal,
    /// How many.
    Count,
    /// Percent points: 40 is 40 %.
    Percent,
    /// A part of a whole, 0 to 1, best given as k of n.
    Share,
    /// Months since an event; best given as the event's date.
    Months,
    /// Years.
    Years,
    /// A review rating.
    Rating,
    /// A ratio of two amounts of money.
    Ratio,
    /// Something that happened on a day.
    Event,
    /// A probability, computed by the tool.
    Probability,
}

impl SignalType {
    const ALL: [(Self, &'static str); 11] = [
        (Self::Bool, "bool"),
        (Self::Ordinal, "ordinal"),
        (Self::Count, "count"),
        (Self::Percent, "percent"),
        (Self::Share, "share"),
        (Self::Months, "months"),
        (Self::Years, "years"),
        (Self::Rating, "rating"),
        (Self::Ratio, "ratio"),
        (Self::Event, "event"),
        (Self::Probability, "probability"),
    ];

    /// The word used in files.
    #[must_use]
    pub fn key(self) -> &'static str {
        Self::ALL.iter().find(|(known, _)| *known == self).map_or("", |(_, key)| key)
    }

    /// The type with this word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == key).map(|(known, _)| *known)
    }

    /// All words, in order.
    pub fn keys() -> impl Iterator<Item = &'static str> {
        Self::ALL.iter().map(|(_, key)| *key)
    }
}

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// More is better.
    Up,
    /// Less is better.
    Down,
    /// Neither: an input of a model.
    Target,
}

/// How far apart two values may be and still be the same claim.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Tolerance {
    /// In the signal's unit.
    Absolute(f64),
    /// As a part of the value.
    Relative(f64),
}

impl Tolerance {
    /// The tolerance around `x`, in the signal's unit; never negative.
    #[must_use]
    pub fn around(self, x: f64) -> f64 {
        match self {
            Self::Absolute(width) => width,
            Self::Relative(part) => (part * x).abs(),
        }
    }
}

/// What a signal is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// Observed and scored (or an input of the seat model).
    Observed,
    /// Observed; other signals are derived from it, or it is context.
    Raw,
    /// Computed by the tool; never typed in.
    Derived,
}

/// One entry of the catalogue.
#[derive(Debug, Clone, PartialEq)]
pub struct Signal {
    /// Stable dotted key: `company.headcount_growth_12m`.
    pub key: String,
    /// Short label for tables.
    pub name: String,
    /// What its values look like.
    pub signal_type: SignalType,
    /// Unit in words.
    pub unit: String,
    /// Which way is better.
    pub direction: Direction,
    /// Least and greatest plausible value, in the unit; others are refused at input. `None` for events.
    pub range: Option<(f64, f64)>,
    /// Two values this close are the same claim.
    pub tolerance: Tolerance,
    /// Days after which a statement is trusted half as much; `None`: it does not age.
    pub half_life_days: Option<f64>,
    /// Neutral prior, 0 to 100: the score when nothing is known. `None` where nothing is scored.
    pub prior: Option<f64>,
    /// Value function; `None` where nothing is scored.
    pub curve: Option<Curve>,
    /// Words of the levels of an ordinal, from the lowest.
    pub levels: Vec<String>,
    /// Kinds of source that know best, best first.
    pub best_sources: Vec<SourceKind>,
    /// Criteria of the source articles that this signal measures: `S1-05`.
    pub criteria: Vec<String>,
    /// Whom to ask.
    pub ask: String,
    /// The words to ask with.
    pub question: String,
    /// A remark on how to record it.
    pub note: Option<String>,
    /// What it is for.
    pub purpose: Use,
    /// For derived signals: the signals that they are computed from.
    pub inputs: Vec<String>,
}

impl Signal {
    /// Number of the lowest level of an ordinal.
    #[must_use]
    pub fn lowest_level(&self) -> f64 {
        self.range.map_or(0.0, |(low, _)| low)
    }

    /// The words of a level, when `x` is exactly one.
    #[must_use]
    pub fn level_words(&self, x: f64) -> Option<&str> {
        let at = x - self.lowest_level();
        let is_whole = at >= 0.0 && at.fract() == 0.0;
        is_whole.then(|| self.levels.get(at as usize)).flatten().map(String::as_str)
    }

    /// Whether values are dates of an event, or may be.
    #[must_use]
    pub fn takes_dates(&self) -> bool {
        matches!(self.signal_type, SignalType::Months | SignalType::Event)
    }
}

/// Result of looking a key up.
#[derive(Debug, Clone, PartialEq)]
pub enum Lookup<'a> {
    /// This one.
    Found(&'a Signal),
    /// A shortened key that fits several.
    Ambiguous(Vec<&'a str>),
    /// None; perhaps one with a similar key was meant.
    Unknown(Option<&'a str>),
}

/// All signals, in catalogue order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Catalogue {
    signals: Vec<Signal>,
    by_key: BTreeMap<String, usize>,
}

impl Catalogue {
    /// Adds a signal; gives it back when the key is taken.
    ///
    /// # Errors
    /// The signal itself, when its key is in the catalogue already.
    pub fn add(&mut self, signal: Signal) -> Result<(), Box<Signal>> {
        if self.by_key.contains_key(&signal.key) {
            return Err(Box::new(signal));
        }
        self.by_key.insert(signal.key.clone(), self.signals.len());
        self.signals.push(signal);
        Ok(())
    }

    /// The signal with exactly this key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Signal> {
        self.by_key.get(key).and_then(|at| self.signals.get(*at))
    }

    /// All signals.
    pub fn iter(&self) -> std::slice::Iter<'_, Signal> {
        self.signals.iter()
    }

    /// Finds a signal by its key or a unique ending of it (at a `.` or `_`); capitals, spaces and hyphens do not
    /// matter.
    ///
    /// ```
    /// use skiplevel::signal::{Lookup, builtin_catalogue};
    ///
    /// let catalogue = builtin_catalogue();
    /// assert!(matches!(catalogue.find("autonomy"), Lookup::Found(s) if s.key == "culture.autonomy"));
    /// assert!(matches!(catalogue.find("growth_12m"), Lookup::Ambiguous(keys) if keys.len() == 3));
    /// assert!(matches!(catalogue.find("autonommy"), Lookup::Unknown(Some("culture.autonomy"))));
    /// ```
    #[must_use]
    pub fn find(&self, key: &str) -> Lookup<'_> {
        let wanted = folded(key);
        self.known(&wanted).unwrap_or_else(|| Lookup::Unknown(self.nearest_key(&wanted)))
    }

    /// The one signal that a key names, in full or by its ending; unlike [`Self::find`], no near one is looked for.
    #[must_use]
    pub fn find_known(&self, key: &str) -> Option<&Signal> {
        match self.known(&folded(key)) {
            Some(Lookup::Found(signal)) => Some(signal),
            _ => None,
        }
    }

    fn known(&self, wanted: &str) -> Option<Lookup<'_>> {
        if let Some(signal) = self.get(wanted) {
            return Some(Lookup::Found(signal));
        }
        for separator in ['.', '_'] {
            let ends =
                |signal: &&Signal| signal.key.strip_suffix(wanted).is_some_and(|before| before.ends_with(separator));
            let fits: Vec<&Signal> = self.signals.iter().filter(ends).collect();
            match fits.as_slice() {
                [] => {}
                [only] => return Some(Lookup::Found(only)),
                many => return Some(Lookup::Ambiguous(many.iter().map(|signal| signal.key.as_str()).collect())),
            }
        }
        None
    }

    fn nearest_key(&self, wanted: &str) -> Option<&str> {
        let short = |signal: &Signal| signal.key.rsplit('.').next().map(str::len).unwrap_or_default();
        let keys = || self.signals.iter().map(|signal| signal.key.as_str());
        let near = nearest(wanted, keys());
        if near.is_some() || wanted.contains('.') {
            return near;
        }
        let endings = self.signals.iter().map(|signal| &signal.key[signal.key.len() - short(signal)..]);
        let ending = nearest(wanted, endings)?;
        keys().find(|key| key.ends_with(ending))
    }
}

impl<'a> IntoIterator for &'a Catalogue {
    type Item = &'a Signal;
    type IntoIter = std::slice::Iter<'a, Signal>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// A key as it is compared: people write `Eng headcount`.
fn folded(key: &str) -> String {
    key.trim().to_lowercase().replace([' ', '-'], "_")
}
