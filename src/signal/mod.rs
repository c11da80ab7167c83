//! What can be said about a job: the catalogue of signals, their value curves, the trust table, and the forms in
//! which a value may be written.
//!
//! Both tables are data (`rubrics/signals.toml`, `rubrics/trust.toml`), embedded in the program; a workspace may add
//! signals and change trust values.

mod catalogue;
mod curve;
mod event;
mod number;
mod parse;
mod problem;
mod read;
mod trust;

pub use catalogue::{Catalogue, Direction, Lookup, Signal, SignalType, Tolerance, Use};
pub use curve::{Curve, CurveProblem};
pub use number::{Percent, parse_number};
pub use parse::{Stated, ValueProblem, parse_stated, parse_value};
pub use read::{builtin_catalogue, read_curve_item, read_signals};
pub use trust::{KindEntry, Trust, unknown_kind};
