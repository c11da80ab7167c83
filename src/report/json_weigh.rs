//! Weights, locks, and roles under other weights as JSON.

use schemars::JsonSchema;
use serde::Serialize;

use super::json::{document, triple};
use super::json_types::{JsonAnswer, JsonLock, JsonTriple};
use super::locked::ranks;
use super::sheet::rounded;
use super::weigh::Weighing;
use super::{Report, Row};
use crate::rubric::Rubric;
use crate::text::visible;
use crate::workspace::LockState;

/// Weights of the groups, and what new ones would change.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct JsonWeigh {
    /// Whether own weights are in force.
    own_weights: bool,
    /// In rubric order.
    weights: Vec<JsonGroupPoints>,
    /// Entries of `[weights]` that go, as the rubric has no such group.
    removed: Vec<String>,
    /// The roles under the weights in force, by id.
    now: Vec<JsonStanding>,
    /// The same under new weights; empty when they stay.
    new: Vec<JsonStanding>,
    /// The lock that is to be written; null when none is.
    new_lock: Option<JsonLock>,
}

/// Points of 100 of one group.
#[derive(Debug, Serialize, JsonSchema)]
struct JsonGroupPoints {
    group: String,
    title: String,
    /// In the rubric's file.
    rubric: f64,
    /// In force.
    now: f64,
    /// Null when weights stay.
    new: Option<f64>,
}

/// A role under one set of weights.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct JsonStanding {
    role: String,
    /// 1 is the highest score.
    rank: usize,
    score: JsonTriple,
    /// Which part of the score is evidence, 0 to 1.
    coverage: f64,
    /// `pursue`, `ask-more`, `toss-up` or `decline`.
    verdict: String,
}

/// The weights as JSON, with the head that every answer has.
#[must_use]
pub fn weigh_json(weighing: &Weighing<'_>) -> String {
    let report: &Report<'_> = weighing.report;
    let points = |rubric: &Rubric, at: usize| rounded(rubric.groups.get(at).map_or(0.0, |group| 100.0 * group.weight));
    let proposal = weighing.proposal.as_ref();
    let weights = report.rubric.groups.iter().enumerate().map(|(at, group)| JsonGroupPoints {
        group: visible(&group.id),
        title: visible(&group.title),
        rubric: points(weighing.as_filed, at),
        now: points(report.rubric, at),
        new: proposal.map(|proposal| points(proposal.rubric, at)),
    });
    let answer = JsonWeigh {
        own_weights: weighing.has_own_weights,
        weights: weights.collect(),
        removed: proposal.map(|p| p.removed.iter().map(|group| visible(group)).collect()).unwrap_or_default(),
        now: standings(&report.rows),
        new: proposal.map(|proposal| standings(&proposal.rows)).unwrap_or_default(),
        new_lock: weighing.new_lock.map(|lock| JsonLock {
            date: Some(lock.date.to_string()),
            hash: Some(lock.hash.clone()),
            changed: false,
        }),
    };
    document(report, JsonAnswer::Weigh(answer))
}

/// How a lock stands, for the head of an answer; `None` when there is none.
pub(super) fn json_lock(state: &LockState) -> Option<JsonLock> {
    let lock = state.lock();
    (*state != LockState::None).then(|| JsonLock {
        date: lock.map(|lock| lock.date.to_string()),
        hash: lock.map(|lock| lock.hash.clone()),
        changed: state.is_changed(),
    })
}

/// Roles as they stand, by id.
pub(super) fn standings(rows: &[Row<'_>]) -> Vec<JsonStanding> {
    let standing = |(row, rank): (&Row<'_>, usize)| JsonStanding {
        role: row.id(),
        rank,
        score: triple(row.card.score),
        coverage: rounded(row.card.coverage),
        verdict: row.card.verdict.key().to_owned(),
    };
    rows.iter().zip(ranks(rows)).map(standing).collect()
}
