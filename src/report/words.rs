//! Likelihoods, verdicts and amounts in words (METHOD 3). No percentage has decimals, and no sentence promises.

use crate::ledger::Agreement;
use crate::model::Observation;
use crate::rubric::ReadsAs;
use crate::score::{GateResult, GateState, LeanTo, Reason, Scorecard, Verdict};
use crate::text::visible;

use super::layout::HARD_SPACE;

/// The word for a probability (ICD 203 bands).
///
/// ```
/// use skiplevel::report::likelihood;
///
/// assert_eq!(likelihood(0.43), "unlikely");
/// assert_eq!(likelihood(0.51), "roughly even");
/// assert_eq!(likelihood(0.96), "almost certain");
/// ```
#[must_use]
pub fn likelihood(p: f64) -> &'static str {
    match p {
        p if p < 0.05 => "almost no chance",
        p if p < 0.20 => "very unlikely",
        p if p < 0.45 => "unlikely",
        p if p <= 0.55 => "roughly even",
        p if p <= 0.80 => "likely",
        p if p <= 0.95 => "very likely",
        _ => "almost certain",
    }
}

/// `it is unlikely`, `there is almost no chance`: a likelihood at the beginning of a sentence that goes on with "that".
pub(super) fn it_is(p: f64) -> String {
    match likelihood(p) {
        "almost no chance" => "there is almost no chance".to_owned(),
        "roughly even" => "the chances are roughly even".to_owned(),
        word => format!("it is {word}"),
    }
}

/// `43 %`, without decimals; no line breaks inside.
#[must_use]
pub fn percent(p: f64) -> String {
    format!("{}{HARD_SPACE}%", points(100.0 * p))
}

/// A number of points without decimals; never `-0`.
#[must_use]
pub(super) fn points(x: f64) -> String {
    let text = format!("{x:.0}");
    if text == "-0" { "0".to_owned() } else { text }
}

/// A number as a person would write it: whole when it is, else with at most two decimals.
#[must_use]
pub(super) fn plain(x: f64) -> String {
    let rounded = format!("{x:.2}");
    let text = rounded.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// `a`, `a and b`, `a, b and c`.
pub(super) fn listed(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// The words with a capital at the beginning.
pub(super) fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + chars.as_str())
}

/// The verdict as people say it, with the failed gates: `decline: Q1`.
#[must_use]
pub fn verdict_words(card: &Scorecard<'_>) -> String {
    if card.rubric.reads_as == ReadsAs::Health {
        return card.health.map_or("", |health| health.word()).to_owned();
    }
    let word = verdict_word(card.verdict);
    match &card.reason {
        Reason::GateFailed(ids) => format!("{word}: {}", ids.join(", ")),
        _ => word.to_owned(),
    }
}

pub(super) fn verdict_word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Pursue => "pursue",
        Verdict::AskMore => "ask more",
        Verdict::TossUp => "toss-up",
        Verdict::Decline => "decline",
    }
}

/// Where nobody has said anything, nothing leans.
pub(super) const NOTHING_KNOWN: &str = "nothing known yet";

/// `pursue (likely)`; a failed gate leans without a likelihood.
pub(super) fn lean_words(card: &Scorecard<'_>) -> String {
    let failed = card.gates.iter().any(|gate| gate.state == GateState::Fail);
    if card.coverage <= 0.0 && !failed {
        return NOTHING_KNOWN.to_owned();
    }
    match card.lean.to {
        LeanTo::Decline if failed => "decline".to_owned(),
        LeanTo::Pursue => format!("pursue ({})", likelihood(card.lean.share)),
        LeanTo::Decline => format!("decline ({})", likelihood(1.0 - card.lean.share)),
        LeanTo::Even => "even".to_owned(),
    }
}

/// `roughly even (51 %)`: that a seat opens.
pub(super) fn open_words(card: &Scorecard<'_>) -> String {
    let open = card.seat.sweep.open.mean;
    format!("{} ({})", likelihood(open), percent(open))
}

/// `12 % (6–16)`: that it is yours.
pub(super) fn yours_words(card: &Scorecard<'_>) -> String {
    let yours = card.seat.sweep.yours;
    format!("{} ({}–{})", percent(yours.mean), points(100.0 * yours.p10), points(100.0 * yours.p90))
}

/// Why the verdict is what it is, in one sentence (METHOD 3, V2 and D1).
pub(super) fn reason_words(card: &Scorecard<'_>) -> String {
    let rules = &card.rubric.thresholds;
    let texts = |ids: &[String]| -> String {
        let gates = card.gates.iter().filter(|gate| ids.contains(&gate.gate.id));
        gates.map(|gate| format!("{} ({})", gate.gate.id, visible(&gate.gate.text))).collect::<Vec<_>>().join("; ")
    };
    match &card.reason {
        Reason::GateFailed(ids) => {
            let said = card.gates.iter().filter(|gate| ids.contains(&gate.gate.id)).filter_map(|gate| {
                let no = heaviest_no(gate)?;
                let label = &card.ledger.trust().of(no.kind).label;
                Some(format!("{} was answered no by {label}, {}", gate.gate.id, no.fact_date))
            });
            let said: Vec<String> = said.collect();
            let by = if said.is_empty() { String::new() } else { format!(" {}.", said.join("; ")) };
            format!("Known not to hold: {}.{by}", texts(ids))
        }
        Reason::HopefulTooLow => {
            format!("Even the hopeful score, {}, is below {}.", points(card.hopeful), points(rules.decline))
        }
        Reason::GateUnknown(ids) => {
            let open = format!("Nothing failed, but this is not answered yet: {}.", texts(ids));
            let torn = card.gates.iter().filter(|gate| ids.contains(&gate.gate.id) && is_contradicted(gate));
            let torn: Vec<&str> = torn.map(|gate| gate.gate.id.as_str()).collect();
            if torn.is_empty() {
                return open;
            }
            let torn = torn.join(", ");
            format!("{open} Sources contradict each other on {torn}; until that is settled it counts as unanswered.")
        }
        Reason::CoverageTooLow => {
            format!("Nothing failed, but only {} of the score is evidence.", percent(card.coverage))
        }
        Reason::GroupHardlyKnown(id) => {
            let group = card.groups.iter().find(|group| group.group.id == *id);
            let (title, coverage) = group.map_or(("", 0.0), |g| (g.group.title.as_str(), g.coverage));
            format!(
                "Nothing failed, but little is known of {}: {} of it is evidence.",
                visible(title).to_lowercase(),
                percent(coverage)
            )
        }
        Reason::CautiousHighEnough => {
            format!("Even the cautious score, {}, reaches {}.", points(card.cautious), points(rules.pursue))
        }
        Reason::WellKnownAndBetween => {
            "Much is known and it lies in between: asking will not settle it, it is a matter of taste.".to_owned()
        }
        Reason::Between => format!(
            "The cautious score, {}, does not reach {}, and more can be learned.",
            points(card.cautious),
            points(rules.pursue)
        ),
    }
}

/// Whether sources contradict each other about a gate.
fn is_contradicted(gate: &GateResult<'_>) -> bool {
    let mut estimates = gate.tests.iter().filter_map(|test| test.estimate.as_ref());
    estimates.any(|estimate| estimate.agreement == Agreement::Contradicted)
}

/// The statement that weighs most against a gate.
fn heaviest_no<'a>(gate: &GateResult<'a>) -> Option<&'a Observation> {
    let heard = gate.tests.iter().filter_map(|test| test.estimate.as_ref()).flat_map(|estimate| &estimate.heard);
    let no = heard.filter(|heard| heard.voice.reading.point < 0.5);
    let heaviest = no.max_by(|a, b| {
        a.voice.weight.total_cmp(&b.voice.weight).then_with(|| b.voice.observation.id.cmp(&a.voice.observation.id))
    });
    heaviest.map(|heard| heard.voice.observation)
}

/// The mark of a gate in a table.
pub(super) fn gate_mark(state: GateState) -> &'static str {
    match state {
        GateState::Pass => "✓",
        GateState::Fail => "✗",
        GateState::Unknown => "?",
        GateState::NotApplicable => "–",
    }
}

/// The answer of a gate in a sentence.
pub(super) fn gate_word(state: GateState) -> &'static str {
    match state {
        GateState::Pass => "passes",
        GateState::Fail => "fails",
        GateState::Unknown => "is not answered",
        GateState::NotApplicable => "does not apply",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_follow_the_bands() {
        let words: Vec<&str> =
            [0.0, 0.05, 0.2, 0.45, 0.55, 0.551, 0.8, 0.95, 0.951].iter().map(|p| likelihood(*p)).collect();
        assert_eq!(
            words,
            [
                "almost no chance",
                "very unlikely",
                "unlikely",
                "roughly even",
                "roughly even",
                "likely",
                "likely",
                "very likely",
                "almost certain"
            ]
        );
    }

    #[test]
    fn numbers_are_plain() {
        assert_eq!(percent(-0.001), "0\u{a0}%");
        assert_eq!(percent(0.436), "44\u{a0}%");
        assert_eq!(plain(7.2), "7.2");
        assert_eq!(plain(-0.001), "0");
        assert_eq!(plain(120.0), "120");
    }
}
