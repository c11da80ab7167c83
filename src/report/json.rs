//! JSON with a version and a published schema.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::json_comparison::comparison;
use super::json_types::{
    JsonAnswer, JsonCap, JsonCriterion, JsonDocument, JsonGate, JsonGroup, JsonHorizon, JsonLean, JsonObservation,
    JsonPlace, JsonProblem, JsonRole, JsonRoles, JsonRubric, JsonSeat, JsonTriple,
};
use super::json_weigh::{json_lock, standings};
use super::sheet::rounded;
use super::{Redaction, Report, Row};
use crate::ledger::{read_on, voices};
use crate::model::{Observation, Source};
use crate::score::{CriterionResult, GroupResult, Triple};
use crate::text::{Diagnostics, Files, visible};

/// Version of the format; grows when a field changes its meaning or goes away.
const SCHEMA: u32 = 1;
/// Horizons for which the chance is given besides the one in force, in months.
const HORIZONS: [u32; 4] = [12, 18, 24, 36];

/// The report as JSON, two spaces of indentation, ending in a line end.
#[must_use]
pub fn json_text(report: &Report<'_>) -> String {
    let roles = report.rows.par_iter().map(|row| role(report, row)).collect();
    let (comparison, observations) = (comparison(report), observations(report));
    document(
        report,
        JsonAnswer::Comparison(JsonRoles { roles, comparison, locked: standings(&report.locked_rows), observations }),
    )
}

/// The JSON Schema of [`JsonDocument`].
#[must_use]
pub fn json_schema() -> String {
    pretty(&schemars::schema_for!(JsonDocument))
}

/// An answer with what it rests on, as text.
pub(super) fn document(report: &Report<'_>, answer: JsonAnswer) -> String {
    let rubric = JsonRubric {
        id: report.rubric.id.clone(),
        version: report.rubric.version,
        hash: report.rubric_hash.clone(),
        lock: json_lock(report.lock),
    };
    pretty(&JsonDocument {
        schema: SCHEMA,
        as_of: report.as_of.to_string(),
        horizon_months: report.horizon_months,
        rubric,
        left_out: report.left_out().into_iter().map(str::to_owned).collect(),
        answer,
        problems: match report.redaction {
            Redaction::None => problems(report.files, report.problems),
            // Messages quote what people wrote.
            Redaction::People => Vec::new(),
        },
    })
}

fn pretty(value: &impl serde::Serialize) -> String {
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}

pub(super) fn triple(score: Triple) -> JsonTriple {
    JsonTriple { low: rounded(score.low), best: rounded(score.best), high: rounded(score.high) }
}

fn role(report: &Report<'_>, row: &Row<'_>) -> JsonRole {
    let card = &row.card;
    JsonRole {
        role: row.id(),
        company: row.company(),
        title: row.title(),
        stage: Some(report.stage(row)).filter(|stage| !stage.is_empty()),
        verdict: card.verdict.key().to_owned(),
        why: super::words::reason_words(card),
        health: card.health.map(|health| health.word().to_owned()),
        lean: JsonLean { to: card.lean.to.word().to_owned(), share: rounded(card.lean.share) },
        grade: card.grade.letter().to_owned(),
        rank: report.rank(row),
        score: triple(card.score),
        uncapped: triple(card.uncapped),
        cautious: rounded(card.cautious),
        hopeful: rounded(card.hopeful),
        spread: rounded(card.spread),
        coverage: rounded(card.coverage),
        gates: card
            .gates
            .iter()
            .map(|gate| JsonGate {
                id: visible(&gate.gate.id),
                state: gate.state.word().to_owned(),
                p: gate.p.map(rounded),
            })
            .collect(),
        caps: card.caps.iter().map(|cap| JsonCap { id: visible(&cap.id), limit: rounded(cap.limit) }).collect(),
        groups: card.groups.iter().map(group).collect(),
        criteria: card.criteria().map(|(group, result)| criterion(group, result)).collect(),
        seat: seat(row),
    }
}

fn group(result: &GroupResult<'_>) -> JsonGroup {
    JsonGroup {
        id: visible(&result.group.id),
        weight: rounded(result.group.weight),
        necessary: result.group.necessary,
        weakest: result.is_weakest,
        score: triple(result.score),
        coverage: rounded(result.coverage),
    }
}

fn criterion(group: &GroupResult<'_>, result: &CriterionResult<'_>) -> JsonCriterion {
    let estimate = &result.estimate;
    JsonCriterion {
        signal: result.criterion.signal.clone(),
        group: visible(&group.group.id),
        weight: rounded(result.criterion.weight),
        score: triple(result.triple()),
        trust: rounded(estimate.trust),
        value: estimate.natural.map(rounded),
        agreement: estimate.agreement.word().to_owned(),
        cross_checked: estimate.cross_checked,
        contribution: rounded(result.contribution),
        observations: estimate.heard.iter().map(|h| h.voice.observation.id.clone()).collect(),
    }
}

fn seat(row: &Row<'_>) -> JsonSeat {
    let seat = &row.card.seat;
    let (open, yours) = (seat.sweep.open, seat.sweep.yours);
    let horizon = |months: u32| {
        let within = seat.yours_within(f64::from(months) / 12.0);
        JsonHorizon { months, yours: rounded(within.mean) }
    };
    JsonSeat {
        open: rounded(open.mean),
        open_low: rounded(open.p10),
        open_high: rounded(open.p90),
        yours: rounded(yours.mean),
        yours_low: rounded(yours.p10),
        yours_high: rounded(yours.p90),
        trust: rounded(seat.trust),
        by_horizon: HORIZONS.map(horizon).into(),
    }
}

fn observations(report: &Report<'_>) -> Vec<JsonObservation> {
    let mut found: BTreeMap<&str, JsonObservation> = BTreeMap::new();
    for row in &report.rows {
        let heard = row.card.criteria().flat_map(|(_, criterion)| &criterion.estimate.heard);
        let claims: BTreeMap<&str, _> = heard.map(|h| (h.voice.observation.id.as_str(), h.claim)).collect();
        let voices = weights(report, row);
        for known in row.card.ledger.iter() {
            let entry = found.entry(&known.id).or_insert_with(|| {
                let claim = claims.get(known.id.as_str()).copied().flatten();
                observation(report, known, voices.get(known.id.as_str()).copied(), claim)
            });
            let id = row.id();
            if entry.roles.last() != Some(&id) {
                entry.roles.push(id);
            }
        }
    }
    found.into_values().collect()
}

/// Trust and weight of every voice of a role, by id.
fn weights<'a>(report: &Report<'_>, row: &Row<'a>) -> BTreeMap<&'a str, (f64, f64)> {
    let ledger = row.card.ledger;
    let mut found = BTreeMap::new();
    for signal in report.catalogue {
        let as_of = ledger.as_of();
        let known = ledger.of(&signal.key);
        let (voices, _) = voices(known, signal.half_life_days, ledger.trust(), as_of, |o| read_on(o, as_of));
        found.extend(voices.into_iter().map(|voice| (voice.observation.id.as_str(), (voice.trust, voice.weight))));
    }
    found
}

fn observation(
    report: &Report<'_>,
    known: &Observation,
    voice: Option<(f64, f64)>,
    claim: Option<crate::ledger::Claim>,
) -> JsonObservation {
    let open = report.redaction == Redaction::None;
    JsonObservation {
        id: known.id.clone(),
        signal: known.signal.clone(),
        value: visible(&report.value(known).to_string()),
        fact_date: known.fact_date.to_string(),
        learned: known.learned.map(|date| date.to_string()),
        kind: known.kind.key().to_owned(),
        origin: (open && !known.origin.is_empty()).then(|| visible(&known.origin)),
        forward: known.forward,
        trust: voice.map(|(trust, _)| rounded(trust)),
        weight: voice.map(|(_, weight)| rounded(weight)),
        claim: claim.map(|claim| match claim {
            crate::ledger::Claim::Overclaimed => "overclaimed".to_owned(),
            crate::ledger::Claim::Understated => "understated".to_owned(),
        }),
        place: place(report, known),
        quote: report.quote(known),
        in_prose: known.in_prose,
        parents: known.parents.clone(),
        roles: Vec::new(),
    }
}

/// Where to look an observation up; `None` where there is nothing to look up, or places may not be shown.
pub(super) fn place(report: &Report<'_>, known: &Observation) -> Option<JsonPlace> {
    match &known.source {
        _ if report.redaction == Redaction::People => None,
        Source::File { path, line } => Some(JsonPlace::File { file: visible(path), line: *line }),
        Source::Url(url) => Some(JsonPlace::Url { url: visible(url) }),
        Source::Computed => None,
    }
}

/// Problems in the order in which they were found.
pub(super) fn problems(files: &Files, problems: &Diagnostics) -> Vec<JsonProblem> {
    problems
        .iter()
        .map(|problem| {
            let place = problem.span.map(|span| files.place(span)).filter(|place| !place.path.is_empty());
            JsonProblem {
                code: problem.code.id().to_owned(),
                severity: problem.severity.name().to_owned(),
                message: visible(&problem.message),
                file: place.as_ref().map(|place| visible(&place.path)).or(problem.path.as_deref().map(visible)),
                line: place.as_ref().map(|place| place.line),
                column: place.as_ref().map(|place| place.column),
                help: problem.help.as_deref().map(visible),
            }
        })
        .collect()
}
