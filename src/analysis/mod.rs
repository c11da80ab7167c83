//! What follows from scorecards: how robust an order of roles is, and what to ask next.
//!
//! * [`win_exact`]: the chance that one role beats another when the weights are unknown.
//! * [`robustness`]: rank and win shares of many roles when weights and evidence are unknown.
//! * [`next_questions`] lists what to ask about one role. It rests on [`Prospect::answer`], the value of one answer in
//!   closed form.
//!
//! Everything here is a pure function: equal input gives equal output on any number of threads, and no finite input
//! gives a NaN.

mod answer;
mod ask;
#[cfg(test)]
mod fixture;
mod gate_questions;
mod questions;
mod random;
mod robustness;
mod win;

pub use answer::{AnswerValue, Prospect, evsi_of_set};
pub use ask::minutes_to_ask;
pub use questions::{Question, QuestionReason, next_questions};
pub use random::{SEED, SplitMix64};
pub use robustness::{DRAWS, Mode, NEAR_BAND, Robustness, robustness};
pub use win::{win_exact, win_exact_ranked};
