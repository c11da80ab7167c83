//! The JSON answer of `claims`.

use schemars::JsonSchema;
use serde::Serialize;

use super::claims::{ClaimScope, Claiming, ClaimsSection, is_in_writing};
use super::json::{document, place};
use super::json_types::{JsonAnswer, JsonPlace};
use super::sheet::rounded;
use super::{Redaction, Report};
use crate::analysis::{Rounds, Statement};
use crate::model::Observation;
use crate::text::visible;

/// What people of the company said.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct JsonClaims {
    /// `promises` or `everything`: which signals were looked at.
    scope: String,
    /// By id.
    roles: Vec<JsonClaimsRole>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct JsonClaimsRole {
    role: String,
    company: String,
    title: String,
    /// The worst first.
    claims: Vec<JsonClaim>,
    /// Questions that were answered more than once, the greatest spread first.
    rounds: Vec<JsonRounds>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct JsonClaim {
    signal: String,
    /// `contradicted`, `overclaimed`, `took-back`, `single`, `mixed`, `understated`, `raised`, `corroborated` or
    /// `in-offer`.
    standing: String,
    said: JsonVoice,
    in_writing: bool,
    /// Score of what was said, 0 to 100.
    score: f64,
    /// Points above the weighted mean of those who do not speak for the company; null when there is none.
    above_others: Option<f64>,
    /// Whether somebody outside the company says the same.
    cross_checked: bool,
    /// More than 15 points away, the heaviest first.
    against: Vec<JsonVoice>,
    /// At most 15 points away, the heaviest first.
    agreeing: Vec<JsonVoice>,
    /// Id of what the same person said later instead.
    replaced_by: Option<String>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct JsonVoice {
    /// Id of the observation.
    observation: String,
    value: String,
    fact_date: String,
    kind: String,
    /// Null with `--redact`.
    origin: Option<String>,
    forward: bool,
    place: Option<JsonPlace>,
    quote: Option<String>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct JsonRounds {
    signal: String,
    /// `corroborated`, `mixed` or `contradicted`.
    agreement: String,
    /// Points between the highest and the lowest answer.
    spread: f64,
    /// By date.
    answers: Vec<JsonAnswered>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct JsonAnswered {
    said: JsonVoice,
    /// 0 to 100.
    score: f64,
    superseded: bool,
}

/// The claims as JSON.
#[must_use]
pub fn claims_json(report: &Report<'_>, claiming: &Claiming<'_, '_>) -> String {
    let scope = match claiming.scope {
        ClaimScope::Promises => "promises",
        ClaimScope::Everything => "everything",
    };
    let roles = claiming.by_id().into_iter().map(|section| role(report, section)).collect();
    document(report, JsonAnswer::Claims(JsonClaims { scope: scope.to_owned(), roles }))
}

fn role(report: &Report<'_>, section: &ClaimsSection<'_, '_>) -> JsonClaimsRole {
    JsonClaimsRole {
        role: section.row.id(),
        company: section.row.company(),
        title: section.row.title(),
        claims: section.claims.statements.iter().map(|statement| claim(report, statement)).collect(),
        rounds: section.claims.rounds.iter().map(|of_one| rounds(report, of_one)).collect(),
    }
}

fn claim(report: &Report<'_>, statement: &Statement<'_>) -> JsonClaim {
    let voices = |list: &[&Observation]| list.iter().map(|other| voice(report, other)).collect();
    JsonClaim {
        signal: statement.signal.key.clone(),
        standing: statement.standing.word().to_owned(),
        said: voice(report, statement.observation),
        in_writing: is_in_writing(statement.observation.kind),
        score: rounded(statement.value),
        above_others: statement.above_others.map(rounded),
        cross_checked: statement.is_cross_checked,
        against: voices(&statement.against),
        agreeing: voices(&statement.agreeing),
        replaced_by: statement.replaced_by.map(|later| later.id.clone()),
    }
}

fn voice(report: &Report<'_>, observation: &Observation) -> JsonVoice {
    let is_open = report.redaction == Redaction::None && !observation.origin.is_empty();
    JsonVoice {
        observation: observation.id.clone(),
        value: visible(&report.value(observation).to_string()),
        fact_date: observation.fact_date.to_string(),
        kind: observation.kind.key().to_owned(),
        origin: is_open.then(|| visible(&observation.origin)),
        forward: observation.forward,
        place: place(report, observation),
        quote: report.quote(observation),
    }
}

fn rounds(report: &Report<'_>, rounds: &Rounds<'_>) -> JsonRounds {
    let answers = rounds.answers.iter().map(|answer| JsonAnswered {
        said: voice(report, answer.observation),
        score: rounded(answer.value),
        superseded: answer.is_superseded,
    });
    JsonRounds {
        signal: rounds.signal.key.clone(),
        agreement: rounds.agreement.word().to_owned(),
        spread: rounded(rounds.spread),
        answers: answers.collect(),
    }
}
