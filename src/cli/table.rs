//! What tables need to be told about their columns: for `batch` and `rubric sql`.

use anyhow::anyhow;
use clap::Args;

use super::args::Common;
use super::scored::Session;
use crate::batch::{Layout, TableOptions};
use crate::model::{PartialDate, SourceKind};
use crate::text::{nearest, visible};

/// Where cells come from, and what columns are.
#[derive(Debug, Args)]
pub(super) struct Columns {
    /// Source kind of all cells; without it they are `unknown`, which counts little
    #[arg(long, value_name = "KIND")]
    pub(super) kind: Option<String>,
    /// Day of all cells; without it, the as-of day
    #[arg(long, value_name = "DATE")]
    fact_date: Option<PartialDate>,
    /// Source kind of one column
    #[arg(long, value_name = "COLUMN=KIND")]
    column_kind: Vec<String>,
    /// Day of one column
    #[arg(long, value_name = "COLUMN=DATE")]
    column_date: Vec<String>,
    /// A column that holds plans and forecasts
    #[arg(long, value_name = "COLUMN")]
    plan: Vec<String>,
    /// What a column is
    #[arg(long, value_name = "COLUMN=KEY")]
    map: Vec<String>,
}

impl Columns {
    /// What the columns with these names are.
    pub(super) fn layout(&self, common: &Common, session: &Session, names: &[String]) -> anyhow::Result<Layout> {
        let kind = self.kind.as_deref().map_or(Ok(SourceKind::Unknown), |text| read_kind("--kind", text))?;
        let fact_date = self.fact_date.unwrap_or_else(|| session.as_of.into());
        let mut options = TableOptions::new(kind, fact_date);
        for pair in &self.map {
            options.maps.push(split("--map", pair, "Head count=company.headcount")?);
        }
        for pair in &self.column_kind {
            let (column, kind) = split("--column-kind", pair, "review_rating=employee_reviews")?;
            options.column_kinds.push((column, read_kind("--column-kind", &kind)?));
        }
        for pair in &self.column_date {
            let (column, date) = split("--column-date", pair, "review_rating=2026-11-02")?;
            let date = date.parse().map_err(|message: String| anyhow!("--column-date: {message}"))?;
            options.column_dates.push((column, date));
        }
        options.plans.clone_from(&self.plan);
        let mut layout = Layout::new(names.to_vec(), &session.workspace.catalogue, &options)?;
        if common.redact {
            layout.others.clear();
        }
        Ok(layout)
    }
}

fn split(option: &str, pair: &str, example: &str) -> anyhow::Result<(String, String)> {
    // A column's name may hold the sign; what it is does not.
    let parts = pair.rsplit_once('=').map(|(a, b)| (a.trim().to_owned(), b.trim().to_owned()));
    let parts = parts.filter(|(a, b)| !a.is_empty() && !b.is_empty());
    parts.ok_or_else(|| anyhow!("{option}: found `{}`; expected COLUMN=…, such as {option} '{example}'", visible(pair)))
}

fn read_kind(option: &str, text: &str) -> anyhow::Result<SourceKind> {
    SourceKind::from_key(text).ok_or_else(|| {
        let keys: Vec<&str> = SourceKind::ALL.iter().map(|kind| kind.key()).collect();
        let hint = nearest(text, keys.iter().copied())
            .map_or_else(|| format!("kinds are {}", keys.join(", ")), |near| format!("did you mean `{near}`?"));
        anyhow!("{option}: `{}` is not a source kind\n{hint}", visible(text))
    })
}
