//! Tables of roles, of any length, under the same rubric as scorecards: one row in, one row out.

mod blocks;
mod cell;
mod error;
mod given;
mod layout;
mod leaders;
mod line;
mod memo;
mod packed;
#[cfg(feature = "parquet")]
mod parquet;
mod plan;
mod problem;
mod ranks;
mod row;
mod run;
mod scan;
mod slot;
mod sql;
mod worker;
mod write;

pub use error::BatchError;
pub use layout::{Layout, OtherColumn, SignalColumn, TableOptions};
pub use leaders::Leaders;
pub use packed::{PackedWriter, Packing, TableFile, unpacked, unpacked_file};
#[cfg(feature = "parquet")]
pub use parquet::ParquetWriter;
pub use plan::{Plan, Scoring, TABLE_SWEEP_POINTS};
pub use problem::{CellProblem, ProblemSummary, TableProblem};
pub use ranks::Ranks;
pub use row::Outcome;
pub use run::{Job, Summary, Table, Watch};
pub use sql::{Dialect, sql, sql_type};
pub use write::{CSV_COLUMNS, CellType, csv_columns};
