//! The JSON answers of `whatif`.

use schemars::JsonSchema;
use serde::Serialize;

use super::json::{document, triple};
use super::json_types::{JsonAnswer, JsonTriple};
use super::sheet::rounded;
use super::{Report, Row};
use crate::analysis::{Fact, Goal, OrderWays, RoleWays, ScoreFlip, Standing, Together, Ways};
use crate::score::Scorecard;
use crate::text::visible;

/// What would turn the answers about roles around.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct JsonWhatif {
    roles: Vec<JsonRoleWays>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct JsonRoleWays {
    role: String,
    now: JsonAssessment,
    rank: usize,
    /// Null for rubrics that give no verdict.
    verdict_change: Option<JsonWays>,
    /// Where the verdict hangs on the cautious score alone: the best estimate of one criterion at which it turns, were
    /// it settled and nothing else changed.
    verdict_criteria: Vec<JsonCriterionFlip>,
    /// There too: the fewest criteria that turn it together at the best, or worst, end of their ranges.
    fewest_criteria: Vec<String>,
    /// Null for the only role.
    order_change: Option<JsonOrderWays>,
    /// Promises to get in writing, most telling first.
    in_writing: Vec<JsonFact>,
}

/// Where a role stands.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct JsonAssessment {
    /// `pursue`, `ask-more`, `toss-up` or `decline`.
    verdict: String,
    score: JsonTriple,
    cautious: f64,
    hopeful: f64,
    /// 0 to 1.
    coverage: f64,
}

#[derive(Debug, Serialize, JsonSchema)]
struct JsonWays {
    /// `pursue`, `no-pursue`, `ahead` or `behind`.
    goal: String,
    /// Facts each of which is enough alone.
    single: Vec<JsonFact>,
    /// `single`, `together`, `too-many` (more than ten facts) or `never` (nothing that could be learned today is enough).
    within_reach: String,
    /// Where no fact is enough alone: those that are together; the most telling ones where it would take too many.
    together: Vec<JsonFact>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct JsonFact {
    signal: String,
    value: String,
    kind: String,
    /// The fact as `--set` takes it.
    set: String,
    /// What is known now, in the signal's unit.
    now: Option<f64>,
    /// The value scores outside of the range that the evidence allows.
    outside_evidence: bool,
    /// Where the role stands with it; in a list that holds together, with those before it, too.
    then: JsonAssessment,
}

#[derive(Debug, Serialize, JsonSchema)]
struct JsonOrderWays {
    rival: String,
    facts: JsonWays,
    weights: Vec<JsonWeightFlip>,
    groups: Vec<JsonGroupFlip>,
    criteria: Vec<JsonCriterionFlip>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct JsonWeightFlip {
    group: String,
    /// 0 to 1.
    now: f64,
    /// The two roles are level at this weight, and change places beyond it.
    at: f64,
    /// Whether they change places above it; otherwise below.
    upward: bool,
}

#[derive(Debug, Serialize, JsonSchema)]
struct JsonGroupFlip {
    group: String,
    /// 0 to 100.
    now: f64,
    /// The score at which the two roles are level.
    needed: f64,
    outside_evidence: bool,
}

#[derive(Debug, Serialize, JsonSchema)]
struct JsonCriterionFlip {
    signal: String,
    /// 0 to 100.
    now: f64,
    /// The score at which the two roles are level, were it settled.
    needed: f64,
    /// The value with that score, in the signal's unit.
    value: Option<f64>,
    outside_evidence: bool,
}

/// Roles now and with the facts that were tried.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct JsonHypothesis {
    /// The facts, as `--set` takes them.
    pub(super) set: Vec<String>,
    pub(super) roles: Vec<JsonTried>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct JsonTried {
    pub(super) role: String,
    pub(super) now: JsonAssessment,
    pub(super) then: JsonAssessment,
    pub(super) rank_now: usize,
    pub(super) rank_then: usize,
}

/// What would turn each of these roles around, as JSON. `found` names rows by their number.
#[must_use]
pub fn whatif_json(report: &Report<'_>, found: &[(usize, RoleWays<'_>)]) -> String {
    let role = |(at, found): &(usize, RoleWays<'_>)| {
        let row = &report.rows[*at];
        JsonRoleWays {
            role: row.id(),
            now: standing(&Standing::of(&row.card)),
            rank: report.rank(row),
            verdict_change: found.verdict.as_ref().map(ways),
            verdict_criteria: found.verdict_criteria.iter().filter_map(|flip| criterion(&row.card, flip)).collect(),
            fewest_criteria: found.fewest_criteria.iter().filter_map(|at| signal_of(&row.card, *at)).collect(),
            order_change: found.order.as_ref().map(|order| order_ways(row, &report.rows[order.rival], order)),
            in_writing: found.in_writing.iter().map(fact).collect(),
        }
    };
    document(report, JsonAnswer::Whatif(JsonWhatif { roles: found.iter().map(role).collect() }))
}

pub(super) fn standing(of: &Standing) -> JsonAssessment {
    JsonAssessment {
        verdict: of.verdict.key().to_owned(),
        score: triple(of.score),
        cautious: rounded(of.cautious),
        hopeful: rounded(of.hopeful),
        coverage: rounded(of.coverage),
    }
}

fn ways(found: &Ways<'_>) -> JsonWays {
    let goal = match found.goal {
        Goal::Pursue => "pursue",
        Goal::NoPursue => "no-pursue",
        Goal::Ahead(_) => "ahead",
        Goal::Behind(_) => "behind",
    };
    let (reach, together): (_, &[Fact<'_>]) = match &found.together {
        Together::NotNeeded => ("single", &[]),
        Together::Facts(facts) => ("together", facts),
        Together::TooMany(facts) => ("too-many", facts),
        Together::Never => ("never", &[]),
    };
    JsonWays {
        goal: goal.to_owned(),
        single: found.single.iter().map(fact).collect(),
        within_reach: reach.to_owned(),
        together: together.iter().map(fact).collect(),
    }
}

fn fact(found: &Fact<'_>) -> JsonFact {
    let tried = &found.hypothesis;
    JsonFact {
        signal: tried.signal.key.clone(),
        value: tried.value.to_string(),
        kind: tried.kind.key().to_owned(),
        set: tried.argument(),
        now: found.now.map(rounded),
        outside_evidence: found.is_outside_evidence,
        then: standing(&found.standing),
    }
}

fn order_ways(row: &Row<'_>, rival: &Row<'_>, found: &OrderWays<'_>) -> JsonOrderWays {
    let id = |at: usize| visible(&row.card.groups[at].group.id);
    let weight = |flip: &crate::analysis::WeightFlip| JsonWeightFlip {
        group: id(flip.group),
        now: rounded(flip.now),
        at: rounded(flip.at),
        upward: flip.is_upward(),
    };
    let group = |flip: &ScoreFlip| JsonGroupFlip {
        group: id(flip.at),
        now: rounded(flip.now),
        needed: rounded(flip.needed),
        outside_evidence: flip.is_outside_evidence,
    };
    JsonOrderWays {
        rival: rival.id(),
        facts: ways(&found.facts),
        weights: found.weights.iter().map(weight).collect(),
        groups: found.groups.iter().map(group).collect(),
        criteria: found.criteria.iter().filter_map(|flip| criterion(&row.card, flip)).collect(),
    }
}

fn signal_of(card: &Scorecard<'_>, at: usize) -> Option<String> {
    card.criteria().nth(at).map(|(_, result)| result.criterion.signal.clone())
}

fn criterion(card: &Scorecard<'_>, flip: &ScoreFlip) -> Option<JsonCriterionFlip> {
    Some(JsonCriterionFlip {
        signal: signal_of(card, flip.at)?,
        now: rounded(flip.now),
        needed: rounded(flip.needed),
        value: flip.value.map(rounded),
        outside_evidence: flip.is_outside_evidence,
    })
}
