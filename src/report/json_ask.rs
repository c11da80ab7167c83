//! The JSON answer of `ask`.

use schemars::JsonSchema;
use serde::Serialize;

use super::ask::{AskSection, Asking};
use super::json::{document, triple};
use super::json_types::{JsonAnswer, JsonTriple};
use super::sheet::rounded;
use super::{Redaction, Report};
use crate::analysis::{HeardOut, Plan, Question};
use crate::text::visible;

/// What to ask next.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct JsonAsk {
    /// Kinds of source that can be asked; null for everybody.
    kinds: Option<Vec<String>>,
    /// The person who is asked, if one was named; null with `--redact`.
    person: Option<String>,
    /// For how many minutes a plan was asked for.
    minutes: Option<u32>,
    /// By id.
    roles: Vec<JsonAskRole>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct JsonAskRole {
    role: String,
    company: String,
    title: String,
    /// `pursue`, `ask-more`, `toss-up` or `decline`.
    verdict: String,
    score: JsonTriple,
    /// Which part of the score is evidence, 0 to 1.
    coverage: f64,
    /// `verdict` or `order`: what an answer is held against.
    aim: String,
    /// The role that it is ranked against, when `aim` is `order`.
    rival: Option<String>,
    /// Points by which the score lies above the mark that an answer has to cross; below it when negative.
    margin: f64,
    /// The best first.
    questions: Vec<JsonQuestion>,
    plan: Option<JsonPlan>,
    /// About what nobody is left to be asked.
    heard_out: Vec<JsonHeardOut>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct JsonQuestion {
    signal: String,
    question: String,
    /// Whom to ask: the kind of source that the answer will have.
    kind: String,
    minutes: u32,
    /// The gate that it is asked for.
    gate: Option<String>,
    /// `gate-contradicted`, `gate-needs-outside-voice`, `gate-open`, `could-change-verdict`, `could-change-order` or
    /// `moves-score`.
    why: String,
    /// Points of score gained on average because the answer can change the decision.
    evsi: f64,
    /// Chance that the answer takes the score across the mark, or settles the gate.
    flip: f64,
    /// Points by which the score is expected to move, either way.
    shift: f64,
    /// Standard deviation of that move, in points.
    spread: f64,
    /// Part of the way from the estimate to the answer that the estimate would go.
    eta: f64,
}

#[derive(Debug, Serialize, JsonSchema)]
struct JsonPlan {
    /// At most those asked for.
    minutes: u32,
    evsi: f64,
    flip: f64,
    spread: f64,
    /// Keys of the signals, in the order of a talk.
    signals: Vec<String>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct JsonHeardOut {
    signal: String,
    /// Kinds of source that were heard.
    heard: Vec<String>,
}

/// The questions as JSON.
#[must_use]
pub fn ask_json(report: &Report<'_>, asking: &Asking<'_, '_>) -> String {
    let whom = asking.whom.as_ref();
    let person = whom.and_then(|whom| whom.name.as_deref()).filter(|_| report.redaction == Redaction::None);
    document(
        report,
        JsonAnswer::Ask(JsonAsk {
            kinds: whom.map(|whom| whom.kinds.iter().map(|kind| kind.key().to_owned()).collect()),
            person: person.map(visible),
            minutes: asking.minutes,
            roles: asking.by_id().into_iter().map(|section| role(section, asking.limit)).collect(),
        }),
    )
}

fn role(section: &AskSection<'_, '_>, limit: Option<usize>) -> JsonAskRole {
    let (row, agenda) = (section.row, &section.agenda);
    let shown = agenda.questions.iter().take(limit.unwrap_or(agenda.questions.len()));
    JsonAskRole {
        role: row.id(),
        company: row.company(),
        title: row.title(),
        verdict: row.card.verdict.key().to_owned(),
        score: triple(row.card.score),
        coverage: rounded(row.card.coverage),
        aim: if section.rival.is_some() { "order" } else { "verdict" }.to_owned(),
        rival: section.rival.map(super::Row::id),
        margin: rounded(agenda.margin),
        questions: shown.map(question).collect(),
        plan: agenda.plan.as_ref().map(plan),
        heard_out: agenda.heard_out.iter().map(heard_out).collect(),
    }
}

fn question(question: &Question<'_>) -> JsonQuestion {
    JsonQuestion {
        signal: question.signal.key.clone(),
        question: visible(&question.signal.question),
        kind: question.kind.key().to_owned(),
        minutes: question.minutes,
        gate: question.gate.map(visible),
        why: question.why.word().to_owned(),
        evsi: rounded(question.evsi),
        flip: rounded(question.flip),
        shift: rounded(question.shift),
        spread: rounded(question.spread),
        eta: rounded(question.eta),
    }
}

fn plan(plan: &Plan<'_>) -> JsonPlan {
    JsonPlan {
        minutes: plan.minutes,
        evsi: rounded(plan.evsi),
        flip: rounded(plan.flip),
        spread: rounded(plan.spread),
        signals: plan.questions.iter().map(|question| question.signal.key.clone()).collect(),
    }
}

fn heard_out(entry: &HeardOut<'_>) -> JsonHeardOut {
    JsonHeardOut {
        signal: entry.signal.key.clone(),
        heard: entry.heard.iter().map(|kind| kind.key().to_owned()).collect(),
    }
}
