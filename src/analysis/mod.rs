//! What follows from scorecards: how robust an order of roles is, and what to ask next.
//!
//! * [`Comparison`] orders roles and says how surely each is ahead of each other one, who is level, who dominates
//!   whom, and which taste favours whom. It rests on [`win_exact`] (weights unknown, scores taken at their best
//!   estimate), [`Dominance`], and [`robustness`] (weights and evidence unknown).
//! * [`next_questions`] lists what to ask about one role. It rests on [`Prospect::answer`], the value of one answer in
//!   closed form. [`agenda`] makes a list or a plan of it for one respondent, and [`plan`] one for some minutes.
//! * [`role_ways`] says what would have to be true for another verdict or order; [`Trials`] score facts that nobody has
//!   stated.
//! * [`odds`] lays the seat model of one role open, and [`sensitivity`] says what its answer hangs on.
//! * [`claims`] holds what people of the company said against what others show.
//!
//! Everything here is a pure function: equal input gives equal output on any number of threads, and no finite input
//! gives a NaN.

mod agenda;
mod answer;
mod ask;
mod assumptions;
mod best_first;
mod claims;
mod comparison;
mod dominance;
#[cfg(test)]
mod fixture;
mod flips;
mod gate_questions;
mod goal;
mod hypothesis;
mod inquiry;
mod odds;
mod plan;
mod questions;
mod random;
mod ranking;
mod respondent;
mod robustness;
mod role_ways;
mod sensitivity;
mod tally;
mod timeline;
mod waterfall;
mod whatif;
mod win;

pub use agenda::{Agenda, HeardOut, agenda};
pub use answer::{AnswerValue, Prospect, evsi_of_set, spread_of_set};
pub use ask::minutes_to_ask;
pub use assumptions::{Assumptions, Weighting};
pub use claims::{Answer, ClaimStanding, Claims, PROMISES, Rounds, Statement, claims, is_promise};
pub use comparison::{Comparison, FIRST_RANKS, LEVEL, SELDOM, STANDS_OUT, group_scores};
pub use dominance::Dominance;
pub use flips::{WeightFlip, best_needed, criterion_at, fewest_changes, group_score_at, weight_flips};
pub use goal::{Goal, Standing};
pub use hypothesis::{Hypothesis, HypothesisProblem, Reach, best_proof, values_to_try, written_proof};
pub use inquiry::{Aim, Inquiry};
pub use odds::{Course, Expected, HORIZONS, HorizonOdds, Odds, Openings, Wait, odds};
pub use plan::{Plan, plan};
pub use questions::{Question, QuestionReason, next_questions, questions_for};
pub use random::{SEED, SplitMix64};
pub use ranking::ranking;
pub use respondent::{Respondent, find_respondent, people};
pub use robustness::{DRAWS, Mode, NEAR_BAND, Robustness, robustness};
pub use role_ways::{OrderWays, RoleWays, ScoreFlip, places, role_ways};
pub use sensitivity::{Move, Sensitivity, by_width, credibility, plausible_moves, sensitivity, worth_asking};
pub use timeline::{MOST_STEPS, Step, known_since, timeline};
pub use waterfall::{GroupPart, MOST_PLAYERS, ScoreWaterfall, Waterfall, score_waterfall, shapley, waterfall};
pub use whatif::{Fact, MOST_FACTS, Together, Trials, Ways};
pub use win::{win_exact, win_exact_ranked};
