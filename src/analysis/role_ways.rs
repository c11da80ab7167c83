//! Everything that would turn the answer about one role around: its verdict, its place, and what to get in writing.

use super::flips::{WeightFlip, criterion_at, group_score_at, weight_flips};
use super::goal::{Goal, Standing};
use super::hypothesis::{Hypothesis, Reach};
use super::whatif::{Fact, Trials, Ways};
use crate::model::Role;
use crate::score::Scorecard;

/// What would turn the answer about a role around.
#[derive(Debug, Clone, PartialEq)]
pub struct RoleWays<'a> {
    /// Its verdict; `None` for rubrics that give none.
    pub verdict: Option<Ways<'a>>,
    /// Its place against a rival; `None` for the only role.
    pub order: Option<OrderWays<'a>>,
    /// Promises to get in writing, most telling first.
    pub in_writing: Vec<Fact<'a>>,
}

/// What would make two roles change places.
#[derive(Debug, Clone, PartialEq)]
pub struct OrderWays<'a> {
    /// Place of the rival in the list of roles.
    pub rival: usize,
    /// By facts about the role.
    pub facts: Ways<'a>,
    /// By the weight of one group.
    pub weights: Vec<WeightFlip>,
    /// By the score of one group of the role.
    pub groups: Vec<ScoreFlip>,
    /// By the score of one criterion of the role, were it settled.
    pub criteria: Vec<ScoreFlip>,
}

/// A score of a group or criterion at which two roles are level.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ScoreFlip {
    /// Its number: of a group in rubric order, of a criterion among all of them.
    pub at: usize,
    /// Its score now.
    pub now: f64,
    /// The score at which the two are level.
    pub needed: f64,
    /// The value that has this score, in the signal's unit; `None` for groups and where no value has it.
    pub value: Option<f64>,
    /// Whether `needed` lies outside of the range that the evidence allows.
    pub is_outside_evidence: bool,
}

/// The ways of role number `at` of `roles`, which were all scored under one rubric. Its rival is number `against`, else
/// the best other one.
#[must_use]
pub fn role_ways<'a>(
    trials: &Trials<'_, 'a>,
    roles: &[(&Role, &Scorecard<'_>)],
    at: usize,
    against: Option<usize>,
) -> RoleWays<'a> {
    let (role, card) = roles[at];
    let rival = against.or_else(|| best_other(roles, at));
    let order = rival.map(|rival| {
        let (other, theirs) = roles[rival];
        let is_same_company = role.company_id == other.company_id;
        let shared: &[Reach] = if is_same_company { &[Reach::You, Reach::Company] } else { &[Reach::You] };
        let facts = trials.order_ways(card, theirs, shared);
        let weights =
            if matches!(facts.goal, Goal::Ahead(_)) { weight_flips(theirs, card) } else { weight_flips(card, theirs) };
        let level = theirs.score.best;
        OrderWays { rival, facts, weights, groups: groups(card, level), criteria: criteria(card, level) }
    });
    RoleWays { verdict: trials.verdict_ways(card), order, in_writing: trials.in_writing(card) }
}

fn best_other(roles: &[(&Role, &Scorecard<'_>)], at: usize) -> Option<usize> {
    let others = (0..roles.len()).filter(|other| *other != at);
    others.reduce(
        |best, other| {
            if Standing::of(roles[other].1).is_ahead_of(&Standing::of(roles[best].1)) { other } else { best }
        },
    )
}

fn groups(card: &Scorecard<'_>, level: f64) -> Vec<ScoreFlip> {
    let flip = |at: usize| {
        let needed = group_score_at(card, at, level)?;
        let score = card.groups[at].score;
        let is_outside_evidence = !(score.low..=score.high).contains(&needed);
        Some(ScoreFlip { at, now: score.best, needed, value: None, is_outside_evidence })
    };
    (0..card.groups.len()).filter_map(flip).collect()
}

/// By the plain formula of METHOD 7: exact where neither a cap nor the weakest group limits the score.
fn criteria(card: &Scorecard<'_>, level: f64) -> Vec<ScoreFlip> {
    let lead = card.score.best - level;
    let flips = card.criteria().enumerate().filter_map(|(at, (_, result))| {
        let criterion = result.criterion;
        let needed = criterion_at(result.estimate.best, criterion.weight, lead);
        let value = criterion.curve.inverse(needed);
        let is_outside_evidence = !(result.estimate.low..=result.estimate.high).contains(&needed);
        let flip = ScoreFlip { at, now: result.estimate.best, needed, value, is_outside_evidence };
        (criterion.weight > 0.0 && (0.0..=100.0).contains(&needed)).then_some(flip)
    });
    flips.collect()
}

/// Place, from 1, that role number `at` would have with these facts. Facts about you reach every role, facts about the
/// company every role there, other facts this role alone.
#[must_use]
pub fn places(
    trials: &Trials<'_, '_>,
    roles: &[(&Role, &Scorecard<'_>)],
    at: usize,
    tried: &[Hypothesis<'_>],
) -> usize {
    let (asked, _) = roles[at];
    let standing = |other: usize| {
        let (role, card) = roles[other];
        let reaches = |tried: &&Hypothesis<'_>| match Reach::of(tried.signal) {
            Reach::You => true,
            Reach::Company => role.company_id == asked.company_id,
            Reach::Role => other == at,
        };
        trials.standing(card, &tried.iter().filter(reaches).cloned().collect::<Vec<_>>())
    };
    let own = standing(at);
    let is_before = |other: usize| {
        let theirs = standing(other);
        let by_id = || !own.is_ahead_of(&theirs) && roles[other].0.id < asked.id;
        theirs.is_ahead_of(&own) || by_id()
    };
    1 + (0..roles.len()).filter(|other| *other != at && is_before(*other)).count()
}
