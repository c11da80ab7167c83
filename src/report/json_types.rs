//! The types of the JSON answer (`docs/output.schema.json`). They are the format; nothing inside the program is written
//! out as it is.

use schemars::JsonSchema;
use serde::Serialize;

use super::json_ask::JsonAsk;
use super::json_claims::JsonClaims;
use super::json_comparison::JsonComparison;
use super::json_weigh::{JsonStanding, JsonWeigh};
use super::json_whatif::{JsonHypothesis, JsonWhatif};

/// An answer of any command: what it rests on, and the answer itself, told apart by `answer`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct JsonDocument {
    pub(super) schema: u32,
    /// The day on which things are looked at.
    pub(super) as_of: String,
    pub(super) horizon_months: f64,
    pub(super) rubric: JsonRubric,
    /// What was left out, in sentences; empty when nothing was.
    pub(super) left_out: Vec<String>,
    #[serde(flatten)]
    pub(super) answer: JsonAnswer,
    pub(super) problems: Vec<JsonProblem>,
}

/// One variant a command.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(tag = "answer", rename_all = "kebab-case")]
pub(super) enum JsonAnswer {
    /// `compare` and `score`.
    Comparison(JsonRoles),
    /// `whatif`.
    Whatif(JsonWhatif),
    /// `whatif --set`.
    Hypothesis(JsonHypothesis),
    /// `odds`.
    Odds(super::json_odds::JsonOdds),
    /// `weigh`.
    Weigh(JsonWeigh),
    /// `ask`.
    Ask(JsonAsk),
    /// `claims`.
    Claims(JsonClaims),
}

/// Roles with all their numbers.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct JsonRoles {
    /// By id.
    pub(super) roles: Vec<JsonRole>,
    pub(super) comparison: JsonComparison,
    /// The same roles under the locked weights; empty unless something changed since they were locked.
    pub(super) locked: Vec<JsonStanding>,
    /// By id; each observation once.
    pub(super) observations: Vec<JsonObservation>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct JsonRubric {
    pub(super) id: String,
    pub(super) version: u32,
    /// SHA-256 of everything that moves a number, 64 hex digits.
    pub(super) hash: String,
    /// Weights that were locked; null when none were.
    pub(super) lock: Option<JsonLock>,
}

/// Weights that were locked before offers arrived (`weigh --lock`).
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct JsonLock {
    /// Null when the lock cannot be read.
    pub(super) date: Option<String>,
    /// Hash of the rubric with the locked weights; null when the lock cannot be read.
    pub(super) hash: Option<String>,
    /// Whether what is in force is not what was locked, or nobody can tell.
    pub(super) changed: bool,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct JsonTriple {
    /// 0 to 100.
    pub(super) low: f64,
    pub(super) best: f64,
    pub(super) high: f64,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct JsonRole {
    pub(super) role: String,
    pub(super) company: String,
    pub(super) title: String,
    pub(super) stage: Option<String>,
    /// `pursue`, `ask-more`, `toss-up` or `decline`.
    pub(super) verdict: String,
    /// Why, in one sentence.
    pub(super) why: String,
    /// For rubrics that are a second opinion: `healthy`, `mixed` or `poor`.
    pub(super) health: Option<String>,
    pub(super) lean: JsonLean,
    /// `A` to `E`.
    pub(super) grade: String,
    /// 1 is the highest score.
    pub(super) rank: usize,
    pub(super) score: JsonTriple,
    /// The score before the weakest group and caps limited it.
    pub(super) uncapped: JsonTriple,
    pub(super) cautious: f64,
    pub(super) hopeful: f64,
    /// Standard deviation of the uncapped score.
    pub(super) spread: f64,
    /// Which part of the score is evidence, 0 to 1.
    pub(super) coverage: f64,
    pub(super) gates: Vec<JsonGate>,
    /// Caps in force.
    pub(super) caps: Vec<JsonCap>,
    pub(super) groups: Vec<JsonGroup>,
    pub(super) criteria: Vec<JsonCriterion>,
    pub(super) seat: JsonSeat,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct JsonLean {
    /// `pursue`, `even` or `decline`.
    pub(super) to: String,
    /// Part of the plausible scores above 50.
    pub(super) share: f64,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct JsonGate {
    pub(super) id: String,
    /// `pass`, `fail`, `unknown` or `not-applicable`.
    pub(super) state: String,
    /// Probability that it holds; null where nothing is pooled.
    pub(super) p: Option<f64>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct JsonCap {
    pub(super) id: String,
    pub(super) limit: f64,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct JsonGroup {
    pub(super) id: String,
    /// 0 to 1.
    pub(super) weight: f64,
    pub(super) necessary: bool,
    /// The weakest of the necessary groups.
    pub(super) weakest: bool,
    pub(super) score: JsonTriple,
    pub(super) coverage: f64,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct JsonCriterion {
    pub(super) signal: String,
    pub(super) group: String,
    /// 0 to 1.
    pub(super) weight: f64,
    pub(super) score: JsonTriple,
    /// Credibility, 0 to 1.
    pub(super) trust: f64,
    /// In the signal's unit; null without evidence.
    pub(super) value: Option<f64>,
    /// `unknown`, `single`, `corroborated`, `mixed`, `contradicted` or `derived`.
    pub(super) agreement: String,
    pub(super) cross_checked: bool,
    /// Points that it adds over knowing nothing.
    pub(super) contribution: f64,
    /// Ids of the voices that count.
    pub(super) observations: Vec<String>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct JsonSeat {
    /// Chance that a seat opens within the horizon.
    pub(super) open: f64,
    pub(super) open_low: f64,
    pub(super) open_high: f64,
    /// Chance that it is yours.
    pub(super) yours: f64,
    pub(super) yours_low: f64,
    pub(super) yours_high: f64,
    /// Credibility of both, 0 to 1.
    pub(super) trust: f64,
    pub(super) by_horizon: Vec<JsonHorizon>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct JsonHorizon {
    pub(super) months: u32,
    pub(super) yours: f64,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct JsonObservation {
    pub(super) id: String,
    pub(super) signal: String,
    /// As a file would hold it.
    pub(super) value: String,
    pub(super) fact_date: String,
    pub(super) learned: Option<String>,
    pub(super) kind: String,
    /// Null when redacted or its own.
    pub(super) origin: Option<String>,
    pub(super) forward: bool,
    /// Trust on the as-of date; null when it does not count.
    pub(super) trust: Option<f64>,
    /// Weight in neutral priors in the first role listed; null when it does not count.
    pub(super) weight: Option<f64>,
    /// `overclaimed` or `understated`, when others say otherwise.
    pub(super) claim: Option<String>,
    pub(super) place: Option<JsonPlace>,
    pub(super) quote: Option<String>,
    /// Read in free prose, not stated by a field or column.
    pub(super) in_prose: bool,
    /// Ids of the observations that it was computed from.
    pub(super) parents: Vec<String>,
    /// Roles whose ledger holds it.
    pub(super) roles: Vec<String>,
}

#[derive(Debug, Serialize, JsonSchema)]
#[serde(untagged)]
pub(super) enum JsonPlace {
    File { file: String, line: usize },
    Url { url: String },
}

/// A problem of the workspace.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct JsonProblem {
    pub(super) code: String,
    pub(super) severity: String,
    pub(super) message: String,
    pub(super) file: Option<String>,
    pub(super) line: Option<usize>,
    pub(super) column: Option<usize>,
    pub(super) help: Option<String>,
}
