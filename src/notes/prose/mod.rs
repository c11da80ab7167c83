//! Facts out of free prose, by rules and by weights of words, each find with the words that it was read from.
//!
//! A section's lines become statements (`statement`), a statement becomes a normal form in which every quantity is
//! one byte (`normal`), rules (`rules`) are patterns over that form, weights (`learned`) find what no rule names and
//! doubt what rules find, and what stands around a match may forbid it (`mood`). A wrong fact is worse than a missed
//! one: where the words do not make it plain, nothing is found.

mod beginning;
mod bound;
mod cue;
mod echo;
mod employer;
mod event;
mod extract;
mod fold;
mod fraction;
mod learned;
mod mood;
mod normal;
mod number;
mod opening;
mod part;
mod pattern;
mod quantity;
mod rule;
mod rules;
mod span;
mod stated;
mod statement;
mod table;
#[cfg(test)]
mod tests;
mod time;
mod tree;
mod value;
mod words;

use regex::bytes::{Regex, RegexBuilder};

use super::fact_date::fact_date;
use super::reader::quote_of;
use super::{Context, Section};
use crate::model::{Ageing, Event, Observation, PartialDate, Source, SourceKind, Value};
use crate::text::{Files, Span};

pub use extract::read_prose;
pub use learned::{Reading, Sample, samples};
pub use words::LONGEST_WORDS;

/// How sure a find can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// The text states a number, a date, a share or a clear yes or no.
    Countable,
    /// A level was read out of words: a suggestion.
    Judgement,
}

impl Class {
    /// The word used in files.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Countable => "countable",
            Self::Judgement => "judgement",
        }
    }
}

/// What prose says of a signal, in the signal's unit.
#[derive(Debug, Clone, PartialEq)]
pub enum Found {
    /// A number, a level, yes = 1, no = 0.
    Number(f64),
    /// Between two numbers, or beyond one: *over 200* has no upper end. At least one end is there.
    Range {
        /// Lower end.
        low: Option<f64>,
        /// Upper end.
        high: Option<f64>,
    },
    /// `k` of `n`.
    Share {
        /// How many.
        k: f64,
        /// Of how many; above 0.
        n: f64,
    },
    /// Something that happened on a day.
    Event(Event),
}

/// A fact found in prose.
#[derive(Debug, Clone, PartialEq)]
pub struct Find {
    /// The words that state it; always within one line.
    pub quote: Span,
    /// Key of the signal.
    pub signal: String,
    /// What is said.
    pub value: Found,
    /// When it was true: a date in the words, else the section's. `None` in a section without one.
    pub fact_date: Option<PartialDate>,
    /// When it was told: the date of its section.
    pub told: Option<PartialDate>,
    /// Kind of source: the section's, or hearsay where the words say so.
    pub kind: SourceKind,
    /// The voice of the section.
    pub origin: String,
    /// A plan or forecast.
    pub forward: bool,
    /// Whether it is clear or a suggestion.
    pub class: Class,
    /// `:: ?` or `ignore::` on its line takes it back.
    pub is_silenced: bool,
}

impl Find {
    /// The sentence that it was read from, or as much of it as is short.
    #[must_use]
    pub fn words<'a>(&self, files: &'a Files) -> &'a str {
        words::words_around(files.text(self.quote.file), self.quote.start..self.quote.end)
    }

    /// The find as an observation, which counts like a field: clear, not silenced, dated, with both ends of a range.
    /// `None` for everything else.
    #[must_use]
    pub fn observation(&self, files: &Files, context: Context<'_>) -> Option<Observation> {
        if self.class == Class::Judgement || self.is_silenced {
            return None;
        }
        let value = match &self.value {
            Found::Number(number) => Value::Number(*number),
            Found::Range { low, high } => Value::Range { low: (*low)?, high: (*high)? },
            Found::Share { k, n } => Value::Share { k: *k, n: *n },
            Found::Event(event) => Value::Event(event.clone()),
        };
        let signal = context.catalogue.get(&self.signal)?;
        let is_event = matches!(value, Value::Event(_));
        let said = self.fact_date.filter(|_| !is_event);
        let fact_date = fact_date(signal, &value, said, self.forward, self.told)?;
        let place = files.place(self.quote);
        let observation = Observation {
            learned: self.told.map(PartialDate::first),
            ageing: if is_event { Ageing::SinceLearned } else { Ageing::SinceTrue },
            origin: self.origin.clone(),
            forward: self.forward,
            scope: context.scope,
            source: Source::File { path: place.path, line: place.line },
            quote: Some(quote_of(self.words(files))),
            in_prose: true,
            ..Observation::unsealed(&self.signal, value, fact_date, self.kind)
        };
        Some(observation.sealed())
    }
}

/// A pattern over ASCII.
fn compile(pattern: &str) -> Regex {
    RegexBuilder::new(pattern).unicode(false).build().expect("the patterns are constants, and tests compile them")
}
