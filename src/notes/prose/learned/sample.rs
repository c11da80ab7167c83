//! What weights are learned from: every quantity and every sentence of a note, with its features.

use super::features::{Emit, View};
use super::{OTHERS, PART, READS, WHOLE, event_of};
use crate::model::Date;
use crate::notes::prose::normal::Normal;
use crate::notes::prose::part::each_statement;
use crate::notes::prose::rule::Read;
use crate::notes::prose::value;
use crate::notes::prose::{Context, Found, Section};
use crate::text::{Files, Span};

/// A quantity or a sentence of a note.
#[derive(Debug, Clone)]
pub struct Sample {
    /// Where it stands.
    pub span: Span,
    /// What the quantity could mean; `None` for a sentence.
    pub readings: Option<Vec<Reading>>,
    /// Names of its features, each once, in order.
    pub features: Vec<String>,
}

/// A signal that a quantity could be of, and what it would say.
#[derive(Debug, Clone)]
pub struct Reading {
    /// Name of the class that weights have for it: `company.headcount|slot`.
    pub class: String,
    /// Key of the signal.
    pub signal: String,
    /// The value; the part or the whole alone where a share is made of two numbers.
    pub value: Found,
}

/// All quantities and sentences of a note's sections, with every reading that a quantity of its kind can have.
#[must_use]
pub fn samples(files: &Files, sections: &[Section], context: Context<'_>) -> Vec<Sample> {
    let mut found = Vec::new();
    each_statement(files, sections, &context, |file, normal, today| {
        let view = View::new(normal);
        let span = |start: usize, end: usize| Span::new(file, normal.from[start], normal.to[end - 1]);
        for sentence in &view.sentences {
            let (first, last) = (&view.tokens[sentence.start], &view.tokens[sentence.end - 1]);
            found.push(sample(span(first.at.start, last.at.end), None, |emit| view.of_words(sentence, emit)));
            for at in sentence.clone() {
                let place = view.tokens[at].at.start;
                if normal.quantity(place).is_some() {
                    let readings = Some(readings(normal, place, &context, today));
                    found.push(sample(span(place, place + 1), readings, |emit| view.of_quantity(sentence, at, emit)));
                }
            }
        }
    });
    found
}

fn sample(span: Span, readings: Option<Vec<Reading>>, of: impl FnOnce(&mut Emit<'_>)) -> Sample {
    let mut features = Vec::new();
    of(&mut |feature| features.push(feature.name()));
    features.sort_unstable();
    features.dedup();
    Sample { span, readings, features }
}

fn readings(normal: &Normal, place: usize, context: &Context<'_>, today: Option<Date>) -> Vec<Reading> {
    let mut found = Vec::new();
    for signal in context.catalogue.iter().map(|signal| signal.key.as_str()) {
        for (name, read) in READS {
            if !fits(signal, *read) {
                continue;
            }
            if let Some(said) = value::of_quantity(signal, *read, normal, place, context, today) {
                let class = format!("{signal}|{name}");
                found.push(Reading { class, signal: signal.to_owned(), value: said.value });
            }
        }
        if let Some(said) = value::part_of_share(signal, normal, place, context) {
            for name in [PART, WHOLE, OTHERS] {
                let class = format!("{signal}|{name}");
                found.push(Reading { class, signal: signal.to_owned(), value: said.clone() });
            }
        }
    }
    found
}

/// Events are read as what happened, and nothing else is.
fn fits(signal: &str, read: Read) -> bool {
    match read {
        Read::Event(label, _) => signal == event_of(label),
        _ => true,
    }
}
