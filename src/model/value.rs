//! Values of observations.

use super::PartialDate;

/// What an observation says. Which forms a signal takes is decided by its type in the catalogue.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A number in the signal's unit: a count, percent points, months, a level, yes = 1, no = 0, partly = 0.5.
    Number(f64),
    /// Somewhere from `low` to `high`, both in the signal's unit; `low <= high`.
    Range {
        /// Lower end.
        low: f64,
        /// Upper end.
        high: f64,
    },
    /// `k` of `n`; `0 <= k <= n`, `n > 0`.
    Share {
        /// How many.
        k: f64,
        /// Of how many.
        n: f64,
    },
    /// Something that happened, with its day.
    Event(Event),
    /// Pay, to be turned into a ratio to the walk-away pay.
    Money(Amount),
}

/// Something that happened on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// When.
    pub date: PartialDate,
    /// How much, if said: money raised, people or percent laid off.
    pub amount: Option<Amount>,
    /// What kind, as written: `Series B`, `merger`.
    pub label: Option<String>,
}

/// A number with its unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Amount {
    /// In full units (28 million is 28000000).
    pub number: f64,
    /// ISO currency code, `percent` or `people`.
    pub unit: String,
}

impl Value {
    /// The point that stands for the value: the middle of a range, `k / n` of a share. `None` for events and money.
    #[must_use]
    pub fn point(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Range { low, high } => Some(f64::midpoint(*low, *high)),
            Self::Share { k, n } => Some(k / n),
            Self::Event(_) | Self::Money(_) => None,
        }
    }

    /// The ends of a stated range.
    #[must_use]
    pub fn ends(&self) -> Option<(f64, f64)> {
        match self {
            Self::Range { low, high } => Some((*low, *high)),
            _ => None,
        }
    }

    /// The sample behind a share.
    #[must_use]
    pub fn sample(&self) -> Option<f64> {
        match self {
            Self::Share { n, .. } => Some(*n),
            _ => None,
        }
    }

    /// The event, if it is one.
    #[must_use]
    pub fn event(&self) -> Option<&Event> {
        match self {
            Self::Event(event) => Some(event),
            _ => None,
        }
    }
}

/// The value as a file would hold it: `120`, `150..200`, `3/4`, `2026-03 EUR 28000000 (Series B)`.
impl std::fmt::Display for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Number(number) => write!(f, "{number}"),
            Self::Range { low, high } => write!(f, "{low}..{high}"),
            Self::Share { k, n } => write!(f, "{k}/{n}"),
            Self::Money(Amount { number, unit }) => write!(f, "{unit} {number}"),
            Self::Event(Event { date, amount, label }) => {
                write!(f, "{date}")?;
                match amount {
                    Some(Amount { number, unit }) if unit == "percent" => write!(f, " {number}%")?,
                    Some(Amount { number, unit }) if unit == "people" => write!(f, " {number} people")?,
                    Some(Amount { number, unit }) => write!(f, " {unit} {number}")?,
                    None => {}
                }
                label.as_ref().map_or(Ok(()), |label| write!(f, " {label}"))
            }
        }
    }
}
