//! What to ask first about the odds of a role, in sentences.

use super::odds_words::{is_fixed, parameter_words};
use super::words::{capital, percent};
use super::{Report, Row};
use crate::analysis::{Odds, next_questions};
use crate::seat::Parameter;
use crate::signal::Signal;
use crate::text::visible;

/// What to ask first; where no signal holds the answer, also what to ask then.
pub(super) fn ask_sentences(report: &Report<'_>, row: &Row<'_>, odds: &Odds) -> Vec<String> {
    // Where nothing moves the chance, only the size might.
    let asked = |parameter: &&Parameter| **parameter == Parameter::Reach || !is_fixed(odds);
    let worth_asking: Vec<&Parameter> = odds.worth_asking.iter().filter(asked).collect();
    if is_fixed(odds) && worth_asking.is_empty() {
        return vec!["No answer would move these chances by much.".to_owned()];
    }
    let mut sentences = Vec::new();
    let mut unrecorded = false;
    for parameter in worth_asking {
        let effect = effect_words(odds, *parameter);
        let word = if sentences.is_empty() { "Ask first" } else { "Then" };
        if let Some(signal) = signal_of(report, row, *parameter) {
            let whom = whom_to_ask(report, row, signal);
            let question = visible(&signal.question);
            sentences.push(format!("{word}: {whom} — “{question}” ({}). {effect}.", signal.key));
            // The size has no chances beside it: it comes before all that moves them.
            if *parameter == Parameter::Reach {
                continue;
            }
            break;
        }
        // One answer that cannot be written down is enough.
        if let Some(question) = unrecorded_question(*parameter).filter(|_| !unrecorded) {
            unrecorded = true;
            let no_signal = "No signal holds the answer: the model keeps its default.";
            sentences.push(format!("{word}: {question} {effect}. {no_signal}"));
        }
    }
    if sentences.is_empty() {
        let words = "What an employer could say about it is known by half or more: the rest is for you to judge.";
        sentences.push(words.to_owned());
    }
    sentences
}

/// The signal that sets a parameter; for the peers who want the seat it is that of the rivals.
fn signal_of<'a>(report: &Report<'a>, row: &Row<'_>, parameter: Parameter) -> Option<&'a Signal> {
    let parameter = if parameter == Parameter::EligibleShare { Parameter::Rivals } else { parameter };
    let input = row.card.seat.inputs.iter().find(|input| input.parameter == parameter)?;
    report.catalogue.get(input.signal)
}

/// Whoever has not been heard yet, where the rubric asks for it; else whom the catalogue names.
fn whom_to_ask(report: &Report<'_>, row: &Row<'_>, signal: &Signal) -> String {
    let questions = next_questions(&row.card, report.catalogue, report.trust);
    let fresh = questions.iter().find(|question| question.signal.key == signal.key);
    visible(fresh.map_or(&signal.ask, |question| &report.trust.of(question.kind).label))
}

/// What an answer would do: `Time until considered: at 6 months the chance is 28 %, at 15 months it is 8 %`.
fn effect_words(odds: &Odds, parameter: Parameter) -> String {
    if parameter == Parameter::Reach {
        return "Without it every number here is that of a stand-in".to_owned();
    }
    let moved = odds.sensitivity.iter().find(|row| row.moved.parameter == parameter);
    let words = moved.map(|row| {
        format!(
            "{}: at {} the chance is {}, at {} it is {}",
            parameter.name(),
            parameter_words(parameter, row.moved.low),
            percent(row.yours_at_low),
            parameter_words(parameter, row.moved.high),
            percent(row.yours_at_high)
        )
    });
    capital(&words.unwrap_or_default())
}

/// What to ask about a parameter for which the catalogue has no signal.
fn unrecorded_question(parameter: Parameter) -> Option<&'static str> {
    match parameter {
        Parameter::Lag => {
            Some("hiring manager — “When could somebody new in this role first be considered for such a seat?”")
        }
        Parameter::HeadSpan => Some("hiring manager — “Who reports to the head of engineering today?”"),
        _ => None,
    }
}
