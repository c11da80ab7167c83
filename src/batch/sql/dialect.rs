//! What the engines write differently.

use crate::model::Date;

/// An engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// DuckDB.
    DuckDb,
    /// Spark SQL, 3.4 and later.
    Spark,
    /// PostgreSQL.
    Postgres,
}

impl Dialect {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::DuckDb, Self::Spark, Self::Postgres];

    /// The word used on the command line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::DuckDb => "duckdb",
            Self::Spark => "spark",
            Self::Postgres => "postgres",
        }
    }

    /// How a table expression begins. PostgreSQL would write each into the next, and what a step names twice would double
    /// with every step.
    pub(super) fn step(self) -> &'static str {
        match self {
            Self::Postgres => "AS MATERIALIZED (",
            Self::DuckDb | Self::Spark => "AS (",
        }
    }

    /// A name, quoted.
    pub(super) fn name(self, name: &str) -> String {
        match self {
            Self::Spark => format!("`{}`", name.replace('`', "``")),
            Self::DuckDb | Self::Postgres => format!("\"{}\"", name.replace('"', "\"\"")),
        }
    }

    /// A text, quoted.
    pub(super) fn text(self, text: &str) -> String {
        match self {
            // Spark reads backslashes in a text.
            Self::Spark => format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'")),
            Self::DuckDb | Self::Postgres => format!("'{}'", text.replace('\'', "''")),
        }
    }

    /// A number in double precision. A plain `0.1` would be a decimal to these engines, and lose digits when divided.
    pub(super) fn number(self, x: f64) -> String {
        match self {
            Self::DuckDb => format!("{x}e0"),
            Self::Spark => format!("{x}D"),
            Self::Postgres if x < 0.0 => format!("({x})::float8"),
            Self::Postgres => format!("{x}::float8"),
        }
    }

    /// An expression as double precision.
    pub(super) fn double(self, expression: &str) -> String {
        match self {
            Self::Postgres => format!("CAST({expression} AS double precision)"),
            Self::DuckDb | Self::Spark => format!("CAST({expression} AS DOUBLE)"),
        }
    }

    pub(super) fn day(self, day: Date) -> String {
        format!("DATE '{day}'")
    }

    /// Days from the day in `column` to `day`.
    pub(super) fn days_since(self, column: &str, day: Date) -> String {
        let day = self.day(day);
        match self {
            Self::DuckDb => format!("date_diff('day', CAST({column} AS DATE), {day})"),
            Self::Spark => format!("datediff({day}, CAST({column} AS DATE))"),
            Self::Postgres => format!("({day} - CAST({column} AS DATE))"),
        }
    }
}
