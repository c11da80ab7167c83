//! How roles stand to each other, for programs: types and their writer.

use schemars::JsonSchema;
use serde::Serialize;

use super::sheet::rounded;
use super::{Report, Row};
use crate::analysis::Dominance;
use crate::text::visible;

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct JsonComparison {
    /// Which weights are plausible: `free`, `ranked` or `near`.
    pub(super) mode: String,
    /// Number of draws behind the shares that are not exact.
    pub(super) draws: usize,
    /// How often one role is ahead of another; one entry a pair.
    pub(super) win: Vec<JsonWin>,
    /// How often each role takes each rank, over weights and evidence.
    pub(super) ranks: Vec<JsonRanks>,
    /// The taste that favours each role.
    pub(super) central_weights: Vec<JsonCentralWeights>,
    /// Mean of all weights drawn, to hold central weights against.
    pub(super) mean_weights: Vec<JsonWeight>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct JsonWin {
    pub(super) a: String,
    pub(super) b: String,
    /// How often `a` is ahead over all weights, best scores taken as they are; exact.
    pub(super) share_exact: f64,
    /// The same over the weights that keep the order of those in force; exact.
    pub(super) share_ranked_exact: f64,
    /// Over the weights of `mode` and over the evidence.
    pub(super) share: f64,
    /// Which of the two is at least as good in every group; null when neither is.
    pub(super) dominance: Option<JsonDominance>,
    /// Neither is ahead in more than 0.55, ties counted half: their order is not to be trusted.
    pub(super) level: bool,
    /// The ranges of their scores have something in common.
    pub(super) ranges_overlap: bool,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct JsonDominance {
    /// Id of the better role.
    pub(super) role: String,
    /// `ranges` when it holds whatever the reading of the evidence, `best-estimates` when it holds for those.
    pub(super) over: String,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct JsonRanks {
    pub(super) role: String,
    /// From the first rank to the last.
    pub(super) share: Vec<f64>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct JsonCentralWeights {
    pub(super) role: String,
    /// Mean weights of the draws in which it is first; empty when it never is.
    pub(super) weights: Vec<JsonWeight>,
    /// Ids of the groups that stand out among them, at most three: the role is for people who value these.
    pub(super) favoured_by: Vec<String>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct JsonWeight {
    pub(super) group: String,
    /// 0 to 1.
    pub(super) weight: f64,
}

/// The comparison; roles and pairs by id.
pub(super) fn comparison(report: &Report<'_>) -> JsonComparison {
    let found = &report.comparison;
    let places: Vec<(&Row<'_>, usize)> =
        report.rows.iter().filter_map(|row| Some((row, found.place(&row.role.id)?))).collect();
    let pairs = places.iter().enumerate().flat_map(|(at, a)| places[at + 1..].iter().map(move |b| (*a, *b)));
    JsonComparison {
        mode: found.assumptions.weighting.key().to_owned(),
        draws: found.assumptions.draws,
        win: pairs.map(|(a, b)| win(report, a, b)).collect(),
        ranks: places
            .iter()
            .map(|(row, place)| JsonRanks {
                role: row.id(),
                share: found.rank_shares[*place].iter().copied().map(rounded).collect(),
            })
            .collect(),
        central_weights: places.iter().map(|(row, place)| central_weights(report, row, *place)).collect(),
        mean_weights: weights(report, &found.mean_weights),
    }
}

fn win(report: &Report<'_>, (a, first): (&Row<'_>, usize), (b, second): (&Row<'_>, usize)) -> JsonWin {
    let found = &report.comparison;
    let dominance = |row: &Row<'_>, place: usize, other: usize| {
        let over = match found.dominance(place, other)? {
            Dominance::Ranges => "ranges",
            Dominance::BestEstimates => "best-estimates",
        };
        Some(JsonDominance { role: row.id(), over: over.to_owned() })
    };
    JsonWin {
        a: a.id(),
        b: b.id(),
        share_exact: rounded(found.share_exact[first][second]),
        share_ranked_exact: rounded(found.share_ranked_exact[first][second]),
        share: rounded(found.share[first][second]),
        dominance: dominance(a, first, second).or_else(|| dominance(b, second, first)),
        level: found.is_level(first, second),
        ranges_overlap: found.ranges_overlap(first, second),
    }
}

fn central_weights(report: &Report<'_>, row: &Row<'_>, place: usize) -> JsonCentralWeights {
    let central = report.comparison.central_weights[place].as_deref().unwrap_or_default();
    let favoured = report.comparison.favoured_by(place).into_iter();
    let groups = favoured.filter_map(|at| report.rubric.groups.get(at));
    JsonCentralWeights {
        role: row.id(),
        weights: weights(report, central),
        favoured_by: groups.map(|group| visible(&group.id)).collect(),
    }
}

/// With the groups that they belong to, in rubric order.
fn weights(report: &Report<'_>, weights: &[f64]) -> Vec<JsonWeight> {
    let groups = report.rubric.groups.iter().zip(weights);
    groups.map(|(group, weight)| JsonWeight { group: visible(&group.id), weight: rounded(*weight) }).collect()
}
