//! Estimates × rubric → [`Scorecard`]. Total functions of validated input: nothing here fails, reads a file, asks a
//! clock or rounds.
//!
//! ```
//! use skiplevel::ledger::Ledger;
//! use skiplevel::model::{Observation, SourceKind, Value};
//! use skiplevel::rubric::{builtin_text, read_rubric};
//! use skiplevel::score::{Scorer, Settings, Verdict};
//! use skiplevel::signal::{Trust, builtin_catalogue};
//! use skiplevel::text::{Diagnostics, Files};
//!
//! let (catalogue, trust) = (builtin_catalogue(), Trust::builtin());
//! let (mut files, mut problems) = (Files::default(), Diagnostics::default());
//! let file = files.add("m2-path.toml", builtin_text("m2-path").expect("built in"));
//! let rubric = read_rubric(&files, file, &catalogue, &mut problems).expect("valid");
//!
//! let as_of = "2026-11-20".parse()?;
//! let promoted = Observation::new(
//!     "mobility.m2_internal_promotions_12m", Value::Number(2.0), "2026-11-15".parse()?, SourceKind::Aggregator);
//! let ledger = Ledger::new(&[promoted], &trust, as_of);
//! let card = Scorer::new(&rubric, &catalogue, Settings::default()).score(&ledger);
//! assert_eq!(card.verdict, Verdict::AskMore);
//! assert!(card.score.low < card.score.best && card.score.best < card.score.high);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod aggregate;
mod gate;
mod scorecard;
mod seat_inputs;
mod vector;
mod verdict;

pub use aggregate::{ERROR_CORRELATION, Triple, normal_cdf, spread_of};
pub use gate::{CROSSCHECK_TRUST, FAIL_AT, GateResult, GateState, PASS_AT, Test};
pub use scorecard::{
    Circumstances, CriterionResult, GroupResult, SEAT_OPEN, Scorecard, Scorer, Settings, derived_score, limit,
};
pub use seat_inputs::{
    Natural, SEAT_CREDIBILITY, SEAT_SIGNALS, SIZE_SIGNALS, SeatEvidence, SeatInput, SeatModel, SeatResult, seat_model,
    seats_today,
};
pub use vector::run_vector;
pub use verdict::{Grade, Grounds, Health, INDIFFERENT, Lean, LeanTo, Reason, Verdict};
