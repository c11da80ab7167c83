//! JSON with a version and a published schema (`docs/output.schema.json`). These types are the format; nothing inside
//! the program is written out as it is.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::sheet::rounded;
use super::{Redaction, Report, Row};
use crate::model::{Observation, Source};
use crate::score::{CriterionResult, GroupResult, Triple};
use crate::text::{Diagnostics, Files, visible};

/// Version of the format; grows when a field changes its meaning or goes away.
const SCHEMA: u32 = 1;
/// Horizons for which the chance is given besides the one in force, in months.
const HORIZONS: [u32; 4] = [12, 18, 24, 36];

/// A comparison of roles.
#[derive(Debug, Serialize, JsonSchema)]
pub struct JsonReport {
    schema: u32,
    /// The day on which things are looked at.
    as_of: String,
    horizon_months: f64,
    rubric: JsonRubric,
    /// By id.
    roles: Vec<JsonRole>,
    comparison: JsonComparison,
    /// By id; each observation once.
    observations: Vec<JsonObservation>,
    problems: Vec<JsonProblem>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct JsonRubric {
    id: String,
    version: u32,
    /// SHA-256 of everything that moves a number, 64 hex digits.
    hash: String,
}

#[derive(Debug, Serialize, JsonSchema)]
struct JsonTriple {
    /// 0 to 100.
    low: f64,
    best: f64,
    high: f64,
}

#[derive(Debug, Serialize, JsonSchema)]
struct JsonRole {
    role: String,
    company: String,
    title: String,
    stage: Option<String>,
    /// `pursue`, `ask-more`, `toss-up` or `decline`.
    verdict: String,
    /// Why, in one sentence.
    why: String,
    /// For rubrics that are a second opinion: `healthy`, `mixed` or `poor`.
    health: Option<String>,
    lean: JsonLean,
    /// `A` to `E`.
    grade: String,
    /// 1 is the highest score.
    rank: usize,
    score: JsonTriple,
    /// The score before the weakest group and caps limited it.
    uncapped: JsonTriple,
    cautious: f64,
    hopeful: f64,
    /// Standard deviation of the uncapped score.
    spread: f64,
    /// Which part of the score is evidence, 0 to 1.
    coverage: f64,
    gates: Vec<JsonGate>,
    /// Caps in force.
    caps: Vec<JsonCap>,
    groups: Vec<JsonGroup>,
    criteria: Vec<JsonCriterion>,
    seat: JsonSeat,
}

#[derive(Debug, Serialize, JsonSchema)]
struct JsonLean {
    /// `pursue`, `even` or `decline`.
    to: String,
    /// Part of the plausible scores above 50.
    share: f64,
}

#[derive(Debug, Serialize, JsonSchema)]
struct JsonGate {
    id: String,
    /// `pass`, `fail`, `unknown` or `not-applicable`.
    state: String,
    /// Probability that it holds; null where nothing is pooled.
    p: Option<f64>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct JsonCap {
    id: String,
    limit: f64,
}

#[derive(Debug, Serialize, JsonSchema)]
struct JsonGroup {
    id: String,
    /// 0 to 1.
    weight: f64,
    necessary: bool,
    /// The weakest of the necessary groups.
    weakest: bool,
    score: JsonTriple,
    coverage: f64,
}

#[derive(Debug, Serialize, JsonSchema)]
struct JsonCriterion {
    signal: String,
    group: String,
    /// 0 to 1.
    weight: f64,
    score: JsonTriple,
    /// Credibility, 0 to 1.
    trust: f64,
    /// In the signal's unit; null without evidence.
    value: Option<f64>,
    /// `unknown`, `single`, `corroborated`, `mixed`, `contradicted` or `derived`.
    agreement: String,
    cross_checked: bool,
    /// Points that it adds over knowing nothing.
    contribution: f64,
    /// Ids of the voices that count.
    observations: Vec<String>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct JsonSeat {
    /// Chance that a seat opens within the horizon.
    open: f64,
    open_low: f64,
    open_high: f64,
    /// Chance that it is yours.
    yours: f64,
    yours_low: f64,
    yours_high: f64,
    /// Credibility of both, 0 to 1.
    trust: f64,
    by_horizon: Vec<JsonHorizon>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct JsonHorizon {
    months: u32,
    yours: f64,
}

#[derive(Debug, Serialize, JsonSchema)]
struct JsonComparison {
    /// How often one role is ahead of another.
    win: Vec<JsonWin>,
    /// How often each role takes each rank, over weights and evidence.
    ranks: Vec<JsonRanks>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct JsonWin {
    a: String,
    b: String,
    /// Over all weights, best scores taken as they are; exact.
    share_exact: f64,
    /// Over weights and evidence.
    share: f64,
}

#[derive(Debug, Serialize, JsonSchema)]
struct JsonRanks {
    role: String,
    /// From the first rank to the last.
    share: Vec<f64>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct JsonObservation {
    id: String,
    signal: String,
    /// As a file would hold it.
    value: String,
    fact_date: String,
    learned: Option<String>,
    kind: String,
    /// Null when redacted or its own.
    origin: Option<String>,
    forward: bool,
    /// Trust on the as-of date; null when it does not count.
    trust: Option<f64>,
    /// Weight in neutral priors in the first role listed; null when it does not count.
    weight: Option<f64>,
    /// `overclaimed` or `understated`, when others say otherwise.
    claim: Option<String>,
    place: Option<JsonPlace>,
    quote: Option<String>,
    /// Ids of the observations that it was computed from.
    parents: Vec<String>,
    /// Roles whose ledger holds it.
    roles: Vec<String>,
}

#[derive(Debug, Serialize, JsonSchema)]
#[serde(untagged)]
enum JsonPlace {
    File { file: String, line: usize },
    Url { url: String },
}

/// A problem of the workspace.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct JsonProblem {
    code: String,
    severity: String,
    message: String,
    file: Option<String>,
    line: Option<usize>,
    column: Option<usize>,
    help: Option<String>,
}

/// The report as JSON, two spaces of indentation, ending in a line end.
#[must_use]
pub fn json_text(report: &Report<'_>) -> String {
    let mut text = serde_json::to_string_pretty(&json_report(report)).unwrap_or_default();
    text.push('\n');
    text
}

/// The JSON Schema of [`JsonReport`].
#[must_use]
pub fn json_schema() -> String {
    let schema = schemars::schema_for!(JsonReport);
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}

fn json_report(report: &Report<'_>) -> JsonReport {
    let roles = report.rows.iter().map(|row| role(row, report.rank(row))).collect();
    let rubric =
        JsonRubric { id: report.rubric.id.clone(), version: report.rubric.version, hash: report.rubric_hash.clone() };
    JsonReport {
        schema: SCHEMA,
        as_of: report.as_of.to_string(),
        horizon_months: report.horizon_months,
        rubric,
        roles,
        comparison: comparison(report),
        observations: observations(report),
        problems: match report.redaction {
            Redaction::None => problems(report.files, report.problems),
            // Messages quote what people wrote.
            Redaction::People => Vec::new(),
        },
    }
}

fn comparison(report: &Report<'_>) -> JsonComparison {
    let found = &report.comparison;
    let place = |row: &Row<'_>| found.place(&row.role.id);
    let mut win = Vec::new();
    for (at, a) in report.rows.iter().enumerate() {
        for b in &report.rows[at + 1..] {
            let Some((first, second)) = place(a).zip(place(b)) else { continue };
            win.push(JsonWin {
                a: a.id(),
                b: b.id(),
                share_exact: rounded(found.share_exact[first][second]),
                share: rounded(found.share[first][second]),
            });
        }
    }
    let shares = |row: &Row<'_>| place(row).map(|place| found.rank_shares[place].clone()).unwrap_or_default();
    let ranks = report
        .rows
        .iter()
        .map(|row| JsonRanks { role: row.id(), share: shares(row).into_iter().map(rounded).collect() });
    JsonComparison { win, ranks: ranks.collect() }
}

fn triple(score: Triple) -> JsonTriple {
    JsonTriple { low: rounded(score.low), best: rounded(score.best), high: rounded(score.high) }
}

fn role(row: &Row<'_>, rank: usize) -> JsonRole {
    let card = &row.card;
    JsonRole {
        role: row.id(),
        company: row.company(),
        title: row.title(),
        stage: row.role.stage.as_deref().map(visible),
        verdict: card.verdict.key().to_owned(),
        why: super::words::reason_words(card),
        health: card.health.map(|health| health.word().to_owned()),
        lean: JsonLean { to: card.lean.to.word().to_owned(), share: rounded(card.lean.share) },
        grade: card.grade.letter().to_owned(),
        rank,
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
        let heard: BTreeMap<&str, _> = heard.map(|h| (h.voice.observation.id.as_str(), h)).collect();
        for known in row.card.ledger.iter() {
            let entry = found.entry(&known.id).or_insert_with(|| {
                let voice = heard.get(known.id.as_str());
                observation(report, known, voice.map(|h| (h.voice.trust, h.voice.weight)), voice.and_then(|h| h.claim))
            });
            let id = row.id();
            if entry.roles.last() != Some(&id) {
                entry.roles.push(id);
            }
        }
    }
    found.into_values().collect()
}

fn observation(
    report: &Report<'_>,
    known: &Observation,
    voice: Option<(f64, f64)>,
    claim: Option<crate::ledger::Claim>,
) -> JsonObservation {
    let open = report.redaction == Redaction::None;
    let place = match &known.source {
        _ if !open => None,
        Source::File { path, line } => Some(JsonPlace::File { file: visible(path), line: *line }),
        Source::Url(url) => Some(JsonPlace::Url { url: visible(url) }),
        Source::Computed => None,
    };
    JsonObservation {
        id: known.id.clone(),
        signal: known.signal.clone(),
        value: visible(&known.value.to_string()),
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
        place,
        quote: report.quote(known),
        parents: known.parents.clone(),
        roles: Vec::new(),
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
