//! x
pub mod analysis;
pub mod ledger;
pub mod model;
pub mod notes;
pub mod rubric;
pub mod score;
pub mod seat;
pub mod signal;
pub mod text;
pub mod workspace;
