//! `rubric sql`: a rubric as one query.

use std::fs::File;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::{Args, ValueEnum};

use super::args::{Common, Format};
use super::commands::{exit, open_or_empty};
use super::exit::Exit;
use super::output::{answer, complain};
use super::table::Columns;
use crate::batch::{Dialect, Plan, Scoring, TABLE_SWEEP_POINTS, Table, sql, unpacked};
use crate::report::batch_layout;
use crate::rubric::Rubric;
use crate::score::Settings;
use crate::text::visible;
use crate::workspace::RubricName;

const EXAMPLES: &str = "\
Examples:
  skiplevel rubric sql business-need --dialect duckdb --table market
  skiplevel rubric sql four-questions --dialect postgres --table hr.roles --like roles.csv --kind aggregator
  skiplevel rubric sql business-need --dialect duckdb --table \"read_csv('market.csv')\" --like market.csv | duckdb

The query gives a row a row, with the numbers of `batch`. Columns of the table are named as those of a table for `batch` are:
by keys of signals, beside them KEY.kind, KEY.date and KEY.n. --like FILE takes the names from the header of a CSV; without it,
the table has one column for each signal of the rubric. Numbers are numbers, levels their number, shares 0 to 1, events days.
What the seat model answers has to stand in columns seat.p_open and seat.p_yours. Ranges and words are for `batch`.";

/// A rubric as one query, for a table in a warehouse
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Sql {
    /// Id or file of the rubric; without it, the one in force
    id: Option<String>,
    /// The engine
    #[arg(long, value_enum, default_value_t = Engine::Duckdb)]
    dialect: Engine,
    /// The table, as the query names it
    #[arg(long, value_name = "TABLE", default_value = "roles")]
    table: String,
    /// Take the names of the columns from the header of this CSV
    #[arg(long, value_name = "FILE")]
    like: Option<PathBuf>,
    #[command(flatten)]
    columns: Columns,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Engine {
    /// DuckDB
    Duckdb,
    /// Spark SQL
    Spark,
    /// PostgreSQL
    Postgres,
}

impl Engine {
    fn dialect(self) -> Dialect {
        match self {
            Self::Duckdb => Dialect::DuckDb,
            Self::Spark => Dialect::Spark,
            Self::Postgres => Dialect::Postgres,
        }
    }
}

pub(super) fn run(common: &Common, arguments: &Sql) -> anyhow::Result<Exit> {
    let mut session = open_or_empty(common)?;
    let mut problems = crate::text::Diagnostics::default();
    let asked = arguments.id.as_deref().or(common.rubric.as_deref()).map(RubricName::parse);
    let loaded = session.workspace.rubric(asked.as_ref(), &mut problems);
    session.problems.append(problems);
    session.show_problems(common);
    let Some(loaded) = loaded else { return Ok(Exit::WorkspaceErrors) };
    let names = match &arguments.like {
        Some(path) => header(path)?,
        None => default_names(&loaded.rubric),
    };
    let layout = arguments.columns.layout(common, &session, &names)?;
    let scoring = Scoring {
        rubric: &loaded.rubric,
        catalogue: &session.workspace.catalogue,
        trust: &session.workspace.trust,
        as_of: session.as_of,
        // For rows that say nothing of seats: what `batch` would answer.
        settings: Settings { sweep_points: TABLE_SWEEP_POINTS, ..session.settings() },
        with_odds: false,
    };
    let plan = Plan::new(scoring, layout)?;
    if arguments.like.is_some() {
        complain(common, &batch_layout(&plan, arguments.columns.kind.is_some()));
    }
    let hash = loaded.rubric.hash(scoring.trust);
    let text = sql(&plan, &hash, &arguments.table, arguments.dialect.dialect())?;
    answer(common, Format::Toml, &text)?;
    Ok(exit(&session))
}

fn header(path: &Path) -> anyhow::Result<Vec<String>> {
    let shown = visible(&path.to_string_lossy());
    let file = File::open(path).with_context(|| format!("cannot read `{shown}`"))?;
    let source = unpacked(file).with_context(|| format!("cannot read `{shown}`"))?;
    let table = Table::open(source, None).with_context(|| format!("`{shown}`"))?;
    Ok(table.names().to_vec())
}

/// Labels, and one column for each signal that the rubric looks at.
fn default_names(rubric: &Rubric) -> Vec<String> {
    let labels = ["role", "company", "title"].map(str::to_owned);
    labels.into_iter().chain(rubric.signals().into_iter().map(str::to_owned)).collect()
}
