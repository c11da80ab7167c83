//! x
pub mod cli;
pub mod ledger;
pub mod model;
pub mod notes;
pub mod report;
pub mod rubric;
pub mod score;
pub mod seat;
pub mod signal;
pub mod text;
pub mod workspace;
