//! Everything that would turn the answer about one role around: its verdict, its place, and what to get in writing.

use super::flips::{WeightFlip, best_needed, beyond, criterion_at, fewest_changes, group_score_at, weight_flips};
use super::goal::{Goal, Standing};
use super::hypothesis::{Hypothesis, Reach};
use super::whatif::{Fact, Trials, Ways};
use crate::model::Role;
use crate::rubric::ReadsAs;
use crate::score::{Reason, Scorecard};

/// What would turn the answer about a role around.
#[derive(Debug, Clone, PartialEq)]
pub struct RoleWays<'a> {
    /// Its verdict; `None` for rubrics that give none.
    pub verdict: Option<Ways<'a>>,
    /// By the score of one criterion, were it settled and nothing else changed: only where the verdict hangs on the
    /// cautious score alone. `needed` is the best estimate at which that score reaches the mark of `pursue`, or falls
    /// back to it (METHOD 7, "verdict flip by one criterion").
    pub verdict_criteria: Vec<ScoreFlip>,
    /// There too: numbers of the criteria that turn it together when each takes the best, or worst, end of its range, as
    /// few as possible (METHOD 7, "fewest changes"). Empty where not even all of them do.
    pub fewest_criteria: Vec<usize>,
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

impl ScoreFlip {
    /// The score with one decimal, rounded so that the two have changed places: above `needed` for a role that is to
    /// rise, below it otherwise. `None` where no score is left on that side.
    #[must_use]
    pub fn beyond(&self, is_upward: bool) -> Option<f64> {
        beyond(self.needed, is_upward).filter(|score| (0.0..=100.0).contains(score))
    }
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

/// The ways of role number `at` of `roles`, which were all scored under one rubric; `rival` is the number of the one to
/// change places with.
#[must_use]
pub fn role_ways<'a>(
    trials: &Trials<'_, 'a>,
    roles: &[(&Role, &Scorecard<'_>)],
    at: usize,
    rival: Option<usize>,
) -> RoleWays<'a> {
    let (role, card) = roles[at];
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
    RoleWays {
        verdict: trials.verdict_ways(card),
        verdict_criteria: verdict_criteria(card),
        fewest_criteria: fewest_criteria(card),
        order,
        in_writing: trials.in_writing(card),
    }
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

/// Whether the verdict would be another one if the cautious score alone were.
fn hangs_on_score(card: &Scorecard<'_>) -> bool {
    let by_score = matches!(card.reason, Reason::Between | Reason::WellKnownAndBetween | Reason::CautiousHighEnough);
    // A limit in force breaks the sum.
    by_score && card.rubric.reads_as == ReadsAs::Verdict && card.score == card.uncapped
}

fn verdict_criteria(card: &Scorecard<'_>) -> Vec<ScoreFlip> {
    if !hangs_on_score(card) {
        return Vec::new();
    }
    let mark = card.rubric.thresholds.pursue;
    let flips = card.criteria().enumerate().filter(|(_, (_, result))| result.criterion.weight > 0.0);
    let flips = flips.map(|(at, (_, result))| {
        let (estimate, criterion) = (&result.estimate, result.criterion);
        let needed = best_needed(estimate.best, criterion.weight, mark, card.cautious);
        let is_outside_evidence = !(estimate.low..=estimate.high).contains(&needed);
        ScoreFlip { at, now: estimate.best, needed, value: criterion.curve.inverse(needed), is_outside_evidence }
    });
    flips.filter(|flip| (0.0..=100.0).contains(&flip.needed)).collect()
}

fn fewest_criteria(card: &Scorecard<'_>) -> Vec<usize> {
    if !hangs_on_score(card) {
        return Vec::new();
    }
    let parts: Vec<_> = card.criteria().map(|(_, result)| (result.criterion.weight, result.triple())).collect();
    fewest_changes(&parts, card.rubric.thresholds.pursue - card.cautious).unwrap_or_default()
}

/// By the score that their group needs: `s - D / W` where nothing limits the score (METHOD 7).
fn criteria(card: &Scorecard<'_>, level: f64) -> Vec<ScoreFlip> {
    let mut flips = Vec::new();
    let mut at = 0;
    for (number, group) in card.groups.iter().enumerate() {
        let needed = group_score_at(card, number, level);
        for result in &group.criteria {
            let criterion = result.criterion;
            let flip = needed.filter(|_| criterion.share > 0.0).map(|needed| {
                let needed = criterion_at(result.estimate.best, criterion.share, group.score.best - needed);
                let is_outside_evidence = !(result.estimate.low..=result.estimate.high).contains(&needed);
                let value = criterion.curve.inverse(needed);
                ScoreFlip { at, now: result.estimate.best, needed, value, is_outside_evidence }
            });
            flips.extend(flip.filter(|flip| (0.0..=100.0).contains(&flip.needed)));
            at += 1;
        }
    }
    flips
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
        let tried: Vec<Hypothesis<'_>> = tried.iter().filter(reaches).cloned().collect();
        if tried.is_empty() { Standing::of(card) } else { trials.standing(card, &tried) }
    };
    let own = standing(at);
    let is_before = |other: usize| {
        let theirs = standing(other);
        let by_id = || !own.is_ahead_of(&theirs) && roles[other].0.id < asked.id;
        theirs.is_ahead_of(&own) || by_id()
    };
    1 + (0..roles.len()).filter(|other| *other != at && is_before(*other)).count()
}
