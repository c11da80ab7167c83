//! What can go wrong with a table as a whole.

use std::io;

/// Why a table was not scored. A bad cell is none of these: it is reported and counts as unknown.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BatchError {
    /// Reading failed.
    #[error("the table cannot be read")]
    Read(#[source] io::Error),
    /// Writing failed.
    #[error("the answer cannot be written")]
    Write(#[source] io::Error),
    /// Nothing but blanks.
    #[error("the table is empty: it has no header line")]
    Empty,
    /// A byte order mark of UTF-16.
    #[error("the table is UTF-16; save it as CSV UTF-8")]
    Utf16,
    /// A cell without end.
    #[error("a record is longer than {limit_mib} MiB: a quote that opens a cell is not closed")]
    EndlessRecord {
        /// Longest record that is read.
        limit_mib: usize,
    },
    /// Two columns for one thing.
    #[error("columns {0} and {1} are both `{2}`; rename one of them, or leave it out")]
    Twice(usize, usize, String),
    /// No column that the rubric looks at.
    #[error(
        "no column is a signal of the rubric; the columns are {columns}\nname columns by the keys of signals ({example}, …), or say which is which: --map \"Head count=company.headcount\""
    )]
    NoSignals {
        /// The header.
        columns: String,
        /// A key that would do.
        example: String,
    },
    /// An option names a column that the table lacks.
    #[error("{option} names the column `{column}`, which the table does not have{hint}")]
    NoSuchColumn {
        /// The option.
        option: &'static str,
        /// As written.
        column: String,
        /// A near miss.
        hint: String,
    },
    /// `--map` names a signal that the catalogue lacks.
    #[error("--map: no signal has the key `{key}`{hint}")]
    NoSuchSignal {
        /// As written.
        key: String,
        /// A near miss.
        hint: String,
    },
    /// More rows than ranks can be kept for.
    #[error("a table of more than {0} rows cannot be ranked")]
    TooManyRows(u64),
    /// What a query cannot say.
    #[error("not as a query: {0}")]
    NotInSql(String),
    /// Somebody asked to stop.
    #[error("stopped; nothing was written")]
    Stopped,
}
