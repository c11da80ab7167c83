//! What follows from scorecards: how robust an order of roles is, and what to ask next.
//!
//! * [`Comparison`] orders roles and says how surely each is ahead of each other one, who is level, who dominates
//!   whom, and which taste favours whom. It rests on [`win_exact`] (weights unknown, scores taken at their best
//!   estimate), [`Dominance`], and [`robustness`] (weights and evidence unknown).
//! * [`next_questions`] lists what to ask about one role. It rests on [`Prospect::answer`], the value of one answer in
//!   closed form.
//!
//! Everything here is a pure function: equal input gives equal output on any number of threads, and no finite input
//! gives a NaN.

mod answer;
mod ask;
mod assumptions;
mod best_first;
mod comparison;
mod dominance;
#[cfg(test)]
mod fixture;
mod gate_questions;
mod questions;
mod random;
mod robustness;
mod tally;
mod win;

pub use answer::{AnswerValue, Prospect, evsi_of_set};
pub use ask::minutes_to_ask;
pub use assumptions::{Assumptions, Weighting};
pub use comparison::{Comparison, FIRST_RANKS, LEVEL, SELDOM, STANDS_OUT, group_scores};
pub use dominance::Dominance;
pub use questions::{Question, QuestionReason, next_questions};
pub use random::{SEED, SplitMix64};
pub use robustness::{DRAWS, Mode, NEAR_BAND, Robustness, robustness};
pub use win::{win_exact, win_exact_ranked};
