//! x
pub mod text;
pub mod model;
pub mod signal;
pub mod ledger;
pub mod rubric;
pub mod seat;
pub mod score;
pub mod notes;
